import type { ReactElement } from 'react';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { accessRules } from '../accessRules.ts';
import { ENGLAND } from '../domain/accessAnswer.ts';
import type { AboutPractice } from '../queries/aboutPractice.ts';
import type { SinceApril } from '../queries/accessSinceApril.ts';
import type { AccessAnswer, AccessSeriesAnswer } from '../queries/accessFigures.ts';
import type { Restatement } from '../queries/restatements.ts';
import { saySinceApril } from '../sayAccess.ts';
import { AccessCharts } from './accessCharts.tsx';
import { ACCESS, accessPath } from './accessPaths.ts';
import { splitRows } from './accessTables.tsx';
import type { MeasureRow, SplitRow } from './accessTables.tsx';

interface AccessPageProps {
  answer: AccessAnswer;
  measured: readonly MeasureRow[];
  months: readonly string[];
  series: readonly AccessSeriesAnswer[];
  proposes: boolean;
  restatements: readonly Restatement[];
  sinceApril: SinceApril;
  about: readonly AboutPractice[];
  tables: { measures: Table<MeasureRow>; splits: Table<SplitRow> };
  query: SentValues;
}

const plain = (count: number): string => count.toLocaleString('en-GB');

/** An organisation's access in a month, beside the bodies above it, with what to mind of it and its course over the months. */
export function AccessPage({ answer, measured, months, series, proposes, restatements, sinceApril, about, tables, query }: AccessPageProps): ReactElement {
  const { code, month, registered } = answer;
  const name = displayName(answer.name);
  const path = accessPath(code);
  return (
    <Page title={`Access at ${name}`} current={ACCESS} breadcrumbs={[{ label: 'Access', href: ACCESS }]}>
      <p>
        {sayMonth(month)}.{' '}
        {registered ? `${plain(registered.patients)} registered patients (${sayDate(registered.asOf)}; ${registered.source}).` : 'No list of its registered patients is held.'}{' '}
        {code !== ENGLAND && <a href={`/organisations/${encodeURIComponent(code)}`}>{name} in the register</a>}
      </p>
      <form method="get" action={path} className="access-month">
        <label className="nhsuk-label" htmlFor="access-month">Month</label>
        <select className="nhsuk-select" id="access-month" name="month" defaultValue={month.slice(0, 7)}>
          {[...new Set([...months, month])].sort().reverse().map((one) => <option key={one} value={one.slice(0, 7)}>{sayMonth(one)}</option>)}
        </select>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">Show</button>
      </form>
      <AccessNotes answer={answer} restatements={restatements} />
      <DataTable table={tables.measures} rows={measured} query={query} basePath={path} />
      <p>{saySinceApril(sinceApril)}</p>
      <p>
        {answer.beside.length > 0 && <>Beside it: {answer.beside.map((one, index) => <span key={one.code}>{index > 0 && ', '}<a href={accessPath(one.code, month)}>{displayName(one.name)}</a></span>)}. </>}
        From {[...new Set(answer.figures.map(({ source }) => source).filter((source) => source !== ''))].join('; ') || 'no file that counts it'}.
      </p>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary"><span className="nhsuk-details__summary-text">What each measure counts</span></summary>
        <div className="nhsuk-details__text">
          <dl>
            {accessRules().measures.map(({ id, title, says, status, source }) => (
              <div key={id}><dt><strong>{title}</strong></dt><dd>{says} <small>({status}: {source.title}, {source.locator})</small></dd></div>
            ))}
          </dl>
        </div>
      </details>
      {about.length > 0 && <AboutPracticeList about={about} />}
      <DataTable table={tables.splits} rows={splitRows(answer)} query={query} basePath={path} />
      <h2>Over the months</h2>
      <AccessCharts code={code} month={month} series={series} proposes={proposes} />
    </Page>
  );
}

/** The rating, the deprivation and the doctors of a practice: to read its access by, and no cause of it. */
const AboutPracticeList = ({ about }: { about: readonly AboutPractice[] }): ReactElement => (
  <>
    <h2>To read these figures by</h2>
    <dl>{about.map(({ title, says, source }) => <div key={title}><dt><strong>{title}</strong></dt><dd>{says} <small>({source})</small></dd></div>)}</dl>
  </>
);

/** What should not be used stands first, in words. */
function AccessNotes({ answer: { notes, code }, restatements }: { answer: AccessAnswer; restatements: readonly Restatement[] }): ReactElement | null {
  const restated = restatements.map(({ before, after, changed }) => {
    const own = changed.find((one) => one.code === code);
    const whole = `This month was restated: ${before.source} had ${plain(before.appointments)} appointments and ${after.source} has ${plain(after.appointments)}`;
    return own ? `${whole}; of this organisation ${own.before === null ? 'none' : plain(own.before)} before and ${own.after === null ? 'none' : plain(own.after)} after.` : `${whole}.`;
  });
  if (notes.length + restated.length === 0) return null;
  return (
    <>
      <h2>Before using these figures</h2>
      <ul>
        {notes.map(({ weight, says }) => <li key={says}>{weight === 'do-not-use' && <strong>Do not use. </strong>}{says}</li>)}
        {restated.map((says) => <li key={says}>{says}</li>)}
      </ul>
    </>
  );
}
