import Fraction from 'fraction.js';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { Counted } from '../domain/pointsEarned.ts';

/** A file of achievements that a PCN kept, and what became of it. */
export interface AchievementFile {
  id: number;
  enteredAt: Date;
  enteredBy: string;
  lines: number;
  endedAt: Date | null;
  endedBy: string | null;
  replacedBy: number | null;
}

/** `A12`. */
export const achievementNumber = (id: number): string => `A${id}`;

/** Every file of a PCN and year, the newest first. */
export async function achievementFiles(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<AchievementFile[]> {
  const { rows } = await sql<AchievementFile>`
    select file.id::float8 as id, entered_at as "enteredAt", entered_by as "enteredBy", (select count(*) from achievement where file_id = file.id)::float8 as lines,
      ended_at as "endedAt", ended_by as "endedBy", replaced_by::float8 as "replacedBy"
    from achievement_file file left join achievement_file_end on file_id = file.id
    where pcn_code = ${pcnCode} and year = ${year} order by file.id desc`.execute(db);
  return rows;
}

/** What stands of a PCN's achievements: the file in force, its list and its counts. Null where none stands. */
export async function keptAchievements(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<{ fileId: number; enteredAt: Date; listSize: number | null; counted: ReadonlyMap<string, Counted> } | null> {
  const { rows } = await sql<{ fileId: number; enteredAt: Date; indicator: string; kind: Counted['kind']; numerator: string; denominator: string; baseline: string | null; listSize: number | null }>`
    select file.id::float8 as "fileId", entered_at as "enteredAt", indicator, kind, numerator, denominator, baseline, list_size as "listSize"
    from achievement_file file join achievement on achievement.file_id = file.id
    where pcn_code = ${pcnCode} and year = ${year} and not exists (select from achievement_file_end ended where ended.file_id = file.id)`.execute(db);
  const [first] = rows;
  if (!first) return null;
  const source = `Entered by the PCN, file ${achievementNumber(first.fileId)}`;
  return {
    fileId: first.fileId, enteredAt: first.enteredAt, listSize: rows.find(({ listSize }) => listSize !== null)?.listSize ?? null,
    counted: new Map(rows.map((row) => [row.indicator, countedOf(row, source)])),
  };
}

function countedOf({ kind, numerator, denominator, baseline }: { kind: Counted['kind']; numerator: string; denominator: string; baseline: string | null }, source: string): Counted {
  if (kind === 'binary') return { kind, achieved: Number(numerator), practices: Number(denominator), source };
  const counts = { numerator: new Fraction(numerator), denominator: new Fraction(denominator), source };
  return kind === 'fraction' ? { kind, ...counts } : { kind, ...counts, baseline: new Fraction(baseline!) };
}
