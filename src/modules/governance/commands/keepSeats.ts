import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import { whyNotSeat, whyNotSpan } from '../domain/forumEntry.ts';
import type { SeatEntry } from '../domain/forumEntry.ts';
import { isUuid } from '../domain/uuid.ts';
import { forumClosed } from './createForum.ts';
import { daysFrom, endRowsPast } from './datedRow.ts';
import { auditForum, requireFurnisher, requireOrganisation } from './furnishForum.ts';
import type { ForumHouse } from './furnishForum.ts';

/** A seat whatever the day, unless it was withdrawn. Days are the first and the last. */
export interface SeatSpan {
  id: string;
  forumCode: string;
  from: IsoDate;
  lastDay: IsoDate | null;
}

export async function seatSpanOf(db: Kysely<unknown>, seatId: string): Promise<SeatSpan> {
  const { rows } = isUuid(seatId)
    ? await sql<SeatSpan>`
        select id, forum_code as "forumCode", to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid) - 1, 'YYYY-MM-DD') as "lastDay"
        from seat where id = ${seatId} and withdrawn_at is null`.execute(db)
    : { rows: [] };
  if (!rows[0]) throw new Refused({ code: 'seat-not-found', what: 'There is no such seat, or it was taken back.', todo: 'Open the page of the forum again.' });
  return rows[0];
}

/** Adds a seat to a forum; gives its id. It is vacant until it is filled. */
export async function addSeat({ database, now, today }: ForumHouse, acting: Acting, forumCode: string, entry: SeatEntry): Promise<string> {
  const refusal = whyNotSeat(entry);
  if (refusal) throw new Refused(refusal);
  const { title, sector, office, representsCode, filling, isVoting, weight = 1, knowledge = [], from, lastDay = null } = entry;
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const forum = await requireFurnisher(transaction, acting, forumCode, today());
    if (forum.closedOn !== null) throw forumClosed(forumCode);
    if (from < forum.openedOn) throw new Refused({ code: 'before-the-forum', what: `The forum began on ${forum.openedOn}; a seat in it cannot begin on ${from}.`, where: 'from', todo: 'Choose a later day.' });
    if (representsCode) await requireOrganisation(transaction, representsCode, 'representsCode');
    const { rows } = await sql<{ id: string }>`
      insert into seat (forum_code, title, sector, office, represents_code, filling, is_voting, weight, knowledge, valid, entered_at, entered_by)
      values (${forumCode}, ${title.trim()}, ${sector}, ${office || null}, ${representsCode || null}, ${filling}, ${isVoting}, ${weight}, ${[...knowledge]}::text[], ${daysFrom(from, lastDay)}, ${at.toISOString()}, ${acting.by})
      returning id`.execute(transaction);
    await auditForum(transaction, acting, 'add-seat', forumCode, { seat: rows[0]!.id, sector, office: office || null, represents: representsCode || null, filling, votes: isVoting, weight, from, lastDay }, at);
    return rows[0]!.id;
  });
}

/** Ends a seat on a day, its last; who holds it then or later ends with it. */
export async function endSeat({ database, now, today }: ForumHouse, acting: Acting, { seatId, lastDay }: { seatId: string; lastDay: IsoDate }): Promise<void> {
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const seat = await seatSpanOf(transaction, seatId);
    await requireFurnisher(transaction, acting, seat.forumCode, today());
    const refusal = whyNotSpan({ from: seat.from, lastDay });
    if (refusal) throw new Refused(refusal);
    await sql`update seat set valid = ${daysFrom(seat.from, lastDay)} where id = ${seatId}`.execute(transaction);
    await endRowsPast(transaction, 'seat_holding', sql`seat_id = ${seatId}`, lastDay, { by: acting.by, now: at });
    await auditForum(transaction, acting, 'end-seat', seat.forumCode, { seat: seatId, from: seat.from, lastDay, before: seat.lastDay }, at);
  });
}

/** Takes back a seat that was entered by mistake, while nobody has held it. */
export async function withdrawSeat({ database, now, today }: ForumHouse, acting: Acting, seatId: string): Promise<void> {
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const seat = await seatSpanOf(transaction, seatId);
    await requireFurnisher(transaction, acting, seat.forumCode, today());
    const { rows } = await sql`select 1 from seat_holding where seat_id = ${seatId} and withdrawn_at is null limit 1`.execute(transaction);
    if (rows.length > 0) throw new Refused({ code: 'seat-was-held', what: 'Somebody holds or held this seat, so it was not a slip.', where: 'seat', todo: 'End the seat instead.' });
    await sql`update seat set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by} where id = ${seatId}`.execute(transaction);
    await auditForum(transaction, acting, 'withdraw-seat', seat.forumCode, { seat: seatId }, at);
  });
}
