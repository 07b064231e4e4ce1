import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { AsItStood } from './asItStood.tsx';

const told = (...countedTo: string[]): string => renderToStaticMarkup(<AsItStood standing={{ year: financialYear('2025/26'), on: isoDate('2025-12-01'), countedTo: countedTo.map((day) => isoDate(day)), standings: [] }} path={(on) => `/p?on=${on ?? ''}`} />);

test('an earlier day offers the months that were counted, and nothing where none was', () => {
  expect(told('2025-04-30', '2025-05-31')).toContain('As it stood at the end of: <span><a href="/p?on=2025-04-30">April 2025</a></span>');
  expect([told(), told('2025-05-31')].map((page) => page.includes('at the end of'))).toEqual([false, false]);
});
