import { addDays, sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import type { ChartedSeries, ChartedTarget, Period, TargetStep } from './chartedSeries.ts';
import { targetAt, TRIAL_POINTS } from './spc.ts';
import type { Assurance, PointType, SpecialCause } from './spcWords.ts';

/** What a point type means for its reader. */
export const POINT_TYPE_WORDS: Record<PointType, string> = {
  common_cause: 'Common cause',
  special_cause_improvement: 'Improvement',
  special_cause_concern: 'Concern',
  special_cause_neutral_high: 'High, neither better nor worse',
  special_cause_neutral_low: 'Low, neither better nor worse',
};

export const CAUSE_WORDS: Record<SpecialCause, string> = {
  'Common Cause': 'Within what chance does',
  'Above UCL': 'Above the upper limit',
  'Below LCL': 'Below the lower limit',
  '7 Point Trend (Increasing)': 'One of seven or more that rise',
  '7 Point Trend (Decreasing)': 'One of seven or more that fall',
  '2 in 3 Above CL': 'One of two in three near the upper limit',
  '2 in 3 Below CL': 'One of two in three near the lower limit',
  '7 Points Above CL': 'One of seven or more above the mean',
  '7 Points Below CL': 'One of seven or more below the mean',
};

/** What the assurance icon says in words. */
export const ASSURANCE_WORDS: Record<Exclude<Assurance, 'NA'>, string> = {
  consistent_pass: 'The target will be met as things are',
  consistent_fail: 'The target will not be met as things are',
  inconsistent: 'The target will be met at some times and missed at others',
};

const CHANGE: Record<PointType, string> = {
  common_cause: 'no change',
  special_cause_improvement: 'a change for the better',
  special_cause_concern: 'a change for the worse',
  special_cause_neutral_high: 'a change, neither better nor worse',
  special_cause_neutral_low: 'a change, neither better nor worse',
};

export const sayPeriod = (date: string, period: Period): string => (period === 'month' ? sayMonth(date) : sayDate(date));

/** Whether limits could be drawn at the last known point: one point has none, nor have equal points that are screened. */
export const hasLimits = ({ points, chart }: ChartedSeries): boolean => Number.isFinite(chart.upper[lastKnown(points)]);

const lastKnown = (points: ChartedSeries['points']): number => points.findLastIndex(({ value }) => value !== null);

/** One or two sentences on what the chart shows: "The last 7 months lie above the mean of 78.4%: a change for the better." */
export function saySpc(series: ChartedSeries): string {
  const last = lastKnown(series.points);
  if (last < 0) return 'No figures are known.';
  return [sayLast(series, last), saySilence(series, last), sayTargets(series)].filter(Boolean).join(' ');
}

function sayLast(series: ChartedSeries, last: number): string {
  const { points, chart, period, sayValue } = series;
  const when = sayPeriod(points[last]!.date, period);
  const value = sayValue(points[last]!.value!);
  if (!hasLimits(series)) {
    const known = points.slice(chart.segments.at(-1)!.from).filter((point) => point.value !== null);
    return known.length === 1 ? `${sentenceCase(when)} is the only figure of this baseline, ${value}: limits need two.` : `${sentenceCase(when)} is at ${value}: the figures do not vary, so no limits can be set.`;
  }
  const [mean, upper, lower] = [chart.mean, chart.upper, chart.lower].map((line) => sayValue(line[last]!));
  const change = CHANGE[chart.pointType[last]!];
  switch (chart.specialCause[last]!) {
    case 'Above UCL': return `${sentenceCase(when)}, at ${value}, lies above the upper limit of ${upper}: ${change}.`;
    case 'Below LCL': return `${sentenceCase(when)}, at ${value}, lies below the lower limit of ${lower}: ${change}.`;
    case '7 Point Trend (Increasing)': return `The last ${countBack(series, last, (now, before) => now > before) + 1} ${period}s rose one after the other, to ${value}: ${change}.`;
    case '7 Point Trend (Decreasing)': return `The last ${countBack(series, last, (now, before) => now < before) + 1} ${period}s fell one after the other, to ${value}: ${change}.`;
    case '2 in 3 Above CL': return `Two of three ${period}s in a row, ${when} among them, lie near the upper limit of ${upper}: ${change}.`;
    case '2 in 3 Below CL': return `Two of three ${period}s in a row, ${when} among them, lie near the lower limit of ${lower}: ${change}.`;
    case '7 Points Above CL': return `The last ${sideLength(series, last, 1)} ${period}s lie above the mean of ${mean}: ${change}.`;
    case '7 Points Below CL': return `The last ${sideLength(series, last, -1)} ${period}s lie below the mean of ${mean}: ${change}.`;
    case 'Common Cause': return `${sentenceCase(when)}, at ${value}, is within what chance does, ${lower} to ${upper} about a mean of ${mean}.${sayEarlier(series, last)}`;
  }
}

function sayEarlier({ chart, period }: ChartedSeries, last: number): string {
  const from = chart.segments.at(-1)!.from;
  const special = chart.specialCause.slice(from, last).filter((cause) => cause !== 'Common Cause').length;
  if (special === 0) return ' Nothing has changed.';
  return special === 1 ? ` One earlier ${period} was more than chance.` : ` ${special} earlier ${period}s were more than chance.`;
}

function saySilence({ points, period }: ChartedSeries, last: number): string {
  const gaps = points.length - 1 - last;
  if (gaps === 0) return '';
  return gaps === 1 ? `There is no figure for ${sayPeriod(points.at(-1)!.date, period)}.` : `There are no figures for the ${gaps} ${period}s since.`;
}

function sayTargets(series: ChartedSeries): string {
  const { targets, chart, points, sayValue } = series;
  if (!hasLimits(series)) return '';
  return targets
    .map((target, index) => {
      const assurance = chart.assurances[index] ?? 'NA';
      const value = targetAt(target, points.length - 1);
      if (assurance === 'NA' || value === null) return '';
      const name = targets.length > 1 ? `The target “${target.name}”` : 'The target';
      return `${name} of ${sayValue(value)} ${assurance === 'consistent_pass' ? 'will be met as things are' : assurance === 'consistent_fail' ? 'will not be met as things are' : 'will be met at some times and missed at others'}.`;
    })
    .filter(Boolean)
    .join(' ');
}

/** Targets of which at least one point was in their time: only those are drawn. */
export const drawnTargets = ({ targets, points }: ChartedSeries): readonly ChartedTarget[] => targets.filter((target) => points.some((_, index) => targetAt(target, index) !== null));

/** From when to when a target held, and where that is to be read; for one that neither ends nor names its source the drawing is enough. */
function noteOfTarget({ points, period, sayValue }: ChartedSeries, { name, dated, steps }: ChartedTarget): string[] {
  const held = dated.filter((_, index) => steps[index]!.from < Math.min(points.length, steps[index]!.until ?? Infinity));
  const ended = dated.at(-1)?.until;
  if (held.length === 0) return ended !== undefined && ended <= (points[0]?.date ?? '') ? [`${name}: not drawn, as it ended with ${lastPeriod(ended, period)}, before the first ${period} here.`] : [];
  if (held.every(({ until, source }) => until === undefined && source === undefined)) return [];
  const sayStep = ({ from, until, value, source }: TargetStep) => `${sayValue(value)} from ${sayPeriod(from, period)}${until === undefined ? '' : ` to ${lastPeriod(until, period)}`}${source === undefined ? '' : ` (${source})`}`;
  return [`${name}: ${held.map(sayStep).join('; ')}.`];
}

const lastPeriod = (until: IsoDate, period: Period): string => sayPeriod(addDays(until, -1), period);

/** What a reader must know beside the sentence: trial limits, baselines, targets, gaps. */
export function spcNotes(series: ChartedSeries): string[] {
  const { points, chart, period, rebases, kind, targets, marks = [], widened = 1 } = series;
  const notes: string[] = marks.map(({ date, words }) => `${sayDate(date)}, marked in the drawing: ${words}.`);
  const trial = chart.segments.at(-1);
  if (trial?.isTrial) notes.push(`Trial limits: they rest on ${trial.basedOn} of at least ${TRIAL_POINTS} points, and are revised with each new one.`);
  for (const { from } of chart.segments.slice(1)) {
    const reason = rebases.find(({ at }) => points[from]!.date >= at && (from === 0 || points[from - 1]!.date < at))?.reason;
    notes.push(`A new baseline begins with ${sayPeriod(points[from]!.date, period)}${reason ? `: ${reason.replace(/\.$/, '')}` : ''}.`);
  }
  notes.push(...targets.flatMap((target) => noteOfTarget(series, target)));
  const gaps = points.filter(({ value }) => value === null).length;
  if (gaps > 0) notes.push(`${gaps === 1 ? `One ${period} has` : `${gaps} ${period}s have`} no figure: a gap, not zero.`);
  if (kind !== 'xmr') notes.push('The limits are as wide as each denominator asks: the fewer are counted, the wider.');
  if (widened > 1) notes.push(`The ${period}s lie further apart than chance in counting alone would set them: the limits are widened ${widened.toFixed(1)} times for it (over-dispersion).`);
  return notes;
}

function countBack({ points, chart }: ChartedSeries, last: number, holds: (now: number, before: number) => boolean): number {
  const from = chart.segments.at(-1)!.from;
  let steps = 0;
  for (let index = last; index > from; index -= 1, steps += 1) {
    const [now, before] = [points[index]!.value, points[index - 1]!.value];
    if (now === null || before === null || !holds(now, before)) break;
  }
  return steps;
}

function sideLength({ points, chart }: ChartedSeries, last: number, side: 1 | -1): number {
  const from = chart.segments.at(-1)!.from;
  let index = last;
  while (index >= from && points[index]!.value !== null && Math.sign(points[index]!.value! - chart.mean[index]!) === side) index -= 1;
  return last - index;
}
