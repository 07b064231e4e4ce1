import { extent, max, min } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { sayDate, type IsoDate } from '#kernel/isoDate.ts';
import { sayList, sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import { CHART_WIDTH, ChartFrame, type ChartText } from './chartFrame.tsx';
import { sayChange, tenth } from './plainNumbers.ts';

/** A figure at a date; null says that there is none, and shows as a gap. */
export interface DatedValue {
  date: IsoDate;
  value: number | null;
}

export interface TimeSeries {
  name: string;
  points: readonly DatedValue[];
}

/** A value to hold the lines against, such as a threshold: the same over all of the time shown. */
export interface Level {
  name: string;
  value: number;
}

export interface TimeLineProps extends ChartText {
  series: readonly TimeSeries[];
  /** Drawn as dotted lines from side to side. */
  levels?: readonly Level[];
  /** What is counted, in the plural: `people`. */
  unit: string;
  /** True unless said otherwise: a scale that starts higher makes a small change look large, and says so. */
  startsAtZero?: boolean;
}

type KnownValue = DatedValue & { value: number };

/** The unit of what is a percentage. */
export const PER_CENT = 'per cent';

const TOP = 26;
const PLOT_HEIGHT = 170;
const BOTTOM = TOP + PLOT_HEIGHT;
const RIGHT = CHART_WIDTH - 14;
const DAY_MS = 86_400_000;
/** Past this many points the dots run into one another; only lone points keep theirs. */
const DOTS_MAX = 36;
/** Room for `Mar 2025` with a little air. */
const TICK_APART_MIN = 66;
const MARKS = ['a', 'b', 'c', 'd', 'e'] as const;

const timeOf = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);
const inOrder = (points: readonly DatedValue[]): DatedValue[] => [...points].sort((a, b) => (a.date < b.date ? -1 : 1));
const isKnown = (point: DatedValue): point is KnownValue => point.value !== null;

/**
 * One sentence on how each series moved from its first to its last figure, such as "People fell by 3.1%, from
 * 3,899 on 1 March 2025 to 3,779 on 1 November 2025.". Past three series it describes the first.
 */
export function describeTimeLine(series: readonly TimeSeries[], { isPercentage = false }: { /** Of what is in per cent already no percentage is said. */ isPercentage?: boolean } = {}): string {
  const moves = series.map(moveOf).filter((move) => move !== null);
  if (moves.length === 0) return 'No figures are known for these dates.';
  const told = moves.length > 3 ? moves.slice(0, 1) : moves;
  const others = moves.length - told.length;
  const { first, last } = told[0]!;
  const isOneSpan = told.length > 1 && first.date !== last.date && told.every((move) => move.first.date === first.date && move.last.date === last.date);
  const sentence = isOneSpan
    ? `from ${sayDate(first.date)} to ${sayDate(last.date)}, ${sayList(told.map((move) => sayMoveWithoutDates(move, isPercentage)))}`
    : told.map((move) => sayMove(move, isPercentage)).join('; ');
  return `${sentenceCase(sentence)}${others ? `; ${others} other lines are in the table` : ''}.`;
}

interface Move {
  name: string;
  first: KnownValue;
  last: KnownValue;
  knownCount: number;
  dateCount: number;
}

function moveOf({ name, points }: TimeSeries): Move | null {
  const known = inOrder(points).filter(isKnown);
  const [first, last] = [known[0], known.at(-1)];
  return first && last ? { name, first, last, knownCount: known.length, dateCount: points.length } : null;
}

function sayMove({ name, first, last, knownCount, dateCount }: Move, isPercentage: boolean): string {
  if (knownCount === 1) return `${name}: ${sayNumber(first.value)} on ${sayDate(first.date)}, the only figure`;
  const missing = dateCount - knownCount;
  const gaps = missing ? `, with no figure for ${missing} of ${dateCount} dates` : '';
  const change = last.value - first.value;
  if (change === 0) return `${name} stood at ${sayNumber(last.value)} on both ${sayDate(first.date)} and ${sayDate(last.date)}${gaps}`;
  return `${name} ${sayDirection(first, last, isPercentage)}, from ${sayNumber(first.value)} on ${sayDate(first.date)} to ${sayNumber(last.value)} on ${sayDate(last.date)}${gaps}`;
}

function sayMoveWithoutDates({ name, first, last }: Move, isPercentage: boolean): string {
  if (first.value === last.value) return `${name} began and ended at ${sayNumber(last.value)}`;
  return `${name} ${sayDirection(first, last, isPercentage)} to ${sayNumber(last.value)}`;
}

/** A change from nothing, or from below it, has no percentage. */
function sayDirection(first: KnownValue, last: KnownValue, isPercentage: boolean): string {
  const change = last.value - first.value;
  return `${change > 0 ? 'rose' : 'fell'}${first.value > 0 && !isPercentage ? ` by ${sayChange(change / first.value)}` : ''}`;
}

/** A line per series over dated points. A missing figure breaks the line; it is never bridged. */
export function TimeLine({ series, unit, levels = [], startsAtZero = true, summary, ...text }: TimeLineProps) {
  const sentence = summary ?? describeTimeLine(series, { isPercentage: unit === PER_CENT });
  const known = series.flatMap(({ points }) => points.filter(isKnown));
  if (known.length === 0) return <ChartFrame {...text} kind="time-line" summary={sentence} />;

  const values = valueScale([...known, ...levels].map(({ value }) => value), startsAtZero);
  const valueTicks = values.ticks(4);
  const left = 12 + 7.8 * Math.max(...valueTicks.map((tick) => sayNumber(tick).length));
  const times = timeScale(series.flatMap(({ points }) => points.map(({ date }) => date)), left);
  const path = line<DatedValue>().defined(isKnown).x(({ date }) => times(timeOf(date))).y(({ value }) => values(value ?? 0)).digits(1);
  const lowest = values.domain()[0] ?? 0;

  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date)))].sort();
  const valueAt = series.map(({ points }) => new Map(points.map(({ date, value }) => [date, value])));
  const table = {
    columns: [{ name: 'Date' }, ...series.map(({ name }) => ({ name, isNumber: true }))],
    rows: dates.map((date) => ({ key: date, cells: [sayDate(date), ...valueAt.map((at) => sayMaybe(at.get(date)))] })),
  };
  const legend = series.length + levels.length > 1 && (
    <ul className="chart__legend">
      {series.map(({ name }, index) => (
        <li key={name}>
          <svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true">
            <path className={`chart-line chart-line--${markOf(index)}`} d="M0,7H24" /><Dot index={index} x={12} y={7} />
          </svg>{' '}{name}
        </li>
      ))}
      {levels.map(({ name, value }) => (
        <li key={name}>
          <svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path className="chart-level" d="M0,7H24" /></svg>{' '}{name}: {sayNumber(value)}
        </li>
      ))}
    </ul>
  );
  const notes = lowest > 0 ? [`The scale starts at ${sayNumber(lowest)}, not at zero.`] : [];

  return (
    <ChartFrame {...text} kind="time-line" summary={sentence} height={BOTTOM + 26} legend={legend} notes={notes} table={table}>
      <text className="chart-text" x={0} y={12}>{sentenceCase(unit)}</text>
      <path className="chart-grid" d={valueTicks.map((tick) => `M${tenth(left)},${tenth(values(tick))}H${CHART_WIDTH}`).join('')} />
      <path className="chart-axis" d={`M${tenth(left)},${BOTTOM}H${CHART_WIDTH}`} />
      <g className="chart-text">
        {valueTicks.map((tick) => <text key={tick} x={tenth(left - 6)} y={tenth(values(tick))} dy="0.35em" textAnchor="end">{sayNumber(tick)}</text>)}
        {timeTicks(times, left).map(({ x, label, anchor }) => <text key={label} x={tenth(x)} y={BOTTOM + 18} textAnchor={anchor}>{label}</text>)}
      </g>
      {levels.map(({ name, value }) => (
        <g key={name}>
          <path className="chart-level" d={`M${tenth(left)},${tenth(values(value))}H${RIGHT}`}><title>{`${name}: ${sayNumber(value)}`}</title></path>
          <text className="chart-text" x={RIGHT} y={tenth(values(value)) - 4} textAnchor="end">{sayNumber(value)}</text>
        </g>
      ))}
      {series.map(({ name, points }, index) => {
        const ordered = inOrder(points);
        const dotted = ordered.length <= DOTS_MAX ? ordered.filter(isKnown) : lonePoints(ordered);
        return (
          <g key={name}>
            <path className={`chart-line chart-line--${markOf(index)}`} d={path(ordered) ?? ''} />
            {dotted.map(({ date, value }) => (
              <Dot key={date} index={index} x={tenth(times(timeOf(date)))} y={tenth(values(value))} title={`${name}, ${sayDate(date)}: ${sayNumber(value)}`} />
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

/** The dot's shape, as well as its colour, tells series apart, so that a grey print still reads. */
function Dot({ index, x, y, title }: { index: number; x: number; y: number; title?: string }) {
  const shape = [`M${x - 3},${y}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z`, `M${x - 3},${y - 3}h6v6h-6z`, `M${x},${y - 4}l4,4l-4,4l-4,-4z`, `M${x},${y - 4}l4,7h-8z`, `M${x},${y + 4}l4,-7h-8z`];
  return <path className={`chart-dot chart-dot--${markOf(index)}`} d={shape[index % shape.length]}>{title && <title>{title}</title>}</path>;
}

const markOf = (index: number) => MARKS[index % MARKS.length];
const sayMaybe = (value: number | null | undefined): string => (value === null || value === undefined ? 'No figure' : sayNumber(value));

/** Points with a gap on both sides: no line reaches them, so without a dot they would vanish. */
function lonePoints(points: readonly DatedValue[]): KnownValue[] {
  const isGap = (point: DatedValue | undefined) => !point || !isKnown(point);
  return points.filter((point, index): point is KnownValue => isKnown(point) && isGap(points[index - 1]) && isGap(points[index + 1]));
}

function valueScale(values: readonly number[], startsAtZero: boolean) {
  const [lowest, highest] = [min(values) ?? 0, max(values) ?? 0];
  const from = startsAtZero ? Math.min(0, lowest) : lowest;
  // A flat line has no height of its own: give it room on both sides.
  const isFlat = from === highest;
  const room = isFlat ? Math.max(1, Math.abs(highest) * 0.1) : 0;
  return scaleLinear([startsAtZero ? from : from - room, highest + room], [BOTTOM, TOP]).nice(4);
}

function timeScale(dates: readonly IsoDate[], left: number) {
  const [first, last] = extent(dates.map(timeOf));
  const from = first?.getTime() ?? 0;
  const to = last?.getTime() ?? 0;
  const room = from === to ? 15 * DAY_MS : 0;
  return scaleUtc([new Date(from - room), new Date(to + room)], [left + 6, RIGHT]);
}

function timeTicks(times: ReturnType<typeof timeScale>, left: number) {
  const wanted = times.ticks(3);
  const apart = wanted.length > 1 ? times(wanted[1]!) - times(wanted[0]!) : TICK_APART_MIN;
  const every = Math.max(1, Math.ceil(TICK_APART_MIN / apart));
  const ticks = wanted.filter((_, index) => index % every === 0);
  const isYearly = ticks.every((tick) => tick.getUTCMonth() === 0 && tick.getUTCDate() === 1);
  const isMonthly = ticks.every((tick) => tick.getUTCDate() === 1);
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    ...(isYearly ? { year: 'numeric' } : isMonthly ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' }),
  });
  return ticks.map((tick) => {
    const x = times(tick);
    const anchor = x > CHART_WIDTH - 34 ? ('end' as const) : x < left + 10 ? ('start' as const) : ('middle' as const);
    return { x: anchor === 'end' ? CHART_WIDTH : x, label: format.format(tick), anchor };
  });
}
