import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { PURPOSES, type Purpose } from '../../domain/meeting.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { CORRECT_IN_MINUTES, lockItem, lockMeeting, requireOpenItem, requireState } from './lockMeeting.ts';

export interface ItemDraft {
  title: string;
  purpose: Purpose;
  subject?: SubjectRef | null;
  matter?: string | null;
  amountPence?: number | null;
  /** For which part of the country; the forum's own place where it is left out. */
  withinCode?: string | null;
  isPrivate?: boolean;
  privateReason?: string | null;
}

const TITLE_MAX = 300;

/** The draft with its words trimmed; refuses one without a title, or private without a reason. */
async function checked(transaction: Transaction<unknown>, draft: ItemDraft): Promise<Required<ItemDraft>> {
  const title = draft.title.trim();
  if (!title) throw new Refused({ code: 'no-title', what: 'The item has no title.', todo: 'Say in a few words what it is about.' });
  if (title.length > TITLE_MAX) throw new Refused({ code: 'title-too-long', what: `The title has ${title.length} letters; ${TITLE_MAX} are possible.`, todo: 'Say it shorter.' });
  if (!(draft.purpose in PURPOSES)) throw new Refused({ code: 'no-such-purpose', what: 'An item is for decision, for discussion or for information.', todo: 'Choose one.' });
  const privateReason = draft.isPrivate ? draft.privateReason?.trim() || null : null;
  if (draft.isPrivate && !privateReason) throw new Refused({ code: 'no-private-reason', what: 'An item is taken in private only with a reason, which everybody may read.', todo: 'Say why, such as “about a named person”.' });
  await requireArea(transaction, draft.withinCode ?? null);
  requireAmount(draft.amountPence ?? null);
  return { title, purpose: draft.purpose, subject: draft.subject ?? null, matter: draft.matter?.trim() || null, amountPence: draft.amountPence ?? null, withinCode: draft.withinCode || null, isPrivate: draft.isPrivate ?? false, privateReason };
}

/** Refuses an area that the register does not know. */
export async function requireArea(transaction: Transaction<unknown>, code: string | null): Promise<void> {
  if (!code) return;
  const { rows } = await sql`select 1 from organisation where code = ${code}`.execute(transaction);
  if (rows.length === 0) throw new Refused({ code: 'no-such-area', what: 'The register knows no body or place with this code.', where: code, todo: 'Choose one that it knows, or leave it empty for the forum’s own place.' });
}

export function requireAmount(pence: number | null): void {
  if (pence === null || (Number.isSafeInteger(pence) && pence >= 0)) return;
  throw new Refused({ code: 'no-such-amount', what: 'An amount is whole pence, from nothing upwards.', todo: 'Give it in pounds and pence, or leave it empty.' });
}

type ItemRow = Required<ItemDraft> & { meetingId: string; by: string };

/** Adds a row at the end of the agenda; whoever calls holds the meeting. */
export async function insertItem(transaction: Transaction<unknown>, { meetingId, title, purpose, subject, matter, amountPence, withinCode, isPrivate, privateReason, by }: ItemRow, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into agenda_item (meeting_id, position, title, purpose, subject, matter, amount_pence, within_code, is_private, private_reason, added_at, added_by)
    values (${meetingId}, (select coalesce(max(position), 0) + 1 from agenda_item where meeting_id = ${meetingId}), ${title}, ${purpose}, ${subject && JSON.stringify(subject)}::jsonb,
      ${matter}, ${amountPence}, ${withinCode}, ${isPrivate}, ${privateReason}, ${now.toISOString()}, ${by}) returning id`.execute(transaction);
  return rows[0]!.id;
}

/** Adds an item to the agenda of a meeting that has not ended. Gives its id. */
export async function addItem(context: GovernanceContext, acting: Acting, meetingId: string, draft: ItemDraft): Promise<string> {
  const now = context.now();
  return context.database.inTransaction(async (transaction) => {
    const meeting = await lockMeeting(transaction, meetingId);
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['planned', 'open'], CORRECT_IN_MINUTES);
    const itemId = await insertItem(transaction, { ...(await checked(transaction, draft)), meetingId, by: acting.by }, now);
    await appendAudit(transaction, { by: acting.by, action: 'add-item', subject: subjectOfItem(itemId), detail: { meeting: meetingId, purpose: draft.purpose } }, now);
    return itemId;
  });
}

/** Moves an item one place up or down the agenda. At the end of it nothing happens. */
export async function moveItem(context: GovernanceContext, acting: Acting, itemId: string, way: 'up' | 'down'): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const locked = await lockItem(transaction, itemId);
    const { item, meeting } = locked;
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['planned', 'open'], CORRECT_IN_MINUTES);
    requireOpenItem(locked);
    const { rows } = await sql<{ id: string; position: number }>`
      select id, position from agenda_item where meeting_id = ${meeting.id} and withdrawn_at is null
        and ${way === 'up' ? sql`position < ${item.position} order by position desc` : sql`position > ${item.position} order by position`} limit 1`.execute(transaction);
    const neighbour = rows[0];
    if (!neighbour) return;
    await sql`update agenda_item set position = case id when ${item.id} then ${neighbour.position}::integer else ${item.position}::integer end where id in (${item.id}, ${neighbour.id})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'move-item', subject: subjectOfItem(itemId), detail: { meeting: meeting.id, position: neighbour.position } }, now);
  });
}

/** Takes an item off the agenda; it keeps its place in the record. */
export async function removeItem(context: GovernanceContext, acting: Acting, itemId: string, reason: string | null = null): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const locked = await lockItem(transaction, itemId);
    await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    requireState(locked.meeting, ['planned', 'open'], CORRECT_IN_MINUTES);
    requireOpenItem(locked);
    if (locked.item.suggestion?.kind === 'report') throw new Refused({ code: 'must-be-reported', what: 'What was decided between meetings is reported to the next meeting.', todo: 'Leave it on the agenda.' });
    await sql`update agenda_item set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by}, withdrawn_reason = ${reason?.trim() || null} where id = ${itemId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'remove-item', subject: subjectOfItem(itemId), detail: { meeting: locked.meeting.id } }, now);
  });
}

/** Puts an item back that was taken off by a slip. */
export async function restoreItem(context: GovernanceContext, acting: Acting, itemId: string): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const { meeting } = await lockItem(transaction, itemId);
    await requireKeeper(transaction, acting, meeting.forumCode, context.today());
    requireState(meeting, ['planned', 'open'], CORRECT_IN_MINUTES);
    await sql`update agenda_item set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null where id = ${itemId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'restore-item', subject: subjectOfItem(itemId), detail: { meeting: meeting.id } }, now);
  });
}

export const subjectOfItem = (id: string) => ({ module: 'governance', kind: 'agenda-item', id });
