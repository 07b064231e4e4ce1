import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import { whyNotSpan } from '../domain/forumEntry.ts';
import { isUuid } from '../domain/uuid.ts';
import { daysFrom, endRow, refusingOverlap, withdrawRow } from './datedRow.ts';
import { auditForum, requireFurnisher, requirePerson } from './furnishForum.ts';
import type { ForumHouse } from './furnishForum.ts';
import { seatSpanOf } from './keepSeats.ts';
import type { SeatSpan } from './keepSeats.ts';

export interface HoldingEntry {
  seatId: string;
  personId: string;
  capacity: 'holder' | 'deputy';
  from: IsoDate;
  /** The last day; null where it goes on. */
  lastDay?: IsoDate | null;
}

/** Puts a person into a seat, as its holder or a deputy; gives the id of the holding. */
export async function fillSeat({ database, now, today }: ForumHouse, acting: Acting, { seatId, personId, capacity, from, lastDay = null }: HoldingEntry): Promise<string> {
  const refusal = whyNotSpan({ from, lastDay });
  if (refusal) throw new Refused(refusal);
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const seat = await seatSpanOf(transaction, seatId);
    await requireFurnisher(transaction, acting, seat.forumCode, today());
    await requirePerson(transaction, personId);
    // A seat that ends takes its holders with it: one who is to stay on is put in up to the seat's last day.
    const until = lastDay ?? seat.lastDay;
    requireWithinSeat(seat, { from, lastDay: until });
    const write = () => sql<{ id: string }>`
      insert into seat_holding (seat_id, person_id, capacity, valid, entered_at, entered_by)
      values (${seatId}, ${personId}, ${capacity}, ${daysFrom(from, until)}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const { rows } = await refusingOverlap(write, sayTaken);
    await auditForum(transaction, acting, 'fill-seat', seat.forumCode, { seat: seatId, holding: rows[0]!.id, person: personId, capacity, from, lastDay: until }, at);
    return rows[0]!.id;
  });
}

/** Sets the last day of a holding; null lets it go on, which mends one that was ended by mistake. Gives its new id. */
export async function endHolding({ database, now, today }: ForumHouse, acting: Acting, { holdingId, lastDay }: { holdingId: string; lastDay: IsoDate | null }): Promise<string> {
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const { seat, holding } = await heldSeat(transaction, holdingId);
    await requireFurnisher(transaction, acting, seat.forumCode, today());
    const until = lastDay ?? seat.lastDay;
    const refusal = whyNotSpan({ from: holding.from, lastDay: until });
    if (refusal) throw new Refused(refusal);
    requireWithinSeat(seat, { from: holding.from, lastDay: until });
    await requireStillBelieved(transaction, holdingId);
    const id = await refusingOverlap(() => endRow(transaction, 'seat_holding', holdingId, until, { by: acting.by, now: at }), sayTaken);
    await auditForum(transaction, acting, 'end-holding', seat.forumCode, { seat: seat.id, holding: id, instead: holdingId, person: holding.personId, lastDay: until, before: holding.lastDay }, at);
    return id;
  });
}

/** Takes back a holding that was entered by mistake. */
export async function withdrawHolding({ database, now, today }: ForumHouse, acting: Acting, holdingId: string): Promise<void> {
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { seat, holding } = await heldSeat(transaction, holdingId);
    await requireFurnisher(transaction, acting, seat.forumCode, today());
    await requireStillBelieved(transaction, holdingId);
    await withdrawRow(transaction, 'seat_holding', holdingId, { by: acting.by, now: at });
    await auditForum(transaction, acting, 'withdraw-holding', seat.forumCode, { seat: seat.id, holding: holdingId, person: holding.personId }, at);
  });
}

interface HeldSpan {
  personId: string;
  from: IsoDate;
  lastDay: IsoDate | null;
}

const holdingNotFound = new Refused({ code: 'holding-not-found', what: 'Nobody holds the seat so any more: it was changed by somebody else.', todo: 'Open the page of the forum again.' });

async function heldSeat(db: Kysely<unknown>, holdingId: string): Promise<{ seat: SeatSpan; holding: HeldSpan }> {
  const { rows } = isUuid(holdingId)
    ? await sql<HeldSpan & { seatId: string }>`
        select seat_id as "seatId", person_id as "personId", to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid) - 1, 'YYYY-MM-DD') as "lastDay"
        from seat_holding where id = ${holdingId} and withdrawn_at is null`.execute(db)
    : { rows: [] };
  if (!rows[0]) throw holdingNotFound;
  const { seatId, ...holding } = rows[0];
  return { seat: await seatSpanOf(db, seatId), holding };
}

/** Looked at again once the forum is held: two who end one holding at the same instant make one change. */
async function requireStillBelieved(db: Kysely<unknown>, holdingId: string): Promise<void> {
  const { rows } = await sql`select 1 from seat_holding where id = ${holdingId} and withdrawn_at is null`.execute(db);
  if (rows.length === 0) throw holdingNotFound;
}

function requireWithinSeat(seat: SeatSpan, { from, lastDay }: { from: IsoDate; lastDay: IsoDate | null }): void {
  const isWithin = from >= seat.from && (seat.lastDay === null || (lastDay !== null && lastDay <= seat.lastDay));
  if (isWithin) return;
  throw new Refused({ code: 'outside-seat', what: `There is such a seat from ${seat.from}${seat.lastDay ? ` to ${seat.lastDay}` : ''}; nobody can hold it on other days.`, where: from < seat.from ? 'from' : 'lastDay', todo: 'Choose days within these.' });
}

const sayTaken = (constraint: string): Refusal =>
  constraint.includes('person')
    ? { code: 'already-in-seat', what: 'This person holds or deputises for this seat already on some of these days.', where: 'personId', todo: 'End that first, or choose other days.' }
    : { code: 'seat-taken', what: 'Somebody else holds this seat on some of these days; a seat has one holder at a time.', where: 'from', todo: 'End their holding first, choose other days, or make this person a deputy.' };
