import { expect, test } from 'vitest';
import { amongOthers } from './amongOthers.ts';

const counted = new Map([['A', { count: 30, of: 100 }], ['B', { count: 10, of: 100 }], ['C', { count: 20, of: 100 }], ['D', { count: 1, of: 0 }], ['E', { count: 5, of: 10 }], ['Z', { count: 9, of: 10 }]]);
const units = amongOthers({ counted, unusable: new Map([['E', 'Too few']]) }, ['A', 'B', 'C', 'D', 'E', 'F'], { code: 'C', name: 'Cocklewyke Surgery' });

test('a practice lies among those of its group that have figures which can be used, and nobody else', () => {
  expect(units.map(({ numerator }) => numerator)).toEqual([10, 20, 30]);
});

test('nobody but the practice itself is named, by name, by code or by order', () => {
  expect(units.map(({ code, name }) => [code, name])).toEqual([['other-1', 'Another practice'], ['C', 'Cocklewyke Surgery'], ['other-3', 'Another practice']]);
});
