import type { ReactElement, ReactNode } from 'react';
import { ChartFrame } from '#platform/charts/chartFrame.tsx';
import type { ChartTable, ChartText } from '#platform/charts/chartFrame.tsx';
import type { ChartedSeries } from '../domain/chartedSeries.ts';
import { ASSURANCE_WORDS, drawnTargets, hasLimits, POINT_TYPE_WORDS, sayPeriod, saySpc, spcNotes } from '../domain/saySpc.ts';
import { chartRows } from './chartRows.ts';
import { PLOT } from './chartScales.ts';
import { AssuranceSign, INK, PointSign, VariationSign } from './signs.tsx';
import { SpcDrawing } from './spcDrawing.tsx';

export interface SpcChartProps extends ChartText {
  series: ChartedSeries;
  /** Links to the chart's files, such as `ChartDownloadLinks`. */
  downloads?: ReactNode;
}

/** An XmR, p or u chart as Making Data Count draws it, with a sentence that says what it shows, its signs in words, and its figures. */
export function SpcChart({ series, downloads, summary, source, ...text }: SpcChartProps): ReactElement {
  const sentence = summary ?? saySpc(series);
  const known = series.points.some(({ value }) => value !== null);
  const notes = spcNotes(series);
  const from = <>{source}{downloads && <> {downloads}</>}</>;
  if (!known) return <ChartFrame {...text} kind="spc" summary={sentence} source={from} notes={notes} />;
  return (
    <ChartFrame {...text} kind="spc" summary={sentence} source={from} notes={notes} height={PLOT.height} legend={<SpcLegend series={series} />} table={tableOf(series)}>
      <text className="chart-text" x={0} y={10} fontSize={10} fill={INK.text}>{series.unit}</text>
      <SpcDrawing series={series} />
    </ChartFrame>
  );
}

/** The signs in words, and what the shapes and lines that are there mean. */
function SpcLegend({ series }: { series: ChartedSeries }): ReactElement {
  const { chart, improvement, points } = series;
  const targets = drawnTargets(series);
  const assured = series.targets.flatMap(({ name }, index) => {
    const assurance = chart.assurances[index] ?? 'NA';
    return assurance === 'NA' ? [] : [{ name, assurance }];
  });
  const types = [...new Set(chart.pointType.filter((_, index) => points[index]!.value !== null))];
  return (
    <>
      {hasLimits(series) && (
        <ul className="spc-signs">
          <li><VariationSign type={chart.variation} improvement={improvement} /> <span>{variationWords(series)}</span></li>
          {assured.map(({ name, assurance }) => <li key={name}><AssuranceSign assurance={assurance} improvement={improvement} /> <span>{assured.length > 1 ? `${name}: ${ASSURANCE_WORDS[assurance].replace('The target ', '')}` : ASSURANCE_WORDS[assurance]}</span></li>)}
        </ul>
      )}
      <ul className="chart__legend">
        {types.map((type) => (
          <li key={type}>
            <svg className="chart__swatch chart__swatch--square" viewBox="0 0 14 14" aria-hidden="true"><PointSign type={type} x={7} y={7} /></svg>{' '}{POINT_TYPE_WORDS[type]}
          </li>
        ))}
        <li><LineSwatch colour={INK.text} /> Mean</li>
        <li><LineSwatch colour={INK.quiet} dashes="5 3" /> Limits</li>
        {targets.map(({ name }, index) => <li key={name}><LineSwatch colour={INK.target} dashes={index ? '6 2 1 2' : '2 2'} /> {name}</li>)}
      </ul>
    </>
  );
}

const LineSwatch = ({ colour, dashes }: { colour: string; dashes?: string }): ReactElement => (
  <svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path d="M0,7H24" stroke={colour} strokeWidth={2} strokeDasharray={dashes} fill="none" /></svg>
);

/** What the sign of variation says: "Improvement: high figures". */
export function variationWords({ chart: { variation }, improvement }: ChartedSeries): string {
  if (variation === 'common_cause') return 'Common cause: no significant change';
  if (variation === 'special_cause_improvement') return `Improvement: ${improvement === 'increase' ? 'high' : 'low'} figures`;
  if (variation === 'special_cause_concern') return `Concern: ${improvement === 'increase' ? 'low' : 'high'} figures`;
  return POINT_TYPE_WORDS[variation];
}

function tableOf(series: ChartedSeries): ChartTable {
  const { headings, rows } = chartRows(series);
  return {
    columns: headings.map((name, index) => ({ name, isNumber: index > 0 && index < headings.length - 1 })),
    rows: rows.map((cells, index) => ({ key: series.points[index]!.date, cells: cells.map((cell, column) => (column === 0 ? sayPeriod(series.points[index]!.date, series.period) : typeof cell === 'number' ? series.sayValue(cell) : (cell ?? (column === 1 ? 'No figure' : '–')))) })),
  };
}
