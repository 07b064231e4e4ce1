import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { PlaceMap } from '#platform/charts/placeMap.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { Table } from '#platform/web/table.tsx';
import type { registerCounts } from '../../domain/counts.ts';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationKind } from '../../domain/organisationKind.ts';
import type { PracticeCounts } from '../../queries/populations.ts';
import type { PublishedFacts } from '../../queries/publishedFacts.ts';
import type { AsAt } from '../asAt.ts';
import { saySource } from '../data/saySource.ts';
import { AsAtControl } from '../organisation/asAtControl.tsx';
import type { MemberRow } from '../organisation/memberTable.tsx';
import { countryMap, withQuery } from '../organisation/placeMaps.ts';
import { Page } from '#platform/web/page.tsx';

interface EnglandPageProps {
  at: AsAt;
  facts: PublishedFacts;
  counts: ReturnType<typeof registerCounts>;
  table: Table<MemberRow>;
  rows: readonly MemberRow[];
  query: SentValues;
}

const HEADLINES: OrganisationKind[] = ['icb', 'sub-icb-location', 'place', 'pcn', 'practice'];

/** The top of the way down: how much of everything there is, where the ICBs are, and a list of them. */
export function EnglandPage({ at, facts, counts, table, rows, query }: EnglandPageProps): ReactElement {
  const mapDay = facts.newestDays.get('patients-registered-map');
  return (
    <Page title="England" current="/england">
      <div className="register-head">
        <p className="register-status">Integrated care boards, and everything in them, on {sayDate(at.asAt)}.</p>
        <AsAtControl at={at} path="/england" />
      </div>
      {rows.length === 0 ? (
        <p className="register-none">
          No integrated care board is on record for this day. <a href="/data">See which publications Chorus holds</a>.
        </p>
      ) : (
        <>
          <dl className="register-headlines">
            {HEADLINES.map((kind) => (
              <Headline key={kind} kind={kind} count={mapDay === undefined ? counts[kind].open : counts[kind].listed || counts[kind].open} />
            ))}
            {facts.registered && (
              <div>
                <dt>registered patients</dt>
                <dd>{sayNumber(totalOf(facts.registered))}</dd>
              </div>
            )}
          </dl>
          <p className="register-source">
            {mapDay === undefined
              ? 'Counted as open in the organisation files.'
              : `Counted as listed in ${saySource(`patients-registered-map/${mapDay}`)}. ${sayNumber(counts.practice.open)} practices are open in the organisation files on ${sayDate(at.asAt)}.`}
            {facts.registered && ` Patients: ${saySource(facts.registered.source)}.`}
          </p>
          <div className="register-england">
            <PlaceMap
              id="map"
              heading="Where they are"
              headingLevel={2}
              prepared={withQuery(countryMap(facts.geography), at.query)}
              points={[]}
              missing={[]}
              summary="Choose an area to open it. Every one is in the table too."
              source={facts.geography.sources.filter((source) => source === 'icb-boundaries').map(saySource).join('; ') || 'no boundaries are held'}
            />
            <DataTable table={table} rows={rows} query={query} basePath="/england" />
          </div>
        </>
      )}
    </Page>
  );
}

function Headline({ kind, count }: { kind: OrganisationKind; count: number }): ReactElement | null {
  if (count === 0) return null;
  const { label, plural } = ORGANISATION_KINDS[kind];
  return (
    <div>
      <dt>{count === 1 ? label : plural}</dt>
      <dd>{sayNumber(count)}</dd>
    </div>
  );
}

const totals = new WeakMap<PracticeCounts<'registered'>, number>();

function totalOf(counts: PracticeCounts<'registered'>): number {
  let total = totals.get(counts);
  if (total === undefined) {
    total = 0;
    for (const count of counts.byPractice.values()) total += count;
    totals.set(counts, total);
  }
  return total;
}
