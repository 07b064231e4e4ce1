import Fraction from 'fraction.js';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { sayList } from '#kernel/sayWords.ts';

/** By what a sum is shared, and in what a practice's figure is counted. */
export const SHARING_METHODS = {
  equal: { label: 'Equally', basis: 'equal part', isEntered: false },
  registered: { label: 'By registered list', basis: 'registered patients', isEntered: false },
  'pcn-adjusted': { label: 'By PCN adjusted population', basis: 'PCN adjusted population', isEntered: false },
  'contractor-weighted': { label: 'By contractor weighted list', basis: 'contractor weighted patients', isEntered: true },
  fixed: { label: 'Fixed amounts', basis: 'pounds', isEntered: true },
  percentages: { label: 'Percentages', basis: '%', isEntered: true },
  points: { label: 'By points earned', basis: 'points', isEntered: true },
} as const;
export type SharingMethod = keyof typeof SHARING_METHODS;

export const isSharingMethod = (text: string): text is SharingMethod => Object.hasOwn(SHARING_METHODS, text);

/** Where the pennies go that do not divide. */
export const ODD_PENNIES = 'Every share is first rounded down to the penny. The pennies left over go one each to the practices that lost most by it; where two lost the same, to the practice whose code comes first.';

export interface Cost {
  label: string;
  amountPence: number;
}

export interface SharingPractice {
  code: string;
  /** Counted as its method says; one each where all share equally. */
  basis: Fraction;
}

export interface ToShare {
  sumPence: number;
  costs: readonly Cost[];
  method: SharingMethod;
  practices: readonly SharingPractice[];
  /** The codes of the PCN's practices on the day. */
  members: readonly string[];
}

export interface Share extends SharingPractice {
  /** Before rounding. */
  exactPence: Fraction;
  /** The penny that it got of those left over: 0 or 1. */
  oddPence: number;
  pence: number;
}

export interface SharedOut {
  costsPence: number;
  /** What there is to share after costs. */
  netPence: number;
  /** By code. Together with what stays they are the net sum, to the penny. */
  shares: readonly Share[];
  /** What fixed amounts leave with the PCN; nothing by every other method. */
  leftPence: number;
}

/** Shares a sum among practices, after costs; refuses what does not add up, with the numbers. */
export function shareOut(toShare: ToShare): Result<SharedOut> {
  const refused = whyNot(toShare);
  if (refused) return refused;
  const { sumPence, costs, method } = toShare;
  const costsPence = addUp(costs);
  const netPence = sumPence - costsPence;
  const practices = toShare.practices.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  if (method === 'fixed') return fixedShares(practices, { costsPence, netPence });
  const whole = totalOf(practices);
  if (whole.equals(0)) return refuse({ code: 'nothing-to-share-by', what: `The figures of the ${practices.length} practices add up to 0: nothing says who gets what.`, where: 'method', todo: 'Enter a figure above 0 for at least one practice, or share by another method.' });
  if (method === 'percentages' && !whole.equals(100)) return refuse({ code: 'percentages-do-not-add-up', what: `The percentages of the ${practices.length} practices add up to ${sayExact(whole)}%, not to 100%.`, where: 'method', todo: `Change them by ${sayExact(whole.sub(100).abs())} percentage points in all.` });
  return ok({ costsPence, netPence, shares: byLargestRemainder(practices, netPence, whole), leftPence: 0 });
}

function whyNot({ sumPence, costs, practices, members }: ToShare): ReturnType<typeof refuse> | null {
  const costsPence = addUp(costs);
  if (sumPence <= 0) return refuse({ code: 'no-sum', what: `There is nothing to share: the sum is ${sayPounds(sumPence)}.`, where: 'sum', todo: 'Enter the sum that was received.' });
  const negativeCost = costs.find(({ amountPence }) => amountPence < 0);
  if (negativeCost) return refuse({ code: 'negative-cost', what: `A cost cannot be negative: ${negativeCost.label} is ${sayPounds(negativeCost.amountPence)}.`, where: 'costs', todo: 'Enter what was paid as a plain amount.' });
  if (costsPence > sumPence) return refuse({ code: 'more-than-there-is', what: `The costs are ${sayPounds(costsPence)} and the sum is ${sayPounds(sumPence)}: ${sayPounds(costsPence - sumPence)} more than there is.`, where: 'costs', todo: 'Leave out costs that are paid from elsewhere, or correct the sum.' });
  if (practices.length === 0) return refuse({ code: 'no-practice', what: `No practice is named to share ${sayPounds(sumPence)}.`, where: 'method', todo: 'A PCN without practices on that day cannot share: choose another day.' });
  const codes = practices.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return refuse({ code: 'practice-twice', what: `${twice} is named ${codes.filter((code) => code === twice).length} times.`, where: 'method', todo: 'Name each practice once.' });
  const strangers = codes.filter((code) => !members.includes(code));
  if (strangers.length > 0) return refuse({ code: 'not-a-member', what: `${sayList(strangers)} ${strangers.length === 1 ? 'is' : 'are'} not among the ${members.length} practices of the PCN on that day.`, where: 'on', todo: `Its practices then: ${sayList(members.toSorted())}.` });
  const negative = practices.find(({ basis }) => basis.compare(0) < 0);
  if (negative) return refuse({ code: 'negative-figure', what: `The figure of ${negative.code} is ${sayExact(negative.basis)}, which is below 0.`, where: 'method', todo: 'Enter 0 for a practice that gets nothing.' });
  return null;
}

/** Fixed amounts are what they are; what they do not use stays with the PCN. */
function fixedShares(practices: readonly SharingPractice[], { costsPence, netPence }: Pick<SharedOut, 'costsPence' | 'netPence'>): Result<SharedOut> {
  const parts = practices.find(({ basis }) => basis.mul(100).d !== 1n);
  if (parts) return refuse({ code: 'part-of-a-penny', what: `The amount of ${parts.code}, £${sayExact(parts.basis)}, is no whole number of pence.`, where: 'method', todo: 'Enter pounds with at most two decimals.' });
  const shares = practices.map((practice): Share => ({ ...practice, exactPence: practice.basis.mul(100), oddPence: 0, pence: Number(practice.basis.mul(100).n * practice.basis.s) }));
  const wanted = shares.reduce((sum, { pence }) => sum + pence, 0);
  if (wanted > netPence) return refuse({ code: 'more-than-there-is', what: `The amounts add up to ${sayPounds(wanted)} and after costs there is ${sayPounds(netPence)}: ${sayPounds(wanted - netPence)} more than there is.`, where: 'method', todo: 'Lower them, or share by another method.' });
  return ok({ costsPence, netPence, shares, leftPence: netPence - wanted });
}

function byLargestRemainder(practices: readonly SharingPractice[], netPence: number, whole: Fraction): Share[] {
  const floors = practices.map((practice) => {
    const exactPence = practice.basis.mul(netPence).div(whole);
    const floor = exactPence.floor();
    return { ...practice, exactPence, pence: Number(floor), lost: exactPence.sub(floor) };
  });
  const odd = netPence - floors.reduce((sum, { pence }) => sum + pence, 0);
  // A stable sort: of those that lost the same, the first code stays first.
  const lucky = new Set(floors.toSorted((a, b) => b.lost.compare(a.lost)).slice(0, odd).map(({ code }) => code));
  return floors.map(({ lost: _, ...share }) => (lucky.has(share.code) ? { ...share, pence: share.pence + 1, oddPence: 1 } : { ...share, oddPence: 0 }));
}

const addUp = (costs: readonly Cost[]): number => costs.reduce((sum, { amountPence }) => sum + amountPence, 0);
const totalOf = (practices: readonly SharingPractice[]): Fraction => practices.reduce((sum, { basis }) => sum.add(basis), new Fraction(0));

/** A number as people write it where it has an end, and as a fraction where it has none. */
export function sayExact(value: Fraction): string {
  const text = value.toString();
  return text.includes('(') ? value.toFraction(true) : text;
}

const FIGURE = /^-?\d{1,12}(\.\d{1,6})?$|^(\d{1,9} )?\d{1,9}\/[1-9]\d{0,8}$/;

/** Reads a practice's figure: `12,345`, `33.34`, `34 2/3`; null for anything else. */
export function readBasis(text: string): Fraction | null {
  const plain = text.trim().replace(/^£|%$/g, '').replace(/(\d),(?=\d{3}\b)/g, '$1').trim();
  return FIGURE.test(plain) ? new Fraction(plain) : null;
}
