import { normalBound } from '#kernel/distributionBounds.ts';

/** How long somebody stayed. Times are in any one unit from the start; `enteredAt` is above 0 for who was there already when we began to look. */
export interface Stay {
  enteredAt: number;
  until: number;
  /** False where the stay still goes on, or ended in a way that is not counted: right-censored. */
  hasLeft: boolean;
}

/** The curve at a time at which somebody left. The interval is null where all had left. */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  left: number;
  survival: number;
  standardError: number | null;
  interval: { low: number; high: number } | null;
}

const NINETY_FIVE = 0.95;

/**
 * The part that still stays at each time, by Kaplan and Meier, with Greenwood's standard error and a 95% interval on the log scale: what
 * R's `survfit(Surv(enteredAt, until, hasLeft))` gives by default.
 */
export function survivalCurve(stays: readonly Stay[]): SurvivalStep[] {
  const times = [...new Set(stays.filter(({ hasLeft }) => hasLeft).map(({ until }) => until))].sort((a, b) => a - b);
  const z = normalBound(NINETY_FIVE);
  let [survival, greenwood] = [1, 0];
  return times.map((time) => {
    const atRisk = stays.filter(({ enteredAt, until }) => enteredAt < time && time <= until).length;
    const left = stays.filter(({ hasLeft, until }) => hasLeft && until === time).length;
    survival *= 1 - left / atRisk;
    if (survival === 0) return { time, atRisk, left, survival, standardError: null, interval: null };
    greenwood += left / (atRisk * (atRisk - left));
    const ofLog = Math.sqrt(greenwood);
    return { time, atRisk, left, survival, standardError: survival * ofLog, interval: { low: survival * Math.exp(-z * ofLog), high: Math.min(1, survival * Math.exp(z * ofLog)) } };
  });
}

/** The part that still stays after this time; 1 before anybody left. Null where nobody was watched for so long. */
export function stayingAfter(stays: readonly Stay[], curve: readonly SurvivalStep[], time: number): Pick<SurvivalStep, 'survival' | 'interval'> | null {
  if (!stays.some(({ until }) => until >= time)) return null;
  const step = curve.findLast((each) => each.time <= time);
  return step ?? { survival: 1, interval: null };
}

/** The time by which half had left; null where more than half still stay. As R has it, the middle of a stretch on which exactly half stay. */
export function medianStay(curve: readonly SurvivalStep[]): number | null {
  const EXACT = 1e-9;
  const index = curve.findIndex(({ survival }) => survival <= 0.5 + EXACT);
  if (index < 0) return null;
  const [at, next] = [curve[index]!, curve[index + 1]];
  return Math.abs(at.survival - 0.5) < EXACT && next ? (at.time + next.time) / 2 : at.time;
}

/** Whether groups leave at different rates, by the log-rank test: what R's `survdiff` gives as chi-squared, with its degrees of freedom. */
export function logRank(groups: readonly (readonly Stay[])[]): { chiSquared: number; degrees: number } | null {
  const used = groups.filter((group) => group.length > 0);
  if (used.length < 2) return null;
  const times = [...new Set(used.flat().filter(({ hasLeft }) => hasLeft).map(({ until }) => until))].sort((a, b) => a - b);
  const free = used.length - 1;
  const difference = Array.from({ length: free }, () => 0);
  const covariance = Array.from({ length: free }, () => Array.from({ length: free }, () => 0));
  for (const time of times) {
    const atRisk = used.map((group) => group.filter(({ enteredAt, until }) => enteredAt < time && time <= until).length);
    const left = used.map((group) => group.filter(({ hasLeft, until }) => hasLeft && until === time).length);
    const [all, leftAll] = [atRisk.reduce((a, b) => a + b, 0), left.reduce((a, b) => a + b, 0)];
    const scale = all > 1 ? (leftAll * (all - leftAll)) / (all * all * (all - 1)) : 0;
    for (let row = 0; row < free; row += 1) {
      difference[row]! += left[row]! - (leftAll * atRisk[row]!) / all;
      for (let column = 0; column < free; column += 1) covariance[row]![column]! += scale * atRisk[row]! * ((row === column ? all : 0) - atRisk[column]!);
    }
  }
  const solved = solve(covariance, difference);
  return solved && { chiSquared: difference.reduce((sum, each, index) => sum + each * solved[index]!, 0), degrees: free };
}

/** Solves a small set of linear equations by elimination; null where they do not decide it. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const best = rows.slice(pivot).reduce((most, row, index) => (Math.abs(row[pivot]!) > Math.abs(rows[most]![pivot]!) ? pivot + index : most), pivot);
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const head = rows[pivot]![pivot]!;
    if (Math.abs(head) < 1e-12) return null;
    for (const row of rows) {
      if (row === rows[pivot]) continue;
      const factor = row[pivot]! / head;
      row.forEach((value, column) => { row[column] = value - factor * rows[pivot]![column]!; });
    }
  }
  return rows.map((row, index) => row.at(-1)! / row[index]!);
}
