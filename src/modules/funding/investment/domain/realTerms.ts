import Fraction from 'fraction.js';

const ONE = new Fraction(1);

/** Growth with the rise in prices taken out; both are parts of one, such as 0.0523: (1 + cash) ÷ (1 + deflator) − 1. */
export const realGrowth = (cash: Fraction, deflator: Fraction): Fraction => cash.add(1).div(deflator.add(1)).sub(1);

/** The rise in prices that a growth in cash and the same in real terms leave between them. */
export const deflatorBetween = (cash: Fraction, real: Fraction): Fraction => cash.add(1).div(real.add(1)).sub(1);

/** How prices stand to those of the base, of the rises year by year since: 1.02 × 1.017 = 1.03734. */
export const priceLevel = (rises: readonly Fraction[]): Fraction => rises.reduce((level, rise) => level.mul(rise.add(1)), ONE);

/** An amount of one year at the prices of another: amount × price level of the base ÷ price level of its own year. */
export const rebased = (amount: Fraction, level: Fraction, baseLevel: Fraction = ONE): Fraction => amount.mul(baseLevel).div(level);

/** Growths one after another, as one. */
export const growthOver = (growths: readonly Fraction[]): Fraction => priceLevel(growths).sub(1);

/** Two growths of the same money, as parts of one. `half` is half of the last place that each was rounded to; 0 for one that is exact. */
export interface GrowthPair {
  cash: Fraction;
  cashHalf: Fraction;
  real: Fraction;
  realHalf: Fraction;
}

/**
 * The rises in prices that agree with every pair, given how each was rounded: from the least to the most. Null where no
 * one value fits them all, and then they were not made with one deflator.
 */
export function deflatorsThatFit(pairs: readonly GrowthPair[]): { least: Fraction; most: Fraction } | null {
  const spans = pairs.map(({ cash, cashHalf, real, realHalf }) => ({
    least: deflatorBetween(cash.sub(cashHalf), real.add(realHalf)),
    most: deflatorBetween(cash.add(cashHalf), real.sub(realHalf)),
  }));
  const [first, ...others] = spans;
  if (!first) return null;
  const fit = others.reduce((span, one) => ({ least: span.least.compare(one.least) > 0 ? span.least : one.least, most: span.most.compare(one.most) < 0 ? span.most : one.most }), first);
  return fit.least.compare(fit.most) <= 0 ? fit : null;
}
