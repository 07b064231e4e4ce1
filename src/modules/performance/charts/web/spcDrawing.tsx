import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { ChartedSeries } from '../domain/chartedSeries.ts';
import { CAUSE_WORDS, drawnTargets, sayPeriod } from '../domain/saySpc.ts';
import { targetAt } from '../domain/spc.ts';
import { apart, PLOT, sayTick, tenth, valueScale } from './chartScales.ts';
import { INK, PointSign } from './signs.tsx';

type Spot = readonly [x: number, y: number];

/** The drawing itself, in units of a chart; what it says stands around it. */
export function SpcDrawing({ series }: { series: ChartedSeries }): ReactElement {
  const { points, chart, sayValue, period, marks = [] } = series;
  const targetLines = drawnTargets(series).map((target) => points.map((_, index) => targetAt(target, index) ?? NaN));
  const values = valueScale([...points.map(({ value }) => value ?? NaN), ...chart.mean, ...chart.lower, ...chart.upper, ...targetLines.flat()]);
  const step = (PLOT.right - PLOT.left) / Math.max(1, points.length);
  const xAt = (index: number): number => PLOT.left + step * (index + 0.5);
  const ticks = values.ticks(5);
  const stairs = (line: ArrayLike<number>): string => chart.segments.map(({ from, to }) => stairsOf(line, from, to, xAt, step, values)).join('');
  const last = points.findLastIndex(({ value }) => value !== null);
  const labels = last < 0 ? [] : apart([
    ...([['upper', chart.upper], ['mean', chart.mean], ['lower', chart.lower]] as const).map(([name, line]) => ({ name, value: line[last]!, colour: INK.quiet as string })),
    ...targetLines.map((line, index) => ({ name: `target ${index}`, value: line.at(-1)!, colour: INK.target as string })),
  ].filter(({ value }) => Number.isFinite(value)).map((label) => ({ ...label, y: values(label.value) })));
  return (
    <>
      <g className="chart-text" fontSize={10} fill={INK.text}>
        {ticks.map((tick) => <text key={tick} x={PLOT.left - 5} y={tenth(values(tick))} dy="0.35em" textAnchor="end">{sayTick(sayValue(tick))}</text>)}
        {periodTicks(series).map(({ index, label }) => <text key={index} x={tenth(xAt(index))} y={PLOT.bottom + 17} textAnchor="middle">{label}</text>)}
        {labels.map(({ name, value, y, colour }) => <text key={name} x={PLOT.right + 4} y={tenth(y)} dy="0.35em" fill={colour} className="spc-label">{sayValue(value)}</text>)}
      </g>
      <path className="chart-grid" d={ticks.map((tick) => `M${PLOT.left},${tenth(values(tick))}H${PLOT.right}`).join('')} stroke={INK.grid} strokeWidth={0.6} fill="none" />
      <path className="chart-axis" d={`M${PLOT.left},${PLOT.bottom}H${PLOT.right}${periodTicks(series).map(({ index }) => `M${tenth(xAt(index))},${PLOT.bottom}v4`).join('')}`} stroke={INK.line} strokeWidth={0.8} fill="none" />
      {chart.segments.slice(1).map(({ from }) => <path key={from} className="spc-rebase" d={`M${tenth(PLOT.left + step * from)},${PLOT.top}V${PLOT.bottom}`} stroke={INK.text} strokeWidth={0.8} strokeDasharray="1 3" fill="none" />)}
      {marks.map(({ date, words }) => {
        const index = points.findIndex((point) => point.date >= date);
        const x = tenth(PLOT.left + step * (index < 0 ? points.length : index));
        return (
          <g key={date} className="spc-mark">
            <title>{`${sayDate(date)}: ${words}`}</title>
            <path d={`M${x},${PLOT.top - 6}V${PLOT.bottom}`} stroke={INK.target} strokeWidth={1.4} fill="none" />
            <path d={`M${x},${PLOT.top - 6}l7,3.5l-7,3.5Z`} fill={INK.target} />
          </g>
        );
      })}
      <path className="spc-limit" d={stairs(chart.upper) + stairs(chart.lower)} stroke={INK.quiet} strokeWidth={1} strokeDasharray="5 3" fill="none" />
      <path className="spc-mean" d={stairs(chart.mean)} stroke={INK.text} strokeWidth={1} fill="none" />
      {targetLines.map((line, index) => <path key={index} className="spc-target" d={stairsOf(line, 0, points.length, xAt, step, values)} stroke={INK.target} strokeWidth={1.2} strokeDasharray={index ? '6 2 1 2' : '2 2'} fill="none" />)}
      <path className="spc-line" d={pathOf(points.map(({ value }, index) => (value === null ? null : [xAt(index), values(value)])))} stroke={INK.line} strokeWidth={1.3} strokeLinejoin="round" fill="none" />
      {points.map(({ date, value }, index) => value !== null && (
        <PointSign key={date} type={chart.pointType[index]!} x={tenth(xAt(index))} y={tenth(values(value))} title={`${sayPeriod(date, period)}: ${sayValue(value)}. ${CAUSE_WORDS[chart.specialCause[index]!]}.`} />
      ))}
    </>
  );
}

/** A line that steps from point to point, broken where it is not defined. */
function stairsOf(line: ArrayLike<number>, from: number, to: number, xAt: (index: number) => number, step: number, values: (value: number) => number): string {
  let path = '';
  let before = NaN;
  for (let index = from; index < to; index += 1) {
    const value = line[index]!;
    if (!Number.isFinite(value)) {
      before = NaN;
      continue;
    }
    const y = tenth(values(value));
    if (Number.isNaN(before)) path += `M${tenth(xAt(index) - step / 2)},${y}`;
    else if (value !== before) path += `V${y}`;
    path += `H${tenth(xAt(index) + step / 2)}`;
    before = value;
  }
  return path.replace(/(H[\d.-]+)(?=H)/g, '');
}

/** A line through the points that are known; it is never drawn across a gap. */
function pathOf(spots: readonly (Spot | null)[]): string {
  return spots.map((spot, index) => (spot === null ? '' : `${index > 0 && spots[index - 1] ? 'L' : 'M'}${tenth(spot[0])},${tenth(spot[1])}`)).join('');
}

/** About six periods named below the axis, evenly apart. */
function periodTicks({ points, period }: ChartedSeries): { index: number; label: string }[] {
  const every = Math.max(1, Math.ceil(points.length / 5));
  const isShort = period === 'day' || period === 'week';
  return points.flatMap(({ date }, index) => ((points.length - 1 - index) % every === 0 ? [{ index, label: period === 'year' ? date.slice(0, 4) : shorten(sayDate(date), isShort) }] : []));
}

const shorten = (date: string, withDay: boolean): string => {
  const [day, month, year] = date.split(' ');
  return withDay ? `${day} ${month!.slice(0, 3)}` : `${month!.slice(0, 3)} ${year!.slice(2)}`;
};
