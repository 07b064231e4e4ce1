import type { ReactElement } from 'react';
import { yearAfter } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { PostForm, SelectField } from '#platform/web/form.tsx';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { CLAIM_LIFE } from '../domain/claimLife.ts';
import type { ClaimEvent } from '../domain/claimLife.ts';
import type { RolesYear } from '../domain/rolesYear.ts';
import type { Claim } from '../queries/claims.ts';
import { claimCrumbs, claimsPath, ROLES, yearQuery } from './claimPaths.ts';
import { boughtTable, claimsTable } from './claimTables.tsx';

export interface ClaimsPageProps {
  pcn: { code: string; name: string };
  year: FinancialYear;
  isKeeper: boolean;
  /** Those that stand; what was replaced is reached from what replaced it. */
  claims: readonly Claim[];
  view: RolesYear;
  query: SentValues;
  notice?: string;
}

const MONTHLY: readonly ClaimEvent[] = ['submit', 'approve', 'query', 'pay'];

export function ClaimsPage({ pcn, year, isKeeper, claims, view, query, notice }: ClaimsPageProps): ReactElement {
  const path = claimsPath(pcn.code);
  const months = [...new Set(claims.map(({ month }) => month))];
  return (
    <Page title={`Additional roles, ${year}`} kicker={`${pcn.name} (${pcn.code})`} current="/funding" breadcrumbs={claimCrumbs(pcn)} notice={notice}>
      <p>
        What the PCN claims for its <a href={`${ROLES}${yearQuery(year)}`}>additional roles</a>, and what it leaves. <a href={`${path}${yearQuery(yearAfter(year, -1))}`}>{yearAfter(year, -1)}</a> · <a href={`${path}${yearQuery(yearAfter(year))}`}>{yearAfter(year)}</a>
      </p>
      <YearSummary view={view} />
      {isKeeper && (
        <p>
          <a className="nhsuk-button" href={`${path}/new`}>
            Claim for a post and a month
          </a>{' '}
          <a href={`${path}/upload${yearQuery(year)}`}>or send a file of claims</a>
        </p>
      )}
      <DataTable table={claimsTable} rows={claims} query={query} basePath={path} />
      {isKeeper && months.length > 0 && (
        <section>
          <h2>Move a month on</h2>
          <p>Chorus does not send anything: type the claims into the workforce portal, and record here what became of them.</p>
          <PostForm action={`${path}/move`} submit="Record it" form={{}}>
            <input type="hidden" name="year" value={year} />
            <SelectField name="month" label="Month" options={months.map((month) => ({ value: month, label: sayMonth(month) }))} form={{}} />
            <SelectField name="event" label="What happened to its claims" options={MONTHLY.map((event) => ({ value: event, label: sentenceCase(CLAIM_LIFE.events[event].replace('be ', '')) }))} form={{}} />
          </PostForm>
        </section>
      )}
      {view.unclaimedPence !== null && view.unclaimedPence > 0 && <DataTable table={boughtTable} rows={view.bought} query={query} basePath={path} />}
    </Page>
  );
}

function YearSummary({ view }: { view: RolesYear }): ReactElement {
  const { sum, claimedPence, forecastPence, totalPence, abovePence, unclaimedPence, monthsNotForecast, status } = view;
  const rows: [string, string][] = [
    ['Sum due', 'pence' in sum ? `${sayPounds(sum.pence)} (${sum.status})` : `Not known. ${sum.missing}`],
    ['Claimed to date, drafts too', sayPounds(claimedPence)],
    ['To come, as posts stand', `${sayPounds(forecastPence)}${monthsNotForecast > 0 ? `; ${monthsNotForecast} months could not be worked out, for want of a maximum` : ''}`],
    ['At the end of the year', sayPounds(totalPence)],
    ...(abovePence > 0 ? [['Above the sum: the PCN or its practices bear it', sayPounds(abovePence)] as [string, string]] : []),
    ['Unclaimed at the end of the year', unclaimedPence === null ? 'Not known without the sum' : `${sayPounds(unclaimedPence)}; it is not carried into the next year`],
  ];
  return (
    <>
      <dl className="nhsuk-summary-list">
        {rows.map(([key, value]) => (
          <div key={key} className="nhsuk-summary-list__row">
            <dt className="nhsuk-summary-list__key">{key}</dt>
            <dd className="nhsuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
      {status === 'unverified' && <p>These totals rest on at least one figure that is not verified.</p>}
      {status === 'derived' && <p>These totals rest on at least one figure that was worked out or entered by the PCN, not read in the contract.</p>}
    </>
  );
}
