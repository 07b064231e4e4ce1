import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import { displayName } from '../../domain/displayName.ts';
import type { HistoryEvent } from '../../domain/historyOf.ts';
import type { Disagreement } from '../../domain/statement.ts';
import { OrganisationLink, organisationPath } from '../changes/organisationLink.tsx';
import { saySource } from '../data/saySource.ts';
import { OrganisationFrame } from './organisationFrame.tsx';
import type { Saying } from './sayings.tsx';
import type { ShownOrganisation } from './shownOrganisation.ts';

interface HistoryPageProps {
  shown: ShownOrganisation;
  events: readonly HistoryEvent[];
  disagreements: readonly Disagreement[];
  table: Table<Saying>;
  sayings: readonly Saying[];
  query: SentValues;
}

const EVENTS_MAX = 40;
const DISAGREEMENTS_MAX = 10;

/** What happened to a body, where the publications disagree about it, and what each of them says. */
export function HistoryPage({ shown, events, disagreements, table, sayings, query }: HistoryPageProps): ReactElement {
  const { code } = shown.organisation;
  return (
    <OrganisationFrame shown={shown} tab="history">
      <h2 className="register-heading">What happened</h2>
      {events.length === 0 && <p className="register-none">Nothing is on record as having changed.</p>}
      <ol className="register-timeline">
        {events.slice(0, EVENTS_MAX).map((event, index) => (
          <li key={index} className={event.date > shown.at.asAt ? 'register-timeline__later' : undefined}>
            <time dateTime={event.date}>{sayDate(event.date)}</time>
            <p>
              <Words event={event} shown={shown} />
              <span className="register-timeline__source">{saySource(event.source)}</span>
            </p>
          </li>
        ))}
      </ol>
      <p>
        {events.length > EVENTS_MAX && `These are the newest ${EVENTS_MAX} of ${sayNumber(events.length)}. `}
        <a href={`/changes?within=${encodeURIComponent(code)}`}>Changes in it between two dates</a>
      </p>
      <Disagreements shown={shown} disagreements={disagreements} />
      <DataTable table={table} rows={sayings} query={query} basePath={`${organisationPath(code)}/history`} />
    </OrganisationFrame>
  );
}

function Words({ event: { words, date }, shown: { at } }: { event: HistoryEvent; shown: ShownOrganisation }): ReactElement {
  return (
    <>
      {words.map((word, index) =>
        typeof word === 'string' ? <span key={index}>{word}</span> : <OrganisationLink key={index} code={word.code} name={at.image.nameOf(word.code, date)} query={at.query} />,
      )}
    </>
  );
}

function Disagreements({ shown, disagreements }: { shown: ShownOrganisation; disagreements: readonly Disagreement[] }): ReactElement | null {
  if (disagreements.length === 0) return null;
  return (
    <section className="register-disagreements" aria-labelledby="disagreements-heading">
      <h2 className="register-heading" id="disagreements-heading">
        Where publications disagree
      </h2>
      <ul>
        {disagreements.slice(0, DISAGREEMENTS_MAX).map((one, index) => (
          <li key={index}>
            <p>
              Its {ABOUT[one.about] ?? one.about}
              {one.from === null ? '' : `, from ${sayDate(one.from)}`}
              {one.to === null ? '' : ` to ${sayDate(one.to)}`}
            </p>
            <dl>
              {one.claims.map(({ value, source }) => (
                <div key={source + value} className={value === one.applied ? 'is-applied' : undefined}>
                  <dt>{saySource(source)}</dt>
                  <dd>
                    {sayClaim(value, one.about, shown)}
                    {value === one.applied && <strong> – applied here</strong>}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <p>
        <a href="/disagreements">All disagreements, and the rule that decides between them</a>
      </p>
    </section>
  );
}

const ABOUT: Record<string, string> = { pcn: 'PCN', 'sub-icb': 'sub-ICB location', icb: 'ICB', region: 'region' };

function sayClaim(value: string | null, about: string, { at: { image, asAt } }: ShownOrganisation): string {
  if (value === null) return 'None';
  return about in ABOUT && image.kindOf(value) ? `${displayName(image.nameOf(value, asAt))} (${value})` : value;
}
