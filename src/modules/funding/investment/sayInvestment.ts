import type Fraction from 'fraction.js';

const PLACES: Record<number, Intl.NumberFormat> = Object.fromEntries([1, 2, 3].map((places) => [places, new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places })]));
const round = (value: Fraction, places: number): string => PLACES[places]!.format(value.valueOf());

/** Millions of pounds: `£10,203.9m`. */
export const sayMillions = (value: Fraction): string => `£${round(value, 1)}m`;
/** A part of one in per cent: `5.23%`. */
export const sayGrowth = (part: Fraction): string => `${round(part.mul(100), 2)}%`;
/** A rise in prices, of which the third place tells: `1.995%`. */
export const sayRise = (part: Fraction): string => `${round(part.mul(100), 3)}%`;
/** A value in its own unit. */
export const sayIn = (value: Fraction, unit: '£m' | 'per cent'): string => (unit === '£m' ? sayMillions(value) : `${Number(value.valueOf().toFixed(2))}%`);
