/**
 * Counts of people as they may be told: one of fewer than `least` is null, and with it the smallest of the others until those that
 * are null are together as many. So a few people can be had neither from what is told nor by taking it from the whole.
 */
export function withoutFew(counts: readonly number[], least: number): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && count < least ? [index] : [])));
  const rest = counts.map((count, index) => ({ count, index })).filter(({ index }) => !hidden.has(index)).sort((a, b) => a.count - b.count);
  const together = (): number => [...hidden].reduce((sum, index) => sum + counts[index]!, 0);
  for (const { index } of rest) if (hidden.size > 0 && (hidden.size === 1 || together() < least)) hidden.add(index);
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}
