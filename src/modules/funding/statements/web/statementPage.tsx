import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { displayName } from '#register';
import { BASES, STREAMS } from '../../contract/index.ts';
import type { MissingLine, Statement } from '../domain/statement.ts';
import type { HoursOfLine } from '../domain/hoursOfLines.ts';
import { comparedLines } from './comparedLines.ts';
import { FUNDING, FUNDING_CRUMB, HOME_CRUMB, statementHref, statementPath, WHAT_IF } from './statementPaths.ts';
import { comparedTable, HOURS_ANCHOR, linesTable, monthRows, monthsTable, sayDifference, Status, workingAnchor } from './statementTables.tsx';
import { KIND_WORDS, sayFraction, sayKnown, sayMonths, STATUS_WORDS, TOTAL_WORDS } from './statementWords.ts';
import { WorkingTree } from './workingTree.tsx';

export interface StatementPageProps {
  statement: Statement;
  /** The same as it is known now, where it was asked for as it was known on a day. */
  now: Statement | null;
  years: readonly FinancialYear[];
  /** By line, the hours that it pays for. */
  hours: ReadonlyMap<string, HoursOfLine>;
  query: SentValues;
}

/** What is due to a body in a year: the sum first, then its lines, what is not in it, and how each line was worked out. */
export function StatementPage({ statement, now, years, hours, query }: StatementPageProps): ReactElement {
  const { code, kind, name, year, lines, missing, totalPence, totalStatus } = statement;
  const path = statementPath(code);
  return (
    <Page title={displayName(name)} kicker={`${kind === 'england' ? 'All PCNs' : `${KIND_WORDS[kind]} ${code}`} · statement ${year}`} current={FUNDING} breadcrumbs={[HOME_CRUMB, FUNDING_CRUMB]}>
      <Years {...statement} years={years} />
      <p className="funding-total">
        <span className="funding-total__amount">{lines.length > 0 ? sayPounds(totalPence) : 'Not known'}</span> due under the network contract in {year}, {sayKnown(statement)}
      </p>
      {lines.length > 0 && <p className={totalStatus === 'unverified' ? 'funding-note' : undefined}>{TOTAL_WORDS[totalStatus]}</p>}
      {missing.length > 0 && (
        <p>
          It is not all: <a href="#missing">{missing.length === 1 ? 'one thing is' : `${missing.length} things are`} missing</a>.
        </p>
      )}
      {now && lines.length + now.lines.length > 0 && <Compared statement={statement} now={now} query={query} />}
      {lines.length > 0 && <DataTable table={linesTable(statement, hours)} rows={lines} query={query} basePath={path} />}
      <PaysFor lines={lines} hours={hours} />
      <Missing statement={statement} />
      <MayBeEarned statement={statement} />
      <Populations statement={statement} />
      <Workings statement={statement} />
      {lines.length > 0 && <DataTable table={monthsTable(statement)} rows={monthRows(statement)} query={query} basePath={path} />}
      <AsKnown {...statement} />
    </Page>
  );
}

function Years({ code, knownOn, year, years }: Statement & { years: readonly FinancialYear[] }): ReactElement {
  return (
    <nav className="funding-years" aria-label="Other years">
      <ul>
        {years.map((one) => (
          <li key={one}>
            <a href={statementHref(code, { year: one, knownOn })} aria-current={one === year ? 'page' : undefined}>{one}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Compared({ statement, now, query }: { statement: Statement; now: Statement; query: SentValues }): ReactElement {
  const names = { one: `Known on ${sayDate(statement.knownOn!)}`, other: 'Known now' };
  return (
    <section>
      <p>
        Now it is <strong>{sayPounds(now.totalPence)}</strong>: {now.totalPence === statement.totalPence ? 'the same' : `${sayDifference(now.totalPence - statement.totalPence)} since then`}. <a href={statementHref(now.code, { year: now.year })}>See it as it is known now</a>
      </p>
      <DataTable table={comparedTable(names)} rows={comparedLines(statement, now)} query={query} basePath={statementPath(statement.code)} />
    </section>
  );
}

/** The hours of appointments that lines pay for, and what that makes an hour. */
function PaysFor({ lines, hours }: Pick<Statement, 'lines'> & Pick<StatementPageProps, 'hours'>): ReactElement | null {
  if (hours.size === 0) return null;
  return (
    <section id={HOURS_ANCHOR}>
      <h2>What it pays for</h2>
      <ul className="funding-up-to">
        {lines.flatMap((line) => {
          const found = hours.get(line.id);
          if (!found) return [];
          const { hours: working, poundsAnHour, standard } = found;
          return [
            <li key={line.id}>
              <strong>{sayFraction(working.value, { decimals: 1 })} hours</strong> of appointments a week ({line.title}, {sayMonths(line)}): {sayPounds(Math.round(poundsAnHour.mul(100).valueOf()))} an hour, with 52 weeks in a year.
              {standard && ` They have to cover the ${sayFraction(standard, { decimals: 1 })} network standard hours of each week.`}
              <details>
                <summary>How it was worked out</summary>
                <WorkingTree working={working} />
              </details>
            </li>,
          ];
        })}
      </ul>
    </section>
  );
}

/** What is missing, by what would mend it: one publication often mends several lines. */
function Missing({ statement: { missing, notes } }: { statement: Statement }): ReactElement | null {
  if (missing.length + notes.length === 0) return null;
  const sayTodo = ({ todo }: MissingLine): string => todo ?? 'Nobody has published it yet.';
  const todos = [...new Set(missing.map(sayTodo))];
  return (
    <section id="missing">
      {missing.length > 0 && <h2>What is not in it, and why</h2>}
      <ul>
        {todos.map((todo) => (
          <li key={todo}>
            <strong>{todo}</strong>
            <ul>
              {missing.filter((one) => sayTodo(one) === todo).map(({ says, stream }) => (
                <li key={says}>{says.startsWith(STREAMS[stream]) ? says : `${STREAMS[stream]}: ${says}`}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {notes.length > 0 && <h2>What to know of it</h2>}
      <ul>
        {[...new Set(notes)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

function MayBeEarned({ statement: { upTo } }: { statement: Statement }): ReactElement | null {
  if (upTo.length === 0) return null;
  return (
    <section>
      <h2>What may be earned</h2>
      <p>It is paid for what is achieved. The sum above has what was achieved, as far as that is known, and nothing of these.</p>
      <ul className="funding-up-to">
        {upTo.map(({ amountPence, label, status, stream, working }) => (
          <li key={`${stream} ${label}`}>
            <strong>{sayPounds(amountPence)}</strong> {STREAMS[stream]}, {label.toLowerCase()}. <Status status={status} />
            {working && (
              <details>
                <summary>How it was worked out</summary>
                <WorkingTree working={working} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Populations({ statement: { populations } }: { statement: Statement }): ReactElement | null {
  if (populations.length === 0) return null;
  return (
    <section>
      <h2>The patients counted</h2>
      <ul>
        {populations.map(({ asOf, basis, count, practices, source }) => (
          <li key={`${basis} ${source}`}>
            <strong>{sayNumber(count)}</strong> {BASES[basis].replace(' at 1 January', '')} on {sayDate(asOf)}, at {sayNumber(practices)} {practices === 1 ? 'practice' : 'practices'}. Publication {source}.
          </li>
        ))}
      </ul>
    </section>
  );
}

function Workings({ statement }: { statement: Statement }): ReactElement | null {
  const worked = statement.lines.filter(({ working }) => working !== null);
  if (worked.length === 0) return null;
  return (
    <section>
      <h2>How each line was worked out</h2>
      {worked.map(({ amountPence, id, status, title, working }) => (
        <details key={id} id={workingAnchor(id)} className="funding-line">
          <summary>
            {title}: {sayPounds(amountPence)} <span className="funding-quiet">{STATUS_WORDS[status]}</span>
          </summary>
          {working && <WorkingTree working={working} />}
        </details>
      ))}
    </section>
  );
}

/** What was believed on a day, and what would follow from another figure. */
function AsKnown({ code, knownOn, year }: Statement): ReactElement {
  return (
    <section className="funding-as-known">
      <h2>Another day, another figure</h2>
      <form method="get" action={statementPath(code)} className="funding-asked">
        <input type="hidden" name="year" value={year} />
        <label className="nhsuk-label" htmlFor="known-on">What was believed on a day, such as when the budget was set</label>
        <input className="nhsuk-input" id="known-on" name="known-on" type="date" defaultValue={knownOn ?? ''} />
        <button type="submit" className="nhsuk-button nhsuk-button--secondary">Compare with now</button>
      </form>
      <p className="funding-after">
        <a href={`${WHAT_IF}?${new URLSearchParams({ code, year })}`}>What if a figure were another?</a>
      </p>
    </section>
  );
}
