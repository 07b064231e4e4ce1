import { isoDate, sayDate } from '#kernel/isoDate.ts';
import { chartedCounts, chartedSeries, funnelOf } from '../../charts/index.ts';
import type { ChartedSeries } from '../../charts/index.ts';
import type { ChartFile, FunnelShown } from '../../charts/web/index.ts';
import { THRESHOLD_NAMES, thresholdTargets } from '../thresholdTargets.ts';
import { addedByMonth } from '../domain/addedByMonth.ts';
import type { PcnIndicator } from '../queries/pcnIndicator.ts';
import { sayShare } from './indicatorWords.ts';

/** Past so many counted in a month, chance alone is so small that a p chart calls every month special: the XmR chart takes how the months themselves vary. */
const P_CHART_MAX = 5_000;
const POINTS_DRAWN = 2;
const improvementOf = ({ direction }: PcnIndicator['definition']): ChartedSeries['improvement'] => (direction === 'lower' ? 'decrease' : direction === 'higher' ? 'increase' : 'neutral');

/** Each month by itself, last year’s first; null where fewer than two are known. */
export function monthsChart({ definition, standing, rebases }: PcnIndicator): ChartedSeries | null {
  if (!standing || definition.measure !== 'part' || (definition.reach !== 'to-come' && definition.reach !== 'counted')) return null;
  const { before, months } = standing;
  const points = [...(before ? addedByMonth(before.definition, before.months) : []), ...addedByMonth(definition, months)];
  const known = points.flatMap(({ denominator }) => (denominator === null || denominator === 0 ? [] : [denominator]));
  if (known.length < POINTS_DRAWN) return null;
  // Thresholds are of all that were counted; those reached in a month out of those not reached before are another part.
  const targets = definition.reach === 'to-come' ? thresholdTargets(definition.code) : [];
  const asked = { targets, unit: definition.reach === 'counted' ? 'Reached in the month, of those not reached before' : 'Achieved in the month', improvement: improvementOf(definition), period: 'month' as const, sayValue: sayShare, rebases };
  const isLarge = known.reduce((sum, denominator) => sum + denominator, 0) / known.length > P_CHART_MAX;
  return isLarge ? chartedSeries(points.map(({ date, numerator, denominator }) => ({ date, value: numerator === null || !denominator ? null : numerator / denominator })), asked) : chartedCounts('p', points, asked);
}

/** From April on, this year’s line over last year’s, which stands a year later; a month that is not known whole is a gap. */
export function courseLines({ definition, standing, year }: PcnIndicator) {
  if (!standing || standing.months.length < POINTS_DRAWN || definition.measure !== 'part') return null;
  const line = (name: string, months: typeof standing.months, years: number) => ({
    name,
    points: months.map(({ countedTo, pcn }) => ({ date: isoDate(`${Number(countedTo.slice(0, 4)) + years}-${countedTo.slice(5).replace('02-29', '02-28')}`), value: pcn.isPartial || pcn.numerator === null || !pcn.denominator ? null : (pcn.numerator / pcn.denominator) * 100 })),
  });
  const before = standing.before?.months ?? [];
  return [line(`In ${year}`, standing.months, 0), ...(before.length > 1 ? [line(`In ${standing.before!.definition.year}, a year later`, before, 1)] : [])];
}

/** The year’s thresholds, in per cent, to hold the course against. */
export function courseLevels({ definition: { funded } }: PcnIndicator): { name: string; value: number }[] {
  if (funded?.indicator.kind !== 'fraction') return [];
  const { lower, upper, status } = funded.indicator;
  return ([['lower', lower], ['upper', upper]] as const).flatMap(([side, figure]) => (figure ? [{ name: `${THRESHOLD_NAMES[side]}${status === 'unverified' ? ' (not verified)' : ''}`, value: figure.value.mul(100).valueOf() }] : []));
}

/** This PCN among all of England’s; null where nothing is published of the year. */
export function englandFunnel({ definition, england, pcn }: PcnIndicator): FunnelShown | null {
  if (!england.ok || definition.measure !== 'part' || england.value.england.denominator === 0) return null;
  const funnel = funnelOf('proportion', england.value.pcns.map(({ code, name, figure }) => ({ code, name, numerator: figure.numerator, denominator: figure.denominator })));
  return { funnel, improvement: improvementOf(definition), unit: 'Achieved', counted: definition.counted, units: 'PCNs', sayValue: sayShare, emphasis: [pcn.code] };
}

export const CHART_IDS = { months: 'month-by-month', england: 'against-england' } as const;
export const chartHeadings = (answer: PcnIndicator) => ({ months: `${answer.definition.code}, month by month`, england: `${answer.pcn.name} against England` });
export const chartSources = ({ standing, england }: PcnIndicator) => ({
  months: `what the PCN’s practices sent in${standing?.latest ? `, counted to ${sayDate(standing.latest.countedTo)}` : ''}`,
  england: england.ok ? `the published annual file, counted to ${sayDate(england.value.asOf)}` : '',
});

/** What can be taken along as files. */
export function pcnIndicatorFiles(answer: PcnIndicator): ChartFile[] {
  const [series, shown, headings, sources] = [monthsChart(answer), englandFunnel(answer), chartHeadings(answer), chartSources(answer)];
  return [
    ...(series ? [{ id: CHART_IDS.months, heading: headings.months, source: sources.months, content: { series } }] : []),
    ...(shown ? [{ id: CHART_IDS.england, heading: headings.england, source: sources.england, content: { shown } }] : []),
  ];
}
