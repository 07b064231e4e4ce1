import { describe, expect, test } from 'vitest';
import { changesBetween } from './changes.ts';
import type { OrganisationKind } from './organisationKind.ts';
import { RegisterImage } from './registerImage.ts';
import type { ImageRelation, ImageVersion } from './registerImage.ts';

const FIRST_MAP = '2025-03-01';
const NEXT = '2025-04-01';
const MAP = 'patients-registered-map';

type Version = ImageVersion & { code: string; kind: OrganisationKind };
const version = (kind: OrganisationKind, code: string, from: string | null, to: string | null, more: Partial<Version> = {}): Version => ({
  kind, code, from, to, name: code, postcode: null, address: null, status: 'open', isListed: true, source: `${MAP}/${from}`, ...more,
});
const always = (kind: OrganisationKind, code: string, more: Partial<Version> = {}) => version(kind, code, FIRST_MAP, null, more);
const gone = (kind: OrganisationKind, code: string) => [version(kind, code, FIRST_MAP, NEXT), version(kind, code, NEXT, null, { status: 'closed', isListed: false })];
const relation = (slot: string | null, fromCode: string, toCode: string, from: string | null, to: string | null, more: Partial<ImageRelation> = {}): ImageRelation => ({
  kind: slot === 'pcn' ? 'member' : slot === null ? 'succeeds' : 'part-of', fromCode, toCode, slot, from, to, source: `${MAP}/${from}`, endSource: to === null ? null : `${MAP}/${to}`, ...more,
});
const moved = (slot: string, code: string, before: string, after: string) => [relation(slot, code, before, FIRST_MAP, NEXT), relation(slot, code, after, NEXT, null)];

function changes(versions: Version[], relations: ImageRelation[] = [], within?: string, [from, to] = [FIRST_MAP, '2025-11-01']) {
  return changesBetween(new RegisterImage(versions, relations), from!, to!, FIRST_MAP, within).map((one) => [one.date, one.event, one.code, one.from, one.to]);
}

describe('opened', () => {
  test('on the day that the organisation files give', () => {
    expect(changes([version('practice', 'A1', '2025-05-06', null, { isListed: false, source: 'epraccur/2025-06-01' })])).toEqual([['2025-05-06', 'opened', 'A1', null, null]]);
  });
  test('on the day of the first map that lists it, where no other file knows it', () => {
    expect(changes([version('practice', 'A1', NEXT, null)])).toEqual([[NEXT, 'opened', 'A1', null, null]]);
  });
  test('not with the first map held, which begins everything', () => {
    expect(changes([always('practice', 'A1')], [], undefined, ['2025-01-01', '2025-11-01'])).toEqual([]);
  });
  test('once, where it opened and was first listed in the same span of days', () => {
    const opened = version('practice', 'A1', '2025-03-20', NEXT, { isListed: false, source: 'epraccur/2025-06-01' });
    expect(changes([opened, version('practice', 'A1', NEXT, null)], [relation('pcn', 'A1', 'U1', NEXT, null)])).toEqual([['2025-03-20', 'opened', 'A1', null, null]]);
  });
});

describe('closed', () => {
  test('on the last day open that the organisation files give', () => {
    const closed = version('practice', 'A1', '2025-06-01', null, { status: 'closed', isListed: false, source: 'epraccur/2025-09-01' });
    expect(changes([version('practice', 'A1', FIRST_MAP, '2025-06-01'), closed])).toEqual([['2025-05-31', 'closed', 'A1', null, null]]);
  });
  test('on the day of the first map without it, where no other file knows it', () => {
    expect(changes(gone('practice', 'A1'))).toEqual([[NEXT, 'closed', 'A1', null, null]]);
  });
  test('once, where the maps list it for a while after its closing', () => {
    const versions = [
      version('practice', 'A1', FIRST_MAP, '2025-06-01'),
      version('practice', 'A1', '2025-06-01', '2025-07-01', { status: 'closed', source: 'epraccur/2025-09-01' }),
      version('practice', 'A1', '2025-07-01', null, { status: 'closed', isListed: false }),
    ];
    expect(changes(versions)).toEqual([['2025-05-31', 'closed', 'A1', null, null]]);
  });
  test('when a map no longer lists what the organisation files still hold open', () => {
    expect(changes([always('practice', 'A1', { to: NEXT }), version('practice', 'A1', NEXT, null, { isListed: false })])).toEqual([[NEXT, 'closed', 'A1', null, null]]);
  });
});

test('renamed, and not where only its spelling changed', () => {
  const names = (before: string, after: string) => changes([version('pcn', 'U1', FIRST_MAP, NEXT, { name: before }), version('pcn', 'U1', NEXT, null, { name: after })]);
  expect(names('ELM PCN', 'OAK PCN')).toEqual([[NEXT, 'renamed', 'U1', 'ELM PCN', 'OAK PCN']]);
  expect(names('ELM & OAK PCN', 'Elm Oak PCN.')).toEqual([]);
});

describe('moved', () => {
  const bodies = [always('practice', 'A1'), always('pcn', 'U1'), always('pcn', 'U2'), always('icb', 'Q1'), always('icb', 'Q2'), always('sub-icb-location', 'L1'), always('sub-icb-location', 'L2')];

  test.each([
    ['pcn', 'moved-pcn', 'U1', 'U2'],
    ['icb', 'moved-icb', 'Q1', 'Q2'],
    ['sub-icb', 'moved-sub-icb', 'L1', 'L2'],
  ])('to another %s', (slot, event, before, after) => {
    expect(changes(bodies, moved(slot, 'A1', before, after))).toEqual([[NEXT, event, 'A1', before, after]]);
  });
  test('into a network from none, and out of one into none', () => {
    expect(changes(bodies, [relation('pcn', 'A1', 'U1', NEXT, null)])).toEqual([[NEXT, 'moved-pcn', 'A1', null, 'U1']]);
    expect(changes(bodies, [relation('pcn', 'A1', 'U1', FIRST_MAP, NEXT)])).toEqual([[NEXT, 'moved-pcn', 'A1', 'U1', null]]);
  });
  test('not by opening in it or by closing in it', () => {
    const closing = [version('practice', 'A2', FIRST_MAP, NEXT), version('practice', 'A2', NEXT, null, { status: 'closed', isListed: false })];
    const found = changes([...bodies, version('practice', 'A3', NEXT, null), ...closing], [relation('pcn', 'A3', 'U1', NEXT, null), relation('pcn', 'A2', 'U1', FIRST_MAP, NEXT)]);
    expect(found.map(([, event]) => event)).toEqual(['closed', 'opened']);
  });
  test('not by closing between two maps, of which the first goes on listing it', () => {
    const closing = [version('practice', 'A2', FIRST_MAP, NEXT), version('practice', 'A2', NEXT, null, { status: 'closed', source: 'epraccur/2025-09-01' })];
    expect(changes(closing, [relation('pcn', 'A2', 'U1', FIRST_MAP, NEXT), relation('icb', 'A2', 'Q1', FIRST_MAP, NEXT)]).map(([, event]) => event)).toEqual(['closed']);
  });
  test('not where its parent only got a new code', () => {
    const versions = [always('practice', 'A1'), ...gone('icb', 'Q1'), version('icb', 'Q9', NEXT, null)];
    expect(changes(versions, [...moved('icb', 'A1', 'Q1', 'Q9'), relation(null, 'Q9', 'Q1', NEXT, null)])).toEqual([[NEXT, 'recoded', 'Q1', 'Q1', 'Q9']]);
  });
});

describe('a body whose place another takes', () => {
  test('is recoded where one new code follows one old: nothing opened or closed', () => {
    expect(changes([...gone('sub-icb-location', 'L1'), version('sub-icb-location', 'L9', NEXT, null)], [relation(null, 'L9', 'L1', NEXT, null)])).toEqual([[NEXT, 'recoded', 'L1', 'L1', 'L9']]);
  });
  test('is merged where one new code follows several, and those who were in it move', () => {
    const versions = [always('practice', 'A1'), ...gone('icb', 'Q1'), ...gone('icb', 'Q2'), version('icb', 'Q9', NEXT, null)];
    const found = changes(versions, [...moved('icb', 'A1', 'Q1', 'Q9'), relation(null, 'Q9', 'Q1', NEXT, null), relation(null, 'Q9', 'Q2', NEXT, null)]);
    expect(found).toEqual([
      [NEXT, 'closed', 'Q1', null, null],
      [NEXT, 'closed', 'Q2', null, null],
      [NEXT, 'merged', 'Q1', 'Q1', 'Q9'],
      [NEXT, 'merged', 'Q2', 'Q2', 'Q9'],
      [NEXT, 'moved-icb', 'A1', 'Q1', 'Q9'],
      [NEXT, 'opened', 'Q9', null, null],
    ]);
  });
  test('is merged where the other was there before', () => {
    expect(changes([...gone('practice', 'A1'), always('practice', 'A2')], [relation(null, 'A2', 'A1', NEXT, null)]).map(([, event]) => event)).toEqual(['closed', 'merged']);
  });
});

describe('the span of days', () => {
  test('is after the first and up to the last', () => {
    const span = (from: string, to: string) => changes(gone('practice', 'A1'), [], undefined, [from, to]).length;
    expect([span('2025-03-31', NEXT), span(NEXT, '2025-05-01'), span(FIRST_MAP, '2025-03-31')]).toEqual([1, 0, 0]);
  });
});

describe('within a body', () => {
  const bodies = [always('icb', 'Q1'), always('icb', 'Q2'), always('practice', 'A1'), always('practice', 'A3'), ...gone('practice', 'A2')];
  const relations = [...moved('icb', 'A1', 'Q1', 'Q2'), relation('icb', 'A2', 'Q1', FIRST_MAP, NEXT), ...moved('pcn', 'A3', 'U1', 'U2'), relation('icb', 'A3', 'Q2', FIRST_MAP, null)];
  const all = [...bodies, always('pcn', 'U1'), always('pcn', 'U2')];

  test('are the changes of what left it, came to it or closed in it', () => {
    expect(changes(all, relations, 'Q1').map(([, event, code]) => `${event} ${code}`)).toEqual(['closed A2', 'moved-icb A1']);
    expect(changes(all, relations, 'Q2').map(([, event, code]) => `${event} ${code}`)).toEqual(['moved-icb A1', 'moved-pcn A3']);
  });
});
