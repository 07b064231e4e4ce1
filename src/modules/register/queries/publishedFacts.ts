import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';
import type { RegisterImage } from '../domain/registerImage.ts';
import type { Geography } from './boundaries.ts';
import type { AgeCounts, PracticeCounts } from './populations.ts';

/** Of which day, as known at the end of which day (null: now), and the register that was known then. */
export interface AskedDay {
  asAt: string;
  knownAt: string | null;
  image: RegisterImage;
}

/** What the publications in force on a day say of people and places, for every practice at once. */
export interface PublishedFacts {
  registered: PracticeCounts<'registered'> | null;
  /** Every list up to the day, oldest first. */
  registeredSeries: PracticeCounts<'registered'>[];
  pcnRaw: PracticeCounts<'pcn-raw'> | null;
  pcnAdjusted: PracticeCounts<'pcn-adjusted'> | null;
  ages: AgeCounts | null;
  geography: Geography;
  /** By data set, the day of its newest publication on or before the day asked. */
  newestDays: ReadonlyMap<string, string>;
}

const DAYS_KEPT = 12;
const kept = new WeakMap<RegisterImage, Map<string, Promise<PublishedFacts>>>();

/**
 * Read once a day asked of, and kept while that register is in use: a newer publication makes a newer register. Known at an
 * earlier moment are the publications held by then; a count restated since is left out, for what it said at first is gone.
 */
export function publishedFacts(context: RegisterContext, { image, asAt, knownAt }: AskedDay): Promise<PublishedFacts> {
  let days = kept.get(image);
  if (!days) kept.set(image, (days = new Map()));
  const found = days.get(asAt);
  if (found) return found;
  const made = readFacts(context, asAt, knownAt);
  days.set(asAt, made);
  made.catch(() => days.delete(asAt));
  for (const oldest of days.keys()) if (days.size > DAYS_KEPT) days.delete(oldest);
  return made;
}

async function readFacts({ database, populations, boundaries }: RegisterContext, asAt: string, knownAt: string | null): Promise<PublishedFacts> {
  const now = inForce(await publicationsHeld(database.as()));
  const then = knownAt === null ? now : inForce(await publicationsHeld(database.as(), new Date(`${knownAt}T23:59:59.999Z`)));
  const idsNow = new Set(now.map(({ id }) => id));
  const usable = then.filter(({ id, asOf }) => idsNow.has(id) && asOf !== null && asOf <= asAt);
  const newestDays = new Map(usable.map(({ dataset, asOf }) => [dataset, asOf!]));
  const sources = new Set(usable.map(({ dataset, asOf }) => `${dataset}/${asOf}`));
  const onDayOf = async <Value>(dataset: string, read: (day: string) => Promise<Value | null>): Promise<Value | null> => {
    const day = newestDays.get(dataset);
    return day === undefined ? null : read(day);
  };
  const [registered, pcnRaw, pcnAdjusted, ages, series, geography] = await Promise.all([
    onDayOf('patients-registered-totals', populations.registered),
    onDayOf('pcn-adjusted-population', populations.pcnRaw),
    onDayOf('pcn-adjusted-population', populations.pcnAdjusted),
    onDayOf('patients-registered-ages', populations.ages),
    populations.registeredSeries(),
    boundaries.geography(),
  ]);
  return { registered, pcnRaw, pcnAdjusted, ages, geography, newestDays, registeredSeries: series.filter(({ source }) => sources.has(source)) };
}
