import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PerformanceContext } from '../../context.ts';
import { listRules } from '../criteriaRules.ts';
import type { ReportFormat } from '../commands/recordReport.ts';
import type { Scope } from '../domain/criterion.ts';

/** A report that was made of a place's list. */
export interface ReportMade {
  id: number;
  month: IsoDate;
  scope: Scope;
  format: ReportFormat;
  practices: number;
  listed: number;
  on: IsoDate;
  /** Null for the console, and for who was erased. */
  name: string | null;
}

/** The newest reports that were made of a place, and when the next would be due at the plan's pace; null where none was made. */
export async function reportsMade({ database }: Pick<PerformanceContext, 'database'>, code: string, most: number): Promise<{ reports: readonly ReportMade[]; nextDue: IsoDate | null }> {
  const { rows } = await sql<ReportMade>`
    select r.id::float8 as id, to_char(r.month, 'YYYY-MM-DD') as month, r.scope, r.format, r.practices, r.listed, to_char(r.made_at at time zone 'UTC', 'YYYY-MM-DD') as "on", p.name
    from list_report r left join person_details p on p.person_id = r.made_by where r.place_code = ${code} order by r.id desc limit ${most}`.execute(database.as());
  return { reports: rows, nextDue: rows[0] ? addDays(rows[0].on, listRules().reportEveryDays) : null };
}
