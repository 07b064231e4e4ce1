import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { standingWeeks } from './standing.ts';

const monday = (week: number) => addDays(isoDate('2026-01-05'), 7 * week);

test('each rota that is kept ends what stood from its first Monday on; without it that stands again', () => {
  const [year, summer, june] = [{ id: 'year', from: monday(0) }, { id: 'summer', from: monday(30) }, { id: 'june', from: monday(20) }];
  expect(standingWeeks([year, summer])).toEqual([{ ...year, to: summer.from }, { ...summer, to: null }]);
  expect(standingWeeks([year, summer, june])).toEqual([{ ...year, to: june.from }, { ...june, to: null }]);
  expect(standingWeeks([])).toEqual([]);
});

test('in every week the rota stands that was kept last of those that had begun by then', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), fc.integer({ min: 0, max: 45 }), (weeks, at) => {
    const kept = weeks.map((week, index) => ({ id: String(index), from: monday(week) }));
    const found = standingWeeks(kept).filter(({ from, to }) => from <= monday(at) && (to === null || monday(at) < to));
    const last = kept.findLast(({ from }) => from <= monday(at));
    expect(found.map(({ id }) => id)).toEqual(last ? [last.id] : []);
  }));
});
