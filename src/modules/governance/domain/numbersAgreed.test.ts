import { expect, it } from 'vitest';
import { sayNumbersAgreed } from './numbersAgreed.ts';

const UNITS = { Price: 'pounds', Budget: 'pounds', Share: 'share', Posts: 'count', Start: 'date' };

it.each([
  [{ Price: 260 }, 'Price: £2.60'],
  [{ Budget: 96_000_00 }, 'Budget: £96,000'],
  [{ Share: 0.07 }, 'Share: 7%'],
  [{ Share: 0.125 }, 'Share: 12.5%'],
  [{ Posts: 1200 }, 'Posts: 1,200'],
  [{ Start: '2026-09-01' }, 'Start: 1 September 2026'],
  [{ Other: 260 }, 'Other: 260'],
  [{ Price: 260, Posts: 3 }, 'Price: £2.60; Posts: 3'],
  [{}, ''],
])('says %j as “%s”', (terms, said) => {
  expect(sayNumbersAgreed(terms, UNITS)).toBe(said);
});
