import Fraction from 'fraction.js';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export const SHARED_BY = { list: 'By list: each practice’s registered patients', need: 'By need: a weight for each practice, with its source', agreement: 'By agreement: minutes for each practice' } as const;
export type SharedBy = keyof typeof SHARED_BY;
export const isSharedBy = (text: string): text is SharedBy => Object.hasOwn(SHARED_BY, text);

/** Where the minutes that do not divide go; said on every page that shows shares. */
export const ODD_MINUTES = 'Minutes that do not divide go one by one to the practices with the largest part of a minute left, of two alike to the larger weight and then to the first by code.';

export interface PracticeWeight {
  practiceCode: string;
  /** Patients, a weight of need, or agreed minutes; exact, as text. */
  weight: string;
}

export interface PracticeShare extends PracticeWeight {
  minutes: number;
}

/** Shares out whole minutes by weight, so that they are together the whole; in order of code. */
export function sharesOf(minutes: number, weights: readonly PracticeWeight[]): PracticeShare[] {
  const total = weights.reduce((sum, { weight }) => sum.add(weight), new Fraction(0));
  const parts = weights.map(({ practiceCode, weight }) => {
    const exact = total.equals(0) ? new Fraction(0) : new Fraction(weight).mul(minutes).div(total);
    const whole = Number(exact.floor().valueOf());
    return { practiceCode, weight, minutes: whole, left: exact.sub(whole) };
  });
  const odd = total.equals(0) ? 0 : minutes - parts.reduce((sum, part) => sum + part.minutes, 0);
  const byClaim = [...parts].sort((a, b) => b.left.compare(a.left) || new Fraction(b.weight).compare(a.weight) || (a.practiceCode < b.practiceCode ? -1 : 1));
  const lucky = new Set(byClaim.slice(0, odd).map(({ practiceCode }) => practiceCode));
  return parts.map(({ practiceCode, weight, minutes: whole }) => ({ practiceCode, weight, minutes: whole + (lucky.has(practiceCode) ? 1 : 0) })).sort((a, b) => (a.practiceCode < b.practiceCode ? -1 : 1));
}

/** Checks what a rota is shared by; the refusal has the numbers. */
export function checkWeights(sharedBy: SharedBy, minutes: number, weights: readonly PracticeWeight[], source: string): Result<PracticeShare[]> {
  const total = weights.reduce((sum, { weight }) => sum.add(weight), new Fraction(0));
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MOST) return refuse({ code: 'minutes-out-of-range', what: `${minutes} minutes in a week were entered; a role is shared for whole minutes, from 1 to ${MINUTES_MOST.toLocaleString('en-GB')}.`, where: 'minutes', todo: 'Enter the minutes of the role in a week.' });
  if (total.equals(0)) return refuse({ code: 'no-weight', what: `The weights of ${weights.length} practices are together 0.`, where: 'weights', todo: 'Enter a number above 0 for at least one practice.' });
  if (sharedBy === 'agreement' && !total.equals(minutes)) return refuse({ code: 'agreement-is-not-the-whole', what: `The agreed minutes are together ${total.toString()}; the role has ${minutes} in a week, which is ${total.sub(minutes).abs().toString()} ${total.compare(minutes) > 0 ? 'less' : 'more'}.`, where: 'minutes', todo: 'Change the minutes of the week or of a practice, so that they agree.' });
  if (sharedBy === 'need' && source.trim() === '') return refuse({ code: 'source-missing', what: 'A weight of need was entered without its source.', where: 'source', todo: 'Say from which figures it comes, and of what date.' });
  return ok(sharesOf(minutes, weights));
}

/** The minutes of a week. */
const MINUTES_MOST = 7 * 24 * 60;
