import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { leavesOf } from '#platform/explanation/working.ts';
import type { FactUsed } from '#platform/explanation/working.ts';
import type { Figure, FigureUnit, Stream, StreamId } from '../../contract/index.ts';
import { runsOf, spreadOver } from './monthRuns.ts';
import { pcnStatement } from './pcnStatement.ts';
import { sumOfLines } from './sumOfLines.ts';
import type { PcnYear } from './pcnStatement.ts';
import { practiceStatement } from './practiceLines.ts';
import { sumOfStatements } from './sumOfStatements.ts';
import { yearFacts } from './yearFacts.ts';
import type { YearFactsGiven } from './yearFacts.ts';
import { ratesOf } from './yearRates.ts';

const YEAR = financialYear('2024/25');
type Written = [from: string, value: string | null, published?: string, to?: string];

function stream(id: StreamId, basis: Figure['basis'], values: Written[], { unit = '£ a year', paidTo = 'pcn' }: { unit?: FigureUnit; paidTo?: Stream['paidTo'] } = {}): Stream {
  const figure: Figure = {
    id: `${id}/rate`, stream: id, title: `Rate of ${id}`, unit, basis,
    values: values.map(([from, value, published = '2019-01-01', to]) => ({ from: isoDate(from), to: to ? isoDate(to) : null, published: isoDate(published), value, status: 'reported', source: { title: 'A circular', address: 'https://example.org', locator: 'p1' } })),
  };
  return { id, title: id, paidTo, says: '', figures: [figure] };
}

const COUNTS: Record<string, number> = { A: 1_000, B: 2_000, C: 500 };
const counted = (source: string, counts = COUNTS) => ({ asOf: isoDate('2024-01-01'), source, byPractice: new Map(Object.entries(counts)) });

function facts(streams: Stream[], given: Partial<YearFactsGiven> & { known?: string } = {}) {
  const knownOn = given.known ? isoDate(given.known) : null;
  return yearFacts({
    year: YEAR, knownOn, ...ratesOf(streams, YEAR, knownOn), nameOf: (code) => `Name of ${code}`,
    counts: { registered: counted('lists/2024-01-01'), 'pcn-adjusted': counted('adjusted/2024-01-01', { A: 1_100, B: 1_900, C: 520 }), 'contractor-weighted': counted('weighted/2024-01-01') }, ...given,
  });
}

const AB = ['A', 'B'];
const all = (members: readonly string[]): PcnYear['months'] => Array.from({ length: 12 }, () => members);
const pcn = (months: PcnYear['months'], code = 'U1'): PcnYear => ({ code, name: 'One PCN', months });

describe('a line', () => {
  test('is the members’ patients times the rate, to the penny, by its own count and no other', () => {
    const statement = pcnStatement(facts([stream('core-pcn', 'registered', [['2024-04-01', '1.50']]), stream('enhanced-access', 'pcn-adjusted', [['2024-04-01', '7.975']])]), pcn(all(AB)));
    expect(statement.lines.map(({ id, basis, quantity, amountPence }) => [id, basis, quantity.toFraction(), amountPence])).toEqual([
      ['core-pcn/rate', 'registered', '3000', 450_000],
      ['enhanced-access/rate', 'pcn-adjusted', '3000', 2_392_500],
    ]);
    expect(statement.totalPence).toBe(2_842_500);
    expect(statement.populations).toEqual([
      { basis: 'registered', asOf: '2024-01-01', source: 'lists/2024-01-01', count: 3_000, practices: 2 },
      { basis: 'pcn-adjusted', asOf: '2024-01-01', source: 'adjusted/2024-01-01', count: 3_000, practices: 2 },
    ]);
  });
  test('is as its figure was known on a day', () => {
    const uplifted = [stream('enhanced-access', 'pcn-adjusted', [['2024-04-01', '7.674', '2024-03-28'], ['2024-04-01', '7.975', '2024-09-30']])];
    expect(pcnStatement(facts(uplifted, { known: '2024-06-01' }), pcn(all(AB))).totalPence).toBe(2_302_200);
    expect(pcnStatement(facts(uplifted), pcn(all(AB))).totalPence).toBe(2_392_500);
  });
  test('ends and begins anew where the rate changes in the year', () => {
    const { lines } = pcnStatement(facts([stream('leadership-and-management', 'pcn-adjusted', [['2024-04-01', '1.2'], ['2024-10-01', '2.4']])]), pcn(all(AB)));
    expect(lines.map(({ id, from, to, amountPence }) => [id, from, to, amountPence])).toEqual([
      ['leadership-and-management/rate', '2024-04-01', '2024-10-01', 180_000],
      ['leadership-and-management/rate/2024-10', '2024-10-01', '2025-04-01', 360_000],
    ]);
  });
  test('of a figure for a period is paid over that period alone', () => {
    const period = stream('clinical-director', 'registered', [['2024-07-01', '0.9', '2019-01-01', '2025-04-01']], { unit: '£ for the period' });
    const { lines } = pcnStatement(facts([period]), pcn(all(AB)));
    expect(lines.map(({ from, amountPence, monthsPence }) => [from, amountPence, monthsPence])).toEqual([['2024-07-01', 270_000, [0, 0, 0, ...Array<number>(9).fill(30_000)]]]);
  });
  test('shows each practice and the publication that has its count', () => {
    const [line] = pcnStatement(facts([stream('core-pcn', 'registered', [['2024-04-01', '1.50']])]), pcn(all(AB))).lines;
    expect(leavesOf(line!.working!).map(({ says, value }) => [says, value.toFraction()])).toEqual([['Rate of core-pcn', '3/2'], ['Name of A (A)', '1000'], ['Name of B (B)', '2000']]);
    expect([line!.status, line!.sources]).toEqual(['reported', ['A circular', 'lists/2024-01-01']]);
  });
  test('rests on the beds of each month', () => {
    const beds = (_: string, month: string) => ({ beds: month < '2024-07-01' ? 40 : 52, source: 'care-home-beds/2024-07-01' });
    const { lines } = pcnStatement(facts([stream('care-home-premium', 'care-home-beds', [['2024-04-01', '120']])], { beds }), pcn(all(AB)));
    // 40 beds for three months at £10, and 52 for nine.
    expect(lines.map(({ quantity, amountPence }) => [quantity.toFraction(), amountPence])).toEqual([['40', 120_000], ['52', 468_000]]);
  });
});

describe('a PCN that changes in mid-year', () => {
  const streams = [stream('core-pcn', 'registered', [['2024-04-01', '1.50']])];
  test('is paid for the members on the first day of each month', () => {
    const joined = ['A', 'B', 'C'];
    const statement = pcnStatement(facts(streams), pcn([...all(AB).slice(0, 6), ...all(joined).slice(0, 6)]));
    // £1.50 × 3,000 ÷ 2 and £1.50 × 3,500 ÷ 2.
    expect(statement.lines.map(({ amountPence }) => amountPence)).toEqual([225_000, 262_500]);
    expect(statement.notes).toEqual(['Joined from 1 October 2024: Name of C (C).', 'The rule used: each month is paid for the members on its first day, each with its patients at 1 January 2024, so that a member which joins or leaves takes its patients with it. Those of a practice that closed count with the one that took its place, where the register knows it. The contract’s words on a change in mid-year are not held: this rule is Chorus’s own.']);
  });
  test('has a statement for its part of the year', () => {
    const statement = pcnStatement(facts(streams), pcn([null, null, null, ...all(AB).slice(3)]));
    expect(statement.lines.map(({ from, amountPence }) => [from, amountPence])).toEqual([['2024-07-01', 337_500]]);
    expect(statement.notes[0]).toBe('U1 had members in 9 of the year’s 12 months, the first from 1 July 2024: this statement is for those months.');
  });
  test('that split pays as much in its parts as it would have whole', () => {
    const whole = pcnStatement(facts(streams), pcn(all(AB)));
    const parts = [pcnStatement(facts(streams), pcn([...all(AB).slice(0, 6), ...all(['A']).slice(0, 6)])), pcnStatement(facts(streams), pcn([...Array<null>(6).fill(null), ...all(['B']).slice(0, 6)], 'U2'))];
    expect(parts[0]!.totalPence + parts[1]!.totalPence).toBe(whole.totalPence);
  });
});

describe('what cannot be worked out', () => {
  test('is said with the count, the day and what to load, and is in no total', () => {
    const statement = pcnStatement(facts([stream('additional-roles-sum', 'contractor-weighted', [['2024-04-01', '22.894']])], { counts: { registered: counted('lists/2024-01-01') } }), pcn(all(AB)));
    expect([statement.lines, statement.totalPence]).toEqual([[], 0]);
    expect(statement.missing).toEqual([{ stream: 'additional-roles-sum', says: 'Rate of additional-roles-sum rests on the contractor weighted population at 1 January 2024, which is not held.', todo: 'Load the contractor-weighted-population of 1 January 2024.' }]);
  });
  test('a practice that the publication lacks is named, and not zero in silence', () => {
    const statement = pcnStatement(facts([stream('core-pcn', 'registered', [['2024-04-01', '1.50']])]), pcn(all(['A', 'Z'])));
    expect(statement.lacking).toEqual([{ basis: 'registered', practice: 'Z', source: 'lists/2024-01-01' }]);
    expect(statement.notes).toEqual(['Name of Z (Z) is not in lists/2024-01-01: its registered patients at 1 January are in no line.']);
  });
  test('beds that nobody told', () => {
    const { missing } = pcnStatement(facts([stream('care-home-premium', 'care-home-beds', [['2024-04-01', '120']])]), pcn(all(AB)));
    expect(missing.map(({ stream: of, says }) => [of, says])).toEqual([['care-home-premium', 'Rate of care-home-premium: the number of care home beds is not held for any month of the year.']]);
  });
  test('a rate that nobody knew yet, for which the last year’s does not stand in', () => {
    const rates = [stream('core-pcn', 'registered', [['2023-04-01', '1.50', '2023-03-30'], ['2024-04-01', '2.218', '2024-03-28']])];
    const { lines, missing } = pcnStatement(facts(rates, { known: '2024-01-15' }), pcn(all(AB)));
    expect([lines, missing]).toEqual([[], [{ stream: 'core-pcn', says: 'Rate of core-pcn: the rate of 2024/25 was not known on 15 January 2024; that from 1 April 2023, £1.50, is not taken for it.', todo: null }]]);
  });
  test('a rate of a year past the last that the rules know', () => {
    const known = facts([]);
    const rates = [stream('core-pcn', 'registered', [['2023-04-01', '1.50']])];
    const { lines, missing } = pcnStatement(yearFacts({ ...known, ...ratesOf(rates, YEAR, null, financialYear('2023/24')) }), pcn(all(AB)));
    expect([lines, missing[0]!.todo]).toEqual([[], 'Enter the rate with its source.']);
  });
  test('but a rate that was left as it was goes on', () =>
    expect(pcnStatement(facts([stream('core-pcn', 'registered', [['2022-04-01', '1.50']])]), pcn(all(AB))).totalPence).toBe(450_000));
  test('a stream of which only the nation’s sum is known', () => {
    const { lines, missing } = pcnStatement(facts([stream('leadership-and-management', null, [['2024-04-01', '43']], { unit: '£m' })]), pcn(all(AB)));
    expect([lines, missing[0]!.says]).toEqual([[], 'leadership-and-management: only the sum for England is known, £43 million, and no rate by the head.']);
  });
});

describe('what is earned', () => {
  const improvement = [stream('capacity-and-access-improvement', 'pcn-adjusted', [['2024-04-01', '1.392']])];
  test('is a maximum beside the statement until the achievement is known', () => {
    const statement = pcnStatement(facts(improvement), pcn(all(AB)));
    expect([statement.lines, statement.totalPence, statement.upTo.map(({ label, amountPence }) => [label, amountPence])]).toEqual([[], 0, [['Maximum', 417_600]]]);
    expect(statement.missing[0]!.says).toContain('what was achieved is not held');
  });
  test('is a line once it is', () => {
    const working: FactUsed = { kind: 'fact', says: 'Two thirds achieved', value: new Fraction('2784'), unit: '£', source: 'entered by the PCN' };
    const statement = pcnStatement(facts(improvement, { earned: new Map([['U1', [{ stream: 'capacity-and-access-improvement', title: 'Achieved', working }]]]) }), pcn(all(AB)));
    expect([statement.lines.map(({ id, amountPence }) => [id, amountPence]), statement.missing]).toEqual([[['capacity-and-access-improvement/achieved', 278_400]], []]);
  });
});

describe('what is earned by points', () => {
  const working: FactUsed = { kind: 'fact', says: 'Half of 71 points', value: new Fraction('7100.10'), unit: '£', source: 'iif-annual/2024-03-31' };
  const fund = { stream: 'investment-and-impact-fund', title: 'Achieved', working, points: new Fraction(71, 2), lacks: 'The file does not have VI-02.', notes: ['Deemed achieved.'] } as const;
  const [one, other] = ['U1', 'U2'].map((code) => pcnStatement(facts([], { earned: new Map([[code, [fund]]]) }), pcn(all(AB), code)));
  test('shows its points and what one came to, falls to the last month, and says what is lacking', () => {
    const [line] = one!.lines;
    expect(line).toMatchObject({ basis: 'points', quantity: new Fraction(71, 2), rate: new Fraction('7100.10').div(71).mul(2), amountPence: 710_010, monthsPence: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 710_010] });
    expect([one!.missing, one!.notes]).toEqual([[{ stream: 'investment-and-impact-fund', says: 'The file does not have VI-02.', todo: null }], ['Deemed achieved.']]);
  });
  test('adds up over PCNs in pounds, and never in one PCN’s points', () => {
    const [line] = sumOfLines([one!, other!].flatMap(({ code, lines }) => lines.map((each) => ({ code, line: each }))));
    expect(line).toMatchObject({ basis: null, quantity: new Fraction(1), rate: new Fraction('14200.20'), amountPence: 1_420_020 });
  });
});

describe('what is paid to each practice', () => {
  const participation = [stream('network-participation', 'contractor-weighted', [['2024-04-01', '1.761']], { paidTo: 'practice' })];
  const thirds = { counts: { 'contractor-weighted': counted('weighted/2024-01-01', { A: 1_001, B: 2_001 }) } };
  test('is rounded for each and added up in the PCN’s statement', () => {
    const [line] = pcnStatement(facts(participation, thirds), pcn(all(AB))).lines;
    // 1,762.761 and 3,523.761: each goes up, where their sum of 5,286.522 would go down.
    expect(line).toMatchObject({ id: 'network-participation/rate', paidTo: 'practice', amountPence: 528_652, parts: [{ code: 'A', amountPence: 176_276 }, { code: 'B', amountPence: 352_376 }] });
  });
  test('stands in the practice’s own statement, once, and says where the rest is', () => {
    const statement = practiceStatement(facts(participation, thirds), { code: 'A', name: 'Name of A', months: Array<string>(12).fill('U1') });
    expect([statement.totalPence, statement.notes]).toEqual([176_276, ['What the contract pays to its PCN is in the statement of Name of U1 (U1).']]);
  });
  test('of a practice that moved is in each PCN’s statement for its months, to the same penny', () => {
    const known = facts(participation, thirds);
    const own = practiceStatement(known, { code: 'A', name: 'A', months: [...Array<string>(5).fill('U1'), ...Array<string>(7).fill('U2')] });
    const first = pcnStatement(known, pcn([...all(['A']).slice(0, 5), ...Array<null>(7).fill(null)]));
    const second = pcnStatement(known, pcn([...Array<null>(5).fill(null), ...all(['A']).slice(0, 7)], 'U2'));
    expect(own.lines.map(({ amountPence }) => amountPence)).toEqual([first.totalPence, second.totalPence]);
  });
});

describe('what is made up of PCNs', () => {
  test('is the sum of their lines, with what each adds', () => {
    const known = facts([stream('core-pcn', 'registered', [['2024-04-01', '1.50']])]);
    const pcns = [pcnStatement(known, pcn(all(AB))), pcnStatement(known, pcn([...Array<null>(6).fill(null), ...all(['C']).slice(0, 6)], 'U2'))];
    const england = sumOfStatements({ code: 'ENGLAND', name: 'England', kind: 'england', notes: [] }, known, pcns);
    expect(england.lines).toMatchObject([{ id: 'core-pcn/rate', amountPence: 487_500, parts: [{ code: 'U1', amountPence: 450_000 }, { code: 'U2', amountPence: 37_500 }], working: null }]);
    // 3,000 for twelve months and 500 for six.
    expect(england.lines[0]!.quantity.toFraction()).toBe('3250');
  });
  test('says once what many lack, and of how many', () => {
    const known = facts([stream('core-pcn', 'registered', [['2024-04-01', '1.50']]), stream('care-home-premium', 'care-home-beds', [['2024-04-01', '120']])], { beds: (code) => (code === 'U1' ? { beds: 1, source: 's' } : null) });
    const england = sumOfStatements({ code: 'ENGLAND', name: 'England', kind: 'england', notes: [] }, known, ['U1', 'U2', 'U3'].map((code) => pcnStatement(known, pcn(all(AB), code))));
    expect(england.missing.map(({ says }) => says)).toEqual([expect.stringMatching(/any month of the year\. So for 2 of its 3 PCNs, the first of them U2\.$/)]);
  });
});

describe('laws', () => {
  const rate = fc.integer({ min: 0, max: 30_000 }).map((thousandths) => (thousandths / 1000).toFixed(3));
  const membership = fc.array(fc.constantFrom(null, AB, ['A'], ['A', 'C'], ['Z']), { minLength: 12, maxLength: 12 });
  const made = (rates: string[]) =>
    facts([
      stream('core-pcn', 'registered', [['2024-04-01', rates[0]!], ['2024-09-01', rates[1]!]]),
      stream('enhanced-access', 'pcn-adjusted', [['2024-06-01', rates[2]!]]),
      stream('network-participation', 'contractor-weighted', [['2024-04-01', rates[3]!]], { paidTo: 'practice' }),
    ]);
  const rates = fc.array(rate, { minLength: 4, maxLength: 4 });

  test('a total is the sum of its lines, and a line of its months and parts', () =>
    fc.assert(
      fc.property(rates, fc.array(membership, { minLength: 1, maxLength: 4 }), (values, years) => {
        const known = made(values);
        const pcns = years.map((months, index) => pcnStatement(known, pcn(months, `U${index}`)));
        const england = sumOfStatements({ code: 'ENGLAND', name: 'England', kind: 'england', notes: [] }, known, pcns);
        for (const { lines, totalPence } of [...pcns, england]) {
          expect(lines.reduce((sum, line) => sum + line.amountPence, 0)).toBe(totalPence);
          expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
          for (const { amountPence, monthsPence, parts } of lines) {
            expect(monthsPence.reduce((sum, pence) => sum + pence, 0)).toBe(amountPence);
            if (parts.length) expect(parts.reduce((sum, part) => sum + part.amountPence, 0)).toBe(amountPence);
          }
        }
        expect(england.totalPence).toBe(pcns.reduce((sum, { totalPence }) => sum + totalPence, 0));
      }),
    ));
  test('months add up, whatever the amount', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 12 }), (pence, from, length) => {
        const to = Math.min(12, from + length);
        const months = spreadOver(pence, { from, to });
        expect(months.reduce((sum, month) => sum + month, 0)).toBe(pence);
        const paid = months.slice(from, to);
        expect(Math.max(...paid) - Math.min(...paid)).toBeLessThanOrEqual(1);
      }),
    ));
  test('runs hold every month that has a value, once', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(null, 'x', 'y'), { maxLength: 12 }), (months) => {
        const again = months.map(() => null as string | null);
        for (const { from, to, value } of runsOf(months)) for (let month = from; month < to; month += 1) again[month] = value;
        expect(again).toEqual(months);
      }),
    ));
});
