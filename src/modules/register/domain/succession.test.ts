import { describe, expect, test } from 'vitest';
import type { Relation, Version } from './deriveRegister.ts';
import { findSuccessions } from './succession.ts';

const RULES = { practicesMinShare: 0.8, patientsMinShare: 0.6 };
const BEFORE = '2025-03-01';
const AFTER = '2025-04-01';

/** How a body was listed: before and after, only before, or only after. */
const version = (code: string, from: string | null, to: string | null, isListed: boolean, postcode: string | null = null): Version => ({
  code, from, to, isListed, name: code, postcode, address: null, status: isListed ? 'open' : 'closed', source: `map/${from}`,
});
const ended = (code: string, postcode?: string) => [version(code, BEFORE, AFTER, true, postcode), version(code, AFTER, null, false, postcode)];
const stays = (code: string, postcode?: string) => [version(code, BEFORE, null, true, postcode)];
const begins = (code: string) => [version(code, AFTER, null, true)];

const inSlot = (slot: string, practice: string, from: string, to: string | null, parent: string): Relation => ({ kind: 'member', fromCode: practice, toCode: parent, slot, from, to, source: 'map', endSource: null });
const moved = (slot: string, practice: string, before: string, after: string) =>
  before === after ? [inSlot(slot, practice, BEFORE, null, before)] : [inSlot(slot, practice, BEFORE, AFTER, before), inSlot(slot, practice, AFTER, null, after)];

const KIND_OF: Record<string, string> = { U: 'pcn', Q: 'icb', L: 'sub-icb-location', A: 'practice' };
function successions(versions: Version[], relations: Relation[], lists: Record<string, Record<string, number>> = {}) {
  const kinds = new Map(versions.map(({ code }) => [code, KIND_OF[code[0]!]!]));
  const found = findSuccessions({ kinds, versions, relations, lists: new Map(Object.entries(lists).map(([day, sizes]) => [day, new Map(Object.entries(sizes))])) }, RULES);
  return found.map(({ fromCode, kind, toCode, from, to, slot }) => [fromCode, kind, toCode, from, to, slot]);
}
const practices = (count: number) => Array.from({ length: count }, (_, n) => `A${n}`);

describe('a network, location or board that stops being listed', () => {
  test('is succeeded by the one in which all its practices stand from that day', () => {
    const relations = practices(3).flatMap((practice) => moved('pcn', practice, 'U1', 'U2'));
    expect(successions([...ended('U1'), ...begins('U2'), ...practices(3).flatMap((one) => stays(one))], relations)).toEqual([['U2', 'succeeds', 'U1', AFTER, null, null]]);
  });
  test('that was split has no successor', () => {
    const relations = practices(6).flatMap((practice, index) => moved('pcn', practice, 'U1', index < 3 ? 'U2' : 'U3'));
    expect(successions([...ended('U1'), ...begins('U2'), ...begins('U3'), ...practices(6).flatMap((one) => stays(one))], relations)).toEqual([]);
  });
  test('is succeeded by where four in five went', () => {
    const relations = practices(5).flatMap((practice, index) => moved('pcn', practice, 'U1', index < 4 ? 'U2' : 'U3'));
    expect(successions([...ended('U1'), ...begins('U2'), ...begins('U3'), ...practices(5).flatMap((one) => stays(one))], relations)).toHaveLength(1);
  });
  test('is one of several that one new body succeeds', () => {
    const relations = [...moved('icb', 'A1', 'Q1', 'Q3'), ...moved('icb', 'A2', 'Q2', 'Q3')];
    expect(successions([...ended('Q1'), ...ended('Q2'), ...begins('Q3'), ...stays('A1'), ...stays('A2')], relations).map(([heir, , old]) => [heir, old])).toEqual([['Q3', 'Q1'], ['Q3', 'Q2']]);
  });
  test('counts the practices that left at the legal date, a little before the map without it', () => {
    const relations = [inSlot('pcn', 'A1', '2019-07-01', '2025-03-20', 'U1'), inSlot('pcn', 'A1', '2025-03-20', null, 'U2')];
    expect(successions([...ended('U1'), ...stays('U2'), ...stays('A1')], relations)).toHaveLength(1);
  });
  test('whose practices all left the map has no successor', () => {
    expect(successions([...ended('U1'), ...ended('A1')], [inSlot('pcn', 'A1', BEFORE, AFTER, 'U1')])).toEqual([]);
  });
  test('and is listed again later has not ended', () => {
    const relations = [...moved('pcn', 'A1', 'U1', 'U2')];
    const back = [...ended('U1').map((one) => (one.to === null ? { ...one, to: '2025-05-01' } : one)), version('U1', '2025-05-01', null, true)];
    expect(successions([...back, ...begins('U2'), ...stays('A1')], relations)).toEqual([]);
  });
});

describe('a practice that stops being listed', () => {
  const inOneNetwork = [inSlot('pcn', 'A1', BEFORE, AFTER, 'U1'), inSlot('pcn', 'A2', BEFORE, null, 'U1')];
  const lists = (now: Record<string, number>) => ({ [BEFORE]: { A1: 4000, A2: 6000, A3: 5000 }, [AFTER]: now });

  test('is succeeded by the practice of its network whose list grew by most of its own', () => {
    expect(successions([...ended('A1'), ...stays('A2')], inOneNetwork, lists({ A2: 9500, A3: 5000 }))).toEqual([['A2', 'succeeds', 'A1', AFTER, null, null]]);
  });
  test('is succeeded by one at the same address in no network', () => {
    expect(successions([...ended('A1', 'ZZ1 1AA'), ...stays('A3', 'ZZ1 1AA')], [], lists({ A2: 6000, A3: 8900 })).map(([heir]) => heir)).toEqual(['A3']);
  });
  test.each([
    ['its patients went to several', { A2: 8000, A3: 7000 }],
    ['a practice elsewhere grew', { A2: 6000, A3: 9000 }],
    ['it still has a list', { A1: 3000, A2: 9500, A3: 5000 }],
    ['a new practice began with its patients', { A2: 6000, A4: 4000 }],
  ])('has no successor where %s', (_, now) => {
    expect(successions([...ended('A1'), ...stays('A2'), ...stays('A3')], inOneNetwork, lists(now as Record<string, number>))).toEqual([]);
  });
  test('has no successor where no lists are held', () => {
    expect(successions([...ended('A1'), ...stays('A2')], inOneNetwork)).toEqual([]);
  });
  test('has the same one of two that grew alike, whatever the order of the lists', () => {
    const relations = [...inOneNetwork, inSlot('pcn', 'A3', BEFORE, null, 'U1')];
    const versions = [...ended('A1'), ...stays('A2'), ...stays('A3')];
    expect(successions(versions, relations, lists({ A2: 9000, A3: 8000 }))).toEqual(successions(versions, relations, { [BEFORE]: { A3: 5000, A2: 6000, A1: 4000 }, [AFTER]: { A3: 8000, A2: 9000 } }));
  });
});
