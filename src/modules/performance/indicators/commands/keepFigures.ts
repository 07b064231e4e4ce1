import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { FileLine } from '#platform/csv/csvLines.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { requireFiguresKeeper } from '../../whoseFigures.ts';
import { sayCounts } from '../domain/figureFile.ts';
import type { FigureEntry, FigureRefusal } from '../domain/figureFile.ts';
import { readFigures } from '../domain/readFigures.ts';
import { indicatorDefinitions } from '../indicatorRules.ts';
import { fileNumber, standingFigures } from '../queries/keptFigures.ts';
import type { KeptFigure } from '../queries/keptFigures.ts';

export type FiguresHouse = Pick<PerformanceContext, 'database' | 'register' | 'now' | 'today'>;

export interface FiguresSent {
  pcnCode: string;
  year: FinancialYear;
  fileName: string;
  /** A CSV or JSON as text, or the rows of a workbook's sheet. */
  content: string | readonly FileLine[];
  /** Whether a figure that stands may be replaced by one that differs. */
  replaces: boolean;
}

/** What became of a file; with any refusal nothing of it was kept. */
export type FiguresKept =
  | { isKept: true; fileId: number; kept: number; replaced: number; unchanged: number; leftOut: readonly string[] }
  | { isKept: false; refusals: readonly FigureRefusal[] };

/** Keeps what was counted in a PCN's practices, for who keeps its figures. What it replaces stays on record. */
export async function keepFigures({ database, register, now, today }: FiguresHouse, acting: Acting, { pcnCode, year, fileName, content, replaces }: FiguresSent): Promise<FiguresKept> {
  const image = await register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.` });
  const { format, entries, refusals, leftOut } = readFigures(content, { year, definitions: indicatorDefinitions() });
  const strangers = entries.flatMap(({ line, practiceCode, countedTo }): FigureRefusal[] => {
    const of = image.inSlot(practiceCode, 'pcn', countedTo);
    return of === pcnCode ? [] : [{ line, column: 'practice_code', value: practiceCode, reason: of === null ? `On ${countedTo} it was a practice of no PCN that is known here; this is ${pcnCode}.` : `On ${countedTo} it was a practice of ${of}, not of ${pcnCode}.` }];
  });
  return database.inTransaction<unknown, FiguresKept>(async (transaction) => {
    await requireFiguresKeeper(transaction, acting, pcnCode, today());
    const wrong = [...refusals, ...strangers].sort((a, b) => a.line - b.line);
    if (wrong.length > 0) return { isKept: false, refusals: wrong };
    if (entries.length === 0) return { isKept: false, refusals: [{ line: 1, column: '', value: '', reason: `The file has no figure that can be kept. ${leftOut.join(' ')}`.trim() }] };
    // One at a time for each PCN, so that two files sent at once cannot both be the first to speak of a month.
    await sql`select from organisation where code = ${pcnCode} for update`.execute(transaction);
    const standing = new Map((await standingFigures(transaction, pcnCode, year)).map((figure) => [keyOf(figure.indicator, figure.practiceCode, figure.countedTo), figure]));
    const beside = entries.map((entry) => ({ entry, before: standing.get(keyOf(entry.definition.code, entry.practiceCode, entry.countedTo)) ?? null }));
    const changed = beside.filter(({ entry, before }) => before && !isSame(entry, before));
    if (changed.length > 0 && !replaces) return { isKept: false, refusals: changed.map(({ entry, before }) => saidOtherwise(entry, before!)) };
    const fresh = beside.filter(({ before }) => before === null);
    if (changed.length + fresh.length === 0) throw new Refused({ code: 'kept-already', what: `All ${entries.length} figures of this file stand already, as they are in it.`, where: 'file', todo: 'Choose another file.' });
    const digest = createHash('sha256').update(typeof content === 'string' ? content : JSON.stringify(content)).digest('hex');
    const { rows } = await sql<{ id: number }>`insert into indicator_file (pcn_code, year, format, file_name, digest, entered_at, entered_by) values (${pcnCode}, ${year}, ${format}, ${fileName.slice(0, 200)}, ${digest}, ${now().toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const fileId = rows[0]!.id;
    await keepLines(transaction, fileId, [...fresh, ...changed].map(({ entry }) => entry));
    await endFigures(transaction, changed.map(({ before }) => before!.id), { replacedBy: fileId, by: acting.by, at: now() });
    await appendAudit(transaction, { by: acting.by, action: 'keep-figures', subject: { module: 'performance', kind: 'figures', id: fileNumber(fileId) }, detail: { pcnCode, year, format, digest, kept: fresh.length, replaced: changed.length, unchanged: entries.length - fresh.length - changed.length } }, now());
    return { isKept: true, fileId, kept: fresh.length, replaced: changed.length, unchanged: entries.length - fresh.length - changed.length, leftOut };
  });
}

const keyOf = (indicator: string, practice: string, countedTo: string): string => `${indicator} ${practice} ${countedTo}`;

const isSame = (entry: FigureEntry, before: KeptFigure): boolean =>
  entry.numerator === before.numerator && entry.denominator === before.denominator && JSON.stringify(sorted(entry.adjustments)) === JSON.stringify(sorted(before.adjustments));
const sorted = (adjustments: Readonly<Record<string, number | null>>): [string, number | null][] => Object.entries(adjustments).sort(([a], [b]) => (a < b ? -1 : 1));

const sayAdjustments = (adjustments: Readonly<Record<string, number | null>>): string => sorted(adjustments).map(([field, count]) => `, ${field} ${count ?? 'unknown'}`).join('');

const saidOtherwise = (entry: FigureEntry, before: KeptFigure): FigureRefusal => ({
  line: entry.line, column: 'numerator', value: sayCounts(entry),
  reason: `${entry.definition.code} of ${entry.practiceCode} to ${entry.countedTo} stands in ${fileNumber(before.fileId)} as ${sayCounts(before)}${sayAdjustments(before.adjustments)}; here it is ${sayCounts(entry)}${sayAdjustments(entry.adjustments)}. Say that the file replaces what stands, or correct it.`,
});

async function keepLines(transaction: Transaction<unknown>, fileId: number, entries: readonly FigureEntry[]): Promise<void> {
  const lines = JSON.stringify(entries.map(({ definition, practiceCode, countedTo, numerator, denominator, adjustments }) => ({ indicator: definition.code, practice_code: practiceCode, counted_to: countedTo, numerator, denominator, adjustments })));
  await sql`insert into indicator_figure (file_id, indicator, practice_code, counted_to, numerator, denominator, adjustments)
    select ${fileId}::bigint, indicator, practice_code, counted_to, numerator, denominator, adjustments
    from json_to_recordset(${lines}::json) as line (indicator text, practice_code text, counted_to date, numerator bigint, denominator bigint, adjustments jsonb)`.execute(transaction);
}

async function endFigures(transaction: Transaction<unknown>, ids: readonly number[], { replacedBy, by, at }: { replacedBy: number | null; by: string; at: Date }): Promise<void> {
  if (ids.length === 0) return;
  await sql`insert into indicator_figure_end (figure_id, replaced_by, ended_at, ended_by)
    select value::bigint, ${replacedBy}::bigint, ${at.toISOString()}::timestamptz, ${by} from json_array_elements_text(${JSON.stringify(ids)}::json)`.execute(transaction);
}

/** Takes back what still stands of a file, sent in by mistake. It stays on record; what it replaced does not stand again. */
export async function withdrawFigures({ database, now, today }: FiguresHouse, acting: Acting, { pcnCode, year, fileId }: { pcnCode: string; year: FinancialYear; fileId: number }): Promise<number> {
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireFiguresKeeper(transaction, acting, pcnCode, today());
    await sql`select from organisation where code = ${pcnCode} for update`.execute(transaction);
    const own = (await standingFigures(transaction, pcnCode, year)).filter((figure) => figure.fileId === fileId);
    if (own.length === 0) throw new Refused({ code: 'ended-already', what: `Nothing of ${fileNumber(fileId)} stands: it was withdrawn or replaced, or is of another PCN or year.`, where: 'file', todo: 'Look at the list of files again.' });
    await endFigures(transaction, own.map(({ id }) => id), { replacedBy: null, by: acting.by, at: now() });
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-figures', subject: { module: 'performance', kind: 'figures', id: fileNumber(fileId) }, detail: { pcnCode, year, figures: own.length } }, now());
    return own.length;
  });
}
