import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import type { Acting } from '../context.ts';
import { whyNotSpan } from '../domain/forumEntry.ts';
import { whyNotInterest } from '../domain/interest.ts';
import type { InterestEntry } from '../domain/interest.ts';
import { isUuid } from '../domain/uuid.ts';
import { seatsOfPerson } from '../queries/forums.ts';
import { daysFrom, endRow, withdrawRow } from './datedRow.ts';
import type { ForumHouse } from './furnishForum.ts';

/** Declares an interest of one's own. Only who sits in a forum has an entry. Gives its id. */
export async function declareInterest({ database, now, today }: ForumHouse, acting: Acting, entry: InterestEntry): Promise<string> {
  const refusal = whyNotInterest(entry);
  if (refusal) throw new Refused(refusal);
  const { kind, words, from, lastDay = null } = entry;
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const personId = await requireSeated(transaction, acting, today());
    const wordsId = await keepWords(transaction, { personId, words: words.trim() }, at);
    const { rows } = await sql<{ id: string }>`
      insert into interest (person_id, kind, words_id, valid, declared_on, entered_at, entered_by)
      values (${personId}, ${kind}, ${wordsId}, ${daysFrom(from, lastDay)}, ${today()}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    await audit(transaction, acting, 'declare-interest', personId, { interest: rows[0]!.id, kind, from, lastDay }, at);
    return rows[0]!.id;
  });
}

/** Says from which day on an interest is no longer held; null lets it go on. Gives its new id. */
export async function endInterest({ database, now }: ForumHouse, acting: Acting, { interestId, lastDay }: { interestId: string; lastDay: IsoDate | null }): Promise<string> {
  const at = now();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const { personId, from } = await requireOwn(transaction, acting, interestId);
    const refusal = whyNotSpan({ from, lastDay });
    if (refusal) throw new Refused(refusal);
    const id = await endRow(transaction, 'interest', interestId, lastDay, { by: acting.by, now: at });
    await audit(transaction, acting, 'end-interest', personId, { interest: id, instead: interestId, lastDay }, at);
    return id;
  });
}

/** Takes back an interest that was declared by mistake. It stays on record that it was declared. */
export async function withdrawInterest({ database, now }: ForumHouse, acting: Acting, interestId: string): Promise<void> {
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { personId } = await requireOwn(transaction, acting, interestId);
    await withdrawRow(transaction, 'interest', interestId, { by: acting.by, now: at });
    await audit(transaction, acting, 'withdraw-interest', personId, { interest: interestId }, at);
  });
}

/** Says that all of one's entry is right today, also where it says that there are none. */
export async function reviewInterests({ database, now, today }: ForumHouse, acting: Acting): Promise<void> {
  const at = now();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const personId = await requireSeated(transaction, acting, today());
    await sql`insert into interest_review (person_id, reviewed_on, at, by) values (${personId}, ${today()}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from interest where person_id = ${personId} and withdrawn_at is null and valid @> ${today()}::date`.execute(transaction);
    await audit(transaction, acting, 'review-interests', personId, { interests: rows[0]!.count }, at);
  });
}

async function requireSeated(transaction: Transaction<unknown>, { personId }: Acting, day: IsoDate): Promise<string> {
  if (personId !== null && (await seatsOfPerson(transaction, personId, day)).length > 0) return personId;
  throw new Refused({ code: 'no-seat', what: 'Only those who sit in a forum have an entry in the register of interests.', todo: 'Ask the secretary of the forum to put you into your seat first.' });
}

/** Nobody changes another's entry, and what was taken back is not there any more. */
async function requireOwn(transaction: Transaction<unknown>, { personId }: Acting, interestId: string): Promise<{ personId: string; from: IsoDate }> {
  const { rows } = isUuid(interestId)
    ? await sql<{ personId: string; from: IsoDate }>`
        select person_id as "personId", to_char(lower(valid), 'YYYY-MM-DD') as "from" from interest where id = ${interestId} and withdrawn_at is null for update`.execute(transaction)
    : { rows: [] };
  if (!rows[0]) throw new Refused({ code: 'interest-not-found', what: 'There is no such interest, or it was changed in the meantime.', todo: 'Open your interests again.' });
  if (rows[0].personId === personId) return rows[0];
  throw new Refused({ code: 'not-allowed', what: 'This is another person’s entry. Everybody declares their own interests.', todo: 'Tell them, or the chair of the forum.' });
}

const audit = (transaction: Transaction<unknown>, { by }: Acting, action: string, personId: string, detail: Record<string, string | number | null>, at: Date): Promise<void> =>
  appendAudit(transaction, { by, action, subject: { module: 'governance', kind: 'interests', id: personId }, detail }, at);
