import type { ReactElement } from 'react';
import { startOf } from '#kernel/financialYear.ts';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { incomePath, INVESTMENT, MONEY_CRUMBS } from '../../income/web/incomePaths.ts';
import type { Deflator } from '../domain/tracker.ts';
import type { PlaceInvestment } from '../placeInvestment.ts';
import { placeTable } from './investmentTables.tsx';

const TITLE = 'What was promised, and what arrived';
/** A line through fewer is a stroke that shows no trend. */
const YEARS_DRAWN = 3;

/** What arrived in one place: what its practices were paid. A promise to a single place was never published. */
export function PlaceInvestmentPage({ place, deflator, query }: { place: PlaceInvestment; deflator: Deflator; query: SentValues }): ReactElement {
  const { code, name, years, notes } = place;
  return (
    <Page title={`What arrived in ${name}`} current="/funding" breadcrumbs={[...MONEY_CRUMBS, { label: TITLE, href: INVESTMENT }]}>
      <p>
        What the NHS paid the practices of {name}, from NHS Payments to General Practice. Promises were made for England as a whole; none was published for a place, so there is nothing to set this against but <a href={INVESTMENT}>the national promise</a>.
      </p>
      {years.length >= YEARS_DRAWN && (
        <TimeLine
          id="paid-chart" heading="Paid, in cash" headingLevel={2} unit="pounds a patient" source="NHS Payments to General Practice, NHS England; each point is the first day of its year"
          series={[{ name: 'A patient, in cash', points: years.map(({ year, paidPence, patients }) => ({ date: startOf(year), value: patients > 0 ? Math.round(paidPence / patients) / 100 : null })) }]}
        />
      )}
      <DataTable table={placeTable(deflator)} rows={years} query={query} basePath={INVESTMENT} />
      <h2>What to know of these figures</h2>
      <ul>
        {notes.map((note) => <li key={note}>{note}</li>)}
        <li>Real terms take out the rise in prices by {deflator.title}. It is held for {deflator.values.map(({ year }) => year).join(' and ')} only; a year beyond is left in cash, and not guessed.</li>
      </ul>
      <p><a href={incomePath(code)}>The whole income of {name}</a></p>
    </Page>
  );
}

export const NoPaymentsPage = ({ code }: { code: string }): ReactElement => (
  <Page title={`What arrived in ${code}`} current="/funding" breadcrumbs={[...MONEY_CRUMBS, { label: TITLE, href: INVESTMENT }]}>
    <p>What arrived in one place is read from NHS Payments to General Practice, and no year of it is held yet.</p>
    <p>
      Load one file or more on the page <a href="/data">Data</a>, or with <code>bin/chorus load FILE</code>. <a href={INVESTMENT}>The national promise and what arrived</a> needs no file.
    </p>
  </Page>
);
