import type { Dataset, Publication } from '#platform/publications/index.ts';

/** How old the newest publication of a data set is, and whether the publisher is likely to have a newer one. */
export interface DatasetAge {
  newest: Publication | null;
  /** Whole months since the day it speaks of, or since it was loaded where it states none. */
  months: number | null;
  isNewerLikely: boolean;
}

export function ageOf({ everyMonths }: Pick<Dataset, 'everyMonths'>, held: readonly Publication[], today: string): DatasetAge {
  const newest = held.at(-1) ?? null;
  if (!newest) return { newest, months: null, isNewerLikely: false };
  const months = monthsBetween(newest.asOf ?? newest.loadedAt.toISOString().slice(0, 10), today);
  // The next one is of a month later and takes some weeks to come out.
  return { newest, months, isNewerLikely: everyMonths !== null && months > everyMonths };
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return Math.max(0, (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0));
}

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
