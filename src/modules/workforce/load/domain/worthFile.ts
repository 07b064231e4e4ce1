import { isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { csvLines, headingsOf, refusedLine, wrongLength } from '#platform/csv/csvLines.ts';
import type { LineRefusal } from '#platform/csv/csvLines.ts';
import { isWorthKind, WORTH_KINDS } from './load.ts';
import type { WorthKind } from './load.ts';

/** The columns of a file of what roles gave back, in any order. */
export const WORTH_COLUMNS = ['practice_code', 'role', 'month', 'kind', 'count', 'minutes'] as const;
export type WorthColumn = (typeof WORTH_COLUMNS)[number];

export const WORTH_TEMPLATE = `${WORTH_COLUMNS.join(',')}\r\n`;
const LINES_MAX = 5_000;

/** What a role gave back to a practice in a month. */
export interface WorthEntry {
  line: number;
  practiceCode: string;
  role: string;
  /** The first day of its month. */
  month: IsoDate;
  kind: WorthKind;
  count: number;
  minutes: number;
}

export type WorthRefusal = LineRefusal<WorthColumn>;

/** Takes a file apart; `roles` are the ids of the additional roles. A line with a refusal is in no entry: it is left out, and said to be. */
export function readWorth(text: string, roles: ReadonlySet<string>, today: IsoDate): { entries: WorthEntry[]; refusals: WorthRefusal[] } {
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return { entries: [], refusals: [lines] };
  const header = headingsOf(lines[0]);
  const lacks = WORTH_COLUMNS.filter((column) => !header.includes(column));
  const fault = lacks.length > 0 ? refusedLine(1, header.join(','), `The first line must name the columns ${WORTH_COLUMNS.join(', ')}: it lacks ${lacks.join(', ')}.`) : wrongLength(lines, 'A file', LINES_MAX);
  if (fault) return { entries: [], refusals: [fault] };
  const [entries, refusals]: [WorthEntry[], WorthRefusal[]] = [[], []];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of lines.slice(1)) {
    const read = readWorthLine((column) => cells[header.indexOf(column)] ?? '', line, roles, today);
    if ('refusals' in read) {
      refusals.push(...read.refusals);
      continue;
    }
    const key = [read.practiceCode, read.role, read.month, read.kind].join(' ');
    const before = lineOf.get(key);
    if (before === undefined) {
      lineOf.set(key, read.line);
      entries.push(read);
    } else refusals.push({ line: read.line, column: 'kind', value: read.kind, reason: `The same stands on line ${before}: one count of a kind, a role, a practice and a month.` });
  }
  return { entries, refusals };
}

/** One line of a file, or of a form: what it says, or all that is wrong with it. */
export function readWorthLine(cell: (column: WorthColumn) => string, line: number, roles: ReadonlySet<string>, today: IsoDate): WorthEntry | { refusals: WorthRefusal[] } {
  const refusals: WorthRefusal[] = [];
  const refuse = (column: WorthColumn, reason: string) => void refusals.push({ line, column, value: cell(column).slice(0, 80), reason });
  const month = parseIsoDate(cell('month').length === 7 ? `${cell('month')}-01` : cell('month'));
  const [role, kind] = [cell('role').toLowerCase().replace(/\s+/g, '-'), cell('kind').toLowerCase()];
  const [count, minutes] = [wholeNumber(cell('count')), wholeNumber(cell('minutes'))];
  if (cell('practice_code') === '') refuse('practice_code', 'Give the code of a practice of the PCN.');
  if (!roles.has(role)) refuse('role', 'Give an additional role, such as care-coordinator.');
  if (month === null) refuse('month', 'Give the month, such as 2026-04.');
  else if (month > today) refuse('month', 'This month has not begun.');
  if (!isWorthKind(kind)) refuse('kind', `Give one of ${Object.keys(WORTH_KINDS).join(', ')}.`);
  if (count === null) refuse('count', 'Give a whole number from 0.');
  if (minutes === null) refuse('minutes', 'Give whole minutes from 0.');
  if (count === 0 && minutes !== null && minutes > 0) refuse('minutes', `There are ${minutes} minutes of nothing: the count is 0.`);
  if (refusals.length > 0 || month === null || !isWorthKind(kind) || count === null || minutes === null) return { refusals };
  return { line, practiceCode: cell('practice_code').toUpperCase(), role, month: isoDate(`${month.slice(0, 7)}-01`), kind, count, minutes };
}

const wholeNumber = (text: string): number | null => (/^\d{1,7}$/.test(text) ? Number(text) : null);
