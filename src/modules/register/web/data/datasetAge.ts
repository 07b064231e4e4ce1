import type { Dataset } from '#platform/publications/index.ts';
import type { DatasetAge } from '../../domain/datasetAge.ts';

export { ageOf } from '../../domain/datasetAge.ts';

/** "8 months old; a newer one is likely out". */
export function sayAge({ newest, months, isNewerLikely }: DatasetAge): string {
  if (!newest || months === null) return 'not held yet';
  const age = months === 0 ? 'less than a month' : months === 1 ? '1 month' : months < 24 ? `${months} months` : `${Math.floor(months / 12)} years`;
  const since = newest.asOf === null ? `loaded ${months === 0 ? 'less than a month' : age} ago` : `${age} old`;
  return isNewerLikely ? `${since}; a newer one is likely out` : since;
}

export function sayRhythm(everyMonths: number | null): string {
  if (everyMonths === null) return 'at no fixed time';
  return everyMonths === 1 ? 'every month' : everyMonths === 12 ? 'every year' : `every ${everyMonths} months`;
}

/** What stays unknown, or gets less true, while the newest publication is old or there is none. */
const WHAT_A_NEWER_ONE_BRINGS: Record<string, string> = {
  epraccur: 'practices that have opened, closed or been renamed since, on the day on which it happened',
  epcn: 'PCNs that have opened or closed since, and practices that have moved between them, with the day',
  etr: 'trusts that have merged or been renamed since',
  eccg: 'ICBs and sub-ICB locations that have merged since, with their new codes',
  'patients-registered-map': 'where each practice stands now – PCN, sub-ICB location, ICB – and the changes since the last map',
  'patients-registered-totals': 'the newest list sizes, and a longer line on every list-size chart',
  'patients-registered-ages': 'age pyramids of today’s patients',
  'pcn-adjusted-population': 'the populations on which the next year’s payments rest',
  'practice-coordinates': 'practices that are missing from the map',
};

export const newerOneBrings = ({ id, whatFor }: Pick<Dataset, 'id' | 'whatFor'>): string => WHAT_A_NEWER_ONE_BRINGS[id] ?? whatFor.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
