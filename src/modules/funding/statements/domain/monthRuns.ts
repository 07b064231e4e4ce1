/** Consecutive months, by their place in the year, in which something stayed the same. `to` is the first after the last. */
export interface MonthRun<Value> {
  from: number;
  to: number;
  value: Value;
}

/** The runs of months with one value; months without any are in none. */
export function runsOf<Value>(months: readonly (Value | null)[], isSame: (one: Value, other: Value) => boolean = Object.is): MonthRun<Value>[] {
  const runs: MonthRun<Value>[] = [];
  for (const [month, value] of months.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last && last.to === month && isSame(last.value, value)) last.to = month + 1;
    else runs.push({ from: month, to: month + 1, value });
  }
  return runs;
}

/** An amount over some of twelve months, by cumulative rounding: no month is off by more than a penny, and all add up to it. */
export function spreadOver(amountPence: number, { from, to }: { from: number; to: number }): number[] {
  const until = (months: number) => Math.floor((2 * amountPence * months + (to - from)) / (2 * (to - from)));
  return Array.from({ length: 12 }, (_, month) => (month < from || month >= to ? 0 : until(month - from + 1) - until(month - from)));
}
