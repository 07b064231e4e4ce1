import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Fact } from '../domain/fact.ts';

/** A programme as its table has it. */
export interface ProgrammeRow {
  id: string;
  title: string;
  organisationCode: string;
  pattern: string | null;
  startedOn: IsoDate;
}

/** A fact that counts no more. */
export type WithdrawnFact = Fact & { withdrawnOn: IsoDate; why: string | null };

const ERASED = 'Somebody who was erased';
export const programmeColumns = sql`'P' || p.id as id, p.title, p.organisation_code as "organisationCode", p.pattern, to_char(p.started_on, 'YYYY-MM-DD') as "startedOn"`;

/** The number behind `P12`; null for what is none. */
export function programmeNumber(id: string): number | null {
  const [, digits] = /^P?([1-9]\d{0,11})$/i.exec(id) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Every fact of some programmes, in the order in which they were entered; those that were withdrawn apart. */
export async function factsOf(db: Kysely<unknown>, programmeIds: readonly string[]): Promise<Map<string, { standing: Fact[]; withdrawn: WithdrawnFact[] }>> {
  const numbers = programmeIds.flatMap((id) => programmeNumber(id) ?? []);
  const found = new Map(programmeIds.map((id) => [id, { standing: [] as Fact[], withdrawn: [] as WithdrawnFact[] }]));
  const { rows } = await sql<WithdrawnFact & { programmeId: string; withdrawnOn: IsoDate | null; hasName: boolean }>`
    select 'P' || f.programme_id as "programmeId", f.id::float8 as id, f.kind, f.about_id::float8 as "aboutId", to_char(f.happened_on, 'YYYY-MM-DD') as "on", f.detail, w.words, n.words as name, f.name_id is not null as "hasName",
      f.person_id as "personId", f.entered_by as by, to_char(f.entered_at, 'YYYY-MM-DD') as "enteredOn", to_char(e.ended_at, 'YYYY-MM-DD') as "withdrawnOn", x.words as why
    from programme_fact f left join words_written w on w.id = f.words_id left join words_written n on n.id = f.name_id
    left join programme_fact_end e on e.fact_id = f.id left join words_written x on x.id = e.words_id
    where f.programme_id = any(${numbers}::bigint[]) order by f.id`.execute(db);
  for (const { programmeId, withdrawnOn, why, hasName, ...row } of rows) {
    const fact = { ...row, name: row.name ?? (hasName ? ERASED : null) } as Fact;
    if (withdrawnOn === null) found.get(programmeId)?.standing.push(fact);
    else found.get(programmeId)?.withdrawn.push({ ...fact, withdrawnOn, why });
  }
  return found;
}
