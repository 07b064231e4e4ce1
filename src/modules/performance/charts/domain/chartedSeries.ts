import { Refused } from '#kernel/result.ts';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { attributeChartOf } from './attributeChart.ts';
import type { AttributeKind } from './attributeChart.ts';
import type { CountedPoint, Improvement, SeriesPoint } from './series.ts';
import { spcOf } from './spc.ts';
import type { Spc, SpcSettings, SpcTarget } from './spc.ts';
import type { ChartEvent } from './sustainedShift.ts';

export const PERIODS = { day: 1, week: 7, month: 1, quarter: 3, year: 12 } as const;
export type Period = keyof typeof PERIODS;

/** A value that a target had from a day on; `until` is the first day on which it no longer held. */
export interface TargetStep {
  from: IsoDate;
  until?: IsoDate;
  value: number;
  /** Where it is to be read, and how sure that is. */
  source?: string;
}

/** A target by name, from day to day. A chart may have more than one. */
export interface DatedTarget {
  name: string;
  steps: readonly TargetStep[];
}

/** A target as it is charted: its steps by point, and as they were dated. */
export interface ChartedTarget extends SpcTarget {
  dated: readonly TargetStep[];
}

/** A new baseline that a person approved, with the reason given. */
export interface ApprovedRebase {
  at: IsoDate;
  reason: string | null;
}

/** What is charted, in the words of the page that shows it. */
export interface ChartWords {
  /** What is measured, with its unit: `Appointments for 1,000 patients`. */
  unit: string;
  period: Period;
  /** A figure as its reader says it: `78.4%`. */
  sayValue(value: number): string;
  /** What happened on a day and is to be seen in the drawing, such as the start of a programme. It moves no limit. */
  marks?: readonly ChartEvent[];
}

export interface SeriesAsked extends ChartWords {
  improvement: Improvement;
  /** On unless said otherwise, as in NHSRplotthedots. */
  screensOutliers?: boolean;
  rebases?: readonly ApprovedRebase[];
  fixAfterPoints?: number | null;
  targets?: readonly DatedTarget[];
}

/** A series with its chart worked out, one point a period: missing periods stand as gaps. */
export interface ChartedSeries extends ChartWords {
  kind: 'xmr' | AttributeKind;
  /** Of a p or u chart: how many times wider its limits are than chance in counting alone would set them. */
  widened?: number;
  improvement: Improvement;
  points: readonly SeriesPoint[];
  chart: Spc;
  targets: readonly ChartedTarget[];
  rebases: readonly ApprovedRebase[];
  settings: SpcSettings;
}

/** An XmR chart of dated figures, in any order. Refuses a period that comes twice with different figures. */
export function chartedSeries(points: readonly SeriesPoint[], asked: SeriesAsked): ChartedSeries {
  const full = withGaps(points, asked.period, (date): SeriesPoint => ({ date, value: null }), (a, b) => a.value === b.value);
  const settings = settingsOf(full, asked);
  return { ...wordsOf(asked), kind: 'xmr', points: full, chart: spcOf(full.map(({ value }) => value), settings), targets: settings.targets, settings };
}

/** A p or u chart of dated counts, on the same terms. */
export function chartedCounts(kind: AttributeKind, points: readonly (CountedPoint & { date: IsoDate })[], asked: SeriesAsked): ChartedSeries {
  const full = withGaps(points, asked.period, (date) => ({ date, numerator: null, denominator: null }), (a, b) => a.numerator === b.numerator && a.denominator === b.denominator);
  const settings = settingsOf(full, asked);
  const { values, widened, ...chart } = attributeChartOf(kind, full, settings);
  return { ...wordsOf(asked), kind, widened, points: full.map(({ date }, index) => ({ date, value: values[index]! })), chart, targets: settings.targets, settings };
}

function settingsOf(points: readonly { date: IsoDate }[], { improvement, screensOutliers = true, rebases = [], fixAfterPoints = null, targets = [] }: SeriesAsked): SpcSettings & { targets: ChartedTarget[] } {
  /** The first point on or after a day; the number of points where there is none. */
  const indexAt = (day: IsoDate): number => {
    const index = points.findIndex(({ date }) => date >= day);
    return index < 0 ? points.length : index;
  };
  const charted = ({ name, steps }: DatedTarget): ChartedTarget => ({ name, dated: steps, steps: steps.map(({ from, until, value }) => ({ from: indexAt(from), ...(until ? { until: indexAt(until) } : {}), value })) });
  return { improvement, screensOutliers, fixAfterPoints, rebaseAt: rebases.map(({ at }) => indexAt(at)), targets: targets.map(charted) };
}

const wordsOf = ({ unit, period, sayValue, improvement, rebases = [], marks }: SeriesAsked) => ({ unit, period, sayValue, improvement, rebases, ...(marks ? { marks } : {}) });

function withGaps<Point extends { date: IsoDate }>(points: readonly Point[], period: Period, gap: (date: IsoDate) => Point, isSame: (a: Point, b: Point) => boolean): Point[] {
  const full: Point[] = [];
  for (const point of [...points].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const before = full.at(-1);
    if (before?.date === point.date) {
      if (isSame(before, point)) continue;
      throw new Refused({ code: 'period-twice', what: `The figures for ${point.date} come twice and differ.`, where: point.date, todo: 'Keep the one that is right.' });
    }
    for (let next = before && following(before.date, period); next && next < point.date; next = following(next, period)) full.push(gap(next));
    full.push(point);
  }
  return full;
}

/** The beginning of the next period. */
export function following(date: IsoDate, period: Period): IsoDate {
  if (period === 'day' || period === 'week') return addDays(date, PERIODS[period]);
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + PERIODS[period];
  return isoDate(`${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-${date.slice(8)}`);
}
