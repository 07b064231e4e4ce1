import type { ReactElement } from 'react';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import { useFrame } from '#platform/web/frame.ts';
import { DataTable, defineTable } from '#platform/web/table.tsx';
import type { StatementKind } from '../domain/statement.ts';
import { ENGLAND, FUNDING, HOME_CRUMB, statementHref, WHAT_IF } from './statementPaths.ts';
import { KIND_WORDS } from './statementWords.ts';

export interface FoundBody {
  code: string;
  kind: StatementKind;
  name: string;
}

/** What a year's statements could rest on today. */
export interface YearHeld {
  year: FinancialYear;
  /** The day on which its patients are counted. */
  day: string;
  streams: number;
  streamsAll: number;
  registered: boolean;
  adjusted: boolean;
  weighted: boolean;
}

export interface FundingHomeProps {
  text: string;
  /** Null where nothing was searched for. */
  found: readonly FoundBody[] | null;
  year: FinancialYear;
  held: readonly YearHeld[];
  /** The PCNs whose money the reader sees. */
  pcns: readonly { code: string; name: string }[];
  /** The practices in which the reader holds a role. */
  practices: readonly { code: string; name: string }[];
  firstYear: FinancialYear;
}

export function FundingHome(props: FundingHomeProps): ReactElement {
  const { found, held, pcns, practices, text, year } = props;
  return (
    <Page title="Money" current={FUNDING} breadcrumbs={[HOME_CRUMB]}>
      <p>What the network contract pays to each PCN and practice, with the working of every line: the rule, the figure and its source, the patients counted, and how it was rounded.</p>
      {pcns.map((pcn) => (
        <OwnPcn key={pcn.code} pcn={pcn} year={year} />
      ))}
      {practices.map(({ code, name }) => (
        <section key={code} className="funding-own">
          <h2>{name}</h2>
          <ul>
            <li><a href={`/funding/income/${encodeURIComponent(code)}`}>Its whole income: of its own and through its PCN</a></li>
            <li><a href={statementHref(code, { year })}>What the contract pays it directly in {year}</a></li>
          </ul>
        </section>
      ))}
      <form method="get" action={FUNDING} className="funding-asked">
        <div>
          <label className="nhsuk-label" htmlFor="q">A PCN, practice, place or ICB, by name or code</label>
          <input className="nhsuk-input" id="q" name="q" defaultValue={text} />
        </div>
        <div>
          <label className="nhsuk-label" htmlFor="year">Year</label>
          <select className="nhsuk-select" id="year" name="year" defaultValue={year}>
            {held.map(({ year: one }) => (
              <option key={one} value={one}>{one}</option>
            ))}
          </select>
        </div>
        <button type="submit" className="nhsuk-button">Show the statement</button>
      </form>
      {found && <Found {...props} found={found} />}
      <p className="funding-after">
        Or all of it: <a href={statementHref(ENGLAND, { year })}>England in {year}</a>.
      </p>
      <Ways />
      <Held held={held} />
    </Page>
  );
}

const OF_A_PCN: readonly [part: string, label: string][] = [
  ['paid', 'What was paid against it'],
  ['sharing', 'How it is shared out'],
  ['claims', 'Claims for additional roles'],
  ['iif', 'Investment and impact fund: what was achieved'],
  ['ledger', 'The ledger of its fund'],
];

function OwnPcn({ pcn: { code, name }, year }: { pcn: { code: string; name: string }; year: FinancialYear }): ReactElement {
  return (
    <section className="funding-own">
      <h2>{name}</h2>
      <ul>
        <li><a href={statementHref(code, { year })}>What is due in {year}</a></li>
        {OF_A_PCN.map(([part, label]) => (
          <li key={part}><a href={`/funding/pcns/${encodeURIComponent(code)}/${part}${part === 'sharing' ? '' : `?year=${encodeURIComponent(year)}`}`}>{label}</a></li>
        ))}
      </ul>
    </section>
  );
}

function Found({ found, text, year }: FundingHomeProps & { found: readonly FoundBody[] }): ReactElement {
  if (found.length === 0) return <p>Nothing is called “{text}”. Try one word of its name, or its code.</p>;
  return (
    <ul>
      {found.map(({ code, kind, name }) => (
        <li key={code}>
          <a href={statementHref(code, { year })}>{name}</a> <span className="funding-quiet">{KIND_WORDS[kind]} {code}</span>
        </li>
      ))}
    </ul>
  );
}

const WAYS: readonly [href: string, label: string, says: string][] = [
  ['/funding/rates', 'Rates', 'every figure of the contract with its source and how sure it is'],
  ['/funding/iif', 'Investment and impact fund', 'points from what was achieved, and what they pay'],
  ['/funding/roles', 'Additional roles', 'which are reimbursed, up to how much'],
  ['/funding/income', 'A practice’s whole income', 'of its own and through its PCN, from the published payments'],
  ['/funding/reconcile', 'Predicted and paid', 'what the rules predict beside what the published payments show'],
  ['/funding/disputes', 'Disputes', 'differences that a PCN and its commissioner are settling'],
  ['/funding/investment', 'Investment tracker', 'what was promised, and what arrived'],
  [WHAT_IF, 'What if?', 'a statement with another figure, beside today’s'],
];

function Ways(): ReactElement {
  return (
    <>
      <h2>More about the money</h2>
      <ul>
        {WAYS.map(([href, label, says]) => (
          <li key={href}><a href={href}>{label}</a>: {says}</li>
        ))}
      </ul>
    </>
  );
}

const yes = (is: boolean): string => (is ? 'Loaded' : 'Missing');

const heldTable = defineTable<YearHeld>({
  id: 'years',
  caption: 'What can be worked out today',
  columns: [
    { key: 'year', heading: 'Year', kind: 'text', value: ({ year }) => year },
    { key: 'streams', heading: 'Streams with a figure of the year', kind: 'text', sortable: false, value: ({ streams, streamsAll }) => `${streams} of ${streamsAll}` },
    { key: 'day', heading: 'Patients counted on', kind: 'date', value: ({ day }) => day },
    { key: 'registered', heading: 'Registered lists', kind: 'text', sortable: false, value: ({ registered }) => yes(registered) },
    { key: 'adjusted', heading: 'PCN adjusted', kind: 'text', sortable: false, value: ({ adjusted }) => yes(adjusted) },
    { key: 'weighted', heading: 'Contractor weighted', kind: 'text', sortable: false, value: ({ weighted }) => yes(weighted) },
  ],
});

function Held({ held }: { held: readonly YearHeld[] }): ReactElement {
  const { mayUse } = useFrame();
  const ready = held.filter(({ registered, adjusted, streams }) => streams > 0 && (registered || adjusted));
  const newest = held[0];
  return (
    <>
      {ready.length === 0 && newest && (
        <p className="funding-note">
          No statement can be worked out yet: no count of patients of a 1 January is loaded. For {newest.year} load the publications “PCN adjusted population” and “Patients registered at a GP practice” of {sayDate(newest.day)}.{' '}
          {mayUse('register.load') && <a href="/data">Load data</a>}
        </p>
      )}
      <DataTable table={heldTable} rows={held} query={{}} basePath={FUNDING} isDownloadHidden />
      <p className="funding-quiet">Each year counts its patients on the 1 January before it. Where a count is missing, the lines that rest on it are left out and named; no other day’s count is taken for it.</p>
    </>
  );
}
