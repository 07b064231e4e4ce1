import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { dayBefore } from '#kernel/isoDate.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { useFrame } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { ENTER_RATES } from '../../permissions.ts';
import { STREAMS } from '../domain/figure.ts';
import type { Rate } from '../rates.ts';
import type { missingOf } from '../ratesCommand.ts';
import { MONEY_CRUMBS, RATES, withdrawRatePath } from './ratesPaths.ts';

const SURE: Record<FigureStatus, string> = { confirmed: 'Read in the contract', reported: 'As reported', derived: 'Worked out', unverified: 'Not verified' };

export const ratesTable = (mayEnter: boolean): Table<Rate> =>
  defineTable<Rate>({
    id: 'rates',
    caption: 'Rates of the network contract',
    columns: [
      { key: 'figure', heading: 'Figure', kind: 'text', filter: 'text', value: ({ title }) => title },
      { key: 'stream', heading: 'Stream', kind: 'text', filter: 'select', value: ({ streamTitle }) => streamTitle },
      { key: 'value', heading: 'Value', kind: 'text', value: ({ value }) => value ?? 'Retired' },
      { key: 'unit', heading: 'Unit', kind: 'text', value: ({ unit }) => unit },
      { key: 'basis', heading: 'For each of', kind: 'text', value: ({ basis }) => basis },
      { key: 'from', heading: 'From', kind: 'date', value: ({ from }) => from },
      { key: 'last-day', heading: 'Last day', kind: 'date', value: ({ to }) => (to === null ? null : dayBefore(to)) },
      { key: 'published', heading: 'Known since', kind: 'date', value: ({ published }) => published },
      { key: 'status', heading: 'How sure', kind: 'text', filter: 'select', value: ({ status }) => SURE[status] },
      { key: 'source', heading: 'Source', kind: 'text', value: ({ source }) => `${source.title}. ${source.locator}`, cell: (rate) => <SourceCell rate={rate} mayEnter={mayEnter} /> },
    ],
    source: { title: 'The rules of the network contract, and what was entered' },
    whenEmpty: 'No rate of this year is known yet.',
  });

function SourceCell({ rate: { source, enteredId, title }, mayEnter }: { rate: Rate; mayEnter: boolean }): ReactElement {
  return (
    <>
      {/^https?:/.test(source.address) ? <a href={source.address}>{source.title}</a> : source.title}. {source.locator}
      {enteredId !== null && (
        <>
          {' '}
          Entered here.{' '}
          {mayEnter && (
            <a href={withdrawRatePath(enteredId)}>
              Withdraw<span className="nhsuk-u-visually-hidden"> what was entered for {title}</span>
            </a>
          )}
        </>
      )}
    </>
  );
}

export interface RatesPageProps {
  rates: readonly Rate[];
  /** What is not known of the year. */
  missing: ReturnType<typeof missingOf>;
  year: FinancialYear | null;
  years: readonly FinancialYear[];
  query: SentValues;
  notice?: string | undefined;
}

/** Every figure by stream, with its two dates, its source and how sure it is. */
export function RatesPage({ rates, missing, year, years, query, notice }: RatesPageProps): ReactElement {
  const mayEnter = useFrame().mayUse(ENTER_RATES);
  return (
    <Page title={year === null ? 'Rates' : `Rates of ${year}`} current="/funding" breadcrumbs={MONEY_CRUMBS} {...(notice ? { notice } : {})}>
      <p>What the network contract pays for each patient, bed or point: from when each figure holds, since when it was known, where it was read and how sure it is. What is not known is not shown as a figure.</p>
      <ul className="nhsuk-list funding-years" aria-label="Years">
        <li>{year === null ? <b>All years</b> : <a href={RATES}>All years</a>}</li>
        {years.map((one) => (
          <li key={one}>{one === year ? <b>{one}</b> : <a href={`${RATES}?year=${encodeURIComponent(one)}`}>{one}</a>}</li>
        ))}
      </ul>
      {mayEnter && (
        <p>
          <a className="nhsuk-button" href={`${RATES}/new`}>
            Enter a rate
          </a>
        </p>
      )}
      <DataTable table={ratesTable(mayEnter)} rows={rates} query={query} basePath={RATES} />
      {missing.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">What is not known of {year}</h2>
          <ul>
            {missing.map(({ stream, says }) => (
              <li key={stream}>
                {STREAMS[stream]}: {says}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
