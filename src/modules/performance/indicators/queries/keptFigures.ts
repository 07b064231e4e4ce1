import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureFormat } from '../domain/figureFile.ts';

/** A figure that stands: no later one took its place, and its file was not withdrawn. */
export interface KeptFigure {
  id: number;
  fileId: number;
  enteredAt: Date;
  indicator: string;
  practiceCode: string;
  countedTo: IsoDate;
  numerator: number | null;
  denominator: number | null;
  adjustments: Readonly<Record<string, number | null>>;
}

/** A file that was sent in, and how much of it stands. */
export interface FigureFile {
  id: number;
  format: FigureFormat;
  fileName: string;
  enteredAt: Date;
  enteredBy: string;
  figures: number;
  standing: number;
}

/** `F12`. */
export const fileNumber = (id: number): string => `F${id}`;

/** Every figure of a PCN and year that stands. */
export async function standingFigures(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<KeptFigure[]> {
  const { rows } = await sql<KeptFigure>`
    select figure.id::float8 as id, file.id::float8 as "fileId", entered_at as "enteredAt", indicator, practice_code as "practiceCode", to_char(counted_to, 'YYYY-MM-DD') as "countedTo",
      numerator::float8 as numerator, denominator::float8 as denominator, adjustments
    from indicator_file file join indicator_figure figure on figure.file_id = file.id
    where pcn_code = ${pcnCode} and year = ${year} and not exists (select from indicator_figure_end ended where ended.figure_id = figure.id)
    order by indicator, counted_to, practice_code`.execute(db);
  return rows;
}

/** Every file of a PCN and year, the newest first. */
export async function figureFiles(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<FigureFile[]> {
  const { rows } = await sql<FigureFile>`
    select file.id::float8 as id, format, file_name as "fileName", entered_at as "enteredAt", entered_by as "enteredBy", count(figure.id)::float8 as figures, (count(figure.id) - count(ended.figure_id))::float8 as standing
    from indicator_file file left join indicator_figure figure on figure.file_id = file.id left join indicator_figure_end ended on ended.figure_id = figure.id
    where pcn_code = ${pcnCode} and year = ${year} group by file.id order by file.id desc`.execute(db);
  return rows;
}
