import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export interface RegisterFault {
  what: string;
  count: number;
  /** A few codes, to find it by. */
  examples: string[];
}

/** What does not fit together in the register as known now. Nothing of it can be entered; a fault here is a fault of Chorus's. */
export async function registerFaults(database: Kysely<unknown>): Promise<{ organisations: number; relations: number; faults: RegisterFault[] }> {
  const { rows } = await sql<{ organisations: number; relations: number }>`
    select (select count(distinct code) from organisation_version where upper_inf(recorded)) as organisations,
      (select count(*) from relation where upper_inf(recorded)) as relations`.execute(database);
  const faults = [
    await fault(database, 'an end of a relation is an organisation of which nothing is known', sql`
      select r.from_code || ' ' || r.kind || ' ' || r.to_code from relation r where upper_inf(r.recorded)
      and exists (select from unnest(array[r.from_code, r.to_code]) as side (code)
        where not exists (select from organisation_version v where v.code = side.code and upper_inf(v.recorded)))`),
    await fault(database, 'an organisation has no name, now or ever', sql`
      select o.code from organisation o where not exists (select from organisation_version v where v.code = o.code)`),
    await fault(database, 'an organisation stands twice on one day', sql`
      select a.code from organisation_version a join organisation_version b on a.code = b.code and a.id < b.id and a.valid && b.valid
      where upper_inf(a.recorded) and upper_inf(b.recorded)`),
    await fault(database, 'an organisation stands in one slot twice on one day', sql`
      select a.from_code || ' ' || a.slot from relation a join relation b on a.from_code = b.from_code and a.slot = b.slot and a.id < b.id and a.valid && b.valid
      where upper_inf(a.recorded) and upper_inf(b.recorded)`),
    await fault(database, 'a belief begins later than now', sql`
      select code from organisation_version where lower(recorded) > now() + interval '1 minute' union all select from_code from relation where lower(recorded) > now() + interval '1 minute'`),
  ];
  return { ...rows[0]!, faults: faults.filter(({ count }) => count > 0) };
}

async function fault(database: Kysely<unknown>, what: string, query: ReturnType<typeof sql>): Promise<RegisterFault> {
  const { rows } = await sql<{ count: number; examples: string[] }>`
    with found (example) as (${query}) select (select count(*) from found) as count, array(select example from found order by 1 limit 3) as examples`.execute(database);
  return { what, ...rows[0]! };
}
