import type { IsoDate } from '#kernel/isoDate.ts';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { ACCESS_MEASURES, accessRules, accessSeries, chartedSeries, spcOf } from '#performance';
import type { AccessMeasureId, ChartedSeries } from '#performance';
import { workloadMonths } from '#workforce';
import type { ProgrammesContext } from '../context.ts';
import { differenceOf } from '../domain/difference.ts';
import type { BeforeStart, Difference, MeasuredMonth } from '../domain/difference.ts';
import { isOfKind } from '../domain/fact.ts';
import type { Fact } from '../domain/fact.ts';
import { sayFigure } from '../domain/laterFindings.ts';

/** The months of measures that are read from published figures, by the number of the measure's fact. */
export type PublishedMonths = ReadonlyMap<number, readonly MeasuredMonth[]>;

/** With fewer months before the start, the baseline that was entered stands for them. */
const BEFORE_POINTS = 5;
/** Three standard deviations lie between a chart's mean and its limit. */
const SIGMAS = 3;
const PER_CENT = 100;

export const isAccessMeasure = (id: string): id is AccessMeasureId => (ACCESS_MEASURES as readonly string[]).includes(id);

/** What an access measure is counted in here: shares as per cent, so that a baseline is entered as it is read. */
export function accessUnit(measure: AccessMeasureId): { title: string; unit: string; times: number } {
  const rule = accessRules().measures.find(({ id }) => id === measure)!;
  return rule.unit === 'share' ? { title: rule.title, unit: 'per cent', times: PER_CENT } : { title: rule.title, unit: 'for 1,000 patients', times: 1 };
}

/** The months from the first that is known to the last that is whole, gaps as gaps: the month that still runs is left out, as it would look like a fall. */
function everyMonth(known: readonly { month: IsoDate; value: number }[], today: IsoDate): MeasuredMonth[] {
  const whole = known.filter(({ month }) => month.slice(0, 7) < today.slice(0, 7));
  const [first, last] = [whole[0]?.month, whole.at(-1)?.month];
  const valueOf = new Map(whole.map(({ month, value }) => [month, value]));
  const months: MeasuredMonth[] = [];
  for (let month = first; month !== undefined && last !== undefined && month <= last; month = monthAfter(month)) months.push({ month, value: valueOf.get(month) ?? null });
  return months;
}

const monthAfter = (month: IsoDate): IsoDate => isoDate(`${addDays(month, 31).slice(0, 7)}-01`);

/** Reads what is published of measures, and what is kept of workload; empty for those whose figures are entered. */
export async function publishedMonths(context: ProgrammesContext, facts: readonly Fact[]): Promise<PublishedMonths> {
  const found = new Map<number, readonly MeasuredMonth[]>();
  for (const { id, detail: { series } } of facts.filter(isOfKind('measure'))) {
    if (series.kind === 'workload') found.set(id, everyMonth(await workloadMonths(context, { pcnCode: series.code, figure: series.figure }), context.today()));
    if (series.kind !== 'access' || !isAccessMeasure(series.measure)) continue;
    const { times } = accessUnit(series.measure);
    const [answer] = await accessSeries(context, { code: series.code, measures: [series.measure] });
    found.set(id, (answer?.points ?? []).map(({ month, value }) => ({ month: isoDate(month), value: value === null ? null : value * times })));
  }
  return found;
}

/** Every month of a measure, the oldest first; a month that was entered more than once counts as it was entered last. */
export function monthsOf({ id, detail }: Fact<'measure'>, facts: readonly Fact[], published: PublishedMonths): readonly MeasuredMonth[] {
  if (detail.series.kind !== 'entered') return published.get(id) ?? [];
  const byMonth = new Map(facts.filter(isOfKind('figure')).filter(({ aboutId }) => aboutId === id).sort((a, b) => a.id - b.id).map(({ on, detail: { value } }) => [on, value]));
  return [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, value]) => ({ month, value }));
}

const monthOf = (day: IsoDate): string => day.slice(0, 7);
/** The month of the start itself belongs to neither, unless it began with it. */
const isBefore = (startedOn: IsoDate) => ({ month }: MeasuredMonth): boolean => monthOf(month) < monthOf(startedOn);
const isSince = (startedOn: IsoDate) => ({ month }: MeasuredMonth): boolean => month >= startedOn;

/** Mean and spread before the start, as the chart has them. */
function beforeStart(months: readonly MeasuredMonth[], startedOn: IsoDate, improvement: 'increase' | 'decrease'): BeforeStart | null {
  const values = months.filter(isBefore(startedOn)).map(({ value }) => value);
  const points = values.filter((value) => value !== null).length;
  if (points < BEFORE_POINTS) return null;
  const { mean, upper } = spcOf(values, { improvement, screensOutliers: true });
  return { mean: mean[0]!, sigma: (upper[0]! - mean[0]!) / SIGMAS, points };
}

/** What each measure did since the start, by the number of its fact. */
export function differencesIn(facts: readonly Fact[], published: PublishedMonths, { startedOn, holdsForPoints }: { startedOn: IsoDate; holdsForPoints: number }): Map<number, Difference> {
  return new Map(facts.filter(isOfKind('measure')).map((measure) => {
    const { improvement, baseline, target } = measure.detail;
    const months = monthsOf(measure, facts, published);
    return [measure.id, differenceOf({ improvement, baseline, target, before: beforeStart(months, startedOn, improvement), since: months.filter(isSince(startedOn)), holdsForPoints })];
  }));
}

/** A measure as performance charts it, with the start marked; its limits are those of the months before, where there are enough. Null without a figure. */
export function chartOfMeasure(measure: Fact<'measure'>, facts: readonly Fact[], published: PublishedMonths, startedOn: IsoDate): ChartedSeries | null {
  const { title, unit, improvement, target } = measure.detail;
  const months = monthsOf(measure, facts, published);
  if (months.every(({ value }) => value === null)) return null;
  const before = months.filter(isBefore(startedOn));
  const isFixed = before.filter(({ value }) => value !== null).length >= BEFORE_POINTS;
  const charted = chartedSeries(months.map(({ month, value }) => ({ date: month, value })), {
    unit: `${title}, ${unit}`, improvement, period: 'month', sayValue: sayFigure, fixAfterPoints: isFixed ? before.length : null,
    targets: [{ name: 'Target', steps: [{ from: startedOn, value: target }] }], marks: [{ date: startedOn, words: 'the programme began' }],
  });
  // Limits of the months before say what would have been without the change: whether the target will be met now is not theirs to say.
  return isFixed ? { ...charted, chart: { ...charted.chart, assurance: 'NA', assurances: charted.chart.assurances.map(() => 'NA') } } : charted;
}
