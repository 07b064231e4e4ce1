import { describe, expect, test } from 'vitest';
import { councilsFrom } from './councils.ts';
import { registerCounts } from './counts.ts';
import type { OrganisationKind, RelationKind } from './organisationKind.ts';
import { RegisterImage } from './registerImage.ts';
import type { ImageRelation, ImageVersion } from './registerImage.ts';

const DAY = '2025-06-01';
const version = (kind: OrganisationKind, code: string, more: Partial<ImageVersion> = {}) => ({
  kind, code, from: '2020-01-01' as string | null, to: null as string | null, name: `The ${code}`, postcode: null, address: null, status: 'open' as const, isListed: true, source: 'map/2020-01-01', ...more,
});
const relation = (kind: RelationKind, fromCode: string, toCode: string, slot: string | null = null, from: string | null = '2020-01-01', to: string | null = null): ImageRelation => ({ kind, fromCode, toCode, slot, from, to, source: 'map/2020-01-01' });

/** Two practices in a network in a location in a board in a region, and a place with a partnership. */
const image = new RegisterImage(
  [
    version('practice', 'A1', { to: '2024-01-01', name: 'The Elms' }),
    version('practice', 'A1', { from: '2024-01-01', to: '2026-01-01' }),
    version('practice', 'A1', { from: '2026-01-01', status: 'closed', isListed: false }),
    version('practice', 'A2'),
    version('practice', 'A3', { status: 'dormant', isListed: false }),
    version('pcn', 'U1'),
    version('pcn', 'U2'),
    version('sub-icb-location', 'L1'),
    version('icb', 'Q1'),
    version('nhs-region', 'Y1'),
    version('place', 'P1', { isListed: false }),
    version('place-based-partnership', 'B1', { isListed: false }),
    version('gp-federation', 'F1', { isListed: false }),
  ],
  [
    relation('member', 'A1', 'U1', 'pcn', '2020-01-01', '2025-01-01'),
    relation('member', 'A1', 'U2', 'pcn', '2025-01-01'),
    relation('member', 'A2', 'U1', 'pcn'),
    ...['A1', 'A2', 'A3'].flatMap((code) => [relation('commissioned-by', code, 'L1', 'sub-icb'), relation('part-of', code, 'Q1', 'icb')]),
    relation('part-of', 'U1', 'L1', 'sub-icb'),
    relation('part-of', 'U2', 'L1', 'sub-icb'),
    relation('part-of', 'L1', 'Q1', 'icb'),
    relation('part-of', 'Q1', 'Y1', 'region'),
    relation('part-of', 'U1', 'P1'),
    relation('covers', 'B1', 'P1'),
    relation('member', 'A2', 'F1'),
    relation('succeeds', 'U2', 'U1'),
  ],
);

test('an organisation is as it stood on the day', () => {
  expect(image.at('A1', '2023-12-31')).toMatchObject({ code: 'A1', kind: 'practice', name: 'The Elms', status: 'open' });
  expect(image.at('A1', '2024-01-01')?.name).toBe('The A1');
  expect(image.at('A1', '2026-01-01')?.status).toBe('closed');
});

test('there is none of an unknown code, nor before the beginning', () => {
  expect([image.at('X9', DAY), image.at('A1', '2019-12-31'), image.kindOf('X9')]).toEqual([null, null, null]);
  expect(image.parents('X9', DAY)).toEqual([]);
});

test('a name is that of the day, or else the last, or else the code', () => {
  expect([image.nameOf('A1', '2020-05-01'), image.nameOf('A1', '2019-01-01'), image.nameOf('X9', DAY)]).toEqual(['The Elms', 'The A1', 'X9']);
});

test('what stands in a slot is what stood there on the day: the first day in, the last day out', () => {
  expect(['2024-12-31', '2025-01-01'].map((day) => image.inSlot('A1', 'pcn', day))).toEqual(['U1', 'U2']);
  expect(image.inSlot('A3', 'pcn', DAY)).toBeNull();
});

test('parents and children are of the day, children in the order of names', () => {
  expect(image.parents('A1', DAY).map(({ relation: kind, organisation }) => [kind, organisation.code])).toEqual([['member', 'U2'], ['commissioned-by', 'L1'], ['part-of', 'Q1']]);
  expect(image.children('U1', '2024-06-01').map(({ organisation }) => organisation.code)).toEqual(['A1', 'A2', 'U2']);
  expect(image.children('U1', DAY).map(({ organisation }) => organisation.code)).toEqual(['A2', 'U2']);
});

test('ancestors come nearest first, each once, and never through a succession', () => {
  expect(image.ancestors('A2', DAY).map(({ code }) => code)).toEqual(['U1', 'L1', 'Q1', 'F1', 'P1', 'Y1']);
  expect(image.ancestors('U2', DAY).map(({ code }) => code)).toEqual(['L1', 'Q1', 'Y1']);
});

describe('the practices within', () => {
  test.each([
    ['a network', 'U1', ['A2']],
    ['a location, by its slot', 'L1', ['A1', 'A2', 'A3']],
    ['a board', 'Q1', ['A1', 'A2', 'A3']],
    ['a region, through its boards', 'Y1', ['A1', 'A2', 'A3']],
    ['a place, through its networks', 'P1', ['A2']],
    ['a partnership that covers a place', 'B1', ['A2']],
    ['a federation, which has members', 'F1', ['A2']],
    ['a practice, which is itself', 'A1', ['A1']],
    ['an unknown code', 'X9', []],
  ])('%s', (_, code, practices) => {
    expect(image.practicesWithin(code, DAY).sort()).toEqual(practices);
  });
  test('leave out those that have closed', () => {
    expect(image.practicesWithin('Q1', '2026-06-01').sort()).toEqual(['A2', 'A3']);
  });
  test('do not run in circles', () => {
    const round = new RegisterImage([version('place', 'P1'), version('place', 'P2')], [relation('part-of', 'P1', 'P2'), relation('part-of', 'P2', 'P1')]);
    expect([round.practicesWithin('P1', DAY), round.ancestors('P1', DAY).map(({ code }) => code)]).toEqual([[], ['P2']]);
  });
});

test('counts are by kind: open by the organisation files, listed in the map in force', () => {
  const counts = registerCounts(image, DAY);
  expect(counts.practice).toEqual({ open: 2, listed: 2 });
  expect(counts.place).toEqual({ open: 1, listed: 0 });
  expect(counts['nhs-trust']).toEqual({ open: 0, listed: 0 });
  expect(registerCounts(image, '2026-06-01').practice).toEqual({ open: 1, listed: 1 });
});

describe('councils', () => {
  const row = (code: string, more = {}) => ({ code, name: code, successorCode: null, upperTierCode: null, isCurrent: true, source: 'councils/undated', ...more });

  test('are open where current, and part of their upper tier', () => {
    const { versions, relations } = councilsFrom([row('E10'), row('E07', { upperTierCode: 'E10' }), row('E06', { upperTierCode: 'E06' })]);
    expect(versions.map(({ code, status }) => [code, status])).toEqual([['E10', 'open'], ['E07', 'open'], ['E06', 'open']]);
    expect(relations.map(({ kind, fromCode, toCode }) => [kind, fromCode, toCode])).toEqual([['part-of', 'E07', 'E10']]);
  });
  test('that are no more are closed and succeeded by the one that took their place', () => {
    const { versions, relations } = councilsFrom([row('E08'), row('E05', { isCurrent: false, successorCode: 'E08', upperTierCode: 'E08' }), row('E04', { isCurrent: false, successorCode: 'E99' })]);
    expect(versions.map(({ status }) => status)).toEqual(['open', 'closed', 'closed']);
    expect(relations.map(({ kind, fromCode, toCode }) => [kind, fromCode, toCode])).toEqual([['succeeds', 'E08', 'E05']]);
  });
  test('named twice are one, as the first list names them', () => {
    expect(councilsFrom([row('E10', { name: 'First' }), row('E10', { name: 'Second' })]).versions.map(({ name }) => name)).toEqual(['First']);
  });
});
