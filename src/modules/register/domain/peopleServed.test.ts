import { describe, expect, it } from 'vitest';
import { ageBandsOf, listSizeOverTime } from './peopleServed.ts';
import { RegisterImage } from './registerImage.ts';

const version = (code: string, kind: 'practice' | 'pcn', from: string | null = null, isListed = true) => ({ code, kind, name: code, from, to: null, postcode: null, address: null, status: 'open' as const, isListed, source: 'invented/2025-01-01' });
const inPcn = (code: string, from: string, to: string | null) => ({ kind: 'member' as const, slot: 'pcn', fromCode: code, toCode: 'U1', from, to, source: 'invented/2025-01-01' });

const image = new RegisterImage(
  [version('U1', 'pcn'), version('A', 'practice'), version('B', 'practice'), version('C', 'practice', null, false)],
  [inPcn('A', '2024-01-01', null), inPcn('B', '2024-06-01', null), inPcn('C', '2024-01-01', null)],
);
const on = (asOf: string, counts: Record<string, number>) => ({ asOf, byPractice: new Map(Object.entries(counts)) });

describe('a list over time', () => {
  it.each([
    ['is of the practices that were in it on that day', on('2024-02-01', { A: 10, B: 5 }), 10],
    ['goes up when one joins', on('2024-07-01', { A: 10, B: 5 }), 15],
    ['has a gap where a listed practice of it is missing', on('2024-07-01', { A: 10 }), null],
    ['does without a practice that no map lists', on('2024-07-01', { A: 10, B: 5, Z: 99 }), 15],
    ['counts that practice where it is published after all', on('2024-07-01', { A: 10, B: 5, C: 1 }), 16],
    ['has a gap before anybody was in it', on('2023-01-01', { A: 10 }), null],
  ])('%s', (_, published, value) => expect(listSizeOverTime(image, 'U1', [published])).toEqual([{ date: published.asOf, value }]));
  it('of a practice is what is published, whoever it belonged to', () => expect(listSizeOverTime(image, 'A', [on('2023-01-01', { A: 7 }), on('2023-02-01', {})])).toEqual([{ date: '2023-01-01', value: 7 }, { date: '2023-02-01', value: null }]));
});

describe('ages', () => {
  const ages = { bands: [0, 5, 95], byPractice: new Map([['A', { female: Int32Array.of(1, 2, 3), male: Int32Array.of(4, 5, 6) }], ['B', { female: Int32Array.of(10, 0, 0), male: Int32Array.of(0, 0, 10) }]]) };
  it('are added by band and sex', () =>
    expect(ageBandsOf(ages, ['A', 'B', 'unknown'])).toEqual([{ label: '0 to 4', female: 11, male: 4 }, { label: '5 to 94', female: 2, male: 5 }, { label: '95 and over', female: 3, male: 16 }]));
  it('are of everybody where nobody is named', () => expect(ageBandsOf(ages)).toEqual(ageBandsOf(ages, ['A', 'B'])));
});
