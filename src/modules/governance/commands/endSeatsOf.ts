import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { PersonErased } from '#register';
import { seatsOfPerson } from '../queries/forums.ts';
import { endRowsPast } from './datedRow.ts';

/** Ends the seats and portfolios of a person who is erased, so that a seat that nobody fills shows as vacant and can be filled. */
export const endSeatsOf: PersonErased = async (transaction, { personId, lastDay, by }, now) => {
  const stamp = { by, now };
  const forums = [...new Set((await seatsOfPerson(transaction, personId, addDays(lastDay, 1))).map(({ forumCode }) => forumCode))];
  for (const table of ['seat_holding', 'portfolio_lead'] as const) await endRowsPast(transaction, table, sql`person_id = ${personId}`, lastDay, stamp);
  for (const forumCode of forums) await appendAudit(transaction, { by, action: 'end-seats-of-erased', subject: { module: 'governance', kind: 'forum', id: forumCode }, detail: { person: personId } }, now);
};
