import { expect, it } from 'vitest';
import { normalBound, tBound } from './distributionBounds.ts';

// From printed tables of Student’s t and the normal distribution, two-sided.
it.each([
  [0.9, 6, 1.943], [0.5, 6, 0.718], [0.9, 17, 1.74], [0.5, 17, 0.689], [0.95, 10, 2.228], [0.9, 4, 2.132], [0.5, 4, 0.741],
])('bounds that hold %d of Student’s t with %d degrees lie %d from the middle', (share, degrees, bound) => {
  expect(tBound(share, degrees)).toBeCloseTo(bound, 2);
});

it.each([[0.5, 0.67449], [0.9, 1.644854], [0.95, 1.959964], [0.998, 3.090232]])('bounds that hold %d of the normal distribution lie %d from the middle', (share, bound) => {
  expect(normalBound(share)).toBeCloseTo(bound, 5);
});
