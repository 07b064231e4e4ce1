/** How far from the middle a share of Student’s t lies, in standard deviations: 0.9 gives the bounds that hold nine in ten. Hill’s expansion (CACM 396), good to 1e-3 from three degrees on. */
export function tBound(share: number, degrees: number): number {
  const z = normalBound(share);
  const n = degrees;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n ** 2) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n ** 3);
}

/** The same of the normal distribution, by Acklam’s rational approximation, good to 1e-8 of what it gives. */
export function normalBound(share: number): number {
  const p = (1 + share) / 2;
  const central = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const centralBelow = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const tail = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const tailBelow = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
  if (p <= 0.97575) {
    const q = p - 0.5;
    return (polynomial(central, q * q) * q) / polynomial(centralBelow, q * q);
  }
  const q = Math.sqrt(-2 * Math.log(1 - p));
  return -polynomial(tail, q) / polynomial(tailBelow, q);
}
