import type { ReactElement } from 'react';
import { sayMonth } from '#kernel/isoDate.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { HeldMonth } from '../queries/heldMonths.ts';
import type { AccessDisagreement } from '../queries/accessDisagreements.ts';
import type { UnknownWord } from '../queries/accessWords.ts';
import { ACCESS, accessPath } from './accessPaths.ts';
import { disagreementsTable, foundTable, monthsTable } from './accessTables.tsx';
import type { FoundBody } from './accessTables.tsx';

interface FindAccessProps {
  asked: string;
  found: readonly FoundBody[];
  months: readonly HeldMonth[];
  words: readonly UnknownWord[];
  /** The newest month of which practices are held, and where its file and the register disagree. */
  newest: { month: string; disagreements: readonly AccessDisagreement[] } | null;
  query: SentValues;
}

/** Which months are held, and where a practice is found by its name or its code. */
export function FindAccessPage({ asked, found, months, words, newest, query }: FindAccessProps): ReactElement {
  const last = months[0]?.month ?? null;
  return (
    <Page title="Access" current={ACCESS}>
      <p>How patients get appointments at a practice, in a PCN, an ICB and England, month by month, from what NHS England publishes. Nothing here is about a person.</p>
      <form method="get" action={ACCESS} className="access-month" role="search">
        <label className="nhsuk-label" htmlFor="access-q">Name or code of a practice, PCN, place or ICB</label>
        <input className="nhsuk-input nhsuk-input--width-20" id="access-q" name="q" type="text" defaultValue={asked} autoComplete="off" spellCheck={false} />
        <button type="submit" className="nhsuk-button">Find it</button>
      </form>
      {asked !== '' && <DataTable table={foundTable(`Found for “${asked}”`, last)} rows={found} query={query} basePath={ACCESS} isDownloadHidden />}
      {last === null ? <NothingHeld /> : <p><a href={accessPath('ENG', last)}>England in {sayMonth(last)}</a></p>}
      {last !== null && <DataTable table={monthsTable()} rows={months} query={query} basePath={ACCESS} />}
      {newest && <DataTable table={disagreementsTable(newest.month)} rows={newest.disagreements} query={query} basePath={ACCESS} />}
      {words.length > 0 && (
        <>
          <h2>Words that Chorus does not know</h2>
          <p>They stand in the newest month. Their appointments are counted in the whole and in no part; rules/performance/access/words.yaml is where a word is added.</p>
          <ul>{words.map(({ dimension, published, appointments, source }) => <li key={`${dimension} ${published} ${source}`}>“{published ?? '(nothing)'}” for {dimension}, {appointments.toLocaleString('en-GB')} appointments ({source})</li>)}</ul>
        </>
      )}
    </Page>
  );
}

const NothingHeld = (): ReactElement => (
  <p>No month is held yet. Load <em>Appointments in General Practice</em> – the practice crosstab, the regional file, or both – on the page <a href="/data">Data</a>, or with <code>bin/chorus load FILE</code>.</p>
);
