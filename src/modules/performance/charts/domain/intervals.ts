/** Standard normal quantiles: 95% and 99.8% of cases lie within them on either side. */
export const Z_95 = 1.959963984540054;
export const Z_998 = 3.090232306167813;

export interface Interval {
  lower: number;
  upper: number;
}

/** Wilson’s interval of a proportion (1927): right also for few and for none, and never outside 0 to 1. Null where nothing was counted. */
export function wilsonInterval(numerator: number, denominator: number, z = Z_95): Interval | null {
  if (denominator <= 0 || numerator < 0 || numerator > denominator) return null;
  const share = numerator / denominator;
  const middle = 2 * numerator + z * z;
  const spread = z * Math.sqrt(z * z + 4 * numerator * (1 - share));
  const whole = 2 * (denominator + z * z);
  return { lower: Math.max(0, (middle - spread) / whole), upper: Math.min(1, (middle + spread) / whole) };
}

/** Byar’s interval of a count that follows Poisson’s law: within 0.2% of the exact one from 10 on (Office for Health Improvement and Disparities, technical guide on confidence intervals). */
export function byarInterval(count: number, z = Z_95): Interval {
  const lower = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  const above = count + 1;
  return { lower: Math.max(0, lower), upper: above * (1 - 1 / (9 * above) + z / (3 * Math.sqrt(above))) ** 3 };
}
