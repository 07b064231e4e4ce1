import { withoutFew } from '#platform/secretCount/withoutFew.ts';

/** The scale of the yearly question, the most trust last. */
export const TRUST_SCALE = { 1: 'Not at all', 2: 'Rather not', 3: 'Partly', 4: 'Mostly', 5: 'Fully' } as const;
export type TrustStep = keyof typeof TRUST_SCALE;

export const PULSE_QUESTION = 'Do you trust that your representatives act for all?';

export const isTrustStep = (value: number): value is TrustStep => Object.hasOwn(TRUST_SCALE, value);

/** Below this many answers nothing is told of them, so that nobody's is guessed at. The house's own rule, not the NHS's. */
export const ANSWERS_LEAST = 5;

/** How many chose each step. */
export type PulseCounts = Readonly<Record<TrustStep, number>>;

export interface PulseBand {
  label: string;
  /** Null where it is withheld because it is small, or because a small one could be worked out from it. */
  answers: number | null;
}

export interface PulseResult {
  answers: number;
  /** From 1 to 5, to one decimal. */
  average: number;
  bands: readonly PulseBand[];
}

const BANDS: readonly { label: string; steps: readonly TrustStep[] }[] = [
  { label: 'Fully or mostly', steps: [4, 5] },
  { label: 'Partly', steps: [3] },
  { label: 'Rather not or not at all', steps: [1, 2] },
];

/** What may be told of a pulse that is closed; null where too few answered. */
export function pulseResult(counts: PulseCounts): PulseResult | null {
  const steps = [1, 2, 3, 4, 5] as const;
  const answers = steps.reduce((sum, step) => sum + counts[step], 0);
  if (answers < ANSWERS_LEAST) return null;
  const average = Math.round((steps.reduce((sum, step) => sum + step * counts[step], 0) / answers) * 10) / 10;
  const bands = withoutFew(BANDS.map(({ steps: of }) => of.reduce((sum, step) => sum + counts[step], 0)), ANSWERS_LEAST);
  return { answers, average, bands: BANDS.map(({ label }, index) => ({ label, answers: bands[index]! })) };
}
