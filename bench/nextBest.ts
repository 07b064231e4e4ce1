import { performance } from 'node:perf_hooks';
import Fraction from 'fraction.js';
import { bestFor, nextBest } from '../src/modules/performance/indicators/domain/nextBest.ts';
import type { Chance } from '../src/modules/performance/indicators/domain/nextBest.ts';
import { quantiles, rounded, sayFigures } from './figures.ts';

/**
 * Next best over a PCN of 20 practices and 40 indicators, each time of other counts; it may take 100 ms. Beside it the same slopes, one for each
 * indicator and practice, in floating point and sorted: neither exact nor aware of the thresholds.
 */
const [PRACTICES, INDICATORS, RUNS, LIMIT_MS] = [20, 40, 50, 100];

let state = 20_260_601;
const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;

const chance = (_: unknown, index: number): Chance => {
  const reach = Array.from({ length: PRACTICES }, (__, practice) => ({ practice: `P${String(practice).padStart(2, '0')}`, people: random(60) }));
  const left = reach.reduce((sum, { people }) => sum + people, 0);
  const better = random(2_000);
  const lower = 30 + random(40);
  return { code: `I-${String(index).padStart(2, '0')}`, maximum: new Fraction(1_000 + random(2_000_000), 97), better, outOf: better + left, lower: new Fraction(lower, 100), upper: new Fraction(lower + 5 + random(25), 100), reach };
};

function plainly(chances: readonly Chance[]): number {
  const slopes = chances.flatMap(({ maximum, outOf, lower, upper, reach }) => reach.map(({ people }) => (people > 0 ? maximum.valueOf() / (outOf * (upper.valueOf() - lower.valueOf())) : 0)));
  return slopes.sort((a, b) => b - a)[0] ?? 0;
}

const times = { order: [] as number[], bestOf100: [] as number[], reference: [] as number[] };
for (let run = 0; run < RUNS; run += 1) {
  const chances = Array.from({ length: INDICATORS }, chance);
  const before = performance.now();
  nextBest(chances);
  const between = performance.now();
  bestFor(chances, 100);
  times.order.push(between - before);
  const after = performance.now();
  plainly(chances);
  times.reference.push(performance.now() - after);
  times.bestOf100.push(after - between);
}
const order = quantiles(times.order);
const reference = quantiles(times.reference);
sayFigures({ benchmark: 'nextBest', practices: PRACTICES, indicators: INDICATORS, runs: RUNS, order, bestOf100People: quantiles(times.bestOf100), reference: { what: 'a slope for each indicator and practice in floating point, sorted', ...reference }, p50Ratio: rounded(order.p50Ms / reference.p50Ms), limitMs: LIMIT_MS });
if (order.p95Ms > LIMIT_MS) process.exitCode = 1;
