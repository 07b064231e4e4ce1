export type { Acting, DecisionCheck, DecisionListener, GovernanceContext } from './context.ts';
export * from './domain/forum.ts';
export * from './domain/decision.ts';
export { describeGovernanceSubject } from './queries/describeGovernanceSubject.ts';
export { decisionsOfPerson } from './queries/decisionsOfPerson.ts';
export { forumsKept } from './queries/forumsKept.ts';
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

/** Meetings, what is decided in and between them, and what follows. */
export { callMeeting, cancelMeeting, changeMeeting, endMeeting, openMeeting, reopenMeeting } from './commands/meetings/callMeeting.ts';
export type { ItemDraft } from './commands/meetings/agenda.ts';
export type { ItemOutcome } from './commands/meetings/closeItem.ts';
export { addItem, moveItem, removeItem, restoreItem } from './commands/meetings/agenda.ts';
export { markAttendance } from './commands/meetings/markAttendance.ts';
export { declareConflict, ruleOnConflict, withdrawConflict } from './commands/meetings/conflict.ts';
export { castVote, castVotes } from './commands/meetings/castVote.ts';
export { closeItem, reopenItem } from './commands/meetings/closeItem.ts';
export { recordBetweenMeetings, recordDecision } from './commands/meetings/recordDecision.ts';
export { correctDecision, cureDecision, cureWithin } from './commands/meetings/cureDecision.ts';
export { declineSuggestion, placeSuggestion } from './commands/meetings/suggestions.ts';
export { addAction, completeAction, dropAction, reopenAction } from './commands/meetings/actions.ts';
export { meetingTasks } from './queries/meetingTasks.ts';
export { forumReader, mayReadDecision, mayReadItem, mayReadMeeting } from './queries/forumReader.ts';
export type { ForumReader } from './queries/forumReader.ts';
export { londonDay, londonInstant, londonTime } from './domain/londonTime.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadGovernancePages = () => import('./web/governancePages.ts');
export { addGovernanceCommands } from './cli/governanceCommands.ts';

/** Forums and seats: who sits where, by which rule, and who declared what. */
export { closeForum } from './commands/closeForum.ts';
export { createForum, setTerms } from './commands/createForum.ts';
export { addSeat, endSeat, withdrawSeat } from './commands/keepSeats.ts';
export { endHolding, fillSeat, withdrawHolding } from './commands/fillSeat.ts';
export type { HoldingEntry } from './commands/fillSeat.ts';
export { endSeatsOf } from './commands/endSeatsOf.ts';
export { declareInterest, endInterest, reviewInterests, withdrawInterest } from './commands/declareInterest.ts';
export { endRepresentation, leadProgramme, setRepresentation } from './commands/representPcns.ts';
export type { ForumEntry, SeatEntry, TermsEntry } from './domain/forumEntry.ts';
export * from './domain/interest.ts';
export { REPRESENTATION_WAYS } from './domain/representation.ts';
export type { PortfolioEntry, RepresentationEntry, RepresentationWay } from './domain/representation.ts';
export type { CompositionFinding, NotMandated, RuleSource } from './domain/composition.ts';
export { compositionRules, whyNotMandated } from './compositionRules.ts';
export { forumCheck } from './queries/forumCheck.ts';
export type { ForumCheck } from './queries/forumCheck.ts';
export { forumTasks } from './queries/forumTasks.ts';
export { interestsOfForum, interestsOfPerson } from './queries/interests.ts';
export type { InterestEntryOf } from './queries/interests.ts';
export { portfolioOn, representationOn } from './queries/representation.ts';
export type { PortfolioLead, Representation } from './queries/representation.ts';
export { seatAlarms } from './queries/seatAlarms.ts';
export type { SeatAlarm } from './queries/seatAlarms.ts';

/** Who may decide: matters, grants of authority, and the answer with its chain. */
export { MATTERS } from './authorityRules.ts';
export { authorityCases, wrongCases } from './authorityCases.ts';
export type { Matter, MatterTree } from './domain/authority/matter.ts';
export type { Authority, AuthorityFacts, AuthorityQuestion } from './domain/authority/authority.ts';
export type { Body, Grant } from './domain/authority/grant.ts';
export type { GrantEntry } from './domain/authority/grantEntry.ts';
export { authorityCheck, authorityFindingIn, authorityIn, namedBodies, whoDecidesHere } from './queries/authority.ts';
export { delegationOf, delegationsKept } from './queries/delegations.ts';
export type { Delegation } from './queries/delegations.ts';
export { grantAuthority } from './commands/grantAuthority.ts';
export { putInForce, revokeAuthority, withdrawGrant } from './commands/revokeAuthority.ts';

/** Papers and minutes, and what the public may see. */
export { attachPaper, coverItem, publishPaper, withdrawPaper } from './commands/papers.ts';
export type { PaperToAttach, Publication } from './commands/papers.ts';
export { agreeMinutes, correctMinutes, writeMinutes } from './commands/minutes.ts';
export { minutesOf } from './queries/minutes.ts';
export { mayRead, papersOf } from './queries/papers.ts';
export type { AttachedPaper, PaperPlace } from './domain/papers.ts';
export { minutesTasks, paperTasks } from './queries/paperTasks.ts';
