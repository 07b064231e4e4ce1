import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { authorityCases, factsOfCase } from '../../authorityCases.ts';
import type { AuthorityCase } from '../../authorityCases.ts';
import { MATTERS } from '../../authorityRules.ts';
import { readPounds, sayPounds } from '#kernel/pounds.ts';
import type { Authority, AuthorityFacts, Chain } from './authority.ts';
import { authorityFinding } from './authorityFinding.ts';
import { bodyKey } from './grant.ts';
import { mattersLike } from './matter.ts';
import { whoDecides } from './whoDecides.ts';

const { world } = authorityCases();
const ON = isoDate('2026-06-01');
type CaseGrant = AuthorityCase['grants'][number];

const bodies = ['QZZ', 'E99', 'UZ001', 'ZZA01', 'together', 'sub-committee', 'joint', 'talking-shop', 'leadership', 'director'];
const matters = ['primary-care-commissioning', 'local-schemes', 'local-incentive-schemes', 'pooled-budget', 'general-practice-position'];
const limit = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null });
const grant: fc.Arbitrary<Omit<CaseGrant, 'id'>> = fc.record({
  from: fc.constantFrom(...bodies), to: fc.constantFrom(...bodies), matters: fc.subarray(matters, { minLength: 1 }), within: fc.constantFrom('QZZ', 'PL-1', 'UZ001', 'ZZA01', 'PL-2'),
  keepsBack: fc.subarray(['local-schemes', 'local-incentive-schemes'], { maxLength: 1 }), decision: limit, year: limit, onward: fc.boolean(),
  form: fc.constantFrom('icb-committee', 'joint-committee', 'own-members', 'individual-director', 'lead-provider'), consultLmc: fc.boolean(),
  jointWith: fc.option(fc.constantFrom('QZZ', 'E99'), { nil: undefined }), first: fc.constant(isoDate('2024-04-01')), until: fc.constant(null), revoked: fc.constant(null), draft: fc.boolean(),
}) as fc.Arbitrary<Omit<CaseGrant, 'id'>>;
const grants = fc.array(grant.filter(({ from, to }) => from !== to), { maxLength: 9 }).map((all) => all.map((one, index): CaseGrant => ({ ...one, id: `g${index}` })));
const question = fc.record({ matter: fc.constantFrom(...matters), amountPence: fc.option(fc.integer({ min: 0, max: 1_200 }), { nil: null }), withinCode: fc.constantFrom('PL-1', 'UZ001', 'ZZA01'), on: fc.constant(ON) });
const earlier = fc.array(fc.record({ by: fc.constantFrom('together', 'sub-committee', 'director'), on: fc.constant(isoDate('2026-05-01')), matter: fc.constantFrom(...matters), pounds: fc.integer({ min: 1, max: 600 }), within: fc.constant('PL-1') }), { maxLength: 3 });

const answer = (asked: Parameters<typeof whoDecides>[0], given: readonly CaseGrant[], decisions: AuthorityCase['decisions'] = []): { authority: Authority; facts: AuthorityFacts } => {
  const facts = factsOfCase(world, { grants: [...given], decisions, supposing: [] });
  const result = whoDecides(asked, facts);
  if (!result.ok) throw new Error(result.refusal.what);
  return { authority: result.value, facts };
};
const able = ({ authority }: { authority: Authority }): string[] => authority.ableAlone.map(bodyKey).sort();
const allChains = ({ chains, others }: Authority): Chain[] => [...chains, ...others];

describe('authority', () => {
  test('never gives more than its giver has', () => {
    fc.assert(
      fc.property(question, grants, earlier, (asked, given, decisions) => {
        const { authority } = answer(asked, given, decisions);
        for (const { holder, steps, isAble } of allChains(authority)) {
          if (!isAble) continue;
          steps.forEach(({ grant: { limitDecisionPence, mayDelegateOnward }, giver, usedPence, grant: { limitYearPence } }, index) => {
            expect(bodyKey(giver)).toBe(bodyKey(index === 0 ? holder : steps[index - 1]!.receiver));
            if (index < steps.length - 1) expect(mayDelegateOnward).toBe(true);
            if (limitDecisionPence !== null) expect(asked.amountPence ?? 0).toBeLessThanOrEqual(limitDecisionPence);
            if (limitYearPence !== null) expect((asked.amountPence ?? 0) + usedPence!).toBeLessThanOrEqual(limitYearPence);
          });
        }
      }),
    );
  });

  test('is not changed by a draft, a revoked grant or one of another day', () => {
    fc.assert(
      fc.property(question, grants, grant, fc.constantFrom<Partial<CaseGrant>>({ draft: true }, { draft: false, revoked: ON }, { draft: false, until: ON }, { draft: false, first: isoDate('2026-06-02') }), (asked, given, more, gone) => {
        const [before, after] = [answer(asked, given), answer(asked, [...given, { ...more, id: 'more', ...gone }])];
        const shape = ({ authority: { outcome, arrangement, bodies: who, chains, remains } }: typeof before) => ({ outcome, arrangement, who, grants: chains.map(({ steps }) => steps.map((step) => step.grant.id)), remains });
        expect(shape(after)).toEqual(shape(before));
        expect(able(after)).toEqual(able(before));
      }),
    );
  });

  test('is never lost by raising a limit, and never gained by a larger amount', () => {
    fc.assert(
      fc.property(question, grants, earlier, fc.nat(8), fc.nat(2_000), (asked, given, decisions, which, more) => {
        const before = able(answer(asked, given, decisions));
        const raised = given.map((one, index) => (index === which ? { ...one, decision: one.decision === null ? null : one.decision + more, year: one.year === null ? null : one.year + more } : one));
        expect(able(answer(asked, raised, decisions))).toEqual(expect.arrayContaining(before));
        if (asked.amountPence === null) return;
        expect(before).toEqual(expect.arrayContaining(able(answer({ ...asked, amountPence: asked.amountPence + more }, given, decisions))));
      }),
    );
  });

  test('is always somebody’s, and whoever holds the matter stays accountable', () => {
    fc.assert(
      fc.property(question, grants, (asked, given) => {
        const { authority, facts } = answer(asked, given);
        expect(authority.bodies.length).toBeGreaterThan(0);
        const holders = MATTERS.find(asked.matter)!.heldBy.flatMap((kind) => facts.holdersIn(kind, asked.withinCode, ON));
        expect(authority.accountable.map(({ body }) => body.id)).toEqual(holders);
      }),
    );
  });
});

describe('the check of a decision', () => {
  const limited = { id: 'g', from: 'QZZ', to: 'together', matters: ['local-schemes'], within: 'PL-1', keepsBack: [], decision: 100_00, year: null, onward: false, form: 'icb-committee', consultLmc: false, first: isoDate('2024-04-01'), until: null, revoked: null, draft: false } satisfies CaseGrant;
  const finding = (who: string, amountPence: number, outcome: 'agreed' | 'deferred' = 'agreed', matter = 'local-schemes') => {
    const { authority, facts } = answer({ matter, amountPence, withinCode: 'PL-1', on: ON }, [limited]);
    return authorityFinding({ outcome }, { kind: 'forum', id: who }, authority, facts);
  };

  test('is met by the forum that may decide, and by the board above it', () => {
    expect(finding('together', 100_00)).toMatchObject({ check: 'authority', isMet: true });
    expect(finding('icb-board', 100_00)).toMatchObject({ isMet: true });
  });

  test('beyond the limit makes a recommendation to the body that may, and says by how much', () => {
    expect(finding('together', 100_01)).toMatchObject({ isMet: false, standing: 'recommendation', cure: { kind: 'decide-above', bodyCode: 'QZZ', says: 'QZZ has to decide it.' } });
    expect(finding('together', 100_01).says).toContain('over the limit of £100 a decision, by £0.01');
  });

  test('makes a recommendation of what a forum without any grant agreed', () => {
    expect(finding('leadership', 1)).toMatchObject({ isMet: false, standing: 'recommendation', cure: { bodyCode: 'together' } });
  });

  test('asks nothing of what was not agreed', () => {
    expect(finding('leadership', 1, 'deferred')).toMatchObject({ isMet: true });
  });
});

test('a matter that is misspelt is nearly found', () => {
  expect(mattersLike(MATTERS, 'local enhanced service').map(({ id }) => id)[0]).toBe('local-enhanced-services');
  expect(mattersLike(MATTERS, 'extnded-access').map(({ id }) => id)).toContain('extended-access');
  expect(mattersLike(MATTERS, 'zzzz')).toEqual([]);
});

test.each([['£25,000', 2_500_000], ['25000.50', 2_500_050], ['25000.5', 2_500_050], ['0', 0], [' £ 1,234,567.89 ', 123_456_789], ['£0.01', 1], ['0.29', 29]])('%s is an amount', (text, pence) => {
  expect(readPounds(text)).toEqual({ ok: true, value: pence });
});

test.each(['', 'lots', '-5', '25,00', '1.234', '1e5', '25k', '££5', '5 £', '1,0000', '99999999999999999'])('“%s” is no amount', (text) => {
  expect(readPounds(text)).toMatchObject({ ok: false, refusal: { code: 'not-an-amount' } });
});

test('amounts read as pages write them', () => {
  expect([sayPounds(2_500_000), sayPounds(2_500_050), sayPounds(0), sayPounds(1)]).toEqual(['£25,000', '£25,000.50', '£0', '£0.01']);
});
