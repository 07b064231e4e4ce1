import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { digestOf } from '../signIn/secret.ts';
import type { DigestChoice } from './digestPeriod.ts';

interface ChoiceRow {
  personId: string;
  every: DigestChoice['every'];
  weekday: number | null;
  chosenAt: Date;
}

const choiceIn = ({ every, weekday }: ChoiceRow): DigestChoice => (every === 'week' ? { every, weekday: weekday! } : { every });

/** What a person chose; off until they choose. */
export async function digestChoiceOf(db: Kysely<unknown>, personId: string): Promise<DigestChoice> {
  const { rows } = await sql<ChoiceRow>`
    select person_id as "personId", every, weekday, chosen_at as "chosenAt" from digest_choice where person_id = ${personId} order by id desc limit 1`.execute(db);
  return rows[0] ? choiceIn(rows[0]) : { every: 'off' };
}

/** Everybody who has it by e-mail, since when they chose so, and the last period that was seen to. */
export async function digestReaders(db: Kysely<unknown>): Promise<{ personId: string; choice: DigestChoice; chosenAt: Date; lastPeriod: string | null }[]> {
  const { rows } = await sql<ChoiceRow & { lastPeriod: string | null }>`
    select person_id as "personId", every, weekday, chosen_at as "chosenAt",
      (select to_char(max(period), 'YYYY-MM-DD') from digest_sent where digest_sent.person_id = newest.person_id) as "lastPeriod"
    from (select distinct on (person_id) * from digest_choice order by person_id, id desc) as newest where every <> 'off' order by person_id`.execute(db);
  return rows.map((row) => ({ personId: row.personId, choice: choiceIn(row), chosenAt: row.chosenAt, lastPeriod: row.lastPeriod }));
}

/** Keeps how often a person wants it. The same choice again changes nothing. */
export async function chooseDigest(database: Database, { personId, choice }: { personId: string; choice: DigestChoice }, now: Date): Promise<void> {
  const weekday = choice.every === 'week' ? choice.weekday : null;
  await database.inTransaction<unknown, void>(async (transaction) => {
    const standing = await digestChoiceOf(transaction, personId);
    if (standing.every === choice.every && (standing.every !== 'week' || standing.weekday === weekday)) return;
    await sql`insert into digest_choice (person_id, every, weekday, chosen_at) values (${personId}, ${choice.every}, ${weekday}, ${now.toISOString()})`.execute(transaction);
    await appendAudit(transaction, { by: personId, action: 'choose-digest', subject: { module: 'today', kind: 'person', id: personId }, detail: { every: choice.every, weekday } }, now);
  });
}

/** Whose mail a link to stop it came with; throws `Refused` for a link that no mail held. */
export async function personOfStopLink(db: Kysely<unknown>, token: string): Promise<string> {
  const { rows } = await sql<{ personId: string }>`select person_id as "personId" from digest_sent where stop_digest = ${digestOf(token)}`.execute(db);
  if (rows[0]) return rows[0].personId;
  throw new Refused({ code: 'link-not-found', what: 'This link is not one of ours, or a part of it is missing.', todo: 'Copy the whole link from the mail, or sign in and choose “What needs you by e-mail” on your account page.' });
}
