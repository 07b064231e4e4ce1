import { scaleLinear } from 'd3-scale';
import type { ReactElement, ReactNode } from 'react';
import { ChartFrame } from '#platform/charts/chartFrame.tsx';
import type { ChartText } from '#platform/charts/chartFrame.tsx';
import { sayList } from '#kernel/sayWords.ts';
import type { Improvement } from '../domain/series.ts';
import type { Funnel, FunnelLimits, FunnelPoint } from '../domain/funnel.ts';
import { FUNNEL_POSITIONS } from '../domain/funnel.ts';
import type { PointType } from '../domain/spcWords.ts';
import { PLOT, sayTick, tenth, valueScale } from './chartScales.ts';
import { funnelRows } from './chartRows.ts';
import { INK, PointSign } from './signs.tsx';

/** What a funnel shows, in the words of its page. */
export interface FunnelShown {
  funnel: Funnel;
  improvement: Improvement;
  /** What is measured: `Seen the same day`. */
  unit: string;
  /** What the denominator counts, in the plural: `appointments`. */
  counted: string;
  /** What a point is, in the plural: `practices`. */
  units: string;
  sayValue(value: number): string;
  /** The codes that this page is about: shown by name. */
  emphasis?: readonly string[];
  /** Values to hold the units against, such as the one up to which they are listed. */
  lines?: readonly { name: string; value: number }[];
}

export interface FunnelChartProps extends ChartText, FunnelShown {
  downloads?: ReactNode;
}

const ROWS_MAX = 60;
const CURVE_STEPS = 60;

/** A funnel: every unit's figure against how many were counted, with 95% and 99.8% limits. */
export function FunnelChart({ downloads, summary, source, funnel, improvement, unit, counted, units, sayValue, emphasis = [], lines = [], ...text }: FunnelChartProps): ReactElement {
  const shown: FunnelShown = { funnel, improvement, unit, counted, units, sayValue, emphasis, lines };
  const from = <>{source}{downloads && <> {downloads}</>}</>;
  if (funnel.points.length === 0) return <ChartFrame {...text} kind="funnel" summary={summary ?? sayFunnel(shown)} source={from} notes={funnelNotes(shown)} />;
  const isFirst = (code: string): number => (emphasis.includes(code) ? 0 : 1);
  const { headings, rows } = funnelRows({ ...funnel, points: [...funnel.points].sort((a, b) => isFirst(a.code) - isFirst(b.code) || Math.abs(b.z) - Math.abs(a.z)) }, unit);
  return (
    <ChartFrame {...text} kind="funnel" summary={summary ?? sayFunnel(shown)} source={from} notes={funnelNotes(shown)} height={PLOT.height} legend={<FunnelLegend shown={shown} />}
      table={{ columns: headings.map((name, index) => ({ name, isNumber: index > 1 && index < headings.length - 1 })), rows: rows.slice(0, ROWS_MAX).map((cells) => ({ key: String(cells[0]), cells: cells.map((cell, column) => (typeof cell === 'number' ? (column > 3 ? sayValue(cell) : cell.toLocaleString('en-GB')) : (cell ?? '–'))) })), note: rows.length > ROWS_MAX ? `The ${ROWS_MAX} furthest from the centre of ${rows.length}; all are in the CSV file.` : undefined }}>
      <text className="chart-text" x={0} y={10} fontSize={10} fill={INK.text}>{unit}</text>
      <FunnelDrawing shown={shown} />
    </ChartFrame>
  );
}

/** "3 of 120 practices lie above the 99.8% limit and 2 below it, about a centre of 64.1%." */
export function sayFunnel({ funnel: { points, centre }, units, sayValue, emphasis = [] }: FunnelShown): string {
  if (points.length === 0) return 'No figures are known.';
  const count = (position: FunnelPoint['position']) => points.filter((point) => point.position === position).length;
  const [above, below] = [count('far-above'), count('far-below')];
  const whole = above + below === 0 ? `None of ${points.length} ${units} lies outside the 99.8% limits` : `${above} of ${points.length} ${units} ${above === 1 ? 'lies' : 'lie'} above the 99.8% limit and ${below} below it`;
  const named = points.filter(({ code }) => emphasis.includes(code)).map(({ name, value, position }) => `${name}, at ${sayValue(value)}, lies ${FUNNEL_POSITIONS[position]}`);
  return `${whole}, about a centre of ${sayValue(centre)}.${named.length ? ` ${sayList(named)}.` : ''}`;
}

export function funnelNotes({ funnel: { isOverDispersed, dispersion, leftOut }, units }: FunnelShown): string[] {
  const notes: string[] = [];
  if (isOverDispersed) notes.push(`The ${units} lie further apart than chance alone would set them: the limits are widened ${Math.sqrt(dispersion).toFixed(1)} times (over-dispersion ${dispersion.toFixed(1)}).`);
  if (leftOut.length > 0) notes.push(`Left out, as a count is not known or nobody was counted: ${leftOut.length} (${leftOut.slice(0, 5).map(({ name }) => name).join(', ')}${leftOut.length > 5 ? ' and others, listed in the table' : ''}). None is shown as zero.`);
  return notes;
}

export function FunnelDrawing({ shown: { funnel, improvement, counted, sayValue, emphasis = [], lines = [] } }: { shown: FunnelShown }): ReactElement {
  const { points, centre, limitsAt } = funnel;
  const most = Math.max(...points.map(({ denominator }) => denominator));
  const least = Math.min(...points.map(({ denominator }) => denominator));
  const across = scaleLinear([Math.max(0, least - (most - least) * 0.08 || least * 0.5), most + (most - least || most) * 0.05], [PLOT.left, PLOT.right]);
  const [first, end] = across.domain() as [number, number];
  const curve = Array.from({ length: CURVE_STEPS + 1 }, (_, step) => Math.max(most / 1e4, first + ((end - first) * step) / CURVE_STEPS ** 1));
  const limits = curve.map((denominator) => limitsAt(denominator));
  const visible = points.map(({ value }) => value);
  // Where few are counted the limits run far out: the scale is made for the points, and for the limits at the least of them.
  const values = valueScale([...visible, centre, ...lines.map(({ value }) => value), ...[limitsAt(least)].flatMap(({ lower95, upper95 }) => [lower95, upper95])]);
  const [low, high] = values.domain() as [number, number];
  const line = (name: keyof FunnelLimits): string => pathWithin(curve.map((denominator, index) => [across(denominator), limits[index]![name]] as const), low, high, values);
  const [valueTicks, countTicks] = [values.ticks(5), across.ticks(4)];
  return (
    <>
      <g className="chart-text" fontSize={10} fill={INK.text}>
        {valueTicks.map((tick) => <text key={tick} x={PLOT.left - 5} y={tenth(values(tick))} dy="0.35em" textAnchor="end">{sayTick(sayValue(tick))}</text>)}
        {countTicks.map((tick) => <text key={tick} x={tenth(across(tick))} y={PLOT.bottom + 14} textAnchor="middle">{tick.toLocaleString('en-GB')}</text>)}
        <text x={PLOT.right} y={PLOT.bottom + 26} textAnchor="end">{counted}</text>
        <text x={PLOT.right + 4} y={tenth(values(centre))} dy="0.35em" fill={INK.quiet}>{sayValue(centre)}</text>
      </g>
      <path className="chart-grid" d={valueTicks.map((tick) => `M${PLOT.left},${tenth(values(tick))}H${PLOT.right}`).join('')} stroke={INK.grid} strokeWidth={0.6} fill="none" />
      <path className="chart-axis" d={`M${PLOT.left},${PLOT.bottom}H${PLOT.right}`} stroke={INK.line} strokeWidth={0.8} fill="none" />
      <path className="spc-mean" d={`M${PLOT.left},${tenth(values(centre))}H${PLOT.right}`} stroke={INK.text} strokeWidth={1} fill="none" />
      <path className="spc-limit" d={line('lower95') + line('upper95')} stroke={INK.quiet} strokeWidth={1} strokeDasharray="2 2" fill="none" />
      <path className="spc-limit" d={line('lower998') + line('upper998')} stroke={INK.quiet} strokeWidth={1.2} strokeDasharray="6 3" fill="none" />
      {lines.map(({ name, value }) => <path key={name} className="spc-target" d={`M${PLOT.left},${tenth(values(value))}H${PLOT.right}`} stroke={INK.target} strokeWidth={1.2} strokeDasharray="8 3" fill="none"><title>{name}</title></path>)}
      {points.map((point) => <PointSign key={point.code} type={typeOf(point, improvement)} x={tenth(across(point.denominator))} y={tenth(values(point.value))} title={`${point.name}: ${sayValue(point.value)}, ${FUNNEL_POSITIONS[point.position]}`} />)}
      {points.filter(({ code }) => emphasis.includes(code)).map((point) => {
        const [x, y] = [across(point.denominator), values(point.value)];
        const isRight = x > (PLOT.left + PLOT.right) / 2;
        return (
          <g key={point.code}>
            <circle className="spc-emphasis" cx={tenth(x)} cy={tenth(y)} r={7} fill="none" stroke={INK.text} strokeWidth={1.6} />
            <text className="chart-text chart-text--strong spc-halo" fontSize={10} fontWeight={600} fill={INK.text} x={tenth(x + (isRight ? -10 : 10))} y={tenth(y)} dy="0.35em" textAnchor={isRight ? 'end' : 'start'} stroke={INK.paper} strokeWidth={3} paintOrder="stroke">{shortName(point.name)}</text>
          </g>
        );
      })}
    </>
  );
}

const shortName = (name: string): string => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

/** Outside the 99.8% limits is a finding; within them, chance may do it. */
function typeOf({ position }: FunnelPoint, improvement: Improvement): PointType {
  if (position !== 'far-above' && position !== 'far-below') return 'common_cause';
  const isHigh = position === 'far-above';
  if (improvement === 'neutral') return isHigh ? 'special_cause_neutral_high' : 'special_cause_neutral_low';
  return isHigh === (improvement === 'increase') ? 'special_cause_improvement' : 'special_cause_concern';
}

function FunnelLegend({ shown: { funnel, improvement, emphasis = [], lines = [] } }: { shown: FunnelShown }): ReactElement {
  const words: Record<PointType, string> = { common_cause: 'Within the 99.8% limits', special_cause_improvement: 'Outside, on the better side', special_cause_concern: 'Outside, on the worse side', special_cause_neutral_high: 'Above the 99.8% limit', special_cause_neutral_low: 'Below the 99.8% limit' };
  const types = [...new Set(funnel.points.map((point) => typeOf(point, improvement)))].sort();
  return (
    <ul className="chart__legend">
      {types.map((type) => (
        <li key={type}><svg className="chart__swatch chart__swatch--square" viewBox="0 0 14 14" aria-hidden="true"><PointSign type={type} x={7} y={7} /></svg>{' '}{words[type]}</li>
      ))}
      <li><svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path d="M0,7H24" stroke={INK.quiet} strokeWidth={2} strokeDasharray="2 2" /></svg> 95% limits</li>
      <li><svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path d="M0,7H24" stroke={INK.quiet} strokeWidth={2} strokeDasharray="6 3" /></svg> 99.8% limits</li>
      {lines.map(({ name }) => <li key={name}><svg className="chart__swatch" viewBox="0 0 24 14" aria-hidden="true"><path d="M0,7H24" stroke={INK.target} strokeWidth={2} strokeDasharray="8 3" /></svg> {name}</li>)}
      {emphasis.length > 0 && <li><svg className="chart__swatch chart__swatch--square" viewBox="0 0 14 14" aria-hidden="true"><circle cx={7} cy={7} r={5.5} fill="none" stroke={INK.text} strokeWidth={1.6} /></svg> This page’s own</li>}
    </ul>
  );
}

/** A curve as far as it lies within the scale. */
function pathWithin(spots: readonly (readonly [number, number])[], low: number, high: number, values: (value: number) => number): string {
  return spots
    .map(([x, value], index) => {
      if (value < low || value > high) return '';
      const before = spots[index - 1];
      const joins = before !== undefined && before[1] >= low && before[1] <= high;
      return `${joins ? 'L' : 'M'}${tenth(x)},${tenth(values(value))}`;
    })
    .join('');
}

