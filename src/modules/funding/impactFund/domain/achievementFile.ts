import { parse } from 'csv-parse/sync';
import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { Indicator, Phase } from './indicator.ts';
import { yearMeant } from './otherYear.ts';
import { pointsEarned } from './pointsEarned.ts';
import type { Counted } from './pointsEarned.ts';

/** The columns of an achievements file, in any order; the last three may be left out. */
export const ACHIEVEMENT_COLUMNS = ['pcn_code', 'indicator', 'numerator', 'denominator', 'list_size', 'achieved', 'baseline'] as const;
type Column = (typeof ACHIEVEMENT_COLUMNS)[number];
const NEEDED: readonly Column[] = ['pcn_code', 'indicator', 'numerator', 'denominator'];

export const ACHIEVEMENT_TEMPLATE = `${ACHIEVEMENT_COLUMNS.join(',')}\r\n`;

/** What was counted of one indicator in one PCN. */
export interface AchievementEntry {
  line: number;
  pcnCode: string;
  indicator: Indicator;
  counted: Counted;
  listSize: number | null;
}

/** Why a line cannot be taken. */
export interface LineRefusal {
  line: number;
  column: Column | '';
  value: string;
  reason: string;
}

export interface AchievementsRead {
  entries: AchievementEntry[];
  refusals: LineRefusal[];
}

const LINES_MAX = 50_000;

/** Takes an achievements file of a year apart. With any refusal nothing of it may be used. `phases` are those of every year. */
export function readAchievements(text: string, { year, phases, source }: { year: FinancialYear; phases: readonly Phase[]; source: string }): AchievementsRead {
  const fault = (line: number, value: string, reason: string): AchievementsRead => ({ entries: [], refusals: [{ line, column: '', value: value.slice(0, 200), reason }] });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    return fault(Number((error as { lines?: unknown }).lines ?? 1), '', 'The file is not a CSV from this line on: a quotation mark is not closed.');
  }
  const header = (records[0]?.record ?? []).map((heading) => heading.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, ''));
  const layout = layoutFault(header, records[1]?.record ?? []);
  if (layout) return fault(1, header.join(','), layout);
  if (records.length < 2) return fault(1, '', 'The file has no lines under its first.');
  if (records.length > LINES_MAX + 1) return fault(LINES_MAX + 2, '', `An achievements file has ${LINES_MAX} lines at most; this one has ${records.length - 1}.`);
  const otherYear = yearMeant(records.slice(1).map(({ record }) => (record[header.indexOf('indicator')] ?? '').toUpperCase()), year, phases);
  if (otherYear) return fault(1, '', otherYear);
  return readLines(records.slice(1), header, { year, phases, source });
}

function layoutFault(header: readonly string[], first: readonly string[]): string | null {
  const wanted = `The first line must name the columns ${NEEDED.join(', ')}, and may name list_size, achieved and baseline`;
  if (header.includes('ind_code') && header.includes('measure')) {
    const [, from, to] = /(\d{2})(\d{2})$/.exec(first[header.indexOf('quality_service')] ?? '') ?? [];
    return `This looks like the published annual file${from === undefined ? '' : ` of 20${from}/${to}`}. Load it with “chorus load” and ask with --published. ${wanted}.`;
  }
  const lacks = NEEDED.filter((column) => !header.includes(column));
  const unknown = header.filter((name) => !(ACHIEVEMENT_COLUMNS as readonly string[]).includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (lacks.length + unknown.length + twice.length === 0) return null;
  const wrong = [lacks.length > 0 && `it lacks ${lacks.join(', ')}`, unknown.length > 0 && `it has ${unknown.map((name) => name || 'a column without a name').join(', ')}, which is not read`, twice.length > 0 && `it has ${twice.join(', ')} twice`].filter(Boolean).join('; ');
  return `${wanted}: ${wrong}.`;
}

function readLines(records: readonly { record: string[]; info: { lines: number } }[], header: readonly string[], { year, phases, source }: { year: FinancialYear; phases: readonly Phase[]; source: string }): AchievementsRead {
  const ofYear = phases.filter((phase) => phase.year === year);
  const [entries, refusals]: [AchievementEntry[], LineRefusal[]] = [[], []];
  const lineOf = new Map<string, number>();
  const listOf = new Map<string, { line: number; listSize: number }>();
  for (const { record, info } of records) {
    const read = readLine(record, header, { line: info.lines, year, phases: ofYear, source });
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
  line: number;
  year: FinancialYear;
  phases: readonly Phase[];
  source: string;
}

function readLine(record: readonly string[], header: readonly string[], { line, year, phases, source }: LineContext): AchievementEntry | { refusals: LineRefusal[] } {
  const cell = (column: Column): string => record[header.indexOf(column)] ?? '';
  const refused = (column: Column | '', reason: string) => ({ refusals: [{ line, column, value: (column === '' ? record.join(',') : cell(column)).slice(0, 80), reason }] });
  if (record.length !== header.length) return refused('', `This line has ${record.length} fields; the first line names ${header.length}.`);
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
