import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import type { SeenPcn } from '../../seenPcn.ts';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import type { PcnCensusAnswer } from '../queries/pcnCensus.ts';
import { CENSUS_CRUMB, censusPath, HOME_CRUMB } from './censusPaths.ts';
import { changesTable, comparedTable, rolesTable } from './censusTables.tsx';
import type { ChangeRow } from './censusTables.tsx';

export const changeRows = ({ changes }: PcnCensusAnswer): ChangeRow[] => changes.flatMap(({ from, to, roles }) => roles.map((role) => ({ ...role, fromDay: from, toDay: to })));

/** What every census says of one PCN; `seen` where whoever asks sees its posts too. */
export function PcnCensusPage({ answer, name, query, seen }: { answer: PcnCensusAnswer; name: string; query: SentValues; seen: SeenPcn | null }): ReactElement {
  const { pcnCode, censuses, roles, unknown } = answer;
  const basePath = censusPath(pcnCode);
  const held = censuses.filter(({ total }) => total !== null);
  const newest = held.at(-1);
  return (
    <Page title="Staff in the census" kicker={`${name} (${pcnCode})`} current="/workforce" breadcrumbs={[HOME_CRUMB, CENSUS_CRUMB]}>
      {seen && <PcnPeopleNav pcn={seen} current="census" />}
      {newest?.total ? (
        <p>
          On {sayDate(newest.asOf)} the census counted <strong>{sayNumber(newest.total.wte)} WTE in {sayNumber(newest.total.posts)} posts</strong>
          {newest.total.boughtPosts > 0 && `, ${sayNumber(newest.total.boughtWte)} WTE of them bought from other bodies`}
          {newest.total.withoutWte > 0 && `; for ${newest.total.withoutWte} of the posts no WTE was published, and they add nothing`}. A census is of the last day of its month.
        </p>
      ) : (
        <p>{censuses.length === 0 ? 'No census is held yet. Whoever looks after the data loads one from the page about data.' : `None of the ${censuses.length} censuses that are held has this PCN.`}</p>
      )}
      {held.length < censuses.length && newest && (
        <p>It is not in the census of {censuses.filter(({ total }) => total === null).map(({ asOf }) => sayDate(asOf)).join(', ')}: that is not the same as having had no staff.</p>
      )}
      {newest && <DataTable table={rolesTable(censuses.map(({ asOf }) => asOf), name)} rows={roles} query={query} basePath={basePath} />}
      {unknown.length > 0 && (
        <p>
          {unknown.length === 1 ? 'One role is' : `${unknown.length} roles are`} neither among the additional roles nor known to be none: {unknown.map(({ name: role }) => role).join(', ')}. They are counted above. <a href={`${CENSUS_CRUMB.href}#census-unknown`}>See all such roles</a>.
        </p>
      )}
      {held.length > 1 && (
        <>
          <p>Posts and WTE are put side by side, never people: the identifiers of one census are not those of another, and nobody is followed by them.</p>
          <DataTable table={changesTable} rows={changeRows(answer)} query={query} basePath={basePath} />
        </>
      )}
      {newest && <Compared answer={answer} query={query} basePath={basePath} />}
    </Page>
  );
}

function Compared({ answer: { comparison, notCompared }, query, basePath }: { answer: PcnCensusAnswer; query: SentValues; basePath: string }): ReactElement {
  if (!comparison) return <p>{notCompared}</p>;
  const { patients, practices, deprivation, countedOn, alike, without, roles } = comparison;
  return (
    <>
      <DataTable table={comparedTable} rows={roles} query={query} basePath={basePath} />
      <p>
        It has {sayNumber(patients)} registered patients (counted on {sayDate(countedOn)}) at {practices} {practices === 1 ? 'practice' : 'practices'}{deprivation !== null && ` with a deprivation score of ${deprivation.toFixed(1)}`}. PCNs like it are the {alike.length} nearest by those {deprivation === null ? 'two (no deprivation scores are held)' : 'three'}; which measures are taken and how many PCNs is Chorus’s own choice, and nobody has confirmed it:{' '}
        {alike.map(({ code }, index) => <span key={code}>{index > 0 && ', '}<a href={censusPath(code)}>{code}</a></span>)}.
        {without.length > 0 && ` Of the nearest, ${without.join(', ')} ${without.length === 1 ? 'is' : 'are'} not in the census and left out.`}
      </p>
    </>
  );
}
