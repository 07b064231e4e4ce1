export type { Acting, DecisionCheck, DecisionListener, GovernanceContext } from './context.ts';
export * from './domain/forum.ts';
export * from './domain/decision.ts';
export { forumOf, forumsOn, seatsOfPerson, seatsOn } from './queries/forums.ts';
export * from './domain/meeting.ts';
export { quorumOf, sitterOf } from './domain/quorum.ts';
export type { Present, Quorum } from './domain/quorum.ts';
export { resultOfVote, VOTE_CHOICES } from './domain/vote.ts';
export type { Vote, VoteChoice, VoteResult } from './domain/vote.ts';
export { attendanceRuns, itemOf, itemsAbout, meetingHead, meetingOf, meetingsBetween, meetingsOf } from './queries/meetings.ts';
export type { AttendanceRun, MeetingRecord } from './queries/meetings.ts';
export { decisionCounts, decisionOf, decisionsAbout, decisionsOf, decisionsOfMeeting, decisionsOwing, suggestionsFor } from './queries/decisions.ts';
export type { AgendaSuggestion } from './queries/decisions.ts';
export { actionOf, actionsCarriedTo, actionsOf, actionsOfDecision, actionsOfMeeting } from './queries/actions.ts';
export type { Action } from './queries/actions.ts';
export { isKeeper, requireKeeper } from './commands/requireKeeper.ts';
export { GOVERNANCE_PERMISSIONS } from './permissions.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadGovernancePages = () => import('./web/governancePages.ts');
export { addGovernanceCommands } from './cli/governanceCommands.ts';
