import type { ReactElement } from 'react';
import { sayPounds } from '#kernel/pounds.ts';
import { Page } from '#platform/web/page.tsx';
import type { SentValues } from '#platform/web/route.ts';
import { DataTable } from '#platform/web/table.tsx';
import { PcnPeopleNav } from '../../web/pcnPeopleNav.tsx';
import { pcnCrumbs, planPath } from '../../web/workforcePaths.ts';
import type { PlanFound } from '../queries/plan.ts';
import { risksPath } from './planPaths.ts';
import { risksTable } from './planTables.tsx';

/** What of its posts a PCN and its practices may come to bear: above the maximum, after a rise of pay, and when the year's money ends. */
export function RisksPage({ found, query }: { found: PlanFound; query: SentValues }): ReactElement {
  const { pcn, year, risks, rise } = found;
  const path = risksPath(pcn.code);
  const sum = (amounts: readonly (number | null)[]): number => amounts.reduce<number>((total, pence) => total + (pence ?? 0), 0);
  const unfunded = risks.filter(({ isUnfundedAfter }) => isUnfundedAfter);
  const costed = unfunded.filter(({ costPence }) => costPence !== null);
  const unknown = risks.filter(({ costPence }) => costPence === null).length;
  return (
    <Page title="What the PCN may come to bear" kicker={`${pcn.name} (${pcn.code})`} current="/workforce" breadcrumbs={[...pcnCrumbs(pcn), { label: `Plan of ${year}`, href: `${planPath(pcn.code)}?year=${encodeURIComponent(year)}` }]}>
      <PcnPeopleNav pcn={pcn} current="plan" />
      <p>
        Uplift: {sayPounds(sum(risks.map(({ abovePence }) => abovePence)))} of a year’s costs is above the maxima{rise && `; ${sayPounds(sum(risks.map(({ abovePenceAfterRise }) => abovePenceAfterRise)))} if pay rises by ${rise.percent}% and the maxima do not`}.{unknown > 0 && ` ${unknown} ${unknown === 1 ? 'post has' : 'posts have'} no cost on record and ${unknown === 1 ? 'is' : 'are'} in neither.`}
      </p>
      <p>
        Redundancy: {unfunded.length === 0 ? `every post that goes on after ${year} has a sum that is known.` : `${unfunded.length} ${unfunded.length === 1 ? 'post goes' : 'posts go'} on after ${year}, for when no sum is known yet: ${sayPounds(sum(costed.map(({ costPence }) => costPence)))} a year, of the ${costed.length} whose cost is on record.`}
      </p>
      <form method="get" action={path} className="workforce-since">
        <input type="hidden" name="year" value={year} />
        <label className="nhsuk-label" htmlFor="rise">If pay rises by, in percent, from next month on</label>
        <input className="nhsuk-input" id="rise" name="rise" inputMode="decimal" defaultValue={rise?.percent ?? ''} />{' '}
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">Count with this rise</button>
      </form>
      <DataTable table={risksTable} rows={risks} query={query} basePath={path} />
    </Page>
  );
}
