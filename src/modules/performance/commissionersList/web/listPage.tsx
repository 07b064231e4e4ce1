import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { CsrfField } from '#platform/web/csrf.tsx';
import type { LinkItem } from '#platform/web/frame.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { listRules } from '../criteriaRules.ts';
import { SCOPE_WORDS, SCOPES } from '../domain/criterion.ts';
import type { ListOfPlace } from '../queries/listFor.ts';
import type { reportsMade } from '../queries/reportsMade.ts';
import { HOME_CRUMB, LIST, LIST_CRUMB, listPath, makeReportPath, PERFORMANCE_CRUMB } from './listPaths.ts';
import { criteriaTable, practicesTable } from './listTables.tsx';

export interface ListPageProps {
  list: ListOfPlace;
  /** Whether the reader commissions here: nobody else sees names. */
  hasNames: boolean;
  query: SentValues;
  /** The reports that were made of it, for who commissions here. */
  made: Awaited<ReturnType<typeof reportsMade>> | null;
}

export function ListPage({ list, hasNames, query, made }: ListPageProps): ReactElement {
  const { code, name, month, scope, practices, upToPlaces, criteria } = list;
  const met = practices.filter((practice) => practice.met > 0).length;
  const unsure = criteria.filter(({ absent, knowsWobble, criterion: { rule } }) => !absent && !knowsWobble && rule.kind !== 'rated' && rule.kind !== 'raised');
  return (
    <Page title={`The commissioner’s list, ${sayMonth(month)}`} kicker={`${name} (${code})`} current="/performance" breadcrumbs={[HOME_CRUMB, PERFORMANCE_CRUMB, LIST_CRUMB]}>
      <p>
        {met} of {practices.length} practices meet at least one criterion of the plan of October 2021 of which there is data. Systems were told to list up to {upToPlaces} of so many. A share of 20% is of the practices of {SCOPE_WORDS[scope]}, rounded down.
      </p>
      <p>
        A place on such a list for one month is in part chance. How often is told in <a href={LIST}>how the list is made</a>.
      </p>
      {hasNames && (
        <form method="post" action={makeReportPath(code)} className="chorus-form">
          <CsrfField />
          <input type="hidden" name="month" value={month.slice(0, 7)} />
          <input type="hidden" name="scope" value={scope} />
          <div className="nhsuk-button-group">
            <button type="submit" name="format" value="pdf" className="nhsuk-button">Get the fortnightly report</button>
            <button type="submit" name="format" value="xlsx" className="nhsuk-button nhsuk-button--secondary">The same as Excel</button>
          </div>
        </form>
      )}
      {made && <ReportsMade made={made} />}
      <DataTable table={criteriaTable(list)} rows={criteria} query={query} basePath={listPath(code)} />
      <AbsentCriteria list={list} />
      {unsure.map(({ criterion }) => (
        <p key={criterion.id}>{criterion.title}: how sure allows for chance in counting alone, as the month before is not held. It is less sure than that.</p>
      ))}
      {hasNames ? <DataTable table={practicesTable(list)} rows={practices} query={query} basePath={listPath(code)} /> : <p>Practices are named to who commissions for them, and to themselves; there is no league table.</p>}
      <p>
        The share taken over:{' '}
        {SCOPES.map((one, index) => (
          <span key={one}>
            {index > 0 && ' · '}
            {one === scope ? <strong>{SCOPE_WORDS[one]}</strong> : <a href={listPath(code, month, one)}>{SCOPE_WORDS[one]}</a>}
          </span>
        ))}
      </p>
    </Page>
  );
}

function ReportsMade({ made: { reports, nextDue } }: { made: Awaited<ReturnType<typeof reportsMade>> }): ReactElement {
  const { reportEveryDays } = listRules();
  if (reports.length === 0 || nextDue === null) return <p>No report was made of this place yet. The plan asked for one every {reportEveryDays} days.</p>;
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">Reports that were made: the last on {sayDate(reports[0]!.on)}</span></summary>
      <div className="nhsuk-details__text">
        <p>At one every {reportEveryDays} days, as the plan asked, the next would be owed on {sayDate(nextDue)}.</p>
        <ul>{reports.map(({ id, on, name, month, scope, format, practices, listed }) => <li key={id}>{sayDate(on)}, {name ?? 'somebody whose name is not held'}: {sayMonth(month)}, {listed} of {practices} practices, 20% of {SCOPE_WORDS[scope]}, {format === 'pdf' ? 'PDF' : 'Excel'}</li>)}</ul>
      </div>
    </details>
  );
}

/** Why there is no data on some criteria: never to be read as passed. */
function AbsentCriteria({ list: { criteria } }: { list: ListOfPlace }): ReactElement | null {
  const absent = criteria.filter((state) => state.absent !== null);
  if (absent.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-s">No data, which is not the same as passed</h2>
      <ul>
        {absent.map(({ criterion, absent: why }) => (
          <li key={criterion.id}>
            {criterion.title}: {why}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the list is, its criteria with their source, and where to find one's own. */
export function AboutListPage({ month, icbs, own }: { month: string | null; icbs: readonly LinkItem[]; own: readonly LinkItem[] }): ReactElement {
  const { plan, criteria } = listRules();
  return (
    <Page title="The commissioner’s list" current="/performance" breadcrumbs={[HOME_CRUMB, PERFORMANCE_CRUMB]}>
      <p>In October 2021 commissioners were told to list practices by these criteria ({plan.title}), and to report on them every fortnight. The instruction was to them: a practice owes what its contract says. Here a practice sees what its commissioner will see, before it does, and how much of it is chance.</p>
      {own.map(({ label, href }) => (
        <p key={href}>
          <a className="nhsuk-button" href={href}>{label}</a>
        </p>
      ))}
      <ol>
        {criteria.map(({ id, title, says, readAs, status, source }) => (
          <li key={id}>
            <strong>{title}.</strong> {says} {readAs && `How it is read here: ${readAs} `}
            <span className="nhsuk-body-s">
              Source: <a href={source.address}>{source.title}</a>; {source.locator} ({status}).
            </span>
          </li>
        ))}
      </ol>
      <h2 className="nhsuk-heading-m">How sure</h2>
      <p>Beside each position stands the chance that the practice is truly so: truly among the lowest fifth, say, over many such months and not in this one alone. It comes from the practice’s counts, from how much figures wobble from month to month, and from how close the others are. In months generated with a known truth, the plain rule named the right practices 86 times in 100; those given 90% and more were right 98 times in 100.</p>
      <h2 className="nhsuk-heading-m">Places</h2>
      {month === null ? (
        <p>No month is held yet by which practices could be listed. Load appointments by practice; and calls to 111, A&amp;E attendances and concerns, which nobody publishes, from files of the commissioner’s own.</p>
      ) : (
        <ul>
          {icbs.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
