import type { LineCompared } from '../queries/reconciliation.ts';

/** A share in words: `12.3%`. */
export const sayShare = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** The lines that differ most, in pounds, the largest first. */
export const largestDifferences = (lines: readonly LineCompared[], most: number): LineCompared[] =>
  lines.filter(({ isWithin }) => !isWithin).toSorted((a, b) => Math.abs(b.differencePence) - Math.abs(a.differencePence)).slice(0, most);

export function linesByPcn(lines: readonly LineCompared[]): Map<string, LineCompared[]> {
  const byPcn = new Map<string, LineCompared[]>();
  for (const line of lines) {
    const own = byPcn.get(line.code);
    if (own) own.push(line);
    else byPcn.set(line.code, [line]);
  }
  return byPcn;
}

/** How far payments lie from what the rules predict, in bands of the share paid: the middle one is what agrees. */
export function differenceBands(lines: readonly LineCompared[]): { name: string; count: number }[] {
  const bands = [
    { name: 'Nothing paid, or taken back', holds: (share: number) => share <= 0 },
    { name: 'Paid less than half', holds: (share: number) => share < 0.5 },
    { name: 'Paid 50% to 90%', holds: (share: number) => share < 0.9 },
    { name: 'Paid 90% to 98%', holds: (share: number) => share < 0.98 },
    { name: 'Paid within 2%', holds: (share: number) => share <= 1.02 },
    { name: 'Paid 102% to 110%', holds: (share: number) => share <= 1.1 },
    { name: 'Paid 110% to 150%', holds: (share: number) => share <= 1.5 },
    { name: 'Paid more than 150%', holds: () => true },
  ];
  const counts = bands.map(({ name }) => ({ name, count: 0 }));
  for (const { paidPence, predictedPence } of lines) if (predictedPence > 0) counts[bands.findIndex(({ holds }) => holds(paidPence / predictedPence))]!.count += 1;
  return counts;
}
