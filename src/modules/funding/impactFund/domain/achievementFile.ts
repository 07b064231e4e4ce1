import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { csvLines, headingsOf, refusedLine, wrongColumns, wrongLength } from '#platform/csv/csvLines.ts';
import type { FileLine, LineRefusal } from '#platform/csv/csvLines.ts';
import type { Indicator, Phase } from './indicator.ts';
import { yearMeant } from './otherYear.ts';
import { pointsEarned } from './pointsEarned.ts';
import type { Counted } from './pointsEarned.ts';

/** The columns of an achievements file, in any order; the last three may be left out. */
export const ACHIEVEMENT_COLUMNS = ['pcn_code', 'indicator', 'numerator', 'denominator', 'list_size', 'achieved', 'baseline'] as const;
type Column = (typeof ACHIEVEMENT_COLUMNS)[number];
const OPTIONAL: readonly Column[] = ['list_size', 'achieved', 'baseline'];
const NEEDED = ACHIEVEMENT_COLUMNS.filter((column) => !OPTIONAL.includes(column));

export const ACHIEVEMENT_TEMPLATE = `${ACHIEVEMENT_COLUMNS.join(',')}\r\n`;

/** What was counted of one indicator in one PCN. */
export interface AchievementEntry {
  line: number;
  pcnCode: string;
  indicator: Indicator;
  counted: Counted;
  listSize: number | null;
}

export type AchievementRefusal = LineRefusal<Column>;

export interface AchievementsRead {
  entries: AchievementEntry[];
  refusals: AchievementRefusal[];
}

const LINES_MAX = 50_000;

/** Takes an achievements file of a year apart. With any refusal nothing of it may be used. `phases` are those of every year. */
export function readAchievements(text: string, { year, phases, source }: { year: FinancialYear; phases: readonly Phase[]; source: string }): AchievementsRead {
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return { entries: [], refusals: [lines] };
  const header = headingsOf(lines[0]);
  const layout = layoutFault(header, lines[1]?.cells ?? []);
  const fault = layout === null ? wrongLength(lines, 'An achievements file', LINES_MAX) : refusedLine(1, header.join(','), layout);
  if (fault) return { entries: [], refusals: [fault] };
  const otherYear = yearMeant(lines.slice(1).map(({ cells }) => (cells[header.indexOf('indicator')] ?? '').toUpperCase()), year, phases);
  if (otherYear) return { entries: [], refusals: [refusedLine(1, '', otherYear)] };
  return readLines(lines.slice(1), header, { year, phases, source });
}

function layoutFault(header: readonly string[], first: readonly string[]): string | null {
  const wanted = `The first line must name the columns ${NEEDED.join(', ')}, and may name list_size, achieved and baseline`;
  if (header.includes('ind_code') && header.includes('measure')) {
    const [, from, to] = /(\d{2})(\d{2})$/.exec(first[header.indexOf('quality_service')] ?? '') ?? [];
    return `This looks like the published annual file${from === undefined ? '' : ` of 20${from}/${to}`}. Load it with “chorus load” and ask with --published. ${wanted}.`;
  }
  const wrong = wrongColumns(header, { columns: ACHIEVEMENT_COLUMNS, optional: OPTIONAL });
  return wrong && `${wanted}: ${wrong}.`;
}

function readLines(lines: readonly FileLine[], header: readonly string[], { year, phases, source }: { year: FinancialYear; phases: readonly Phase[]; source: string }): AchievementsRead {
  const ofYear = phases.filter((phase) => phase.year === year);
  const [entries, refusals]: [AchievementEntry[], AchievementRefusal[]] = [[], []];
  const lineOf = new Map<string, number>();
  const listOf = new Map<string, { line: number; listSize: number }>();
  for (const sent of lines) {
    const read = readLine(sent, header, { year, phases: ofYear, source });
    if ('refusals' in read) {
      refusals.push(...read.refusals);
      continue;
    }
    const { line, pcnCode, indicator, listSize } = read;
    const before = lineOf.get(`${pcnCode} ${indicator.code}`);
    if (before !== undefined) refusals.push({ line, column: 'indicator', value: indicator.code, reason: `${indicator.code} of ${pcnCode} stands on line ${before} already.` });
    const list = listOf.get(pcnCode);
    if (list && listSize !== null && list.listSize !== listSize) refusals.push({ line, column: 'list_size', value: String(listSize), reason: `Line ${list.line} gives ${pcnCode} a list of ${list.listSize}; a PCN has one list at 1 January.` });
    lineOf.set(`${pcnCode} ${indicator.code}`, line);
    if (!list && listSize !== null) listOf.set(pcnCode, { line, listSize });
    entries.push(read);
  }
  return { entries, refusals };
}

interface LineContext {
  year: FinancialYear;
  phases: readonly Phase[];
  source: string;
}

function readLine({ line, cells }: FileLine, header: readonly string[], { year, phases, source }: LineContext): AchievementEntry | { refusals: AchievementRefusal[] } {
  const cell = (column: Column): string => cells[header.indexOf(column)] ?? '';
  const refused = (column: Column | '', reason: string) => ({ refusals: [{ line, column, value: (column === '' ? cells.join(',') : cell(column)).slice(0, 80), reason }] });
  if (cells.length !== header.length) return refused('', `This line has ${cells.length} fields; the first line names ${header.length}.`);
  const pcnCode = cell('pcn_code').toUpperCase();
  if (!/^[A-Z0-9]{4,8}$/.test(pcnCode)) return refused('pcn_code', 'Give the PCN’s code, such as U12345.');
  const code = cell('indicator').toUpperCase();
  const phase = phases.find(({ indicators }) => indicators.some((one) => one.code === code));
  const indicator = phase?.indicators.find((one) => one.code === code);
  if (!phase || !indicator) return refused('indicator', sayUnknown(code, year, phases));
  const listSize = cell('list_size') === '' ? null : readCount(cell('list_size'));
  if (listSize !== null && (!listSize || !isWhole(listSize) || listSize.lte(0))) return refused('list_size', 'Give the registered patients at 1 January as a whole number above 0.');
  const counted = readCounted(indicator, cell, source);
  if ('reason' in counted) return refused(counted.column, counted.reason);
  const earned = pointsEarned(indicator, counted, phase.deemed.find((deemed) => deemed.code === code) ?? null);
  if (!earned.ok) return refused(earned.refusal.code === 'thresholds-unknown' ? 'indicator' : 'numerator', `${earned.refusal.what} ${earned.refusal.todo}`);
  return { line, pcnCode, indicator, counted, listSize: listSize === null ? null : listSize.valueOf() };
}

function sayUnknown(code: string, year: FinancialYear, phases: readonly Phase[]): string {
  const lacking = phases.find(({ absentCodes }) => absentCodes.includes(code));
  if (lacking) return `${code} was part of “${lacking.title}” of ${year}, and its points and thresholds are not known here, so it cannot be worked out.`;
  return `${year} had no indicator ${code || 'without a name'}; it had ${phases.flatMap(({ indicators }) => indicators.map((one) => one.code)).join(', ')}.`;
}

const NUMBER = /^-?\d{1,12}(\.\d{1,12})?$/;
const readCount = (text: string): Fraction | null => (NUMBER.test(text) ? new Fraction(text) : null);
const isWhole = (value: Fraction): boolean => value.d === 1n;
const YES_NO: Readonly<Record<string, boolean>> = { yes: true, y: true, true: true, 1: true, no: false, n: false, false: false, 0: false };

function readCounted(indicator: Indicator, cell: (column: Column) => string, source: string): Counted | { column: Column; reason: string } {
  if (indicator.kind === 'binary' && cell('achieved') !== '') {
    const isAchieved = YES_NO[cell('achieved').toLowerCase()];
    return isAchieved === undefined ? { column: 'achieved', reason: 'Write yes or no.' } : { kind: 'binary', achieved: isAchieved ? 1 : 0, practices: 1, source };
  }
  const mustBeWhole = indicator.kind !== 'improvement';
  for (const column of ['numerator', 'denominator'] as const) {
    const count = readCount(cell(column));
    if (!count) return { column, reason: `${indicator.code} needs a number as its ${column}${indicator.kind === 'binary' ? ', in practices, or yes or no as achieved' : ''}.` };
    if (count.lt(0)) return { column, reason: `A ${column} below 0 cannot be.` };
    if (mustBeWhole && !isWhole(count)) return { column, reason: `The ${column} of ${indicator.code} counts people: a whole number.` };
  }
  const [numerator, denominator] = [new Fraction(cell('numerator')), new Fraction(cell('denominator'))];
  if (indicator.kind === 'binary') return { kind: 'binary', achieved: numerator.valueOf(), practices: denominator.valueOf(), source };
  if (indicator.kind === 'fraction') return { kind: 'fraction', numerator, denominator, source };
  const baseline = readCount(cell('baseline'));
  return baseline ? { kind: 'improvement', numerator, denominator, baseline, source } : { column: 'baseline', reason: `${indicator.code} counts a change: give the part achieved in the year before as its baseline, such as 0.142.` };
}
