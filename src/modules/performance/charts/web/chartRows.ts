import { sentenceCase } from '#kernel/sayWords.ts';
import type { ChartedSeries } from '../domain/chartedSeries.ts';
import type { Funnel } from '../domain/funnel.ts';
import { FUNNEL_POSITIONS } from '../domain/funnel.ts';
import { CAUSE_WORDS, drawnTargets, POINT_TYPE_WORDS } from '../domain/saySpc.ts';
import { targetAt } from '../domain/spc.ts';

/** The figures of a chart, as its table and its CSV have them; null where there is none. */
export interface ChartRows {
  headings: string[];
  rows: (string | number | null)[][];
}

export function chartRows(series: ChartedSeries): ChartRows {
  const { points, chart, period, unit } = series;
  const targets = drawnTargets(series);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    headings: [sentenceCase(period), unit, 'Mean', 'Lower limit', 'Upper limit', ...targets.map(({ name }) => name), 'What it says'],
    rows: points.map(({ date, value }, index) => {
      const [type, cause] = [chart.pointType[index]!, chart.specialCause[index]!];
      const says = value === null ? null : type === 'common_cause' ? CAUSE_WORDS[cause] : `${POINT_TYPE_WORDS[type]}: ${CAUSE_WORDS[cause].toLowerCase()}`;
      return [date, value, finite(chart.mean[index]!), finite(chart.lower[index]!), finite(chart.upper[index]!), ...targets.map((target) => targetAt(target, index)), says];
    }),
  };
}

export function funnelRows({ kind, points, leftOut, limitsAt }: Funnel, valueHeading: string): ChartRows {
  return {
    headings: ['Code', 'Name', 'Count', kind === 'ratio' ? 'Expected' : 'Of', valueHeading, '95% lower', '95% upper', '99.8% lower', '99.8% upper', 'Where it lies'],
    rows: [
      ...points.map(({ code, name, numerator, denominator, value, position }) => {
        const { lower95, upper95, lower998, upper998 } = limitsAt(denominator);
        return [code, name, numerator, denominator, value, lower95, upper95, lower998, upper998, sentenceCase(FUNNEL_POSITIONS[position])];
      }),
      ...leftOut.map(({ code, name, numerator, denominator }) => [code, name, numerator, denominator, null, null, null, null, null, 'Left out: not known, or nobody counted']),
    ],
  };
}
