import { headingsOf, wrongColumns, wrongLength } from '#platform/csv/csvLines.ts';
import type { FileLine } from '#platform/csv/csvLines.ts';
import { definitionFor, faultsAcross, readCount, readMonthEnd, unreadable, whyNotOfYear } from './figureFile.ts';
import type { FigureEntry, FigureReading, FigureRefusal, FiguresRead } from './figureFile.ts';

/** The columns of the template, in any order; `adjustments` may be left out. */
export const TEMPLATE_COLUMNS = ['practice_code', 'indicator', 'month', 'numerator', 'denominator', 'adjustments'] as const;
type Column = (typeof TEMPLATE_COLUMNS)[number];
const NEEDED = TEMPLATE_COLUMNS.slice(0, 5);

export const FIGURES_TEMPLATE = `${TEMPLATE_COLUMNS.join(',')}\r\n`;

const LINES_MAX = 100_000;

/** Takes the plain template apart: a line for each practice, indicator and month. */
export function readTemplate(lines: readonly FileLine[], reading: FigureReading): FiguresRead {
  const [first, ...rest] = lines;
  if (!first) return unreadable('template', 1, '', 'The file is empty.');
  const header = headingsOf(first);
  const wrong = wrongColumns(header, { columns: TEMPLATE_COLUMNS, optional: ['adjustments'] });
  if (wrong) return unreadable('template', first.line, header.join(','), `The first line must name the columns ${NEEDED.join(', ')}, and may name adjustments: ${wrong}.`);
  const length = wrongLength(lines, 'A file of figures', LINES_MAX);
  if (length) return unreadable('template', length.line, '', length.reason);
  const [entries, refusals]: [FigureEntry[], FigureRefusal[]] = [[], []];
  for (const line of rest) {
    const read = readLine(line, header, reading);
    if (Array.isArray(read)) refusals.push(...read);
    else entries.push(read);
  }
  return { format: 'template', entries, refusals: [...refusals, ...faultsAcross(entries)], leftOut: [] };
}

function readLine({ line, cells }: FileLine, header: readonly string[], reading: FigureReading): FigureEntry | FigureRefusal[] {
  const cell = (column: Column): string => cells[header.indexOf(column)] ?? '';
  const faults: FigureRefusal[] = [];
  const fault = (column: Column, reason: string) => void faults.push({ line, column, value: cell(column).slice(0, 80), reason });
  const named = definitionFor(cell('indicator'), reading);
  if ('reason' in named) fault('indicator', named.reason);
  const countedTo = readMonthEnd(cell('month'));
  if (!countedTo) fault('month', 'Write the month to whose end it was counted, such as 2025-06.');
  const otherYear = countedTo && whyNotOfYear(countedTo, reading);
  if (otherYear) fault('month', otherYear);
  const [numerator, denominator] = (['numerator', 'denominator'] as const).map((column) => {
    const read = readCount(cell(column));
    if ('reason' in read) fault(column, read.reason);
    return 'count' in read ? read.count : null;
  });
  const adjustments = readAdjustments(cell('adjustments'));
  if (typeof adjustments === 'string') fault('adjustments', adjustments);
  if (!/^[A-Z]\d{5}$|^[A-Z0-9]{3,10}$/i.test(cell('practice_code'))) fault('practice_code', 'Write the practice’s code, such as A81001.');
  if (faults.length > 0 || !('definition' in named) || !countedTo || typeof adjustments === 'string') return faults;
  return { line, practiceCode: cell('practice_code').toUpperCase(), definition: named.definition, countedTo, numerator: numerator ?? null, denominator: denominator ?? null, adjustments };
}

/** `HLTHCHKDEC 4; HLTHAPDEC *`, or one number for all of them; or why it cannot be read. */
function readAdjustments(text: string): Record<string, number | null> | string {
  if (text.trim() === '') return {};
  const parts = text.split(';').map((part) => part.trim()).filter(Boolean);
  const read: Record<string, number | null> = {};
  for (const part of parts) {
    const [, name = 'all', count = ''] = /^(?:([A-Za-z][\w-]*)[\s=:]+)?(\S+)$/.exec(part) ?? [];
    const found = readCount(count);
    if (count === '' || 'reason' in found) return `“${part.slice(0, 40)}” is not a count: write a number, or each field with its number, such as HLTHCHKDEC 4; HLTHAPDEC 2.`;
    if (name in read) return `${name} stands there twice.`;
    read[name] = found.count;
  }
  return read;
}
