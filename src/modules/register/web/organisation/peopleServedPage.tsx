import type { ReactElement, ReactNode } from 'react';
import { isoDate, sayDate } from '#kernel/isoDate.ts';
import { sayNumber } from '#kernel/sayWords.ts';
import { AgeProfile } from '#platform/charts/ageProfile.tsx';
import { TimeLine } from '#platform/charts/timeLine.tsx';
import { displayName } from '../../domain/displayName.ts';
import { ageBandsOf, listSizeOverTime } from '../../domain/peopleServed.ts';
import type { AgeBandCounts } from '../../domain/peopleServed.ts';
import { addUp } from '../../queries/populations.ts';
import type { AgeCounts, PopulationKind, PracticeCounts } from '../../queries/populations.ts';
import { saySource } from '../data/saySource.ts';
import { OrganisationFrame } from './organisationFrame.tsx';
import type { ShownOrganisation } from './shownOrganisation.ts';

/** Whom a body serves: each population by itself, how old they are, and the list over time. */
export function PeopleServedPage({ shown }: { shown: ShownOrganisation }): ReactElement {
  const { facts } = shown;
  return (
    <OrganisationFrame shown={shown} tab="people-served">
      <dl className="register-populations">
        <Population shown={shown} counts={facts.registered} name="Registered patients" what="Everyone on the lists of its practices." />
        <Population shown={shown} counts={facts.pcnRaw} name="PCN list, as counted" what="Registered patients on the day that network payments start from." />
        <Population shown={shown} counts={facts.pcnAdjusted} name="PCN adjusted population" what="The same patients, weighted for need. Payments rest on it; it is not a number of people." />
      </dl>
      {!facts.registered && <p className="register-none">No list of registered patients is held for this day. <a href="/data">See which publications give one</a>.</p>}
      <div className="register-charts">
        <Ages shown={shown} />
        <OverTime shown={shown} />
      </div>
    </OrganisationFrame>
  );
}

interface PopulationProps {
  shown: ShownOrganisation;
  counts: PracticeCounts<PopulationKind> | null;
  name: string;
  what: ReactNode;
}

function Population({ shown: { practices }, counts, name, what }: PopulationProps): ReactElement | null {
  if (!counts) return null;
  const { count, practices: counted } = addUp(counts, practices);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{counted === 0 ? 'Not published' : sayNumber(count)}</strong>
        <span>{what}</span>
        <span className="register-populations__source">
          {sayDate(counts.asOf)}
          {practices.length > 1 && counted > 0 && `, ${sayNumber(counted)} of ${sayNumber(practices.length)} practices`}. Source: {saySource(counts.source)}
        </span>
      </dd>
    </div>
  );
}

const england = new WeakMap<AgeCounts, AgeBandCounts[]>();

function agesOfEngland(ages: AgeCounts): AgeBandCounts[] {
  let bands = england.get(ages);
  if (!bands) england.set(ages, (bands = ageBandsOf(ages)));
  return bands;
}

function Ages({ shown: { organisation, practices, facts: { ages } } }: { shown: ShownOrganisation }): ReactElement | null {
  if (!ages) return null;
  return (
    <AgeProfile
      id="ages"
      heading={`Ages on ${sayDate(ages.asOf)}`}
      headingLevel={2}
      name={displayName(organisation.name)}
      bands={ageBandsOf(ages, practices)}
      comparison={{ name: 'England', bands: agesOfEngland(ages) }}
      source={saySource(ages.source)}
    />
  );
}

function OverTime({ shown: { organisation, facts, at } }: { shown: ShownOrganisation }): ReactElement | null {
  const points = listSizeOverTime(at.image, organisation.code, facts.registeredSeries).map(({ date, value }) => ({ date: isoDate(date), value }));
  if (points.length === 0) return null;
  const [first, last] = [points[0]!, points.at(-1)!];
  return (
    <TimeLine
      id="list-size"
      heading="Registered patients over time"
      headingLevel={2}
      unit="registered patients"
      series={[{ name: 'Registered patients', points }]}
      source={`${saySource(facts.registeredSeries[0]!.source.split('/')[0]!)}, ${points.length === 1 ? sayDate(first.date) : `${points.length} publications from ${sayDate(first.date)} to ${sayDate(last.date)}`}`}
    />
  );
}
