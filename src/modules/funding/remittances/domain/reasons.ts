import Fraction from 'fraction.js';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { BASES } from '../../contract/domain/figure.ts';
import type { StreamId } from '../../contract/domain/figure.ts';
import type { DueLine, Hints, PaidLine } from './paidAgainstDue.ts';

/** Why what was paid differs from what is due, by what the numbers show. */
export const REASONS = {
  'month-missing': 'Nothing paid',
  'payee-wrong': 'Paid to somebody else',
  'paid-twice': 'Paid twice',
  'taken-back': 'Taken back',
  'uplift-not-applied': 'Uplift not applied',
  'made-up': 'Makes up for earlier months',
  'list-moved': 'Another count of patients',
  beds: 'Another count of beds',
  'claimed-less': 'Less was claimed than may be',
  'nothing-due': 'Nothing is due',
  rounding: 'A penny of rounding',
  unknown: 'Not explained',
} as const;
export type ReasonKind = keyof typeof REASONS;

export interface Reason {
  kind: ReasonKind;
  /** One sentence. */
  says: string;
  /** The sum that shows it. */
  arithmetic: string;
}

export interface Asked {
  stream: StreamId;
  month: IsoDate;
  /** Of the month in the year, April 0. */
  index: number;
  due: readonly DueLine[];
  duePence: number;
  paidPence: number;
  payments: readonly PaidLine[];
  hints: Hints;
  /** Paid less due in the months before; negative where less was paid. */
  behindPence: number;
}

/** A twelfth of a year's amount may carry a penny more or less than its neighbour. */
const ROUNDING_PENCE = 1;
const isAbout = (left: number, right: number): boolean => Math.abs(left - right) <= ROUNDING_PENCE;

/** The likeliest reason of a difference: the first that the numbers bear out, the exact before the near. */
export const reasonFor = (asked: Asked): Reason =>
  claimedLess(asked) ?? nothingPaid(asked) ?? nothingDue(asked) ?? paidTwice(asked) ?? takenBack(asked) ?? makesUp(asked) ?? upliftNotApplied(asked) ?? bedsMoved(asked) ?? listMoved(asked) ?? rounding(asked) ?? unknown(asked);

/** What nobody is to put right: the PCN claims additional roles itself, and a penny is no dispute. */
export const isNobodysFault = ({ kind }: Reason): boolean => kind === 'claimed-less' || kind === 'rounding';

/** Where nothing differs there may be something to know all the same: money came and was taken back. */
export const recoveryReason = ({ payments }: Asked): Reason | null => {
  const back = payments.filter(({ amountPence }) => amountPence < 0);
  if (back.length === 0) return null;
  return { kind: 'taken-back', says: `${sayPounds(-total(back))} of what was paid for the month was taken back, and what is left is what is due.`, arithmetic: sumOf(payments) };
};

/** Additional roles are paid as they are claimed: the sum is the most that may be, and a month below it is no month paid short. */
function claimedLess({ stream, month, duePence, paidPence, payments }: Asked): Reason | null {
  if (stream !== 'additional-roles-sum' || paidPence >= duePence) return null;
  const says = payments.length === 0 ? `No claim for ${sayMonth(month)} is on record as paid.` : 'What was claimed was paid; the sum is the most that may be claimed.';
  return { kind: 'claimed-less', says, arithmetic: `${sayPounds(duePence)} may be claimed − ${sayPounds(paidPence)} paid = ${sayPounds(duePence - paidPence)}.` };
}

function nothingPaid({ payments, stream, month, duePence, hints }: Asked): Reason | null {
  if (payments.length > 0) return null;
  const other = hints.elsewhere.find((one) => one.month === month && one.amountPence === duePence && (one.stream === stream || one.stream === null));
  if (!other) return { kind: 'month-missing', says: `No payment for ${sayMonth(month)} is on record.`, arithmetic: `${sayPounds(duePence)} due, £0 paid.` };
  const who = other.payeeCode === null ? 'Another payee of the same ICB' : `The payee ${other.payeeCode}`;
  return { kind: 'payee-wrong', says: `${who} was paid exactly this amount for ${sayMonth(month)}.`, arithmetic: `${sayPounds(duePence)} due here, ${sayPounds(other.amountPence)} paid there.` };
}

function nothingDue({ duePence, payments, paidPence, behindPence }: Asked): Reason | null {
  if (duePence !== 0 || behindPence + paidPence === 0) return null;
  return { kind: 'nothing-due', says: 'The statement has nothing due under this stream in this month.', arithmetic: `£0 due, ${sumOf(payments)}` };
}

function paidTwice({ duePence, paidPence, payments, behindPence }: Asked): Reason | null {
  const extra = paidPence - duePence;
  const same = payments.filter(({ amountPence }) => amountPence === extra);
  if (extra <= 0 || same.length < 2 || behindPence === -extra) return null;
  return { kind: 'paid-twice', says: `The same amount was paid ${same.length} times, under the references ${same.map(({ reference }) => reference).join(' and ')}.`, arithmetic: `${sumOf(payments)} Due: ${sayPounds(duePence)}.` };
}

function takenBack({ duePence, payments }: Asked): Reason | null {
  const back = payments.filter(({ amountPence }) => amountPence < 0);
  const before = total(payments.filter(({ amountPence }) => amountPence > 0));
  if (back.length === 0 || before !== duePence) return null;
  return { kind: 'taken-back', says: `What is due was paid, and ${sayPounds(-total(back))} was taken back under ${back.map(({ reference }) => reference).join(' and ')}.`, arithmetic: sumOf(payments) };
}

function makesUp({ duePence, paidPence, behindPence }: Asked): Reason | null {
  if (behindPence === 0 || paidPence - duePence !== -behindPence) return null;
  const says = behindPence < 0 ? `It makes up for the ${sayPounds(-behindPence)} that fell short in the months before.` : `It sets off the ${sayPounds(behindPence)} that was paid too much in the months before.`;
  return { kind: 'made-up', says, arithmetic: `${sayPounds(paidPence)} paid − ${sayPounds(duePence)} due = ${sayPounds(paidPence - duePence)}; the months before: ${sayPounds(behindPence)}.` };
}

function upliftNotApplied({ index, due, duePence, paidPence, hints }: Asked): Reason | null {
  for (const { knownOn, lines } of hints.earlier) {
    const before = lines.filter(({ stream }) => stream === due[0]?.stream);
    const beforePence = total(before.map(({ monthsPence }) => ({ amountPence: monthsPence[index] ?? 0 })));
    if (before.length === 0 || isAbout(beforePence, duePence) || !isAbout(beforePence, paidPence)) continue;
    const rates = (of: readonly DueLine[]): string => of.filter(({ monthsPence }) => monthsPence[index]).map(({ rate }) => sayRate(rate)).join(' and ');
    return {
      kind: 'uplift-not-applied',
      says: `It was paid at ${rates(before)}, the rate as it was known on ${sayDate(knownOn)}; the rate is ${rates(due)}.`,
      arithmetic: `At ${rates(before)}: ${sayPounds(beforePence)}, paid ${sayPounds(paidPence)}. At ${rates(due)}: ${sayPounds(duePence)}.`,
    };
  }
  return null;
}

function bedsMoved({ index, due, duePence, paidPence }: Asked): Reason | null {
  const line = due.find(({ basis, monthsPence }) => basis === 'care-home-beds' && (monthsPence[index] ?? 0) > 0);
  if (!line || line.quantity.equals(0)) return null;
  const aBed = new Fraction(line.monthsPence[index]!).div(line.quantity);
  const beds = Math.round(new Fraction(paidPence - duePence).div(aBed).valueOf());
  if (beds === 0 || !isAbout(Math.round(aBed.mul(beds).valueOf()), paidPence - duePence)) return null;
  const paidFor = line.quantity.add(beds);
  return {
    kind: 'beds',
    says: `It was paid for ${paidFor.toFraction()} beds, ${Math.abs(beds)} ${beds < 0 ? 'fewer' : 'more'} than the ${line.quantity.toFraction()} counted.`,
    arithmetic: `${Math.abs(beds)} × ${sayRate(aBed.div(100))} a bed a month = ${sayPounds(Math.abs(paidPence - duePence))}.`,
  };
}

function listMoved({ index, due, duePence, paidPence, hints }: Asked): Reason | null {
  for (const line of due) {
    const linePence = line.monthsPence[index] ?? 0;
    if (line.basis === null || linePence === 0 || line.quantity.equals(0)) continue;
    for (const { basis, count, says } of hints.counts) {
      if (basis !== line.basis || line.quantity.equals(count)) continue;
      const otherPence = Math.round(new Fraction(linePence).mul(count).div(line.quantity).valueOf());
      if (!isAbout(duePence - linePence + otherPence, paidPence)) continue;
      return {
        kind: 'list-moved',
        says: `It was paid for ${whole(count)}, ${says}, not for the ${whole(line.quantity.valueOf())} ${BASES[basis]}.`,
        arithmetic: `${sayPounds(linePence)} × ${whole(count)} ÷ ${whole(line.quantity.valueOf())} = ${sayPounds(otherPence)}; ${sayPounds(linePence)} is due.`,
      };
    }
  }
  return null;
}

function rounding({ duePence, paidPence, payments }: Asked): Reason | null {
  if (payments.length === 0 || !isAbout(duePence, paidPence)) return null;
  return { kind: 'rounding', says: 'A year’s amount does not always divide into twelve: a month may bear a penny more or less than its neighbour.', arithmetic: `${sayPounds(paidPence)} paid − ${sayPounds(duePence)} due = ${sayPounds(paidPence - duePence)}.` };
}

/** No reason is borne out; where one count makes the amount, the count that was paid for is said, to be looked for. */
function unknown({ index, due, duePence, paidPence }: Asked): Reason {
  const lines = due.filter(({ monthsPence }) => monthsPence[index]);
  const [line] = lines;
  const arithmetic = `${sayPounds(paidPence)} paid − ${sayPounds(duePence)} due = ${sayPounds(paidPence - duePence)}.`;
  if (!line || lines.length > 1 || line.basis === null || line.quantity.equals(0)) return { kind: 'unknown', says: 'Nothing that is held explains it.', arithmetic };
  const implied = new Fraction(paidPence).mul(line.quantity).div(line.monthsPence[index]!);
  return { kind: 'unknown', says: `Nothing that is held explains it. At the rate of ${sayRate(line.rate)} it is what ${whole(Math.round(implied.valueOf()))} would give, in place of ${whole(line.quantity.valueOf())} ${BASES[line.basis]}.`, arithmetic };
}

const total = (lines: readonly { amountPence: number }[]): number => lines.reduce((sum, { amountPence }) => sum + amountPence, 0);
const sumOf = (payments: readonly PaidLine[]): string => `Paid: ${payments.map(({ amountPence, reference }) => `${sayPounds(amountPence)} (${reference})`).join(' + ')} = ${sayPounds(total(payments))}.`;
const sayRate = (pounds: Fraction): string => `£${pounds.toString(6).replace(/\(.*$/, '')}`;
const whole = (count: number): string => count.toLocaleString('en-GB', { maximumFractionDigits: 2 });
