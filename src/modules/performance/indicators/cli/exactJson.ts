import type Fraction from 'fraction.js';

/** An exact number for a machine: as a fraction, which loses nothing, and as a decimal, which may. */
export const exactJson = (value: Fraction | null): { exact: string; decimal: number } | null => value && { exact: value.toFraction(), decimal: value.valueOf() };
