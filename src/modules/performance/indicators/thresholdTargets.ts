import { impactFundPhases } from '#funding';
import type { Indicator } from '#funding';
import type { DatedTarget } from '../charts/index.ts';

/** The two thresholds between which an indicator earns, as the targets of a chart. */
export const THRESHOLD_NAMES = { lower: 'Lower threshold, where points begin', upper: 'Upper threshold, all points' } as const;

/** An indicator's thresholds, each phase of the fund in its own time; a phase that gives none is left out. */
export function thresholdTargets(code: string): DatedTarget[] {
  const held = impactFundPhases().flatMap(({ indicators }) => indicators.filter((one) => one.code === code && one.kind === 'fraction'));
  return (['lower', 'upper'] as const).map((side) => ({ name: THRESHOLD_NAMES[side], steps: held.flatMap((one) => stepOf(one, side)) })).filter(({ steps }) => steps.length > 0);
}

function stepOf(indicator: Indicator, side: keyof typeof THRESHOLD_NAMES): DatedTarget['steps'] {
  const figure = indicator[side];
  return figure ? [{ from: indicator.from, until: indicator.to, value: figure.value.valueOf(), source: `${figure.source.title}; ${figure.status === 'unverified' ? 'not verified' : figure.status}` }] : [];
}
