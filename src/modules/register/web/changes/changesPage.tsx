import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { Change } from '../../domain/changes.ts';
import { displayName } from '../../domain/displayName.ts';
import type { AskedChanges } from './changesPages.tsx';
import { countEvents, EVENT_WORDS } from './changeWords.ts';
import { OrganisationLink } from './organisationLink.tsx';
import { Page } from '#platform/web/page.tsx';

interface ChangesPageProps {
  asked: AskedChanges;
  errors: readonly string[];
  /** The days of the maps of registered patients held, oldest first. */
  mapDays: readonly string[];
  /** Null where the question could not be answered. */
  found: { table: Table<Change>; changes: readonly Change[]; withinName: string | null } | null;
  query: SentValues;
}

export function ChangesPage({ asked, errors, mapDays, found, query }: ChangesPageProps): ReactElement {
  return (
    <Page title="Changes" current="/changes" hasErrors={errors.length > 0}>
      <p>Organisations that opened, closed, merged, moved or changed their name or code between two dates.</p>
      <ChangesForm asked={asked} errors={errors} />
      {found && mapDays.length === 0 && <NothingHeld />}
      {found && (mapDays.length > 0 || found.changes.length > 0) && (
        <>
          <Summary asked={asked} found={found} />
          <DataTable table={found.table} rows={found.changes} query={query} basePath="/changes" />
          <WhereFrom mapDays={mapDays} />
        </>
      )}
    </Page>
  );
}

function ChangesForm({ asked, errors }: { asked: AskedChanges; errors: readonly string[] }): ReactElement {
  return (
    <form method="get" action="/changes" className="chorus-filter__form" aria-label="Choose the dates">
      {errors.length > 0 && (
        <div role="alert">
          {errors.map((error) => (
            <p key={error} className="nhsuk-error-message nhsuk-u-margin-bottom-0">
              {error}
            </p>
          ))}
        </div>
      )}
      {asked.knownAt !== null && <input type="hidden" name="known-at" value={asked.knownAt} />}
      <div className="chorus-filter__field">
        <label htmlFor="changes-from">After</label>
        <input className="nhsuk-input" id="changes-from" name="from" type="date" defaultValue={asked.from} />
      </div>
      <div className="chorus-filter__field">
        <label htmlFor="changes-to">Up to and on</label>
        <input className="nhsuk-input" id="changes-to" name="to" type="date" defaultValue={asked.to} />
      </div>
      <div className="chorus-filter__field">
        <label htmlFor="changes-within">Within (code, may be empty)</label>
        <input className="nhsuk-input" id="changes-within" name="within" type="text" defaultValue={asked.within} autoComplete="off" spellCheck={false} autoCapitalize="characters" />
      </div>
      <div className="chorus-filter__buttons">
        <button type="submit" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small">
          Show changes
        </button>
      </div>
    </form>
  );
}

function Summary({ asked, found }: { asked: AskedChanges; found: NonNullable<ChangesPageProps['found']> }): ReactElement {
  const counts = countEvents(found.changes);
  const total = found.changes.length;
  return (
    <>
      <h2 className="nhsuk-heading-m">
        {total === 0 ? 'No changes' : `${sayNumber(total)} ${total === 1 ? 'change' : 'changes'}`} after {sayDate(asked.from)} and up to {sayDate(asked.to)}
        {found.withinName && `, within ${displayName(found.withinName)}`}
      </h2>
      {found.withinName && (
        <p>
          <OrganisationLink code={asked.within} name={found.withinName} query={`?as-at=${asked.to}`} /> · <a href={changesHref({ ...asked, within: '' })}>All of England instead</a>
        </p>
      )}
      {asked.knownAt && <p>As known at the end of {sayDate(asked.knownAt)}.</p>}
      {counts.length > 0 && (
        <ul className="nhsuk-list">
          {counts.map(({ event, kinds }) => (
            <li key={event}>
              <a href={`${changesHref(asked)}&changes.event=${encodeURIComponent(EVENT_WORDS[event])}#changes`}>{EVENT_WORDS[event]}</a>: {kinds.join(', ')}
            </li>
          ))}
        </ul>
      )}
      {total === 0 && <p>Try an earlier first date, or a wider body. Changes show once a publication that tells of them has been loaded.</p>}
    </>
  );
}

function changesHref({ from, to, within, knownAt }: AskedChanges): string {
  const values = new URLSearchParams({ from, to, ...(within && { within }), ...(knownAt && { 'known-at': knownAt }) });
  return `/changes?${values.toString()}`;
}

function WhereFrom({ mapDays }: { mapDays: readonly string[] }): ReactElement | null {
  if (mapDays.length === 0) return null;
  return (
    <p className="nhsuk-body-s">
      Found by comparing how things stood on the two days. Moves show on the day of the first map of registered patients that has them; maps are held for {listDays(mapDays)}. An opening or
      closing bears the day that the organisation files give.
    </p>
  );
}

function listDays(days: readonly string[]): string {
  const said = days.map(sayDate);
  if (said.length <= 4) return [said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ');
  return `${said.length} days from ${said[0]} to ${said.at(-1)}`;
}

function NothingHeld(): ReactElement {
  return (
    <div className="nhsuk-inset-text">
      <p>
        No map of registered patients is held yet, so there is nothing to compare. Load two of them from <a href="/data/patients-registered-map">the Data page</a>, and the changes between them show here.
      </p>
    </div>
  );
}
