const SPLITTER = 2 ** 27 + 1;

/**
 * The mean of the values that are numbers, from `from` up to but without `to`, right to the last bit; NaN where there are none.
 * A point that lies on the mean breaks a run of seven, so a sum that is a bit wrong would tell another story. R sums in 80 bits.
 */
export function exactMean(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  // What the sum has lost to rounding so far (Knuth's exact addition of two numbers).
  let lost = 0;
  let count = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index]!;
    if (value !== value) continue;
    const next = sum + value;
    const back = next - sum;
    lost += sum - (next - back) + (value - back);
    sum = next;
    count += 1;
  }
  if (count === 0) return NaN;
  const mean = sum / count;
  // What the division has lost, by halves of the quotient that multiply without rounding (Veltkamp).
  const scaled = mean * SPLITTER;
  const high = scaled - (scaled - mean);
  const left = sum - high * count - (mean - high) * count;
  const better = mean + (left + lost) / count;
  return better === better ? better : mean;
}
