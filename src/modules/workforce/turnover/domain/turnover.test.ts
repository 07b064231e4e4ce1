import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { chanceBound, compareGroups, curveOf, daysBetween, staysOf, watchedStays } from './stays.ts';
import type { FillingSeen } from './stays.ts';
import { startingOver } from './startingOver.ts';
import { daysToFill, vacanciesOf } from './vacancies.ts';

const ON = isoDate('2026-06-01');
const isLoss = (reason: string): boolean => !['hours-changed', 'another-post-here', 'post-ended'].includes(reason);
const filling = (staffId: string, from: string, to: string | null = null, leavingReason: string | null = null, more: Partial<FillingSeen> = {}): FillingSeen => ({
  staffId, from: isoDate(from), to: to === null ? null : isoDate(to), leavingReason, role: 'Clinical pharmacist', belongs: 'practice', home: 'ZZA01', ...more,
});
const told = (fillings: FillingSeen[]) => staysOf(fillings, isLoss, ON).map(({ from, to, hasLeft, reason }) => [from, to, hasLeft, reason]);

describe('a stay', () => {
  it.each<[string, FillingSeen[], unknown[]]>([
    ['goes on while nothing ends it', [filling('a', '2025-01-01')], [['2025-01-01', null, false, null]]],
    ['ends with a loss', [filling('a', '2025-01-01', '2025-07-01', 'workload')], [['2025-01-01', '2025-07-01', true, 'workload']]],
    ['goes on with other hours', [filling('a', '2025-01-01', '2025-07-01', 'hours-changed'), filling('a', '2025-07-01')], [['2025-01-01', null, false, null]]],
    ['goes on in another post here, after days between', [filling('a', '2025-01-01', '2025-07-01', 'another-post-here'), filling('a', '2025-07-15')], [['2025-01-01', null, false, null]]],
    ['is two where somebody left and came back', [filling('a', '2025-01-01', '2025-07-01', 'retired'), filling('a', '2025-09-01')], [['2025-01-01', '2025-07-01', true, 'retired'], ['2025-09-01', null, false, null]]],
    ['is not left where the post itself ended', [filling('a', '2025-01-01', '2025-07-01', 'post-ended')], [['2025-01-01', '2025-07-01', false, 'post-ended']]],
    ['in two posts at once ends with the later', [filling('a', '2025-01-01', '2025-12-01', 'health'), filling('a', '2025-02-01', '2025-07-01', 'hours-changed')], [['2025-01-01', '2025-12-01', true, 'health']]],
    ['whose end is yet to come still goes on', [filling('a', '2025-01-01', '2026-09-01', 'retired')], [['2025-01-01', null, false, null]]],
    ['that is yet to begin is none', [filling('a', '2026-06-02')], []],
  ])('%s', (_, fillings, expected) => expect(told(fillings)).toEqual(expected));

  it('that was under way when all leavers began to be on record enters then; one that was over is not counted', () => {
    const stays = staysOf([filling('a', '2024-01-01'), filling('b', '2024-01-01', '2024-06-01', 'health'), filling('c', '2025-06-01', '2025-06-11', 'health')], isLoss, ON);
    expect(watchedStays(stays, { on: ON, since: isoDate('2025-01-01') })).toEqual([{ enteredAt: 366, until: 883, hasLeft: false }, { enteredAt: 0, until: 10, hasLeft: true }]);
  });
});

test('below the fewest stays there is no curve, and it is said how many there are', () => {
  const four = Array.from({ length: 4 }, () => ({ enteredAt: 0, until: 100, hasLeft: true }));
  expect(curveOf('Podiatrist', four, 5)).toMatchObject({ stays: 4, left: 4, curve: null, median: null, afterYear: null });
  expect(curveOf('Podiatrist', [...four, { enteredAt: 0, until: 400, hasLeft: false }], 5)).toMatchObject({ stays: 5, left: 4, median: 100, afterYear: { survival: expect.closeTo(0.2, 9) } });
});

test('groups that leave alike differ by no more than chance, those that leave at once by more', () => {
  const [quick, slow] = ['nowhere', 'practice'].map((belongs, group) => Array.from({ length: 8 }, (_, index) => filling(`${belongs}${index}`, '2024-01-01', group === 0 ? `2024-03-0${index + 1}` : `2025-03-0${index + 1}`, 'belonging', { belongs: belongs as 'nowhere' })));
  const differing = compareGroups(staysOf([...quick!, ...slow!], isLoss, ON), ({ belongs }) => belongs, { on: ON, since: null }, 5);
  expect(differing.test).toMatchObject({ degrees: 1, isMoreThanChance: true });
  const alike = compareGroups(staysOf([...quick!, ...quick!.map((one) => ({ ...one, staffId: `x${one.staffId}`, belongs: 'team' as const }))], isLoss, ON), ({ belongs }) => belongs, { on: ON, since: null }, 5);
  expect(alike.test).toMatchObject({ degrees: 1, isMoreThanChance: false });
});

// The bounds of five in a hundred, from a printed table of chi-squared.
test.each([[1, 3.841], [2, 5.991], [3, 7.815], [5, 11.07], [10, 18.307]])('with %i degrees of freedom chance passes %d five times in a hundred', (degrees, bound) => {
  expect(Math.abs(chanceBound(degrees) / bound - 1)).toBeLessThan(0.01);
});

describe('vacancies', () => {
  const span = (from: string, to: string | null = null, wte = '1') => ({ from: isoDate(from), to: to === null ? null : isoDate(to), wte });
  const told = (spans: ReturnType<typeof span>[], fillings: ReturnType<typeof span>[]) => vacanciesOf([{ reference: 'P1', role: 'Podiatrist', spans, fillings }], ON).map(({ from, to, wte, days, isFilled }) => [from, to, wte.toString(), days, isFilled]);
  it.each<[string, ReturnType<typeof span>[], ReturnType<typeof span>[], unknown[]]>([
    ['a new post waits for its first holder', [span('2025-01-01')], [span('2025-02-01')], [['2025-01-01', '2025-02-01', '1', 31, true]]],
    ['one that is filled from the start has none', [span('2025-01-01')], [span('2025-01-01')], []],
    ['one that nobody fills is empty to this day', [span('2026-05-02')], [], [['2026-05-02', null, '1', 30, false]]],
    ['half a job-share that left is half a vacancy', [span('2025-01-01')], [span('2025-01-01', null, '0.5'), span('2025-01-01', '2025-03-01', '0.5'), span('2025-03-11', null, '0.5')], [['2025-03-01', '2025-03-11', '0.5', 10, true]]],
    ['a post that ended empty was not filled', [span('2025-01-01', '2025-01-11')], [], [['2025-01-01', '2025-01-11', '1', 10, false]]],
    ['more hours make a part of it empty', [span('2025-01-01', '2025-04-01', '0.5'), span('2025-04-01')], [span('2025-01-01', null, '0.5')], [['2025-04-01', null, '0.5', 426, false]]],
  ])('%s', (_, spans, fillings, expected) => expect(told(spans, fillings)).toEqual(expected));

  it('took so many days to fill, in the middle', () => {
    expect(daysToFill(vacanciesOf([{ reference: 'P1', role: 'x', spans: [span('2025-01-01')], fillings: [span('2025-01-11', '2025-03-01'), span('2025-03-31', '2025-05-01'), span('2025-05-05')] }], ON))).toEqual({ filled: 3, median: 10 });
    expect(daysToFill([])).toBeNull();
  });

  it('never have days outside the life of the post', () => {
    const days = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.option(fc.integer({ min: 1, max: 200 })));
    const at = (offset: number): string => new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
    const spanOf = ([from, length]: [number, number | null]) => span(at(from), length === null ? null : at(from + length));
    fc.assert(fc.property(days, fc.array(days, { maxLength: 4 }), (life, fillings) => {
      const post = spanOf(life);
      const end = post.to ?? ON;
      for (const { from, to } of vacanciesOf([{ reference: 'P', role: 'x', spans: [post], fillings: fillings.map(spanOf) }], ON)) {
        expect(from >= post.from && (to ?? end) <= end).toBe(true);
        expect(daysBetween(from, to ?? end)).toBeGreaterThan(0);
      }
    }));
  });
});

test('what it costs to begin again is the sum of what is known, for each who left; what is not known is named', () => {
  const parts = [{ id: 'advert', says: 'Advert', pence: 45_050 }, { id: 'cover', says: 'Cover', pence: null }, { id: 'induction', says: 'Induction', pence: 120_000 }];
  expect(startingOver(parts, 3)).toMatchObject({ eachPence: 165_050, totalPence: 495_150, unknown: ['Cover'] });
  expect(startingOver([{ id: 'cover', says: 'Cover', pence: null }], 3)).toMatchObject({ eachPence: null, totalPence: null, unknown: ['Cover'] });
});
