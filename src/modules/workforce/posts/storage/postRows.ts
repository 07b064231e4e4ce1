import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Home, PostFacts, WorkPlace } from '../domain/post.ts';

/** A version of a post as its row has it. */
export interface FactsRow extends Omit<PostFacts, 'home' | 'workPlaces'> {
  homePracticeCode: string | null;
  homeTeamId: string | null;
  workPlaces: WorkPlace[];
}

export const factsColumns = sql`
  v.role, v.title, v.band, v.wte, v.employer_code as "employerCode", v.home_practice_code as "homePracticeCode", v.home_team_id as "homeTeamId", v.work_places as "workPlaces",
  v.line_manager_id as "lineManagerId", v.clinical_supervisor_id as "clinicalSupervisorId", v.meets_every_weeks as "meetsEveryWeeks", v.sits_at as "sitsAt", v.funded_by as "fundedBy",
  v.region, v.cost_pence::float8 as "costPence"`;

export const fromDay = (span: RawBuilder<unknown>) => sql<IsoDate>`to_char(lower(${span}), 'YYYY-MM-DD')`;
export const toDay = (span: RawBuilder<unknown>) => sql<IsoDate | null>`to_char(upper(${span}), 'YYYY-MM-DD')`;

/** The facts of a row, without what else the row bears. */
export function factsOf(row: FactsRow): PostFacts {
  const { role, title, band, wte, employerCode, workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, fundedBy, region, costPence } = row;
  return { role, title, band, wte, employerCode, home: homeOf(row), workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, fundedBy, region, costPence };
}

export const homeOf = ({ homePracticeCode, homeTeamId }: Pick<FactsRow, 'homePracticeCode' | 'homeTeamId'>): Home =>
  homePracticeCode !== null ? { kind: 'practice', code: homePracticeCode } : homeTeamId !== null ? { kind: 'team', teamId: homeTeamId } : null;
