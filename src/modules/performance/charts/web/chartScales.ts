import { scaleLinear } from 'd3-scale';
import { CHART_WIDTH } from '#platform/charts/chartFrame.tsx';

export const tenth = (value: number): number => Math.round(value * 10) / 10;

/** What room the drawing has; labels of values stand in the margins. */
export const PLOT = { top: 24, bottom: 206, left: 42, right: CHART_WIDTH - 44, height: 230 } as const;

/** A scale of values with a little air; from zero only where the figures come near it. */
export function valueScale(values: readonly number[]) {
  const known = values.filter(Number.isFinite);
  const [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const room = high === low ? Math.max(1, Math.abs(high) * 0.1) : (high - low) * 0.06;
  const from = low >= 0 && low < (high - low) * 0.3 ? 0 : low - room;
  return scaleLinear([from, high + room], [PLOT.bottom, PLOT.top]);
}

/** Moves labels apart that would overlap, least first, and keeps them within the plot. */
export function apart<Label extends { y: number }>(labels: readonly Label[], gap = 13): Label[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const placed: Label[] = [];
  for (const label of sorted) placed.push({ ...label, y: Math.max(label.y, (placed.at(-1)?.y ?? -Infinity) + gap) });
  const over = Math.max(0, (placed.at(-1)?.y ?? 0) - PLOT.bottom);
  return placed.map((label) => ({ ...label, y: label.y - over }));
}

/** A value on the axis: as its reader says it, without a nought behind the point. */
export const sayTick = (text: string): string => text.replace(/\.0+(?=\D*$)/, '');
