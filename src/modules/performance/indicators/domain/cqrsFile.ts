import { parseFinancialYear } from '#kernel/financialYear.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import { headingsOf } from '#platform/csv/csvLines.ts';
import type { FileLine } from '#platform/csv/csvLines.ts';
import { definitionFor, endOfMonth, faultsAcross, readCount, unreadable, whyNotOfYear } from './figureFile.ts';
import type { FigureEntry, FigureReading, FigureRefusal, FiguresRead } from './figureFile.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';

/** What an extract must name; it may name more. */
export const CQRS_COLUMNS = ['quality_service', 'org_code', 'ach_date', 'ind_code', 'field_name', 'value'] as const;

export const isCqrs = (header: readonly string[]): boolean => header.includes('ind_code') && header.includes('field_name');

/** What one field of an extract is: one of the counts, an adjustment, or an exclusion, which no figure needs. */
type Meaning = { is: 'numerator' | 'denominator' } | { is: 'adjustment' | 'exclusion'; field: string };

const bare = (text: string): string => text.toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ').replace(/[.\s]+$/, '').trim();

function meaningOf(definition: IndicatorDefinition, name: string): Meaning | null {
  const wanted = bare(name);
  const has = (names: readonly string[]): boolean => names.some((one) => bare(one) === wanted);
  if (has(definition.fields.numerator) || has(definition.fields.count)) return { is: 'numerator' };
  if (has(definition.fields.denominator)) return { is: 'denominator' };
  const step = definition.steps.find(({ field }) => field !== null && bare(field) === wanted);
  return step?.field ? { is: step.kind === 'adjustment' ? 'adjustment' : 'exclusion', field: step.field } : null;
}

/** Takes an extract of the national calculating system apart: a line for each practice, indicator and field. */
export function readCqrs(lines: readonly FileLine[], reading: FigureReading): FiguresRead {
  const [first, ...rest] = lines;
  const header = first ? headingsOf(first) : [];
  const lacks = CQRS_COLUMNS.filter((column) => !header.includes(column));
  if (!first || lacks.length > 0) return unreadable('cqrs', 1, header.join(','), `An extract must name the columns ${CQRS_COLUMNS.join(', ').toUpperCase()}; it lacks ${lacks.join(', ').toUpperCase()}.`);
  if (rest.length === 0) return unreadable('cqrs', 1, '', 'The file has no lines under its first.');
  const refusals: FigureRefusal[] = [];
  const entries = new Map<string, FigureEntry>();
  const seen = new Map<string, { line: number; value: string }>();
  let exclusions = 0;
  let earlier = 0;
  for (const { line, cells } of rest) {
    const cell = (column: string): string => cells[header.indexOf(column)] ?? '';
    const fault = (column: string, reason: string) => void refusals.push({ line, column, value: cell(column).slice(0, 80), reason });
    // A later submission of the same day stands beside the one it took the place of.
    if (/^n/i.test(cell('last_submission'))) {
      earlier += 1;
      continue;
    }
    const [, from, to] = /(\d{2})(\d{2})$/.exec(cell('quality_service')) ?? [];
    const fileYear = from === undefined ? null : parseFinancialYear(`20${from}/${to}`);
    if (fileYear !== reading.year) {
      fault('quality_service', fileYear ? `This line is of ${fileYear}, and figures of ${reading.year} are asked for.` : 'It does not end with a year, as NCD2526 does.');
      continue;
    }
    const day = parseIsoDate(cell('ach_date'));
    const named = definitionFor(cell('ind_code'), reading);
    const count = readCount(cell('value'));
    const wrongDay = !day ? 'This is not a day.' : day !== endOfMonth(day) ? 'Figures are kept to the end of a month, and this day is not one.' : whyNotOfYear(day, reading);
    if (wrongDay) fault('ach_date', wrongDay);
    if ('reason' in named) fault('ind_code', named.reason);
    if ('reason' in count) fault('value', count.reason);
    if (!day || wrongDay || 'reason' in named || 'reason' in count) continue;
    const meaning = meaningOf(named.definition, cell('field_name'));
    if (!meaning) {
      fault('field_name', `${named.definition.code} has no field of this name in ${reading.year}.`);
      continue;
    }
    const practiceCode = cell('org_code').toUpperCase();
    const key = `${named.definition.code} ${practiceCode} ${day}`;
    const own = `${key} ${meaning.is} ${'field' in meaning ? meaning.field : ''}`;
    const before = seen.get(own);
    if (before) fault('field_name', `This field of ${named.definition.code} at ${practiceCode} stands on line ${before.line} already, with ${before.value}; here it is ${cell('value') || 'nothing'}.`);
    seen.set(own, before ?? { line, value: cell('value') || 'nothing' });
    if (meaning.is === 'exclusion') {
      exclusions += 1;
      continue;
    }
    const entry = entries.get(key) ?? { line, practiceCode, definition: named.definition, countedTo: day, numerator: null, denominator: null, adjustments: {} };
    if (meaning.is === 'adjustment') entry.adjustments[meaning.field] = count.count;
    else entry[meaning.is] = count.count;
    entries.set(key, entry);
  }
  const all = [...entries.values()];
  const leftOut = [
    ...(exclusions > 0 ? [`${exclusions} ${exclusions === 1 ? 'line tells' : 'lines tell'} who was excluded, which no figure needs.`] : []),
    ...(earlier > 0 ? [`${earlier} ${earlier === 1 ? 'line is' : 'lines are'} of an earlier submission, by the file’s own word.`] : []),
  ];
  return { format: 'cqrs', entries: all, refusals: [...refusals, ...faultsAcross(all)], leftOut };
}
