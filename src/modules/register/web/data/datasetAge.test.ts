import { describe, expect, it } from 'vitest';
import type { Publication } from '#platform/publications/index.ts';
import { ageOf } from '../../domain/datasetAge.ts';
import { sayAge, sayRhythm } from './datasetAge.ts';
import { saySource, sayShortSource } from './saySource.ts';

const held = (asOf: string | null, loadedAt = '2026-01-02T09:00:00Z') => [{ asOf, loadedAt: new Date(loadedAt) } as Publication];

describe('how old a publication is', () => {
  it.each([
    ['of this month', 1, held('2026-01-01'), 'less than a month old'],
    ['a monthly one of last month', 1, held('2025-12-01'), '1 month old'],
    ['a monthly one of two months ago', 1, held('2025-11-01'), '2 months old; a newer one is likely out'],
    ['a day short of two months', 1, held('2025-12-01'), '1 month old'],
    ['a yearly one of last year', 12, held('2025-01-31'), '12 months old'],
    ['one that comes at no fixed time', null, held('2020-01-01'), '6 years old'],
    ['one that states no day', null, held(null), 'loaded less than a month ago'],
    ['a yearly one that states no day', 12, held(null, '2024-12-01T09:00:00Z'), 'loaded 13 months ago; a newer one is likely out'],
    ['none', 1, [], 'not held yet'],
  ])('%s', (_, everyMonths, publications, says) => {
    expect(sayAge(ageOf({ everyMonths }, publications, '2026-01-31'))).toBe(says);
  });

  it('says how often one comes', () => {
    expect([null, 1, 3, 12].map(sayRhythm)).toEqual(['at no fixed time', 'every month', 'every 3 months', 'every year']);
  });
});

it('names a source in full and in short', () => {
  expect(saySource('epcn/2024-10-01')).toBe('Primary care networks and their core partners (ePCN), 1 October 2024');
  expect(sayShortSource('epcn/2024-10-01')).toBe('ePCN, 1 October 2024');
  expect(sayShortSource('patients-registered-map/2025-11-01')).toBe('Map of patients, 1 November 2025');
  expect(saySource('entered')).toBe('Entered in Chorus');
});
