import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutFew } from './withoutFew.ts';

test.each<[string, number[], (number | null)[]]>([
  ['large ones are told', [9, 5, 6], [9, 5, 6]],
  ['none is told as none', [9, 0, 5], [9, 0, 5]],
  ['one small one takes another with it', [1, 6, 10], [null, null, 10]],
  ['one small one beside none takes as many as hide it', [9, 1, 0], [null, null, null]],
  ['two small ones that are together enough hide each other', [15, 3, 2], [15, null, null]],
  ['two small ones that are together too few take the third', [40, 1, 1], [null, null, null]],
])('%s', (_, counts, told) => expect(withoutFew(counts, 5)).toEqual(told));

test('what is told is not few, and neither is what is left when it is taken from the whole', () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 2, max: 8 }), (counts, least) => {
    fc.pre(counts.reduce((sum, count) => sum + count, 0) >= least);
    const told = withoutFew(counts, least);
    expect(told.some((count) => count !== null && count > 0 && count < least)).toBe(false);
    const left = counts.filter((_, index) => told[index] === null).reduce((sum, count) => sum + count, 0);
    expect(left === 0 || left >= least).toBe(true);
  }));
});
