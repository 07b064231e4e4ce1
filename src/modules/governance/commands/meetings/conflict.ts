import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { mayRule, takesOut } from '../../domain/conflicts.ts';
import { RULINGS, type Ruling } from '../../domain/meeting.ts';
import { presentAt } from '../../domain/room.ts';
import { isUuid } from '../../domain/uuid.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { subjectOfItem } from './agenda.ts';
import { CORRECT_IN_MINUTES, lockItem, requireOpenItem, requireState, roomFactsOf, type LockedItem } from './lockMeeting.ts';

export interface ConflictDraft {
  personId: string;
  /** What the interest is, as they said it. */
  words?: string | null;
  /** Its entry in the register of interests, if it has one. */
  interestId?: string | null;
}

/** Declares that somebody has an interest in an item: oneself, or the keeper for the table. Gives the conflict's id. */
export async function declareConflict(context: GovernanceContext, acting: Acting, itemId: string, { personId, words, interestId }: ConflictDraft): Promise<string> {
  const now = context.now();
  return context.database.inTransaction(async (transaction) => {
    const locked = await openItem(transaction, itemId);
    if (acting.personId !== personId) await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    const { seats, conflicts } = await roomFactsOf(transaction, locked);
    const seat = seats.find(({ holder }) => holder?.personId === personId) ?? seats.find(({ deputies }) => deputies.some((deputy) => deputy.personId === personId));
    if (!seat) throw new Refused({ code: 'no-seat', what: 'Only somebody who sits in this forum on the day of the meeting has a conflict to declare.', todo: 'Choose somebody who holds a seat or deputises for one.' });
    if (conflicts.some((one) => one.personId === personId)) throw new Refused({ code: 'already-declared', what: 'A conflict of this person is declared for this item already.', todo: 'Rule on it, or take it back first.' });
    if (interestId && !isUuid(interestId)) throw new Refused({ code: 'interest-not-found', what: 'There is no such entry in the register of interests.', todo: 'Choose one from the list, or leave it out.' });
    const wordsId = await keepWordsIfAny(transaction, { personId, words }, now);
    const { rows } = await sql<{ id: string }>`
      insert into conflict (item_id, person_id, seat_id, interest_id, words_id, declared_at, declared_by)
      values (${itemId}, ${personId}, ${seat.id}, ${interestId || null}, ${wordsId}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'declare-conflict', subject: subjectOfItem(itemId), detail: { conflict: rows[0]!.id, person: personId } }, now);
    return rows[0]!.id;
  });
}

async function openItem(transaction: Transaction<unknown>, itemId: string): Promise<LockedItem> {
  const locked = await lockItem(transaction, itemId);
  requireState(locked.meeting, ['planned', 'open'], CORRECT_IN_MINUTES);
  requireOpenItem(locked);
  return locked;
}

const conflictNotFound = (id: string): Refused => new Refused({ code: 'conflict-not-found', what: 'There is no declared conflict with this number.', where: id, todo: 'Choose one from those declared for the item.' });

async function itemOfConflict(transaction: Transaction<unknown>, conflictId: string): Promise<string> {
  if (!isUuid(conflictId)) throw conflictNotFound(conflictId);
  const { rows } = await sql<{ itemId: string }>`select item_id as "itemId" from conflict where id = ${conflictId}`.execute(transaction);
  if (!rows[0]) throw conflictNotFound(conflictId);
  return rows[0].itemId;
}

/** Takes back a conflict that was declared by a slip, while the item is open: oneself, or the keeper. */
export async function withdrawConflict(context: GovernanceContext, acting: Acting, conflictId: string): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const locked = await openItem(transaction, await itemOfConflict(transaction, conflictId));
    const conflict = (await roomFactsOf(transaction, locked)).conflicts.find(({ id }) => id === conflictId);
    if (!conflict) throw conflictNotFound(conflictId);
    if (acting.personId !== conflict.personId) await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    await sql`update conflict set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} where id = ${conflictId}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-conflict', subject: subjectOfItem(locked.item.id), detail: { conflict: conflictId } }, now);
  });
}

/** Records how a conflict was ruled on, and by whom. A later ruling replaces an earlier one, with history. */
export async function ruleOnConflict(context: GovernanceContext, acting: Acting, conflictId: string, { ruling, ruledBy }: { ruling: Ruling; ruledBy: string }): Promise<void> {
  if (!(ruling in RULINGS)) throw new Refused({ code: 'no-such-ruling', what: 'This is not a ruling.', todo: 'Choose whether they stay, stay without a vote, leave, or get no papers.' });
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const locked = await openItem(transaction, await itemOfConflict(transaction, conflictId));
    // Whoever rules may record it; so may the keeper for them.
    if (acting.personId !== ruledBy) await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    const { seats, attendance, conflicts } = await roomFactsOf(transaction, locked);
    const conflict = conflicts.find(({ id }) => id === conflictId);
    if (!conflict) throw conflictNotFound(conflictId);
    const conflictedPersonIds = conflicts.filter((one) => one.ruling === null || takesOut(one.ruling.ruling)).map(({ personId }) => personId);
    const may = mayRule(ruledBy, conflict, { seats, present: presentAt(attendance, seats, now), conflictedPersonIds });
    if (!may.ok) throw new Refused(may.refusal);
    await sql`insert into conflict_ruling (conflict_id, ruling, ruled_by, at, recorded_by) values (${conflictId}, ${ruling}, ${ruledBy}, ${now.toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'rule-on-conflict', subject: subjectOfItem(locked.item.id), detail: { conflict: conflictId, ruling, ruledBy } }, now);
  });
}
