import { startOf } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { defineTable } from '#platform/web/table.tsx';
import type { Table, TableColumn } from '#platform/web/table.tsx';
import { statementHref } from '../../statements/web/statementPaths.ts';
import { STATUS_WORDS } from '../../statements/web/statementWords.ts';
import type { DueYear } from '../domain/dueSince.ts';
import type { Income, IncomeLine } from '../domain/income.ts';
import type { IncomeAnswer } from '../queries/incomeAnswer.ts';
import { incomePath } from './incomePaths.ts';

/** One category, and the same for a patient in the bodies that it is seen beside. */
export interface IncomeRow extends IncomeLine {
  besidePence: readonly (number | null)[];
}

/** The bodies beside it, as the headings have them. */
export const LEVELS = { pcn: 'PCN', icb: 'ICB', england: 'England' } as const;

const pounds = (pence: number | null): number | null => (pence === null ? null : pence / 100);
const PAYMENTS = { title: 'NHS Payments to General Practice, NHS England', href: 'https://digital.nhs.uk/data-and-information/publications/statistical/nhs-payments-to-general-practice' };
export const sayPayments = ({ income: { year } }: Pick<IncomeAnswer, 'income'>): string => `NHS Payments to General Practice, ${year}, NHS England`;

/** Categories of which nobody here has anything are left out: a year's file has dozens. */
export function incomeRows({ income, beside }: IncomeAnswer): IncomeRow[] {
  const rowOf = (line: IncomeLine, inOther: (other: Income) => IncomeLine | undefined): IncomeRow => ({ ...line, besidePence: beside.map((one) => inOther(one.income)?.perPatient ?? null) });
  return [
    ...income.lines.map((line) => rowOf(line, ({ lines }) => lines.find(({ id }) => id === line.id))).filter(({ pence, besidePence }) => pence !== 0 || besidePence.some((one) => one !== null && one !== 0)),
    rowOf(income.whole, ({ whole }) => whole),
  ];
}

/** Where the income comes from. Deductions are shown under it and are not taken off. */
export function incomeTable({ income, beside }: IncomeAnswer): Table<IncomeRow> {
  const money = (key: string, heading: string, value: (row: IncomeRow) => number | null): TableColumn<IncomeRow> =>
    ({ key, heading, unit: '£', kind: 'number', value: (row) => pounds(value(row)), cell: (row) => sayMaybe(value(row)) });
  const isWhole = ({ id }: IncomeRow) => id === 'whole';
  return defineTable<IncomeRow>({
    id: 'income',
    caption: `Where it comes from, ${income.year}`,
    columns: [
      { key: 'category', heading: 'Category', kind: 'text', value: (row) => sayCategory(row), cell: (row) => (isWhole(row) ? <strong>{sayCategory(row)}</strong> : sayCategory(row)) },
      money('amount', 'Amount', ({ pence }) => pence),
      money('patient', 'A patient', ({ perPatient }) => perPatient),
      money('weighted', 'A weighted patient', ({ perWeighted }) => perWeighted),
      ...beside.map(({ level }, index) => money(`beside-${level}`, `${LEVELS[level]}, a patient`, ({ besidePence }) => besidePence[index] ?? null)),
    ],
    source: PAYMENTS,
  });
}

const sayCategory = ({ title, isEstimate, part, id }: IncomeRow): string => `${title}${isEstimate && id !== 'whole' ? ' (estimate)' : ''}${id === 'whole' && isEstimate ? ', with that estimate' : ''}${part === 'deduction' ? ' (not taken off)' : ''}`;
const sayMaybe = (pence: number | null): string => (pence === null ? '–' : sayPounds(pence));

/** The same over the years that are held. */
export const yearsTable = (code: string): Table<Income> =>
  defineTable<Income>({
    id: 'years',
    caption: 'Over the years',
    columns: [
      { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year, cell: ({ year }) => <a href={incomePath(code, year)}>{year}</a> },
      { key: 'practices', heading: 'Practices', kind: 'number', value: ({ practices }) => practices },
      { key: 'whole', heading: 'Whole income', unit: '£', kind: 'number', value: ({ whole }) => pounds(whole.pence), cell: ({ whole }) => sayPounds(whole.pence) },
      { key: 'patient', heading: 'A patient', unit: '£', kind: 'number', value: ({ whole }) => pounds(whole.perPatient), cell: ({ whole }) => sayMaybe(whole.perPatient) },
      { key: 'weighted', heading: 'A weighted patient', unit: '£', kind: 'number', value: ({ whole }) => pounds(whole.perWeighted), cell: ({ whole }) => sayMaybe(whole.perWeighted) },
      { key: 'pcn', heading: 'Through the PCN', unit: '£', kind: 'number', value: ({ throughPcn }) => pounds(throughPcn.pence), cell: ({ throughPcn }) => sayPounds(throughPcn.pence) },
      { key: 'share', heading: 'Share through the PCN', unit: '%', kind: 'number', value: ({ shareThroughPcn }) => (shareThroughPcn === null ? null : Math.round(shareThroughPcn * 1000) / 10) },
    ],
    source: PAYMENTS,
  });

/** What is due through the PCN in years of which no payments are held. */
export const dueSinceTable = (code: string): Table<DueYear> => {
  const money = (key: string, heading: string, value: (row: DueYear) => number | null): TableColumn<DueYear> => ({ key, heading, unit: '£', kind: 'number', value: (row) => pounds(value(row)), cell: (row) => sayMaybe(value(row)) });
  return defineTable<DueYear>({
    id: 'since',
    caption: 'Due, year by year',
    columns: [
      { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year, cell: ({ year }) => <a href={statementHref(code, { year })}>{year}</a> },
      money('through', 'Through the PCN', ({ throughPcnPence }) => throughPcnPence),
      money('part', 'Part by list (derived)', ({ partPence }) => partPence),
      money('shared', 'Locked shares', ({ sharedPence }) => sharedPence),
      money('own', 'To the practice itself', ({ ownPence }) => ownPence),
      money('pcn', 'To its PCN in all', ({ pcnPence }) => pcnPence),
      { key: 'status', heading: 'How sure', kind: 'text', value: ({ status }) => (status === null ? '–' : STATUS_WORDS[status]) },
      { key: 'missing', heading: 'Things missing', kind: 'number', value: ({ missing }) => missing },
    ],
    source: { title: 'The rules of the network contract, and the counts of patients that each statement names' },
  });
};

/** 1 April of each year: where a chart sets its point. */
export const pointsOf = (years: readonly Income[], valueOf: (income: Income) => number | null) => years.map((income) => ({ date: startOf(income.year), value: pounds(valueOf(income)) }));
