import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { isActionable, type DecisionDraft, type RecordedDecision } from '../../domain/decision.ts';
import { isOfGeneralPractice } from '../../domain/forum.ts';
import { sitterOf } from '../../domain/quorum.ts';
import { findingsInRoom, roomAt, type Room, type RoomFacts } from '../../domain/room.ts';
import { decisionOf } from '../../queries/decisions.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { subjectOfItem } from './agenda.ts';
import { canCure, cureWithin, holdDecision } from './cureDecision.ts';
import { lockItem, requireOpenItem, requireState, roomFactsOf, type LockedItem } from './lockMeeting.ts';
import { recordDecision } from './recordDecision.ts';

/** What came of an item. What it is about, and how much, is the item's where it is left out. */
export type ItemOutcome = Pick<DecisionDraft, 'outcome' | 'decided' | 'reasons'> &
  Partial<Pick<DecisionDraft, 'optionId' | 'terms' | 'matter' | 'amountPence' | 'withinCode' | 'representatives'>> & {
    /** How the chair decided a tie. */
    castingVote?: 'for' | 'against' | null;
  };

/**
 * Closes an item: with what was decided, or, of one that was talked about only, without. Of two who close it at the same instant
 * the first does, and the second is told so. Gives the decision's id, null where there was none.
 */
export async function closeItem(context: GovernanceContext, acting: Acting, itemId: string, outcome: ItemOutcome | null): Promise<string | null> {
  const now = context.now();
  return context.database.inTransaction(async (transaction) => {
    const locked = await lockItem(transaction, itemId);
    await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    requireState(locked.meeting, ['open'], 'An item is closed while the meeting is under way: open it first.');
    requireOpenItem(locked);
    await holdWhatIsDecided(context, transaction, locked);
    const decision = outcome && (await decideItem(context, transaction, acting, locked, outcome, now));
    await sql`update agenda_item set closed_at = ${now.toISOString()}, closed_by = ${acting.by} where id = ${itemId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'close-item', subject: subjectOfItem(itemId), detail: { meeting: locked.meeting.id, decision: decision?.id ?? null } }, now);
    if (decision) await cureWhatItTookUp(context, transaction, acting, locked, decision, now);
    return decision?.id ?? null;
  });
}

/** What the item is about, and the earlier decision that it took up, before either is written to. */
async function holdWhatIsDecided(context: GovernanceContext, transaction: Transaction<unknown>, { item: { subject, suggestion } }: LockedItem): Promise<void> {
  if (subject) await context.holdSubject?.(transaction, subject);
  if (suggestion) await holdDecision(context, transaction, suggestion.decisionId);
}

async function decideItem(context: GovernanceContext, transaction: Transaction<unknown>, acting: Acting, locked: LockedItem, outcome: ItemOutcome, now: Date): Promise<RecordedDecision> {
  const { item, meeting } = locked;
  const facts: RoomFacts = { ...(await roomFactsOf(transaction, locked)), castingVote: outcome.castingVote };
  const room = roomAt(facts, now);
  const { castingVote: _, ...said } = outcome;
  const draft: DecisionDraft = {
    forumCode: meeting.forumCode, takenOn: meeting.day, way: 'meeting', meetingId: meeting.id, itemId: item.id, subject: item.subject,
    ...said,
    matter: outcome.matter === undefined ? item.matter : outcome.matter,
    amountPence: outcome.amountPence === undefined ? item.amountPence : outcome.amountPence,
    withinCode: outcome.withinCode ?? item.withinCode ?? facts.forum.placeCode,
    optionId: outcome.optionId ?? null,
    terms: outcome.terms ?? {},
    representatives: outcome.representatives ?? representativesIn(room, facts),
  };
  return recordDecision(context, transaction, acting, draft, { findings: findingsInRoom(room, facts, draft), voteResult: room.result, isPrivate: item.isPrivate, privateReason: item.privateReason });
}

/** Who sat there for general practice and took part. */
const representativesIn = ({ present, excludedSeatIds }: Room, { seats, forum }: RoomFacts): string[] => [
  ...new Set(seats.filter((seat) => isOfGeneralPractice(seat, forum) && !excludedSeatIds.includes(seat.id)).flatMap(({ id }) => sitterOf(id, present)?.personId ?? [])),
];

/** An item that took up an earlier decision makes good what that one owed, where this one can; what happened is recorded either way. */
async function cureWhatItTookUp(context: GovernanceContext, transaction: Transaction<unknown>, acting: Acting, { item }: LockedItem, decision: RecordedDecision, now: Date): Promise<void> {
  const { suggestion } = item;
  if (!suggestion || suggestion.kind === 'report' || !isActionable(decision)) return;
  const earlier = await decisionOf(transaction, suggestion.decisionId);
  for (const owed of earlier?.owed.filter(({ kind }) => kind === suggestion.kind) ?? []) {
    const cure = { decisionId: suggestion.decisionId, findingIndex: owed.findingIndex, what: decision.decided, byDecisionId: decision.id };
    if (await canCure(transaction, cure)) await cureWithin(context, transaction, acting, cure, now);
  }
}

/** Opens an item again that was closed by a slip, without a decision. A decision is a fact: its wording can be put right. */
export async function reopenItem(context: GovernanceContext, acting: Acting, itemId: string): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const { item, meeting } = await lockItem(transaction, itemId);
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['open'], 'Open the meeting again first.');
    if (item.decisionId) throw new Refused({ code: 'item-decided', what: 'A decision is recorded for this item.', todo: 'Put its wording right on its page, or decide it anew in another item.' });
    await sql`update agenda_item set closed_at = null, closed_by = null where id = ${itemId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'reopen-item', subject: subjectOfItem(itemId), detail: { meeting: meeting.id } }, now);
  });
}
