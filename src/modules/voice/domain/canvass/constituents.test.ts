import { describe, expect, test } from 'vitest';
import type { Constituent } from './canvass.ts';
import { changesSince } from './changesSince.ts';
import { constituentsOn, type RegisterOnDay } from './constituents.ts';

const KINDS: Record<string, string> = { P1: 'practice', P2: 'practice', P3: 'practice', U1: 'pcn', PL: 'place', ICB: 'icb', LM: 'lmc', LM2: 'lmc', GF: 'gp-federation', GF2: 'gp-federation', GF3: 'gp-federation', RT: 'nhs-trust' };

/** A register in few words: who is in the place, in which PCN, and what covers what. */
function register({ practices = ['P1', 'P2'], pcn = { P1: 'U1' } as Record<string, string>, covers = {} as Record<string, string[]>, members = {} as Record<string, string[]>, closed = [] as string[], until = null as string | null } = {}): RegisterOnDay {
  return {
    practicesWithin: () => practices.filter((code) => !closed.includes(code)),
    inSlot: (code) => pcn[code] ?? null,
    parents: (code) => (members[code] ?? []).map((above) => ({ organisation: { code: above, kind: KINDS[above]! } })),
    ancestors: (code) => (code === 'PL' ? [{ code: 'ICB', kind: 'icb' }] : []),
    relationsOf: (code) => ({ down: (covers[code] ?? []).map((fromCode) => ({ kind: 'covers', fromCode, from: null, to: until })) }),
    at: (code) => (KINDS[code] ? { kind: KINDS[code], status: closed.includes(code) ? 'closed' : 'open' } : null),
  };
}

describe('who is asked', () => {
  const codes = (from: RegisterOnDay, seated: string[] = []): string[] => constituentsOn(from, 'PL', '2026-06-01', seated).map(({ code, kind, pcnCode }) => `${code} ${kind} ${pcnCode ?? '–'}`);
  const practices = ['P1 practice U1', 'P2 practice –'];
  test.each([
    ['every practice, in a PCN or in none', register(), [], practices],
    ['a federation that covers the place', register({ covers: { PL: ['GF'] } }), [], [...practices, 'GF federation –']],
    ['a federation with one of its practices as a member', register({ members: { P2: ['GF2'] } }), [], [...practices, 'GF2 federation –']],
    ['no federation elsewhere in the ICB', register({ covers: { ICB: ['GF3'] } }), [], practices],
    ['an LMC that covers the place', register({ covers: { PL: ['LM'] } }), [], [...practices, 'LM lmc –']],
    ['an LMC that covers what the place is part of', register({ covers: { ICB: ['LM'] } }), [], [...practices, 'LM lmc –']],
    ['no body whose cover ended', register({ covers: { PL: ['LM'] }, until: '2026-06-01' }), [], practices],
    ['no body that is closed', register({ covers: { PL: ['LM', 'LM2'] }, closed: ['LM'] }), [], [...practices, 'LM2 lmc –']],
    ['no trust, though it covers the place', register({ covers: { PL: ['RT'] } }), ['RT'], practices],
    ['a body with a seat in the leadership team, once', register({ covers: { PL: ['LM'] } }), ['LM', 'GF'], [...practices, 'GF federation –', 'LM lmc –']],
    ['nobody in an empty place', register({ practices: [] }), [], []],
  ] as const)('%s', (_, from, seated, expected) => {
    expect(codes(from, [...seated])).toEqual(expected);
  });
});

test('what the map did since: who moved, who closed, who came', () => {
  const asked = (code: string, pcnCode: string | null): Constituent => ({ code, name: code, kind: 'practice', pcnCode, patients: 1, partners: 1 });
  const since = changesSince(register({ practices: ['P1', 'P2', 'P3'], pcn: { P1: 'U2', P3: 'U1' }, closed: ['P2'] }), 'PL', [asked('P1', 'U1'), asked('P2', 'U1')], '2026-06-09');
  expect(since).toMatchObject({ moved: [{ constituent: { code: 'P1' }, toPcn: 'U2' }], closed: [{ code: 'P2' }], joined: ['P3'] });
});
