import type { IsoDate } from '#kernel/isoDate.ts';
import type { SeriesPoint } from './series.ts';
import { spcOf } from './spc.ts';
import type { SpcSettings } from './spc.ts';
import type { PointType } from './spcWords.ts';

/** Something that happened and may have changed a process: a practice joined, a new telephone system. */
export interface ChartEvent {
  date: IsoDate;
  words: string;
}

export interface SustainedShift {
  /** The first point of the new baseline. */
  at: IsoDate;
  index: number;
  /** How many points in a row lie on the one side of the mean, up to the last. */
  points: number;
  direction: 'above' | 'below';
  meaning: PointType;
  /** What happened shortly before, the nearest first; null where nothing is known: then find out what changed before approving. */
  event: ChartEvent | null;
}

const SHIFT_POINTS = 7;
/** An event this many points before a shift, or fewer, may have caused it. */
const EVENT_POINTS_BEFORE = 3;

/**
 * Where a new baseline may begin: at the first of seven or more points that all lie on one side of the mean up to the last known one.
 * Null where there is no such shift, or where it is as old as the baseline. It only proposes: a person approves, and says why.
 */
export function sustainedShift(points: readonly SeriesPoint[], settings: SpcSettings, events: readonly ChartEvent[] = []): SustainedShift | null {
  const values = points.map(({ value }) => value);
  const chart = spcOf(values, settings);
  const segment = chart.segments.at(-1);
  if (!segment) return null;
  const last = values.findLastIndex((value) => value !== null);
  const sideOf = (index: number): number => (values[index] === null || values[index] === undefined ? 0 : Math.sign(values[index] - chart.mean[index]!));
  const side = last < segment.from ? 0 : sideOf(last);
  if (side === 0) return null;
  let first = last;
  while (first > segment.from && sideOf(first - 1) === side) first -= 1;
  const length = last - first + 1;
  if (length < SHIFT_POINTS || first === segment.from) return null;
  const [isUp, { improvement }] = [side > 0, settings];
  const meaning: PointType = improvement === 'neutral' ? `special_cause_neutral_${isUp ? 'high' : 'low'}` : isUp === (improvement === 'increase') ? 'special_cause_improvement' : 'special_cause_concern';
  return { at: points[first]!.date, index: first, points: length, direction: isUp ? 'above' : 'below', meaning, event: eventBefore(points, first, events) };
}

function eventBefore(points: readonly SeriesPoint[], first: number, events: readonly ChartEvent[]): ChartEvent | null {
  const since = points[Math.max(0, first - EVENT_POINTS_BEFORE)]!.date;
  // A month begins with its first day: what happened within the month of the shift may have caused it too.
  const until = points[first + 1]?.date ?? points[first]!.date;
  const near = events.filter(({ date }) => date >= since && date < until);
  return near.sort((a, b) => (a.date < b.date ? 1 : -1))[0] ?? null;
}
