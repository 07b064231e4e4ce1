import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { commitmentOf, drawLottery, entriesDigestOf, entriesText, type Sha256 } from './lottery.ts';
import { averageRate, inRotation, rateOf, type Had } from './rotation.ts';
import { byScore, meansOf, stillToScore, whyNotScored, type PanelMember, type Score } from './scoring.ts';

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

describe('a lottery', () => {
  // Made with sha256sum, as docs/one-voice.md says: a stranger’s answer, not ours.
  it('gives what a stranger gets with sha256sum', () => {
    expect(entriesText(['UZ002', 'UZ001', 'UZ002'])).toBe('UZ001\nUZ002\n');
    expect(commitmentOf('seed of the test', sha256)).toBe('1467a2fe1b309ee7e44e2cdeaaed3b67a94f60e86dbdd37f197c79716a7d33af');
    expect(entriesDigestOf(['UZ003', 'UZ001', 'UZ002'], sha256)).toBe('296f6694bcc179439a8dfec55615d911166bdad86d1ed8ff03b4e6bfca26b471');
    expect(drawLottery('seed of the test', ['UZ003', 'UZ001', 'UZ002'], sha256)).toEqual([
      { code: 'UZ001', ticket: '17c84b2c375cfdf9ee26dc4137532dcf24586468d78daf59c6f490e686831995' },
      { code: 'UZ002', ticket: '2b4ec74d2a35cd3e8480d510c873326462403eb28a0d3a45a225b2fa2191d422' },
      { code: 'UZ003', ticket: 'e533a8d8a3e71810570ecec7ed764ceae515712f18455c7e1894ba56ac96c688' },
    ]);
  });

  const codes = fc.array(fc.stringMatching(/^[A-Z][0-9]{1,4}$/), { maxLength: 30 });

  test('draws each entry once, and the same whatever order they came in', () => {
    fc.assert(
      fc.property(fc.string(), codes, fc.infiniteStream(fc.nat()), (seed, entries, numbers) => {
        const drawn = drawLottery(seed, entries, sha256).map(({ code }) => code);
        expect([...drawn].sort()).toEqual([...new Set(entries)].sort());
        const shuffled = entries.map((code) => ({ code, key: numbers.next().value })).sort((a, b) => a.key - b.key).map(({ code }) => code);
        expect(drawLottery(seed, shuffled, sha256).map(({ code }) => code)).toEqual(drawn);
      }),
    );
  });

  test('another entry gives every entry another ticket', () => {
    const tickets = (entries: string[]) => drawLottery('s', entries, sha256).map(({ ticket }) => ticket);
    expect(tickets(['A1', 'B1']).some((ticket) => tickets(['A1', 'B1', 'C1']).includes(ticket))).toBe(false);
  });

  test('everybody’s chance is about the same', () => {
    const first = new Map<string, number>();
    for (let round = 0; round < 3_000; round += 1) {
      const winner = drawLottery(`seed ${round}`, ['A1', 'B1', 'C1'], sha256)[0]!.code;
      first.set(winner, (first.get(winner) ?? 0) + 1);
    }
    expect([...first.values()].every((wins) => wins > 900 && wins < 1_100)).toBe(true);
  });
});

describe('a rotation', () => {
  const had = (code: string, patients: number, amount: number, startRate: number | null = null): Had => ({ code, patients, amount, startRate });

  it('serves first who has had least for their patients, not who has had least', () => {
    const order = inRotation([had('BIG', 30_000, 6_000_00), had('SMALL', 3_000, 3_000_00)], (code) => code);
    expect(order.map(({ code, rate }) => [code, rate])).toEqual([['BIG', 20_000_000], ['SMALL', 100_000_000]]);
  });

  it('starts a newcomer at the average of the others, by their patients', () => {
    const others = [had('A', 10_000, 1_000_00), had('B', 30_000, 0)];
    expect(averageRate(others)).toBe(2_500_000);
    const order = inRotation([...others, had('NEW', 5_000, 0, averageRate(others))], (code) => code);
    expect(order.map(({ code }) => code)).toEqual(['B', 'NEW', 'A']);
  });

  it('lets nobody in front for the newcomer’s start: it counts on after', () => {
    expect(rateOf(had('NEW', 5_000, 100, 2_500_000))).toBe(2_520_000);
  });

  it('decides between two who are level by the lottery’s tickets', () => {
    const level = [had('A', 100, 0), had('B', 100, 0)];
    expect(inRotation(level, (code) => (code === 'A' ? '2' : '1')).map(({ code }) => code)).toEqual(['B', 'A']);
  });

  it('gives a body without patients no rate of its own', () => {
    expect(rateOf(had('NONE', 0, 500))).toBe(0);
    expect(averageRate([])).toBe(0);
  });

  test('whoever gets something never comes sooner for it, and rates never fall', () => {
    const body = fc.record({ code: fc.stringMatching(/^[A-Z]{3}$/), patients: fc.integer({ min: 1, max: 100_000 }), amount: fc.integer({ min: 0, max: 1e9 }), startRate: fc.constant(null) });
    fc.assert(
      fc.property(fc.uniqueArray(body, { selector: ({ code }) => code, minLength: 2, maxLength: 8 }), fc.integer({ min: 1, max: 1e8 }), (bodies, more) => {
        const before = inRotation(bodies, (code) => code);
        const first = before[0]!;
        const after = inRotation(bodies.map((one) => (one.code === first.code ? { ...one, amount: one.amount + more } : one)), (code) => code);
        expect(after.findIndex(({ code }) => code === first.code)).toBeGreaterThanOrEqual(0);
        expect(after.find(({ code }) => code === first.code)!.rate).toBeGreaterThanOrEqual(first.rate);
        expect(after.map(({ rate }) => rate)).toEqual([...after.map(({ rate }) => rate)].sort((a, b) => a - b));
      }),
    );
  });

  test('the average lies between the least and the most', () => {
    const body = fc.record({ code: fc.constant('A'), patients: fc.integer({ min: 1, max: 100_000 }), amount: fc.integer({ min: 0, max: 1e9 }), startRate: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(body, { minLength: 1 }), (bodies) => {
        const rates = bodies.map(rateOf);
        expect(averageRate(bodies)).toBeGreaterThanOrEqual(Math.min(...rates));
        expect(averageRate(bodies)).toBeLessThanOrEqual(Math.max(...rates));
      }),
    );
  });
});

describe('a panel', () => {
  const CRITERIA = [{ id: 'need', label: 'Need', weight: 2 }, { id: 'reach', label: 'Reach', weight: 1 }];
  const member = (personId: string, more: Partial<PanelMember> = {}): PanelMember => ({ personId, takesPart: true, conflicts: [], ownOrganisations: [], ...more });
  const both = (code: string, personId: string, need: number, reach: number): Score[] => [{ code, personId, criterion: 'need', score: need }, { code, personId, criterion: 'reach', score: reach }];

  it.each<[what: string, member: PanelMember, why: string | null]>([
    ['somebody who declared and has no conflict', member('p'), null],
    ['somebody who has not declared', member('p', { takesPart: null }), 'not-declared'],
    ['somebody who stood down', member('p', { takesPart: false }), 'stood-down'],
    ['somebody who declared a conflict with it', member('p', { conflicts: ['UZ001'] }), 'declared-conflict'],
    ['somebody with a conflict elsewhere', member('p', { conflicts: ['UZ002'] }), null],
    ['somebody of the organisation itself', member('p', { ownOrganisations: ['UZ001'] }), 'own-organisation'],
  ])('%s', (_what, who, why) => expect(whyNotScored(who, 'UZ001')).toBe(why));

  it('counts nothing of whoever is excluded, though they scored', () => {
    const panel = [member('a'), member('b', { ownOrganisations: ['UZ001'] })];
    const [scored] = meansOf(['UZ001'], CRITERIA, panel, [...both('UZ001', 'a', 3, 6), ...both('UZ001', 'b', 10, 10)]);
    expect(scored).toMatchObject({ scorers: 1, sum: 12, mean: 4, byCriterion: [{ criterion: 'need', mean: 3 }, { criterion: 'reach', mean: 6 }] });
  });

  it('compares means exactly, though not as many scored each', () => {
    const panel = [member('a'), member('b', { conflicts: ['ONE'] })];
    const scored = meansOf(['ONE', 'TWO'], CRITERIA, panel, [...both('ONE', 'a', 7, 7), ...both('TWO', 'a', 7, 8), ...both('TWO', 'b', 7, 7)]);
    expect(byScore(scored, (code) => code).map(({ code }) => code)).toEqual(['TWO', 'ONE']);
    const level = meansOf(['ONE', 'TWO'], CRITERIA, panel, [...both('ONE', 'a', 7, 7), ...both('TWO', 'a', 7, 7), ...both('TWO', 'b', 7, 7)]);
    expect(byScore(level, (code) => (code === 'ONE' ? '2' : '1')).map(({ code }) => code)).toEqual(['TWO', 'ONE']);
  });

  it('says who has still to score what', () => {
    const panel = [member('a'), member('b', { takesPart: null }), member('c', { takesPart: false })];
    expect(stillToScore(['UZ001', 'UZ002'], CRITERIA, panel, both('UZ001', 'a', 1, 1))).toEqual([{ code: 'UZ001', personId: 'b' }, { code: 'UZ002', personId: 'a' }, { code: 'UZ002', personId: 'b' }]);
  });
});
