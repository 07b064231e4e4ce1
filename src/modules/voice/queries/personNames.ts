import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What people are called, by the actor that the record holds; the console, and who was erased, have words of their own. */
export async function personNames(db: Kysely<unknown>, actors: readonly string[]): Promise<(actor: string) => string> {
  const { rows } = await sql<{ id: string; name: string }>`select person_id as id, name from person_details where person_id = any(${[...new Set(actors)]})`.execute(db);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (actor) => names.get(actor) ?? (actor.startsWith('console') ? 'the console' : actor === 'chorus' ? 'Chorus' : 'somebody who was erased');
}
