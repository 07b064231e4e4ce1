/** What a list of timings says: the middle one and the slow ones, to the hundredth. */
export interface Quantiles {
  count: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
}

export function quantiles(timesMs: number[]): Quantiles {
  const sorted = [...timesMs].sort((a, b) => a - b);
  // The nearest rank: a time that was really measured, never one in between.
  const at = (share: number): number => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN);
  return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** The one JSON value of a benchmark, on standard output; what it says on its way goes to standard error. */
export function sayFigures(figures: unknown): void {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

export const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Chance that comes out the same every time: mulberry32. From 0 to 1, without 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Goes through all the values in a shuffled order before any comes again. */
export function endlessly<Value>(values: readonly Value[], random: () => number): () => Value {
  if (values.length === 0) throw new Error('There is nothing to draw from.');
  let left: Value[] = [];
  return () => {
    if (left.length === 0) left = [...values];
    const [drawn] = left.splice(Math.floor(random() * left.length), 1);
    return drawn!;
  };
}

/** A number from the environment, for a short try: `CHORUS_BENCH_SECONDS=3`. */
export function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} must be a number above 0.`);
  return value;
}
