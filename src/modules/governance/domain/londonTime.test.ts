import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { londonDay, londonInstant, londonTime, parseTime } from './londonTime.ts';

test.each([
  ['2026-01-15', '14:30', '2026-01-15T14:30:00.000Z'],
  ['2026-06-15', '14:30', '2026-06-15T13:30:00.000Z'],
  ['2026-06-15', '00:30', '2026-06-14T23:30:00.000Z'],
  ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29', '03:00', '2026-03-29T02:00:00.000Z'],
  ['2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
  ['2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
])('%s %s in England is %s', (day, time, instant) => {
  expect(londonInstant(isoDate(day), time).toISOString()).toBe(instant);
});

test('an instant is told by the clock of England', () => {
  const late = new Date('2026-06-14T23:30:00Z');
  expect([londonDay(late), londonTime(late)]).toEqual(['2026-06-15', '00:30']);
});

test.each([['9:30', '09:30'], ['0930', '09:30'], ['14.05', '14:05'], ['24:00', null], ['9:60', null], ['noon', null], ['', null]])('reads the time “%s” as %s', (text, time) => {
  expect(parseTime(text)).toBe(time);
});
