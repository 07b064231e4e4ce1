import { scaleLinear } from 'd3-scale';
import type { ReactElement } from 'react';
import { CHART_WIDTH, ChartFrame } from '#platform/charts/chartFrame.tsx';
import { inMonths, sayCurve } from '../domain/sayCurve.ts';
import type { StayCurve } from '../domain/stays.ts';

const TOP = 26;
const BOTTOM = 196;
const LEFT = 42;
const RIGHT = CHART_WIDTH - 8;
const MARKS = ['a', 'b', 'c', 'd', 'e'] as const;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const tenth = (value: number): number => Math.round(value * 10) / 10;

interface StayChartProps {
  id: string;
  heading: string;
  curves: readonly StayCurve[];
  fewest: number;
}

/** The part that still stays, month by month: a step for each curve, with the interval behind it. Past five, the smallest are in the table alone. */
export function StayChart({ id, heading, curves, fewest }: StayChartProps): ReactElement {
  const drawn = curves.filter(({ curve }) => curve !== null);
  const shown = drawn.slice(0, MARKS.length);
  const summary = curves.length === 0 ? 'Nobody has filled a post yet.' : curves.slice(0, 3).map((curve) => sayCurve(curve, fewest)).join(' ');
  const source = 'who filled the posts of this PCN, as entered; those who still stay count up to today';
  const table = {
    columns: [{ name: 'Group' }, { name: 'Months', isNumber: true }, { name: 'Watched', isNumber: true }, { name: 'Left', isNumber: true }, { name: 'Still stay', isNumber: true }, { name: 'Between', isNumber: true }],
    rows: drawn.flatMap(({ name, curve }) => curve!.map((step) => ({ key: `${name} ${step.time}`, cells: [name, inMonths(step.time), step.atRisk, step.left, percent(step.survival), step.interval ? `${percent(step.interval.low)} to ${percent(step.interval.high)}` : 'not known'] }))),
  };
  const notes = [...(drawn.length > shown.length ? [`${drawn.length - shown.length} more groups are in the table.`] : []), ...(shown.length > 0 ? ['The shade behind a line is where the true share lies, 95 times in 100.'] : [])];
  if (shown.length === 0) return <ChartFrame id={id} heading={heading} kind="stay" summary={summary} source={source} />;
  const months = scaleLinear([0, Math.max(1, ...shown.map(({ watched }) => inMonths(watched)))], [LEFT, RIGHT]);
  const shares = scaleLinear([0, 1], [BOTTOM, TOP]);
  return (
    <ChartFrame id={id} heading={heading} kind="stay" summary={summary} source={source} height={BOTTOM + 42} notes={notes} table={table} legend={shown.length > 1 && <Legend curves={shown} />}>
      <text className="chart-text" x={0} y={12}>Still here</text>
      <path className="chart-grid" d={[0.25, 0.5, 0.75, 1].map((share) => `M${LEFT},${tenth(shares(share))}H${RIGHT}`).join('')} />
      <path className="chart-axis" d={`M${LEFT},${BOTTOM}H${RIGHT}`} />
      <g className="chart-text">
        {[0, 0.5, 1].map((share) => <text key={share} x={LEFT - 6} y={tenth(shares(share))} dy="0.35em" textAnchor="end">{percent(share)}</text>)}
        {months.ticks(5).map((tick) => <text key={tick} x={tenth(months(tick))} y={BOTTOM + 18} textAnchor="middle">{tick}</text>)}
        <text x={(LEFT + RIGHT) / 2} y={BOTTOM + 37} textAnchor="middle">Months since they began</text>
      </g>
      {shown.map(({ name, curve, watched }, index) => {
        const steps = [{ x: months(0), survival: 1, low: 1, high: 1 }, ...curve!.map((step) => ({ x: months(inMonths(step.time)), survival: step.survival, low: step.interval?.low ?? step.survival, high: step.interval?.high ?? step.survival }))];
        const end = months(inMonths(watched));
        const path = (key: 'survival' | 'low' | 'high') => steps.map((step, at) => `${at === 0 ? 'M' : 'H'}${tenth(step.x)}${at === 0 ? ',' : 'V'}${tenth(shares(step[key]))}`).join('');
        const back = [...steps].reverse().map((step) => `V${tenth(shares(step.low))}H${tenth(step.x)}`).join('');
        return (
          <g key={name}>
            <path className={`stay-band stay-band--${MARKS[index]!}`} d={`${path('high')}H${tenth(end)}${back}Z`} />
            <path className={`chart-line chart-line--${MARKS[index]!}`} d={`${path('survival')}H${tenth(end)}`} />
          </g>
        );
      })}
    </ChartFrame>
  );
}

function Legend({ curves }: { curves: readonly StayCurve[] }): ReactElement {
  return (
    <ul className="chart__legend">
      {curves.map(({ name }, index) => (
        <li key={name}>
          <svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true">
            <path className={`chart-line chart-line--${MARKS[index]!}`} d="M0,7H24" />
          </svg>{' '}
          {name}
        </li>
      ))}
    </ul>
  );
}
