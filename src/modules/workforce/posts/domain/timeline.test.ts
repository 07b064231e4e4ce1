import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { changedOver, holdsOn, lifeOf, livedOver } from './timeline.ts';
import type { Span } from './timeline.ts';

interface Facts {
  wte: string;
  band: string;
}
const day = (number: number): IsoDate => addDays(isoDate('2025-01-01'), number);
const one = (from: string, to: string | null, wte: string, band = '7'): Span<Facts> => ({ from: isoDate(from), to: to === null ? null : isoDate(to), facts: { wte, band } });

test('a change from a day on ends one span and begins another', () => {
  expect(changedOver([one('2025-01-01', null, '1')], { from: isoDate('2025-06-01'), to: null }, { wte: '0.6' })).toEqual([one('2025-01-01', '2025-06-01', '1'), one('2025-06-01', null, '0.6')]);
});

test('a change that stands later keeps its own day, and takes on the new one', () => {
  const planned = changedOver([one('2025-01-01', null, '1')], { from: isoDate('2025-09-01'), to: null }, { wte: '0.6' });
  expect(changedOver(planned, { from: isoDate('2025-06-01'), to: null }, { band: '8a' })).toEqual([one('2025-01-01', '2025-06-01', '1'), one('2025-06-01', '2025-09-01', '1', '8a'), one('2025-09-01', null, '0.6', '8a')]);
});

test('a change that is undone over the same days leaves what was before it', () => {
  const before = [one('2025-01-01', null, '1')];
  const days = { from: isoDate('2025-03-01'), to: null };
  expect(changedOver(changedOver(before, days, { wte: '0.5' }), days, { wte: '1' })).toEqual(before);
});

test('a life that ends before it begins has no day', () => {
  expect(livedOver([one('2025-01-01', null, '1')], { from: isoDate('2025-02-01'), to: isoDate('2025-02-01') })).toBeNull();
});

test('a longer life draws out what is first and last, a shorter one cuts it off', () => {
  const spans = [one('2025-02-01', '2025-03-01', '1'), one('2025-03-01', '2025-04-01', '0.5')];
  expect(livedOver(spans, { from: isoDate('2025-01-01'), to: null })).toEqual([one('2025-01-01', '2025-03-01', '1'), one('2025-03-01', null, '0.5')]);
  expect(livedOver(spans, { from: isoDate('2025-03-10'), to: isoDate('2025-03-20') })).toEqual([one('2025-03-10', '2025-03-20', '0.5')]);
});

const changes = fc.array(fc.record({ from: fc.integer({ min: 0, max: 60 }), days: fc.option(fc.integer({ min: 1, max: 40 })), wte: fc.constantFrom('1', '0.8', '0.5') }), { maxLength: 8 });

test('whatever changes, each day has one answer: the last that was said of it', () => {
  fc.assert(
    fc.property(changes, (said) => {
      let spans: Span<Facts>[] = [{ from: day(0), to: day(50), facts: { wte: 'first', band: '7' } }];
      for (const { from, days, wte } of said) spans = changedOver(spans, { from: day(from), to: days === null ? null : day(from + days) }, { wte });
      expect(lifeOf(spans)).toEqual({ from: day(0), to: day(50) });
      for (let number = 0; number < 50; number += 1) {
        const last = said.findLast(({ from, days }) => from <= number && (days === null || number < from + days));
        expect(spans.filter((span) => holdsOn(span, day(number))).map(({ facts }) => facts.wte)).toEqual([last?.wte ?? 'first']);
      }
    }),
  );
});
