/** How old the newest publication of a data set is, and whether the publisher is likely to have a newer one. */
export interface DatasetAge<Publication = HeldDay> {
  newest: Publication | null;
  /** Whole months since the day it speaks of, or since it was loaded where it states none. */
  months: number | null;
  isNewerLikely: boolean;
}

interface HeldDay {
  /** `YYYY-MM-DD`; null where the file states no day. */
  asOf: string | null;
  loadedAt: Date;
}

/** Of a data set that comes every so many months, with what is held of it, the newest last. */
export function ageOf<Publication extends HeldDay>({ everyMonths }: { everyMonths: number | null }, held: readonly Publication[], today: string): DatasetAge<Publication> {
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
