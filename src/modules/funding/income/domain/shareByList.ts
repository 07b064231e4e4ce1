/** A practice, and how many patients it has registered. */
interface Listed {
  code: string;
  registered: number | null;
}

/**
 * An amount shared by registered list, in whole pence that add up to it: each rounded towards nothing, and the pennies
 * left over one each to the longest lists. Where no list is known it is shared equally.
 */
export function shareByList(pence: number, practices: readonly Listed[]): Map<string, number> {
  // Published lists are quarterly averages: hundredths hold them exactly, and whole numbers share without drift.
  const hundredths = practices.map(({ registered }) => BigInt(Math.round(Math.max(0, registered ?? 0) * 100)));
  const known = hundredths.reduce((sum, one) => sum + one, 0n);
  const [weights, total] = known > 0n ? [hundredths, known] : [practices.map(() => 1n), BigInt(practices.length)];
  const sign = pence < 0 ? -1 : 1;
  const amount = BigInt(Math.abs(pence));
  const shares = weights.map((weight) => Number((amount * weight) / total));
  const left = Number(amount) - shares.reduce((sum, share) => sum + share, 0);
  const longest = practices.map((_, index) => index).sort((a, b) => (weights[a]! === weights[b]! ? (practices[a]!.code < practices[b]!.code ? -1 : 1) : weights[a]! > weights[b]! ? -1 : 1));
  for (const index of longest.slice(0, left)) shares[index]! += 1;
  return new Map(practices.map(({ code }, index) => [code, sign * shares[index]! || 0]));
}
