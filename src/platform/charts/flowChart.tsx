import { sum } from 'd3-array';
import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { SankeyLink, SankeyNode } from 'd3-sankey';
import { CHART_WIDTH, ChartFrame, type ChartText } from './chartFrame.tsx';
import { sayShare, tenth } from './plainNumbers.ts';

/** A place that something passes through; `step` is its column, from 0. */
export interface FlowPlace {
  id: string;
  label: string;
  step: number;
}

/** How much passes from one place to another; more than nothing. */
export interface FlowBetween {
  from: string;
  to: string;
  value: number;
}

export interface FlowChartProps extends ChartText {
  places: readonly FlowPlace[];
  flows: readonly FlowBetween[];
  /** How an amount is written in the table: `£12,345.67`. */
  say: (value: number) => string;
  /** And in the drawing, where room is short: `£12,300`. */
  sayShort: (value: number) => string;
}

const WIDE = 720;
const TOP = 44;
const ROW_HEIGHT = 52;
const NARROW_ROW = 42;
const LABEL_MOST = 30;

const startsOf = (places: readonly FlowPlace[], flows: readonly FlowBetween[]) => places.filter(({ id }) => flows.some(({ from }) => from === id) && !flows.some(({ to }) => to === id));

/** One sentence on the whole and its largest part, such as "Of £600 from the NHS, the most is core contract: £300 (50%).". */
export function describeFlow(places: readonly FlowPlace[], flows: readonly FlowBetween[], say: (value: number) => string): string {
  const starts = startsOf(places, flows);
  const total = sum(flows.filter(({ from }) => starts.some(({ id }) => id === from)), ({ value }) => value);
  if (total === 0) return 'Nothing flows.';
  const last = Math.max(...places.map(({ step }) => step));
  const parts = places.filter(({ step }) => step === last - 1).map(({ id, label }) => ({ label, value: sum(flows.filter(({ to }) => to === id), ({ value }) => value) }));
  const largest = parts.reduce((most, part) => (part.value > most.value ? part : most), { label: '', value: 0 });
  return `Of ${say(total)} from ${starts.map(({ label }) => label).join(' and ')}, the largest part is “${largest.label}”: ${say(largest.value)} (${sayShare(largest.value / total)}).`;
}

/** What passes from where to where: as bands across a wide column, and as bars under one another in a narrow one. */
export function FlowChart({ places, flows, say, sayShort, summary, ...text }: FlowChartProps) {
  const sentence = summary ?? describeFlow(places, flows, say);
  const drawn = flows.filter(({ value }) => value > 0);
  if (drawn.length === 0) return <ChartFrame {...text} kind="flow" summary={sentence} />;
  const label = new Map(places.map((place) => [place.id, place.label]));
  const starts = startsOf(places, drawn);
  const total = sum(drawn.filter(({ from }) => starts.some(({ id }) => id === from)), ({ value }) => value);
  const table = {
    columns: [{ name: 'From' }, { name: 'To' }, { name: 'Amount', isNumber: true }, { name: 'Of the whole', isNumber: true }],
    rows: drawn.map(({ from, to, value }) => ({ key: `${from} ${to}`, cells: [label.get(from), label.get(to), say(value), sayShare(value / total)] })),
  };
  const says = `${text.heading}. ${sentence}`;
  const drawing = (
    <>
      <WideFlow places={places} flows={drawn} sayShort={sayShort} says={says} />
      <NarrowFlow places={places} flows={drawn} sayShort={sayShort} says={says} total={total} />
    </>
  );
  return <ChartFrame {...text} kind="flow" summary={sentence} table={table} drawing={drawing} />;
}

type Drawing = Pick<FlowChartProps, 'places' | 'flows' | 'sayShort'> & { says: string };

function WideFlow({ places, flows, sayShort, says }: Drawing) {
  const used = places.filter(({ id }) => flows.some(({ from, to }) => from === id || to === id));
  const inColumn = (step: number) => used.filter((place) => place.step === step).length;
  const rows = Math.max(...used.map(({ step }) => inColumn(step)));
  const height = TOP + Math.max(5, rows) * ROW_HEIGHT;
  const layout = sankey<FlowPlace, { value: number }>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ step }) => step)
    .nodeSort(null)
    .nodeWidth(12)
    .nodePadding(34)
    .extent([[0, TOP], [WIDE, height - 20]]);
  const { nodes, links } = layout({ nodes: used.map((place) => ({ ...place })), links: flows.map(({ from, to, value }) => ({ source: from, target: to, value })) });
  const path = sankeyLinkHorizontal<FlowPlace, { value: number }>();
  return (
    <svg className="chart__drawing flow-wide" role="img" aria-label={says} viewBox={`0 0 ${WIDE} ${height}`}>
      {links.map((link) => <path className="flow-link" key={keyOf(link)} d={(path(link) ?? '').replace(/\d+\.\d+/g, (digits) => String(tenth(Number(digits))))} strokeWidth={Math.max(1, tenth(link.width ?? 0))} />)}
      {nodes.map((node) => <PlaceDrawn key={node.id} node={node} isAlone={inColumn(node.step) === 1} sayShort={sayShort} />)}
    </svg>
  );
}

const idOf = (end: string | number | SankeyNode<FlowPlace, { value: number }>): string => (typeof end === 'object' ? end.id : String(end));
const keyOf = ({ source, target }: SankeyLink<FlowPlace, { value: number }>): string => `${idOf(source)} ${idOf(target)}`;

/** A place that is alone in its column is named above it, so that a long name has room; the last at the very top, clear of the bands that run into it. */
function PlaceDrawn({ node, isAlone, sayShort }: { node: SankeyNode<FlowPlace, { value: number }>; isAlone: boolean; sayShort: (value: number) => string }) {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0 } = node;
  const isLast = x1 >= WIDE - 1;
  const middle = (y0 + y1) / 2;
  const [x, y, anchor] = isAlone ? [isLast ? WIDE : x0, isLast ? 14 : y0 - 24, isLast ? ('end' as const) : ('start' as const)] : [isLast ? x0 - 6 : x1 + 6, middle - 3, isLast ? ('end' as const) : ('start' as const)];
  return (
    <g>
      <rect className="chart-bar-a" x={tenth(x0)} y={tenth(y0)} width={tenth(x1 - x0)} height={Math.max(1, tenth(y1 - y0))} />
      <text className="flow-label" x={tenth(x)} y={tenth(y)} textAnchor={anchor}>
        {shorten(node.label, isAlone ? LABEL_MOST + 15 : LABEL_MOST)}
        <title>{node.label}</title>
      </text>
      <text className="flow-label flow-label--amount" x={tenth(x)} y={tenth(y + 15)} textAnchor={anchor}>{sayShort(value)}</text>
    </g>
  );
}

/** Every flow but those into the last column, which only say again what came before: each under the place that it comes from. */
function NarrowFlow({ places, flows, sayShort, says, total }: Drawing & { total: number }) {
  const place = new Map(places.map((one) => [one.id, one]));
  const last = Math.max(...places.map(({ step }) => step));
  const below = (from: string, depth: number): { flow: FlowBetween; depth: number }[] =>
    flows.filter((flow) => flow.from === from && place.get(flow.to)!.step < last).flatMap((flow) => [{ flow, depth }, ...below(flow.to, depth + 1)]);
  const rows = startsOf(places, flows).flatMap(({ id }) => below(id, 0));
  return (
    <svg className="chart__drawing flow-narrow" role="img" aria-label={says} viewBox={`0 0 ${CHART_WIDTH} ${rows.length * NARROW_ROW}`}>
      {rows.map(({ flow, depth }, row) => {
        const [left, top] = [depth * 16, row * NARROW_ROW];
        const room = CHART_WIDTH - left;
        return (
          <g key={`${flow.from} ${flow.to}`}>
            <text className={`chart-text${depth === 0 ? ' chart-text--strong' : ''}`} x={left} y={top + 16}>{shorten(place.get(flow.to)!.label, 36 - depth * 3)}</text>
            <text className="chart-text chart-text--strong" x={CHART_WIDTH} y={top + 16} textAnchor="end">{sayShort(flow.value)}</text>
            <rect className="chart-track" x={left} y={top + 21} width={room} height={11} />
            <rect className={depth === 0 ? 'chart-bar-a' : 'chart-bar-b'} x={left} y={top + 21} width={tenth((room * flow.value) / total)} height={11} />
          </g>
        );
      })}
    </svg>
  );
}

const shorten = (label: string, most: number): string => (label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label);
