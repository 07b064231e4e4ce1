import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it, test } from 'vitest';
import { financialYear, monthsOf } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { STREAMS } from '../../contract/domain/figure.ts';
import type { StreamId } from '../../contract/domain/figure.ts';
import { paidAgainstDue } from './paidAgainstDue.ts';
import type { DueLine, Hints, PaidLine } from './paidAgainstDue.ts';

const YEAR = financialYear('2024/25');
const TODAY = isoDate('2025-06-01');
const MONTHS = monthsOf(YEAR);

/** 50,000 patients at the rates of enhanced access in 2024/25: £7.974 × 50,000 ÷ 12 = £33,225 a month after the uplift, £7.674 gives £31,975 before. */
const enhanced = (rate: string, monthPence: number): DueLine => ({ stream: 'enhanced-access', title: 'Enhanced access', basis: 'pcn-adjusted', quantity: new Fraction(50_000), rate: new Fraction(rate), monthsPence: MONTHS.map(() => monthPence) });
const DUE = enhanced('7.974', 3_322_500);
const BEFORE = enhanced('7.674', 3_197_500);
const BEDS: DueLine = { stream: 'care-home-premium', title: 'Care home premium', basis: 'care-home-beds', quantity: new Fraction(100), rate: new Fraction('127.2'), monthsPence: MONTHS.map(() => 106_000) };

let id = 0;
const paid = (month: number, amountPence: number, more: Partial<PaidLine> = {}): PaidLine => ({ id: (id += 1), stream: 'enhanced-access', month: MONTHS[month]!, amountPence, reference: `REF${month}`, payeeCode: 'UZ001', payeeIs: 'pcn', description: 'Enhanced access', paidOn: MONTHS[month]!, ...more });
const allYear = (except: readonly number[] = []): PaidLine[] => MONTHS.flatMap((_, month) => (except.includes(month) ? [] : [paid(month, 3_322_500)]));
const HINTS: Hints = {
  earlier: [{ knownOn: isoDate('2024-08-31'), lines: [BEFORE] }],
  counts: [{ basis: 'pcn-adjusted', count: 48_000, says: 'the count of 1 January 2023' }, { basis: 'registered', count: 47_000, says: 'no count of this stream' }],
  elsewhere: [{ payeeCode: null, stream: 'enhanced-access', month: MONTHS[7]!, amountPence: 3_322_500 }],
};
const reasonsOf = (payments: PaidLine[], due: DueLine[] = [DUE], hints = HINTS) => paidAgainstDue(YEAR, TODAY, due, payments, hints).streams[0]!.months.flatMap(({ reason, month }) => (reason ? [[month.slice(0, 7), reason.kind, reason.says, reason.arithmetic]] : []));

it('finds nothing amiss in a year that was paid as it was due', () => {
  const found = paidAgainstDue(YEAR, TODAY, [DUE], allYear(), HINTS);
  expect([found.duePence, found.paidPence, found.differencePence, reasonsOf(allYear())]).toEqual([39_870_000, 39_870_000, 0, []]);
});

describe('the likeliest reason of a difference', () => {
  test('is the uplift where the amount is what the rate before it gives: both rates are named', () => {
    expect(reasonsOf([...allYear([0]), paid(0, 3_197_500)])).toEqual([
      ['2024-04', 'uplift-not-applied', 'It was paid at £7.674, the rate as it was known on 31 August 2024; the rate is £7.974.', 'At £7.674: £31,975, paid £31,975. At £7.974: £33,225.'],
    ]);
  });

  test('is that earlier months are made up, once a later one bears what was short', () => {
    const late = [paid(0, 3_197_500), paid(1, 3_197_500), paid(2, 3_322_500 + 250_000), ...allYear([0, 1, 2])];
    expect(reasonsOf(late).map(([month, kind]) => [month, kind])).toEqual([['2024-04', 'uplift-not-applied'], ['2024-05', 'uplift-not-applied'], ['2024-06', 'made-up']]);
    expect(reasonsOf(late)[2]![2]).toBe('It makes up for the £2,500 that fell short in the months before.');
    expect(paidAgainstDue(YEAR, TODAY, [DUE], late, HINTS).differencePence).toBe(0);
  });

  test('is another count of patients where one that is held gives the amount: 48,000 × £7.974 ÷ 12 = £31,896', () => {
    expect(reasonsOf([...allYear([3]), paid(3, 3_189_600)])).toEqual([
      ['2024-07', 'list-moved', 'It was paid for 48,000, the count of 1 January 2023, not for the 50,000 PCN adjusted population at 1 January.', '£33,225 × 48,000 ÷ 50,000 = £31,896; £33,225 is due.'],
    ]);
  });

  test('is beds where the difference is so many whole beds', () => {
    const lines = (pence: number) => MONTHS.map((_, month) => paid(month, month === 5 ? pence : 106_000, { stream: 'care-home-premium' }));
    expect(reasonsOf(lines(102_820), [BEDS])).toEqual([['2024-09', 'beds', 'It was paid for 97 beds, 3 fewer than the 100 counted.', '3 × £10.6 a bed a month = £31.80.']]);
    expect(reasonsOf(lines(102_300), [BEDS])[0]![1]).toBe('unknown');
  });

  test('is a payee where somebody else got just that, and a missing month where nobody is known to', () => {
    expect(reasonsOf(allYear([7, 8])).map(([month, kind, says]) => [month, kind, says])).toEqual([
      ['2024-11', 'payee-wrong', 'Another payee of the same ICB was paid exactly this amount for November 2024.'],
      ['2024-12', 'month-missing', 'No payment for December 2024 is on record.'],
    ]);
    const named = reasonsOf([...allYear([8]), paid(8, 3_322_500, { payeeIs: 'elsewhere', payeeCode: 'ZZB01' })]);
    expect(named[0]![2]).toBe('The payee ZZB01 was paid exactly this amount for December 2024.');
  });

  test('is that it was paid twice, with both references', () => {
    expect(reasonsOf([...allYear(), paid(4, 3_322_500, { reference: 'AGAIN' })])).toEqual([
      ['2024-08', 'paid-twice', 'The same amount was paid 2 times, under the references REF4 and AGAIN.', 'Paid: £33,225 (REF4) + £33,225 (AGAIN) = £66,450. Due: £33,225.'],
    ]);
  });

  test('is a recovery where money came and was taken back, also where what is left is right', () => {
    expect(reasonsOf([...allYear(), paid(4, -100_000, { reference: 'BACK' })])[0]!.slice(0, 3)).toEqual(['2024-08', 'taken-back', 'What is due was paid, and £1,000 was taken back under BACK.']);
    expect(reasonsOf([...allYear(), paid(4, 3_322_500, { reference: 'AGAIN' }), paid(4, -3_322_500, { reference: 'BACK' })])[0]!.slice(0, 2)).toEqual(['2024-08', 'taken-back']);
  });

  test('is said to be unknown where nothing bears out, with the count that it would take: 49,000 × £7.974 ÷ 12 = £32,560.50', () => {
    expect(reasonsOf([...allYear([3]), paid(3, 3_256_050)])[0]!.slice(1)).toEqual(['unknown', 'Nothing that is held explains it. At the rate of £7.974 it is what 49,000 would give, in place of 50,000 PCN adjusted population at 1 January.', '£32,560.50 paid − £33,225 due = −£664.50.']);
  });

  test('is, of additional roles, that less was claimed: the sum is the most that may be', () => {
    const sum: DueLine = { ...DUE, stream: 'additional-roles-sum', title: 'Additional roles', basis: 'contractor-weighted' };
    const reasons = reasonsOf([paid(0, 2_000_000, { stream: 'additional-roles-sum' })], [sum]);
    expect(reasons.map(([, kind]) => kind)).toEqual(MONTHS.map(() => 'claimed-less'));
    expect(reasons[0]!.slice(2)).toEqual(['What was claimed was paid; the sum is the most that may be claimed.', '£33,225 may be claimed − £20,000 paid = £13,225.']);
    expect(reasons[1]![2]).toBe('No claim for May 2024 is on record as paid.');
  });

  test('is told apart from what was not claimed: £33,225 a month may be, £20,000 was, and enhanced access is owed £225', () => {
    const sum: DueLine = { ...DUE, stream: 'additional-roles-sum', title: 'Additional roles', basis: 'contractor-weighted' };
    const claimed = paid(0, 2_000_000, { stream: 'additional-roles-sum' });
    const { differencePence, unclaimedPence } = paidAgainstDue(YEAR, TODAY, [DUE, sum], [...allYear([3]), paid(3, 3_300_000), claimed], HINTS);
    expect([unclaimedPence, differencePence + unclaimedPence]).toEqual([12 * 3_322_500 - 2_000_000, -22_500]);
  });

  test('is rounding where it is a penny, once it cannot be anything else', () => {
    expect(reasonsOf([...allYear([3]), paid(3, 3_322_499)])).toMatchObject([['2024-07', 'rounding', expect.stringContaining('a penny'), '£33,224.99 paid − £33,225 due = −£0.01.']]);
  });

  test('is that nothing is due where a stream has no line', () => {
    expect(reasonsOf([paid(0, 500)], [])).toEqual([['2024-04', 'nothing-due', 'The statement has nothing due under this stream in this month.', '£0 due, Paid: £5 (REF0) = £5.']]);
  });
});

it('waits for a month that is not over, and no longer', () => {
  const months = (today: string) => paidAgainstDue(YEAR, isoDate(today), [DUE], allYear([11])).streams[0]!.months[11]!;
  expect(months('2025-03-31')).toMatchObject({ isToCome: true, duePence: 0, differencePence: 0, reason: null });
  expect(months('2025-04-01')).toMatchObject({ isToCome: false, duePence: 3_322_500, reason: { kind: 'month-missing' } });
});

it('counts what matches no stream in the total, apart; and what went to somebody else or is for another year nowhere', () => {
  const found = paidAgainstDue(YEAR, TODAY, [DUE], [...allYear(), paid(1, 700, { stream: null }), paid(1, 900, { payeeIs: 'elsewhere' }), paid(1, 5, { month: isoDate('2025-04-01') })]);
  expect([found.paidPence, found.differencePence, found.unmatched.length, found.elsewhere.length]).toEqual([39_870_700, 700, 1, 1]);
});

test('totals are the sums of what is shown, whatever was paid', () => {
  const line = fc.record({ month: fc.integer({ min: 0, max: 11 }), pence: fc.integer({ min: -1e9, max: 1e9 }).filter((pence) => pence !== 0), stream: fc.constantFrom<StreamId | null>(null, ...(Object.keys(STREAMS) as StreamId[])) });
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const found = paidAgainstDue(YEAR, TODAY, [DUE, BEDS], lines.map(({ month, pence, stream }) => paid(month, pence, { stream })), HINTS);
      const shown = found.streams.flatMap(({ months }) => months);
      expect(found.paidPence).toBe(lines.reduce((sum, { pence }) => sum + pence, 0));
      expect(found.differencePence).toBe(found.paidPence - found.duePence);
      expect(found.duePence).toBe(shown.reduce((sum, { duePence }) => sum + duePence, 0));
      for (const { differencePence, reason } of shown) if (differencePence !== 0) expect(reason).not.toBeNull();
    }),
  );
});

test('what was paid under a stream that could not be worked out differs from nothing', () => {
  const lines = [...allYear(), paid(0, 700, { stream: 'care-home-premium' })];
  const known = paidAgainstDue(YEAR, TODAY, [DUE], lines, HINTS);
  const found = paidAgainstDue(YEAR, TODAY, [DUE], lines, HINTS, new Set(['care-home-premium', DUE.stream]));
  expect([known.differencePence, found.differencePence, found.paidPence - known.paidPence]).toEqual([700, 0, 0]);
  expect(found.streams.map(({ stream, isDueKnown }) => [stream, isDueKnown])).toEqual([[DUE.stream, true], ['care-home-premium', false]]);
  expect(found.streams[1]!.months.every(({ reason }) => reason === null)).toBe(true);
});

test('in a year of which nothing is known to be due, nothing is said to differ', () => {
  expect(paidAgainstDue(YEAR, TODAY, [], [paid(0, 700)], HINTS, new Set(['core-pcn', DUE.stream]))).toMatchObject({ isDueKnown: false, differencePence: 0 });
  expect(paidAgainstDue(YEAR, TODAY, [], [], HINTS)).toMatchObject({ isDueKnown: true, differencePence: 0 });
});
