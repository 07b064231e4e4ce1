import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { StreamId } from '../../contract/domain/figure.ts';
import type { StatementLine } from '../../statements/domain/statement.ts';
import { monthAfter } from './month.ts';
import { recoveryReason, reasonFor } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** What a reason needs of a line of a statement. */
export type DueLine = Pick<StatementLine, 'stream' | 'title' | 'basis' | 'quantity' | 'rate' | 'monthsPence'>;

/** One payment on record. */
export interface PaidLine {
  id: number;
  /** Null where its words name no stream that is known. */
  stream: StreamId | null;
  month: IsoDate;
  amountPence: number;
  reference: string;
  payeeCode: string;
  payeeIs: PayeeIs;
  description: string;
  paidOn: IsoDate;
}

/** Who was paid: the PCN, whom it nominated, one of its practices, or somebody whose payments are not its own. */
export type PayeeIs = 'pcn' | 'nominated' | 'practice' | 'elsewhere';

/** What explains a difference, beside the lines that are due and were paid. */
export interface Hints {
  /** The statement as it was known earlier, latest first. */
  earlier: readonly { knownOn: IsoDate; lines: readonly DueLine[] }[];
  /** Other counts that are held: of another publication, or of other members. */
  counts: readonly { basis: NonNullable<DueLine['basis']>; count: number; says: string }[];
  /** Payments to other payees of the same ICB; without a code where whose they are is not for this reader. */
  elsewhere: readonly { payeeCode: string | null; stream: StreamId | null; month: IsoDate; amountPence: number }[];
}

export const NO_HINTS: Hints = { earlier: [], counts: [], elsewhere: [] };

/** Due and paid under one stream in one month; the difference is paid less due. */
export interface PaidMonth {
  stream: StreamId;
  month: IsoDate;
  duePence: number;
  paidPence: number;
  differencePence: number;
  payments: readonly PaidLine[];
  /** Null where there is no difference, or the month is not over. */
  reason: Reason | null;
  /** The month is not over and nothing was paid for it: nothing is amiss yet. */
  isToCome: boolean;
  isDueKnown: boolean;
}

export interface PaidStream {
  stream: StreamId;
  /** Whether it could be worked out what is due. Where it could not, nothing differs: what was paid cannot be held against anything. */
  isDueKnown: boolean;
  duePence: number;
  paidPence: number;
  differencePence: number;
  months: readonly PaidMonth[];
}

export interface PaidYear {
  streams: readonly PaidStream[];
  /** Payments whose words name no stream: they count in the total, and in no stream. */
  unmatched: readonly PaidLine[];
  /** Payments to somebody else, on this PCN's statements: they count nowhere. */
  elsewhere: readonly PaidLine[];
  duePence: number;
  paidPence: number;
  /** Of the streams of which it is known what is due, and of what names no stream; 0 where nothing is known to be due. */
  differencePence: number;
  /** Of what is due, the sum for additional roles that nobody claimed: the most that might have been, and owed by nobody. */
  unclaimedPence: number;
  /** Whether anything is known to be due. */
  isDueKnown: boolean;
}

/**
 * What was paid in a year against what is due, by stream and month, each difference with its likeliest reason. What is due
 * in a month that is not over counts only once something was paid for it. `unknown` are the streams that could not be worked out.
 */
export function paidAgainstDue(year: FinancialYear, today: IsoDate, due: readonly DueLine[], payments: readonly PaidLine[], hints: Hints = NO_HINTS, unknown: ReadonlySet<StreamId> = new Set()): PaidYear {
  const months = monthsOf(year);
  const own = payments.filter(({ payeeIs, month }) => payeeIs !== 'elsewhere' && months.includes(month));
  const streams = [...new Set([...due.map(({ stream }) => stream), ...own.flatMap(({ stream }) => stream ?? [])])];
  const elsewhere = payments.filter(({ payeeIs, month }) => payeeIs === 'elsewhere' && months.includes(month));
  const known: Hints = { ...hints, elsewhere: [...elsewhere.map(({ payeeCode, stream, month, amountPence }) => ({ payeeCode, stream, month, amountPence })), ...hints.elsewhere] };
  const isKnown = (stream: StreamId): boolean => !unknown.has(stream) || due.some((line) => line.stream === stream);
  const found = streams.map((stream) => paidStream({ stream, isDueKnown: isKnown(stream), months, today, due: due.filter((line) => line.stream === stream), payments: own.filter((one) => one.stream === stream), hints: known }));
  const unmatched = own.filter(({ stream }) => stream === null);
  const duePence = sum(found.map((one) => one.duePence));
  const paidPence = sum(found.map((one) => one.paidPence)) + sum(unmatched.map(({ amountPence }) => amountPence));
  const isDueKnown = due.length > 0 || unknown.size === 0;
  const differencePence = isDueKnown ? sum(found.map((one) => one.differencePence)) + sum(unmatched.map(({ amountPence }) => amountPence)) : 0;
  const unclaimedPence = -sum(found.flatMap((one) => one.months).filter(({ reason }) => reason?.kind === 'claimed-less').map((month) => month.differencePence));
  return { streams: found, unmatched, elsewhere, duePence, paidPence, differencePence, unclaimedPence, isDueKnown };
}

interface OneStream {
  stream: StreamId;
  isDueKnown: boolean;
  months: readonly IsoDate[];
  today: IsoDate;
  due: readonly DueLine[];
  payments: readonly PaidLine[];
  hints: Hints;
}

function paidStream({ stream, isDueKnown, months, today, due, payments, hints }: OneStream): PaidStream {
  let behindPence = 0;
  const compared = months.map((month, index): PaidMonth => {
    const ofMonth = payments.filter((one) => one.month === month);
    const fullPence = sum(due.map(({ monthsPence }) => monthsPence[index] ?? 0));
    const isToCome = ofMonth.length === 0 && monthAfter(month) > today;
    const duePence = isToCome ? 0 : fullPence;
    const paidPence = sum(ofMonth.map(({ amountPence }) => amountPence));
    const differencePence = isDueKnown ? paidPence - duePence : 0;
    const asked = { stream, month, index, due, duePence, paidPence, payments: ofMonth, hints, behindPence };
    const reason = !isDueKnown ? null : differencePence === 0 ? recoveryReason(asked) : reasonFor(asked);
    behindPence += differencePence;
    return { stream, month, duePence, paidPence, differencePence, payments: ofMonth, reason, isToCome, isDueKnown };
  });
  const [duePence, paidPence] = [sum(compared.map((one) => one.duePence)), sum(compared.map((one) => one.paidPence))];
  return { stream, isDueKnown, duePence, paidPence, differencePence: isDueKnown ? paidPence - duePence : 0, months: compared };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
