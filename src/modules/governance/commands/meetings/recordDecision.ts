import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { DECISION_OUTCOMES, DECISION_WAYS, standingOf, type DecisionDraft, type DecisionWay, type Finding, type RecordedDecision } from '../../domain/decision.ts';
import { isOfGeneralPractice } from '../../domain/forum.ts';
import type { VoteResult } from '../../domain/vote.ts';
import { decisionOf } from '../../queries/decisions.ts';
import { seatsOn } from '../../queries/forums.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { requireAmount, requireArea } from './agenda.ts';
import { suggestWhatFollows } from './suggestions.ts';

/** What the meeting itself adds to what other checks find. */
export interface Circumstances {
  findings: readonly Finding[];
  voteResult: VoteResult | null;
  isPrivate: boolean;
  privateReason: string | null;
}

const WORDS_MAX = 10_000;

/** Refuses only what says nothing: no words, no outcome, an amount that is none. What happened is never refused. */
async function requireWellFormed(transaction: Transaction<unknown>, { decided, reasons, outcome, way, withinCode, amountPence, representatives, terms }: DecisionDraft): Promise<void> {
  if (!decided.trim()) throw new Refused({ code: 'no-decision', what: 'It is not said what was decided.', todo: 'Say it in a sentence or two.' });
  if (!reasons.trim()) throw new Refused({ code: 'no-reasons', what: 'No reasons are given.', todo: 'Say why it was decided so: those represented will read it.' });
  if (decided.length > WORDS_MAX || reasons.length > WORDS_MAX) throw new Refused({ code: 'too-long', what: `The words are longer than ${WORDS_MAX} letters.`, todo: 'Say it shorter, and attach a paper.' });
  if (!(outcome in DECISION_OUTCOMES)) throw new Refused({ code: 'no-such-outcome', what: 'It is not said what came of it.', todo: 'Choose agreed, not agreed, referred up or deferred.' });
  if (!(way in DECISION_WAYS)) throw new Refused({ code: 'no-such-way', what: 'It is not said how it was decided.', todo: 'Choose how.' });
  if (Object.values(terms).some((value) => typeof value === 'number' && !Number.isFinite(value))) throw new Refused({ code: 'no-such-number', what: 'One of the numbers agreed is not a number.', todo: 'Give each as a number.' });
  requireAmount(amountPence);
  await requireArea(transaction, withinCode);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from person where id = any(${[...new Set(representatives)]}::text[])`.execute(transaction);
  if (rows[0]!.count !== new Set(representatives).size) throw new Refused({ code: 'person-not-found', what: 'One of those who agreed it is not known here.', todo: 'Choose people from the list.' });
}

/**
 * Records a decision as it happened, with what each check found of it, and tells whoever listens; all in the caller's
 * transaction. Beyond authority it stands as a recommendation, outside a mandate it is provisional, without consultation or
 * quorum it is marked; then something is owed before it can be acted on.
 */
export async function recordDecision(context: GovernanceContext, transaction: Transaction<unknown>, acting: Acting, draft: DecisionDraft, { findings: own, voteResult, isPrivate, privateReason }: Circumstances): Promise<RecordedDecision> {
  const now = context.now();
  await requireWellFormed(transaction, draft);
  const found: Finding[] = [];
  for (const check of context.decisionChecks) found.push(...(await check(transaction, draft)));
  const findings = [...found.filter(({ check }) => check === 'authority'), ...own, ...found.filter(({ check }) => check !== 'authority')];
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const { rows } = await sql<{ id: string }>`
    insert into decision (forum_code, taken_on, way, meeting_id, item_id, subject, matter, amount_pence, within_code, outcome, decided, reasons, option_id, terms, representatives,
      standing, findings, vote_result, is_private, private_reason, recorded_at, recorded_by)
    values (${draft.forumCode}, ${draft.takenOn}, ${draft.way}, ${draft.meetingId}, ${draft.itemId}, ${json(draft.subject)}::jsonb, ${draft.matter}, ${draft.amountPence}, ${draft.withinCode}, ${draft.outcome},
      ${draft.decided.trim()}, ${draft.reasons.trim()}, ${draft.optionId}, ${json(draft.terms)}::jsonb, ${[...new Set(draft.representatives)]}::text[],
      ${standingOf(findings)}, ${json(findings)}::jsonb, ${json(voteResult)}::jsonb, ${isPrivate}, ${privateReason}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  const decision = (await decisionOf(transaction, rows[0]!.id))!;
  const { id, standing, way, outcome, owed } = decision;
  await appendAudit(transaction, { by: acting.by, action: 'record-decision', subject: subjectOfDecision(id), detail: { forum: draft.forumCode, way, outcome, standing, owed: owed.length } }, now);
  await suggestWhatFollows(transaction, decision, acting.by, now);
  for (const listener of context.onDecision) await listener(transaction, decision, acting);
  return decision;
}

export const subjectOfDecision = (id: string) => ({ module: 'governance', kind: 'decision', id });

/** A decision taken between meetings; representatives are the chair's, where they are left out. */
export type BetweenMeetings = Omit<DecisionDraft, 'way' | 'meetingId' | 'itemId' | 'withinCode' | 'representatives'> & {
  way: Exclude<DecisionWay, 'meeting'>;
  withinCode?: string | null;
  representatives?: readonly string[];
  isPrivate?: boolean;
  privateReason?: string | null;
};

/** Records what was decided between meetings, as such. It is reported to the next meeting of itself. Gives the decision's id. */
export async function recordBetweenMeetings(context: GovernanceContext, acting: Acting, { isPrivate = false, privateReason = null, ...said }: BetweenMeetings): Promise<string> {
  return context.database.inTransaction(async (transaction) => {
    const forum = await requireKeeper(transaction, acting, said.forumCode, context.today());
    if (said.takenOn > context.today()) throw new Refused({ code: 'not-yet', what: 'The day of the decision is yet to come.', todo: 'Give the day on which it was taken.' });
    if (said.takenOn < forum.openedOn) throw new Refused({ code: 'forum-closed', what: `The ${forum.name} was not open on that day.`, todo: 'Give the day on which it was taken.' });
    if (!(said.way in DECISION_WAYS) || (said.way as DecisionWay) === 'meeting') throw new Refused({ code: 'no-such-way', what: 'It is not said how it was decided.', todo: 'Choose chair’s action, urgent action or outside any meeting.' });
    const why = isPrivate ? privateReason?.trim() || null : null;
    if (isPrivate && !why) throw new Refused({ code: 'no-private-reason', what: 'A decision is withheld only with a reason, which everybody may read.', todo: 'Say why, such as “about a named person”.' });
    const seats = await seatsOn(transaction, said.forumCode, said.takenOn);
    const chair = seats.find(({ office }) => office === 'chair');
    const chairForUs = chair?.holder && isOfGeneralPractice(chair, forum) ? [chair.holder.personId] : [];
    const draft: DecisionDraft = { ...said, meetingId: null, itemId: null, withinCode: said.withinCode || forum.placeCode, representatives: said.representatives ?? chairForUs };
    const decision = await recordDecision(context, transaction, acting, draft, { findings: [findingBetween(said.way)], voteResult: null, isPrivate, privateReason: why });
    return decision.id;
  });
}

/** A chair's or an urgent action needs no quorum and is reported; what was settled elsewhere was never decided by the forum. */
function findingBetween(way: BetweenMeetings['way']): Finding {
  const rule = { check: 'quorum' as const, rule: 'What a forum decides it decides in its meetings; between them its chair may act, or it may act urgently, and the next meeting is told.', source: 'Terms of reference of the forum' };
  if (way !== 'outside') return { ...rule, isMet: true, says: `Taken as ${DECISION_WAYS[way]}, between meetings: there is no quorum to count. It is reported to the next meeting.` };
  return { ...rule, isMet: false, says: 'It was decided outside any meeting: there was no quorum, and nobody else could speak to it.', standing: 'marked', cure: { kind: 'meet-again', says: 'Decide it in a meeting of the forum.' } };
}
