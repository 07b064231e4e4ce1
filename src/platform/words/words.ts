import { sql } from 'kysely';
import type { Transaction } from 'kysely';

/** Keeps what a person wrote, apart from the rest, so that it can be erased; gives the number by which the rest points at it. */
export async function keepWords(transaction: Transaction<unknown>, { personId, words }: { personId: string | null; words: string }, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into words_written (person_id, words, written_at) values (${personId}, ${words}, ${now.toISOString()}) returning id`.execute(transaction);
  return rows[0]!.id;
}

/** The same where there may be none: null for nothing but white space. */
export async function keepWordsIfAny(transaction: Transaction<unknown>, { personId, words }: { personId: string | null; words: string | null | undefined }, now: Date): Promise<string | null> {
  const trimmed = words?.trim();
  return trimmed ? keepWords(transaction, { personId, words: trimmed }, now) : null;
}

/** Erases all that a person wrote. What was decided with it stands, without its words. */
export async function eraseWordsOf(transaction: Transaction<unknown>, personId: string): Promise<void> {
  await sql`update words_written set words = null, person_id = null where person_id = ${personId}`.execute(transaction);
}
