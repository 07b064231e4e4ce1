import Fraction from 'fraction.js';
import type { Step, Working } from './working.ts';

/** What a step is called, what it says of itself, and in what its value is counted. */
export interface StepWords {
  rule: string;
  says: string;
  unit: string;
}

const step = (words: StepWords, sign: Step['sign'], value: Fraction, parts: readonly Working[]): Step => ({ kind: 'step', ...words, sign, value, parts });

export const timesOf = (words: StepWords, parts: readonly Working[]): Step => step(words, '×', parts.reduce((product, { value }) => product.mul(value), new Fraction(1)), parts);

export const plusOf = (words: StepWords, parts: readonly Working[]): Step => step(words, '+', parts.reduce((sum, { value }) => sum.add(value), new Fraction(0)), parts);

export const leastOf = (words: StepWords, parts: readonly [Working, ...Working[]]): Step =>
  step(words, 'the least of', parts.reduce((least, { value }) => (value.compare(least) < 0 ? value : least), parts[0].value), parts);

/** The one policy by which amounts become whole pence: carried exactly, and rounded once, halves up. */
export const TO_THE_PENNY = 'carried exactly and rounded once, half a penny up';

/** An amount in pounds as whole pence, and the step that says how it was rounded. */
export function toPence(rule: string, amount: Working): { pence: number; working: Step } {
  const pence = halfUp(amount.value.mul(100));
  return { pence, working: step({ rule, says: `To the penny: ${TO_THE_PENNY}`, unit: '£' }, 'rounded', new Fraction(pence, 100), [amount]) };
}

/** The nearest whole number, halves up (towards plus infinity). */
export const halfUp = (value: Fraction): number => Number(value.add(new Fraction(1, 2)).floor());
