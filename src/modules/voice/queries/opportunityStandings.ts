import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Had } from '../domain/opportunity/rotation.ts';

/** What a body of a place has had of the opportunities that were decided there before a moment. */
export interface Standing {
  code: string;
  /** As at the latest opportunity for which it was eligible. */
  patients: number;
  pence: number;
  grants: number;
  startPence: number | null;
  startGrants: number | null;
}

/** Everybody who was eligible for an opportunity of the place that was announced by then, with what was decided before. */
export async function standingsBefore(db: Kysely<unknown>, placeCode: string, moment: Date): Promise<Standing[]> {
  const at = moment.toISOString();
  const { rows } = await sql<Standing>`
    with known as (
      select e.organisation_code as code, e.patients, e.start_pence, e.start_grants, o.announced_at, o.id
      from opportunity_eligible e join opportunity o on o.id = e.opportunity_id where o.place_code = ${placeCode} and o.announced_at <= ${at}
    ), had as (
      select r.organisation_code as code, sum(r.pence) as pence, count(*) as grants
      from opportunity_result r join opportunity o on o.id = r.opportunity_id join opportunity_step s on s.opportunity_id = o.id and s.step = 'drawn'
      where r.is_granted and o.place_code = ${placeCode} and s.at < ${at} group by 1
    )
    select code, (array_agg(patients order by announced_at desc, id desc))[1] as patients, coalesce(max(had.pence), 0)::float8 as pence, coalesce(max(had.grants), 0)::int as grants,
      max(start_pence)::float8 as "startPence", max(start_grants)::float8 as "startGrants"
    from known left join had using (code) group by code order by code`.execute(db);
  return rows;
}

/** A grant is counted in millionths, so that a rate of grants per million patients is a whole number. */
const GRANT = 1_000_000;

/** A standing as a rotation counts it. */
export const hadOf = (measure: 'pounds' | 'grants', { code, patients, pence, grants, startPence, startGrants }: Standing): Had =>
  measure === 'pounds' ? { code, patients, amount: pence, startRate: startPence } : { code, patients, amount: grants * GRANT, startRate: startGrants };
