import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { sayNumber } from '#kernel/sayWords.ts';
import { CHART_WIDTH, ChartFrame, type ChartText } from './chartFrame.tsx';
import { sayMost, sayShare, tenth } from './plainNumbers.ts';

/** A name and how many; counts are zero or more. */
export interface NamedCount {
  name: string;
  count: number;
  href?: string;
}

export interface BarListProps extends ChartText {
  /** In the order they are to be shown. */
  bars: readonly NamedCount[];
  /** What is counted, in the plural: `people`. */
  unit: string;
}

const BARS_MAX = 20;
const ROW_HEIGHT = 40;
const NAME_LENGTH_MAX = 42;

/** One sentence on which is largest and its share of the whole, such as "Ash has the most people: 300 of 600 (50%).". */
export function describeBarList(bars: readonly NamedCount[], unit: string): string {
  if (bars.length === 0) return `No ${unit} are known.`;
  const total = sum(bars, ({ count }) => count);
  if (total === 0) return bars.length === 1 ? `${bars[0]?.name} has no ${unit}.` : `None of the ${bars.length} has any ${unit}.`;
  const most = max(bars, ({ count }) => count) ?? 0;
  const largest = bars.filter(({ count }) => count === most);
  if (bars.length === 1) return `${bars[0]?.name} has ${sayNumber(most)} ${unit}.`;
  if (largest.length === bars.length) return `All ${bars.length} have the same number of ${unit}: ${sayNumber(most)}.`;
  if (largest.length > 1) return `${sayMost(largest.map(({ name }) => name), 3)} have the most ${unit}: ${sayNumber(most)} each, of ${sayNumber(total)}.`;
  return `${largest[0]?.name} has the most ${unit}: ${sayNumber(most)} of ${sayNumber(total)} (${sayShare(most / total)}).`;
}

/** Named counts as horizontal bars, each name above its bar so that long names fit a phone. The table holds them all. */
export function BarList({ bars, unit, summary, ...text }: BarListProps) {
  const sentence = summary ?? describeBarList(bars, unit);
  if (bars.length === 0) return <ChartFrame {...text} kind="bar-list" summary={sentence} />;
  const shown = bars.slice(0, BARS_MAX);
  const total = sum(bars, ({ count }) => count);
  const most = max(shown, ({ count }) => count) ?? 0;
  // A scale from 0 to 0 would put every bar at its middle.
  const length = scaleLinear([0, most || 1], [0, CHART_WIDTH - 2]);
  const table = {
    columns: [{ name: 'Name' }, { name: `Number of ${unit}`, isNumber: true }, { name: 'Share', isNumber: true }],
    rows: bars.map(({ name, count, href }, row) => ({
      key: `${row} ${name}`,
      cells: [href ? <a href={href}>{name}</a> : name, sayNumber(count), total > 0 ? sayShare(count / total) : '–'],
    })),
  };
  const notes = bars.length > shown.length ? [`The drawing shows the first ${shown.length} of ${bars.length}; the table has them all.`] : [];

  return (
    <ChartFrame {...text} kind="bar-list" summary={sentence} height={shown.length * ROW_HEIGHT} notes={notes} table={table} hasLinks={shown.some(({ href }) => href)}>
      {shown.map(({ name, count, href }, row) => {
        const top = row * ROW_HEIGHT;
        const label = <text className="chart-text" x={0} y={top + 15}>{shorten(name)}<title>{name}</title></text>;
        return (
          <g key={`${row} ${name}`}>
            {href ? <a className="chart-link" href={href}>{label}</a> : label}
            <text className="chart-text chart-text--strong" x={CHART_WIDTH} y={top + 15} textAnchor="end">{sayNumber(count)}</text>
            <rect className="chart-track" x={0} y={top + 20} width={CHART_WIDTH} height={11} />
            <rect className="chart-bar-a" x={0} y={top + 20} width={tenth(length(count))} height={11} />
          </g>
        );
      })}
    </ChartFrame>
  );
}

const shorten = (name: string): string => (name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX - 1).trimEnd()}…` : name);
