import type { DatasetAge } from '../../domain/datasetAge.ts';

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
