import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { figureOn } from './figure.ts';
import type { FigureValue } from './figure.ts';

const value = (from: string, published: string, text: string | null, to: string | null = null): FigureValue => ({
  from: isoDate(from), to: to === null ? null : isoDate(to), published: isoDate(published), value: text, status: 'reported', source: { title: 'T', address: 'A', locator: 'L' },
});
const on = (values: FigureValue[], day: string, knownOn: string | null = null) => figureOn({ values }, { on: isoDate(day), knownOn: knownOn === null ? null : isoDate(knownOn) })?.value ?? null;

const UPLIFTED = [value('2024-04-01', '2024-03-28', '7.674'), value('2024-04-01', '2024-09-05', '7.975'), value('2025-04-01', '2025-02-28', '8.427')];

test.each([
  ['a day before any', '2024-03-31', null, null],
  ['what was known when the budget was set', '2024-06-01', '2024-04-01', '7.674'],
  ['the uplift, from the day of its publication', '2024-06-01', '2024-09-05', '7.975'],
  ['the uplift, by all that is known', '2024-04-01', null, '7.975'],
  ['the next year', '2025-04-01', null, '8.427'],
  ['the next year, before it was known', '2025-04-01', '2025-01-01', '7.975'],
])('a figure with two dates: %s', (_what, day, knownOn, expected) => expect(on(UPLIFTED, day, knownOn)).toBe(expected));

test('a figure ends where it says so, and where it was retired', () => {
  const half = [value('2022-04-01', '2022-03-31', '0.72', '2022-10-01')];
  expect([on(half, '2022-09-30'), on(half, '2022-10-01')]).toEqual(['0.72', null]);
  const retired = [value('2022-04-01', '2022-03-31', '18'), value('2022-10-01', '2022-09-26', null)];
  expect([on(retired, '2022-09-30'), on(retired, '2022-10-01'), on(retired, '2022-10-01', '2022-09-01')]).toEqual(['18', null, '18']);
});
