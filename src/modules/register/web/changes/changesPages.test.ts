import { describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Change } from '../../domain/changes.ts';
import { readQuestion } from './changesPages.tsx';
import { countEvents } from './changeWords.ts';

const today = isoDate('2026-01-31');
const maps = ['2025-03-01', '2025-04-01', '2025-11-01'];

describe('what the page of changes is asked', () => {
  it.each([
    ['nothing, with maps held: the year up to the newest', {}, maps, ['2024-11-01', '2025-11-01']],
    ['nothing, with no map held: the year to today', {}, [], ['2025-01-31', '2026-01-31']],
    ['a last day only: the year up to it', { to: '2025-10-01' }, maps, ['2024-10-01', '2025-10-01']],
    ['days in the NHS’s other forms', { from: '01Mar2025', to: '20251101' }, maps, ['2025-03-01', '2025-11-01']],
  ])('%s', (_, query, held, days) => {
    const asked = readQuestion(query, held, today);
    expect([asked.from, asked.to]).toEqual(days);
    expect(asked.errors).toEqual([]);
  });

  it.each([
    ['a day that is none', { from: '2025-02-30', to: '2025-11-01' }, '“2025-02-30” is not a date. Write the first date like 2025-04-15.'],
    ['days the wrong way round', { from: '2025-11-01', to: '2025-03-01' }, 'The first date must be before the last.'],
    ['one day only', { from: '2025-11-01', to: '2025-11-01' }, 'The first date must be before the last.'],
  ])('says what is wrong with %s', (_, query, error) => {
    expect(readQuestion(query, maps, today).errors).toEqual([error]);
  });

  it('takes a code in small letters', () => {
    expect(readQuestion({ within: 'qhm' }, maps, today).within).toBe('QHM');
  });
});

it('counts events by kind in plain words, most first', () => {
  const change = (event: Change['event'], kind: Change['kind']): Change => ({ date: '2025-11-01', event, kind, code: 'A', name: 'A', from: null, to: null, source: 'epcn/2025-01-01' });
  const changes = [change('closed', 'pcn'), change('closed', 'practice'), change('closed', 'practice'), change('opened', 'pcn')];
  expect(countEvents(changes)).toEqual([
    { event: 'opened', count: 1, kinds: ['1 primary care network'] },
    { event: 'closed', count: 3, kinds: ['2 GP practices', '1 primary care network'] },
  ]);
});
