import type { ReactElement } from 'react';
import { scaleLinear } from 'd3-scale';
import { CHART_WIDTH, ChartFrame } from '#platform/charts/chartFrame.tsx';
import type { PracticeLoad } from '../domain/load.ts';
import { inHours } from '../domain/sayLoad.ts';

const ROW_HEIGHT = 62;
const SHOWN_MAX = 12;
const NAME_LENGTH_MAX = 42;
const percent = (share: number | null): number => Math.round((share ?? 0) * 100);
const tenth = (value: number): number => Math.round(value * 10) / 10;
const shorten = (name: string): string => (name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX - 1)}…` : name);

interface LoadChartProps {
  practices: readonly PracticeLoad[];
  nameOf: (code: string) => string;
  summary: string;
}

/** For each practice its share of the hours that roles take, over its share of the hours that they give back: where the upper bar is longer, it carries more than it receives. */
export function LoadChart({ practices, nameOf, summary }: LoadChartProps): ReactElement {
  const named = practices.map((one) => ({ ...one, name: one.practiceCode === null ? 'No practice is named' : nameOf(one.practiceCode) }));
  const shown = named.slice(0, SHOWN_MAX);
  const isCounted = named.some(({ shareReceived }) => shareReceived !== null);
  const length = scaleLinear([0, Math.max(0.01, ...shown.flatMap(({ shareCarried, shareReceived }) => [shareCarried ?? 0, shareReceived ?? 0]))], [0, CHART_WIDTH - 48]);
  const table = {
    columns: [{ name: 'Practice' }, { name: 'Carries, hours', isNumber: true }, { name: 'Of all', isNumber: true }, { name: 'Receives, hours', isNumber: true }, { name: 'Of all ', isNumber: true }],
    rows: named.map(({ name, recordedMinutes, expectedMinutes, worthMinutes, shareCarried, shareReceived }) => ({ key: name, cells: [name, inHours(recordedMinutes + expectedMinutes), `${percent(shareCarried)}%`, inHours(worthMinutes), shareReceived === null ? '–' : `${percent(shareReceived)}%`] })),
  };
  const notes = named.length > shown.length ? [`The drawing shows the first ${shown.length} of ${named.length}; the table has them all.`] : [];
  return (
    <ChartFrame id="balance" heading="What each practice carries and receives" headingLevel={2} kind="load" summary={summary} source="time and counts that the PCN and its practices entered; where none was recorded, what is expected, unverified" height={shown.length * ROW_HEIGHT} notes={notes} table={table} legend={<Legend isCounted={isCounted} />}>
      {shown.map(({ name, shareCarried, shareReceived, isImbalanced }, row) => {
        const top = row * ROW_HEIGHT;
        const bars = [{ share: shareCarried, mark: 'a', at: top + 21 }, ...(isCounted ? [{ share: shareReceived, mark: 'b', at: top + 37 }] : [])];
        return (
          <g key={name}>
            <text className={`chart-text${isImbalanced ? ' chart-text--strong' : ''}`} x={0} y={top + 14}>{shorten(name)}<title>{name}</title></text>
            {bars.map(({ share, mark, at }) => (
              <g key={mark}>
                <rect className={`chart-bar-${mark}`} x={0} y={at} width={tenth(Math.max(1, length(share ?? 0)))} height={13} />
                <text className="chart-text" x={tenth(length(share ?? 0)) + 6} y={at + 11}>{percent(share)}%</text>
              </g>
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}

const Legend = ({ isCounted }: { isCounted: boolean }): ReactElement => (
  <ul className="chart__legend">
    <li><Swatch mark="a" /> Of the hours that roles take</li>
    {isCounted && <li><Swatch mark="b" /> Of the hours that they give back</li>}
  </ul>
);

const Swatch = ({ mark }: { mark: 'a' | 'b' }): ReactElement => (
  <svg className="chart__swatch chart__swatch--square" viewBox="0 0 14 14" aria-hidden="true">
    <rect className={`chart-bar-${mark}`} width={14} height={14} />
  </svg>
);
