import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { DECISION_WAYS, type CureKind, type RecordedDecision } from '../../domain/decision.ts';
import type { Forum } from '../../domain/forum.ts';
import type { SuggestionKind } from '../../domain/meeting.ts';
import { isUuid } from '../../domain/uuid.ts';
import { decisionOf, suggestionsFor } from '../../queries/decisions.ts';
import { forumsOn } from '../../queries/forums.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { insertItem } from './agenda.ts';
import { lockMeeting, requireState } from './lockMeeting.ts';

const TITLE_MAX = 200;
const shortened = (text: string): string => (text.length <= TITLE_MAX ? text : `${text.slice(0, TITLE_MAX - 1).trimEnd()}…`);

const TITLES: Readonly<Record<Exclude<SuggestionKind, 'report'>, string>> = { 'decide-above': 'Recommended to us', ratify: 'To ratify', 'meet-again': 'To decide anew' };
const SUGGESTED_BY: Readonly<Partial<Record<CureKind, Exclude<SuggestionKind, 'report'>>>> = { 'decide-above': 'decide-above', ratify: 'ratify', 'meet-again': 'meet-again' };

/** What a decision owes to a body that has a forum here waits for that forum's agenda; one taken between meetings, for its own. */
export async function suggestWhatFollows(transaction: Transaction<unknown>, decision: RecordedDecision, by: string, now: Date): Promise<void> {
  const forums = await forumsOn(transaction, decision.takenOn);
  for (const { findingIndex, kind } of decision.owed) {
    const suggestion = SUGGESTED_BY[kind];
    const bodyCode = decision.findings[findingIndex]?.cure?.bodyCode ?? (kind === 'meet-again' ? decision.forumCode : null);
    const forum = bodyCode && forumOfBody(forums, bodyCode);
    if (suggestion && forum) await waitFor(transaction, { forumCode: forum.code, kind: suggestion, decision, title: `${TITLES[suggestion]}: ${decision.decided}` }, now);
  }
  if (decision.way === 'meeting') return;
  const way = DECISION_WAYS[decision.way];
  await waitFor(transaction, { forumCode: decision.forumCode, kind: 'report', decision, title: `Report of ${decision.way === 'outside' ? 'a decision taken outside any meeting' : way}: ${decision.decided}` }, now);
  await placeReports(transaction, decision.forumCode, by, now);
}

/** The forum itself, or the one through which a body decides: its board before any other. */
function forumOfBody(forums: readonly Forum[], bodyCode: string): Forum | undefined {
  const ofBody = forums.filter(({ organisationCode }) => organisationCode === bodyCode);
  return forums.find(({ code }) => code === bodyCode) ?? ofBody.find(({ kind }) => kind.endsWith('-board')) ?? ofBody[0];
}

async function waitFor(transaction: Transaction<unknown>, { forumCode, kind, decision, title }: { forumCode: string; kind: SuggestionKind; decision: RecordedDecision; title: string }, now: Date): Promise<void> {
  // A decision that is withheld names nothing where others may read it.
  const told = decision.isPrivate ? title.replace(decision.decided, 'a matter that is withheld') : title;
  await sql`
    insert into agenda_suggestion (forum_code, kind, decision_id, title, made_at) values (${forumCode}, ${kind}, ${decision.id}, ${shortened(told)}, ${now.toISOString()})
    on conflict (forum_code, kind, decision_id) do nothing`.execute(transaction);
}

/** Puts what was decided between meetings onto the agenda of the forum's next meeting, if one is called. */
export async function placeReports(transaction: Transaction<unknown>, forumCode: string, by: string, now: Date): Promise<void> {
  // A meeting called while a decision is recorded: one of the two sees the other.
  await sql`select 1 from forum where code = ${forumCode} for no key update`.execute(transaction);
  const { rows } = await sql<{ id: string }>`
    select id from meeting where forum_code = ${forumCode} and state = 'planned' and ends_at > ${now.toISOString()} order by starts_at, id limit 1`.execute(transaction);
  const next = rows[0]?.id;
  if (!next) return;
  for (const waiting of (await suggestionsFor(transaction, forumCode)).filter(({ kind }) => kind === 'report')) {
    await place(transaction, { suggestionId: waiting.id, decisionId: waiting.decisionId, kind: 'report', title: waiting.title, meetingId: next, by }, now);
  }
}

async function place(transaction: Transaction<unknown>, { suggestionId, decisionId, kind, title, meetingId, by }: { suggestionId: string; decisionId: string; kind: SuggestionKind; title: string; meetingId: string; by: string }, now: Date): Promise<string> {
  const decision = (await decisionOf(transaction, decisionId))!;
  const { subject, withinCode, isPrivate, privateReason } = decision;
  // Who ratifies answers for its representatives, and does not decide the matter in the place of the forum that did.
  const { matter, amountPence } = kind === 'ratify' ? { matter: null, amountPence: null } : decision;
  const itemId = await insertItem(transaction, { meetingId, title, purpose: kind === 'report' ? 'information' : 'decision', subject, matter, amountPence, withinCode, isPrivate, privateReason, by }, now);
  await sql`update agenda_suggestion set item_id = ${itemId} where id = ${suggestionId}`.execute(transaction);
  await appendAudit(transaction, { by, action: 'place-suggestion', subject: { module: 'governance', kind: 'meeting', id: meetingId }, detail: { suggestion: suggestionId, item: itemId } }, now);
  return itemId;
}

/** Puts what waits for a forum onto the agenda of one of its meetings. Gives the item's id. */
export async function placeSuggestion(context: GovernanceContext, acting: Acting, suggestionId: string, meetingId: string): Promise<string> {
  const now = context.now();
  return context.database.inTransaction(async (transaction) => {
    const meeting = await lockMeeting(transaction, meetingId);
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['planned', 'open'], 'Choose a meeting that is still to come.');
    const waiting = await waitingOf(transaction, suggestionId, meeting.forumCode);
    return place(transaction, { ...waiting, suggestionId, meetingId, by: acting.by }, now);
  });
}

/** Declines, with a reason, to take up what waits for a forum. What was decided between meetings is always reported. */
export async function declineSuggestion(context: GovernanceContext, acting: Acting, { forumCode, suggestionId, reason }: { forumCode: string; suggestionId: string; reason: string }): Promise<void> {
  const why = reason.trim();
  if (!why) throw new Refused({ code: 'no-reason', what: 'No reason is given.', todo: 'Say in a sentence why it is not taken up.' });
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    await requireKeeper(transaction, acting, forumCode, context.today());
    const { kind } = await waitingOf(transaction, suggestionId, forumCode);
    if (kind === 'report') throw new Refused({ code: 'must-be-reported', what: 'What was decided between meetings is reported to the next meeting.', todo: 'Put it on the agenda.' });
    await sql`update agenda_suggestion set declined_at = ${now.toISOString()}, declined_by = ${acting.by}, declined_reason = ${why} where id = ${suggestionId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'decline-suggestion', subject: { module: 'governance', kind: 'forum', id: forumCode }, detail: { suggestion: suggestionId } }, now);
  });
}

async function waitingOf(transaction: Transaction<unknown>, suggestionId: string, forumCode: string) {
  if (isUuid(suggestionId)) await sql`select 1 from agenda_suggestion where id = ${suggestionId} for update`.execute(transaction);
  const waiting = (await suggestionsFor(transaction, forumCode)).find(({ id }) => id === suggestionId);
  if (!waiting) throw new Refused({ code: 'suggestion-not-found', what: 'This does not wait for the forum’s agenda: it may be on one already.', todo: 'Look at the agenda of the next meeting.' });
  return waiting;
}
