import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { BarList } from '#platform/charts/barList.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { differenceBands, sayShare } from '../domain/sayReconciliation.ts';
import type { ColumnCompared, LineCompared, Reconciliation } from '../queries/reconciliation.ts';

export const RECONCILE = '/funding/reconcile';

const CRUMBS = [
  { label: 'Home', href: '/' },
  { label: 'Money', href: '/funding' },
];
const SURE = { confirmed: 'Read in the contract', reported: 'As reported', derived: 'Worked out', unverified: 'Not verified' } as const;
const inPounds = (pence: number): number => pence / 100;

export const columnsTable = ({ year, source }: Reconciliation): Table<ColumnCompared> =>
  defineTable<ColumnCompared>({
    id: 'streams',
    caption: `By column of NHS Payments, ${year}`,
    source: { title: `NHS Payments to General Practice, ${year} (${source})` },
    columns: [
      { key: 'column', heading: 'Column', kind: 'text', value: ({ title, measure }) => `${title}${measure === 'most' ? ' (the most that may be claimed)' : ''}` },
      { key: 'predicted', heading: 'Predicted', unit: '£', kind: 'number', value: ({ predictedPence }) => inPounds(predictedPence), cell: ({ predictedPence }) => sayPounds(predictedPence) },
      { key: 'paid', heading: 'Paid', unit: '£', kind: 'number', value: ({ paidPence }) => inPounds(paidPence), cell: ({ paidPence }) => sayPounds(paidPence) },
      { key: 'within', heading: 'PCNs within 2%', kind: 'number', value: ({ pcnsWithin }) => pcnsWithin, cell: ({ pcnsWithin, pcns, shareWithin }) => `${pcnsWithin} of ${pcns} (${sayShare(shareWithin)})` },
      { key: 'within-paid', heading: 'Of those paid anything', kind: 'number', value: ({ shareWithinOfPaid }) => shareWithinOfPaid, cell: ({ shareWithinOfPaid }) => sayShare(shareWithinOfPaid) },
      { key: 'sure', heading: 'How sure the prediction is', kind: 'text', value: ({ status }) => SURE[status] },
    ],
    whenEmpty: 'None of this year’s columns can be held against the rules.',
  });

export const linesTable = ({ year, source, columns }: Reconciliation): Table<LineCompared> =>
  defineTable<LineCompared>({
    id: 'lines',
    caption: `Each PCN and column, ${year}`,
    source: { title: `NHS Payments to General Practice, ${year} (${source})` },
    columns: [
      { key: 'name', heading: 'PCN', kind: 'text', filter: 'text', value: ({ name }) => name },
      { key: 'code', heading: 'Code', kind: 'text', filter: 'text', value: ({ code }) => code },
      { key: 'column', heading: 'Column', kind: 'text', filter: 'select', options: columns.map(({ title }) => title), value: ({ title }) => title },
      { key: 'predicted', heading: 'Predicted', unit: '£', kind: 'number', value: ({ predictedPence }) => inPounds(predictedPence), cell: ({ predictedPence }) => sayPounds(predictedPence) },
      { key: 'paid', heading: 'Paid', unit: '£', kind: 'number', value: ({ paidPence }) => inPounds(paidPence), cell: ({ paidPence }) => sayPounds(paidPence) },
      { key: 'difference', heading: 'Difference', unit: '£', kind: 'number', value: ({ differencePence }) => inPounds(differencePence), cell: ({ differencePence }) => sayPounds(differencePence) },
      { key: 'reason', heading: 'Likeliest reason', kind: 'text', filter: 'text', value: ({ likeliestReason, isWithin }) => (isWithin ? 'Within 2%' : likeliestReason) },
    ],
    whenEmpty: 'No PCN stands in this year’s payments: they begin in July 2019.',
  });

interface ReconcilePageProps {
  reconciliation: Reconciliation;
  years: readonly string[];
  tables: { columns: Table<ColumnCompared>; lines: Table<LineCompared> };
  query: SentValues;
  source: { title: string; address: string };
}

export function ReconcilePage({ reconciliation, years, tables, query, source }: ReconcilePageProps): ReactElement {
  const { year, columns, lines, pcns, pcnsWithin, shareWithin } = reconciliation;
  return (
    <Page title={`Paid against the rules, ${year}`} current="/funding" breadcrumbs={CRUMBS}>
      {pcns.length > 0 && (
        <p className="nhsuk-lede-text">
          {pcnsWithin.toLocaleString('en-GB')} of {pcns.length.toLocaleString('en-GB')} PCNs ({sayShare(shareWithin)}) were paid within 2% of what the rules predict, over all streams that are due.
        </p>
      )}
      <Years years={years} chosen={year} />
      <Caveats reconciliation={reconciliation} source={source} />
      <DataTable table={tables.columns} rows={columns} query={query} basePath={RECONCILE} />
      {columns.map(({ column, title }) => (
        <BarList key={column} id={`spread-${column.replaceAll('_', '-')}`} heading={`${title}: how far from the rules`} headingLevel={3} unit="PCNs" bars={differenceBands(lines.filter((line) => line.column === column))} source={source.title} />
      ))}
      <DataTable table={tables.lines} rows={lines} query={query} basePath={RECONCILE} />
    </Page>
  );
}

const Years = ({ years, chosen }: { years: readonly string[]; chosen: string }): ReactElement => (
  <ul className="nhsuk-list" aria-label="Years held">
    {years.map((year) => (
      <li key={year}>{year === chosen ? <strong>{year}</strong> : <a href={`${RECONCILE}?year=${encodeURIComponent(year)}`}>{year}</a>}</li>
    ))}
  </ul>
);

function Caveats({ reconciliation: { proxies, leftOut, unmapped, unaccountedPence }, source }: Pick<ReconcilePageProps, 'reconciliation' | 'source'>): ReactElement {
  return (
    <details className="nhsuk-details" open>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">What stands in for what, and what is left out</span>
      </summary>
      <div className="nhsuk-details__text">
        <p>A PCN’s money is paid to its nominated payee. It is counted here as the PCN’s that the file names beside that practice; what goes to a federation or a company stands in no practice’s row.</p>
        <ul>
          {proxies.map((says) => <li key={says}>{says}</li>)}
          {leftOut.map(({ column, paidPence, says }) => <li key={column}>Left out: {column}, of which {sayPounds(paidPence)} was paid. {says}</li>)}
          {unmapped.map(({ heading, pence }) => <li key={heading}>The column “{heading}”{pence === null ? '' : `, ${sayPounds(pence)} in all,`} is in no category yet.</li>)}
          {unaccountedPence !== 0 && <li>The publisher’s totals are {sayPounds(Math.abs(unaccountedPence))} {unaccountedPence > 0 ? 'more' : 'less'} than the columns in them add up to.</li>}
        </ul>
        <p>Source: <a href={source.address}>{source.title}</a></p>
      </div>
    </details>
  );
}

export const NoPaymentsPage = (): ReactElement => (
  <Page title="Paid against the rules" current="/funding" breadcrumbs={CRUMBS}>
    <p>No year of NHS Payments to General Practice is held yet. Load a file on the page <a href="/data">Data</a>, or with <code>bin/chorus load FILE</code>.</p>
  </Page>
);
