import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Disagreement } from '../domain/statement.ts';

/** What publications say differently of one organisation, as known now or at the end of an earlier day; the newest first. */
export async function disagreementsOf(database: Kysely<unknown>, code: string, knownAt: string | null): Promise<Disagreement[]> {
  const moment = knownAt === null ? 'infinity' : `${knownAt}T23:59:59.999Z`;
  const { rows } = await sql<Disagreement>`
    select code, about, lower(valid) as from, upper(valid) - 1 as to, claims, applied
    from disagreement where code = ${code} and recorded @> ${moment}::timestamptz
    order by lower(valid) desc nulls last, about`.execute(database);
  return rows;
}
