import type { ReactElement, ReactNode } from 'react';
import { monthsOf } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table, TableSource } from '#platform/web/table.tsx';
import { STREAMS } from '../../contract/index.ts';
import type { Statement, StatementLine } from '../domain/statement.ts';
import type { HoursOfLine } from '../domain/hoursOfLines.ts';
import type { ComparedLine } from './comparedLines.ts';
import { statementHref } from './statementPaths.ts';
import { sayBasis, sayFraction, sayMonths, STATUS_WORDS } from './statementWords.ts';

/** Where a statement says which hours it pays for. */
export const HOURS_ANCHOR = 'pays-for';
export const workingAnchor = (lineId: string): string => `working-${lineId.replace(/[^\w-]/g, '-')}`;

const slug = ({ code, year }: Statement): string => `${code}-${year.replace('/', '-')}`.toLowerCase().replace(/[^a-z0-9-]/g, '-');
const sourcesOf = (lines: readonly StatementLine[]): TableSource[] => [...new Set(lines.flatMap(({ sources }) => sources))].map((title) => ({ title }));
export const Status = ({ status }: Pick<StatementLine, 'status'>): ReactNode => (status === 'unverified' ? <strong className="nhsuk-tag nhsuk-tag--orange">{STATUS_WORDS[status]}</strong> : STATUS_WORDS[status]);

/** The lines of a statement: what, for how many, at which rate, when, how much, how sure; beside a line, the hours that it pays for. */
export const linesTable = (statement: Statement, hours: ReadonlyMap<string, HoursOfLine> = new Map()): Table<StatementLine> =>
  defineTable<StatementLine>({
    id: `statement-${slug(statement)}`,
    caption: 'What is due',
    columns: [
      { key: 'title', heading: 'Line', kind: 'text', value: ({ title }) => title, cell: ({ id, title, parts }) => <a href={parts.length > 0 ? statementHref(statement.code, { ...statement, line: id }) : `#${workingAnchor(id)}`}>{title}</a> },
      { key: 'amount', heading: 'Amount', unit: '£', kind: 'number', value: ({ amountPence }) => amountPence / 100, cell: ({ amountPence, id }) => <LineAmount amountPence={amountPence} hours={hours.get(id)} /> },
      { key: 'basis', heading: 'Counted by', kind: 'text', value: sayBasis },
      { key: 'count', heading: 'Count', kind: 'number', value: ({ basis, quantity }) => (basis === null ? null : quantity.valueOf()) },
      { key: 'rate', heading: 'Rate', unit: '£', kind: 'number', value: ({ figure, rate }) => (figure === null ? null : rate.valueOf()), cell: ({ figure, rate }) => (figure === null ? '–' : sayFraction(rate, { least: 2 })) },
      { key: 'months', heading: 'Months', kind: 'text', sortable: false, value: sayMonths },
      { key: 'status', heading: 'How sure', kind: 'text', value: ({ status }) => STATUS_WORDS[status], cell: Status },
      { key: 'stream', heading: 'Stream', kind: 'text', value: ({ stream }) => STREAMS[stream] },
    ],
    source: sourcesOf(statement.lines),
    whenEmpty: 'Nothing could be worked out for this year: below is what is missing.',
  });

function LineAmount({ amountPence, hours }: { amountPence: number; hours: HoursOfLine | undefined }): ReactElement {
  return (
    <>
      <strong>{sayPounds(amountPence)}</strong>
      {hours && <a className="funding-pays-for" href={`#${HOURS_ANCHOR}`}>for {sayFraction(hours.hours.value, { decimals: 1 })} hours a week</a>}
    </>
  );
}

export interface MonthRow {
  title: string;
  monthsPence: readonly number[];
  totalPence: number;
}

/** By stream and month, and all together last. */
export function monthRows({ lines, totalPence }: Statement): MonthRow[] {
  const rows = Object.entries(STREAMS).flatMap(([stream, title]): MonthRow[] => {
    const own = lines.filter((line) => line.stream === stream);
    return own.length === 0 ? [] : [{ title, ...addedUp(own) }];
  });
  return rows.length === 0 ? [] : [...rows, { title: 'All', monthsPence: addedUp(lines).monthsPence, totalPence }];
}

const addedUp = (lines: readonly StatementLine[]) => ({
  monthsPence: Array.from({ length: 12 }, (_, month) => lines.reduce((sum, { monthsPence }) => sum + monthsPence[month]!, 0)),
  totalPence: lines.reduce((sum, { amountPence }) => sum + amountPence, 0),
});

const MONTHS = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];

export const monthsTable = (statement: Statement): Table<MonthRow> =>
  defineTable<MonthRow>({
    id: `months-${slug(statement)}`,
    caption: 'By month, in pounds',
    columns: [
      { key: 'stream', heading: 'Stream', kind: 'text', sortable: false, value: ({ title }) => title },
      ...monthsOf(statement.year).map((first, month) => ({ key: `m${first.slice(0, 7)}`, heading: `${MONTHS[month]} ${first.slice(0, 4)}`, kind: 'number' as const, sortable: false, value: ({ monthsPence }: MonthRow) => monthsPence[month]! / 100, cell: ({ monthsPence }: MonthRow) => sayPounds(monthsPence[month]!) })),
      { key: 'total', heading: 'Year', kind: 'number', sortable: false, value: ({ totalPence }) => totalPence / 100, cell: ({ totalPence }) => <strong>{sayPounds(totalPence)}</strong> },
    ],
    source: sourcesOf(statement.lines),
  });

export interface PartRow {
  code: string;
  name: string;
  amountPence: number;
}

/** Of one line of a sum, what each body adds. */
export const partsTable = (statement: Statement, line: StatementLine): Table<PartRow> =>
  defineTable<PartRow>({
    id: `parts-${slug(statement)}`,
    caption: `${line.title}: what it is the sum of`,
    columns: [
      { key: 'name', heading: 'Name', kind: 'text', filter: 'text', value: ({ name }) => name, cell: ({ code, name }) => <a href={statementHref(code, statement)}>{name}</a> },
      { key: 'code', heading: 'Code', kind: 'text', value: ({ code }) => code },
      { key: 'amount', heading: 'Amount', unit: '£', kind: 'number', value: ({ amountPence }) => amountPence / 100, cell: ({ amountPence }) => sayPounds(amountPence) },
    ],
    source: sourcesOf([line]),
  });

/** Two statements beside each other; the names say which is which. */
export const comparedTable = (names: { one: string; other: string }): Table<ComparedLine> =>
  defineTable<ComparedLine>({
    id: 'compared',
    caption: `${names.one}, and ${names.other.charAt(0).toLowerCase()}${names.other.slice(1)}`,
    columns: [
      { key: 'line', heading: 'Line', kind: 'text', value: ({ title }) => title },
      { key: 'one', heading: names.one, unit: '£', kind: 'number', value: ({ onePence }) => (onePence === null ? null : onePence / 100), cell: ({ onePence }) => (onePence === null ? 'no line' : sayPounds(onePence)) },
      { key: 'other', heading: names.other, unit: '£', kind: 'number', value: ({ otherPence }) => (otherPence === null ? null : otherPence / 100), cell: ({ otherPence }) => (otherPence === null ? 'no line' : sayPounds(otherPence)) },
      { key: 'difference', heading: 'Difference', unit: '£', kind: 'number', value: ({ differencePence }) => differencePence / 100, cell: ({ differencePence }) => <strong>{sayDifference(differencePence)}</strong> },
      { key: 'status', heading: 'How sure', kind: 'text', value: ({ status }) => STATUS_WORDS[status], cell: Status },
    ],
    whenEmpty: 'Neither has a line.',
  });

export const sayDifference = (pence: number): string => (pence === 0 ? 'the same' : `${pence > 0 ? '+' : ''}${sayPounds(pence)}`);
