import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { EnglandCensus } from '../queries/englandCensus.ts';
import { CENSUS_PAGE, CENSUS_ROLES, HOME_CRUMB } from './censusPaths.ts';
import { pcnsTable, rolesTable, unknownTable } from './censusTables.tsx';
import type { PcnRow } from './censusTables.tsx';

/** The censuses of all PCNs. */
export function CensusPage({ england, pcns, query, maySay }: { england: EnglandCensus; pcns: readonly PcnRow[]; query: SentValues; maySay: boolean }): ReactElement {
  const { censuses, roles, unknown } = england;
  const newest = censuses.at(-1);
  return (
    <Page title="Census of PCN staff" current="/workforce" breadcrumbs={[HOME_CRUMB]}>
      {newest ? (
        <p>
          The newest of {censuses.length === 1 ? 'one census' : `${censuses.length} censuses`} that {censuses.length === 1 ? 'is' : 'are'} held is of {sayDate(newest.asOf)}: <strong>{sayNumber(Math.round(newest.total.wte))} WTE in {sayNumber(newest.total.posts)} posts</strong> of {sayNumber(newest.pcns)} PCNs. More PCNs answer in later censuses ({censuses.map(({ asOf, pcns: count }) => `${sayNumber(count)} on ${sayDate(asOf)}`).join(', ')}), so a larger total is not only more staff.
        </p>
      ) : (
        <p>No census is held yet. Whoever looks after the data loads one from the page about data.</p>
      )}
      {newest && <DataTable table={pcnsTable(newest.asOf)} rows={pcns} query={query} basePath={CENSUS_PAGE} />}
      {newest && <DataTable table={rolesTable(censuses.map(({ asOf }) => asOf), 'all PCNs')} rows={roles} query={query} basePath={CENSUS_PAGE} />}
      {newest && <DataTable table={unknownTable} rows={unknown} query={query} basePath={CENSUS_PAGE} />}
      {newest && unknown.length > 0 && maySay && <p><a href={CENSUS_ROLES}>Say what a role is</a></p>}
    </Page>
  );
}
