import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { compositionRules, whyNotMandated } from '../compositionRules.ts';
import { checkComposition } from './composition.ts';
import type { Body, BodyGroup, CompositionState } from './composition.ts';
import type { ForumKind, Sector, Seat } from './forum.ts';

/** A seat as: sector, office, knowledge or the body it represents, and whether it is held. */
interface Put {
  sector: Sector;
  office?: string;
  knows?: string;
  of?: string;
  held?: boolean | 'expired';
}

const seatOf = ({ sector, office = null as never, knows, of, held = true }: Put, index: number): Seat => ({
  id: `s${index}`, forumCode: 'f', title: `Seat ${index}`, sector, office: office ?? null, representsCode: of ?? null, filling: 'nominated', isVoting: true, weight: 1, knowledge: knows ? [knows] : [],
  from: isoDate('2024-01-01'), to: null, deputies: [],
  holder: held === true ? { holdingId: `h${index}`, personId: `p${index}`, name: `Person ${index}`, from: isoDate('2024-01-01'), to: null } : null,
  heldUntil: held === 'expired' ? isoDate('2026-03-31') : null,
});

const body = (code: string): Body => ({ code, name: `Body ${code}` });
const BODIES: Record<BodyGroup, Body[]> = { icb: [body('QZZ')], 'responsible-councils': [body('E1'), body('E2')], pcns: [body('U1'), body('U2')], federations: [body('GF')], lmcs: [body('LM')] };

function check(kind: ForumKind, seats: Put[], { bodies = {}, missed = {} }: { bodies?: Partial<Record<BodyGroup, Body[]>>; missed?: Record<string, number> } = {}) {
  return checkComposition(compositionRules().get(kind)!.rules, seats.map(seatOf), { bodies: { ...BODIES, ...bodies }, attendanceOf: (seatId) => ({ meetings: 4, missedInARow: missed[seatId] ?? 0 }) });
}

/** How each rule, or each part of it, stands: `icb-board/executives medical-director: vacant`. */
const statesOf = (findings: ReturnType<typeof check>): Record<string, CompositionState> => Object.fromEntries(findings.map(({ ruleId, about, state }) => [about ? `${ruleId} ${about}` : ruleId, state]));

const BOARD: Put[] = [
  { sector: 'non-executive', office: 'chair' }, { sector: 'executive', office: 'chief-executive' }, { sector: 'executive', office: 'finance-director' }, { sector: 'executive', office: 'medical-director' },
  { sector: 'executive', office: 'nursing-director' }, { sector: 'non-executive' }, { sector: 'non-executive' }, { sector: 'nhs-trust', knows: 'mental-health' }, { sector: 'general-practice' }, { sector: 'local-authority' },
];
const ICP: Put[] = [{ sector: 'commissioner', of: 'QZZ' }, { sector: 'local-authority', of: 'E1' }, { sector: 'local-authority', of: 'E2' }];
const PARTNERSHIP: Put[] = [
  { sector: 'general-practice' }, { sector: 'local-authority', of: 'E1' }, { sector: 'local-authority', of: 'E2' }, { sector: 'public-health', office: 'director-of-public-health' },
  { sector: 'acute-provider' }, { sector: 'community-provider' }, { sector: 'mental-health-provider' }, { sector: 'people-who-use-services' },
];
const TEAM: Put[] = [
  { sector: 'federation', of: 'GF' }, { sector: 'general-practice', office: 'clinical-director', of: 'U1' }, { sector: 'general-practice', office: 'clinical-director', of: 'U2' }, { sector: 'lmc', of: 'LM' }, { sector: 'commissioner', of: 'QZZ' },
];
const FULL: [ForumKind, Put[]][] = [['icb-board', BOARD], ['integrated-care-partnership', ICP], ['place-based-partnership', PARTNERSHIP], ['gp-leadership-team', TEAM]];

describe('composition', () => {
  test.each(FULL)('of a full %s meets every rule, each with its source', (kind, seats) => {
    const findings = check(kind, seats);
    expect(new Set(Object.values(statesOf(findings)))).toEqual(new Set(['met']));
    for (const { source, rule } of findings) expect([source.title, source.locator, source.address, rule].every((text) => text.length > 2)).toBe(true);
  });

  // Each line takes one seat out of a full forum and names the rules that are then not met.
  it.each<[ForumKind, Put[], number, string[]]>([
    ['icb-board', BOARD, 0, ['icb-board/chair Chair', 'icb-board/ten-members']],
    ['icb-board', BOARD, 1, ['icb-board/chief-executive Chief executive', 'icb-board/ten-members']],
    ['icb-board', BOARD, 2, ['icb-board/executives Finance director', 'icb-board/ten-members']],
    ['icb-board', BOARD, 3, ['icb-board/executives Medical director', 'icb-board/ten-members']],
    ['icb-board', BOARD, 4, ['icb-board/executives Nursing director', 'icb-board/ten-members']],
    ['icb-board', BOARD, 5, ['icb-board/non-executives', 'icb-board/ten-members']],
    ['icb-board', BOARD, 7, ['icb-board/partner-trust', 'icb-board/mental-health', 'icb-board/ten-members']],
    ['icb-board', BOARD, 8, ['icb-board/partner-general-practice', 'icb-board/ten-members']],
    ['icb-board', BOARD, 9, ['icb-board/partner-local-authority', 'icb-board/ten-members']],
    ['integrated-care-partnership', ICP, 0, ['integrated-care-partnership/icb Body QZZ']],
    ['integrated-care-partnership', ICP, 2, ['integrated-care-partnership/responsible-councils Body E2']],
    ['place-based-partnership', PARTNERSHIP, 0, ['place-based-partnership/primary-care']],
    ['place-based-partnership', PARTNERSHIP, 1, ['place-based-partnership/councils Body E1']],
    ['place-based-partnership', PARTNERSHIP, 3, ['place-based-partnership/director-of-public-health Director of public health']],
    ['place-based-partnership', PARTNERSHIP, 4, ['place-based-partnership/acute']],
    ['place-based-partnership', PARTNERSHIP, 5, ['place-based-partnership/community']],
    ['place-based-partnership', PARTNERSHIP, 6, ['place-based-partnership/mental-health']],
    ['place-based-partnership', PARTNERSHIP, 7, ['place-based-partnership/people-who-use-services']],
    ['gp-leadership-team', TEAM, 0, ['gp-leadership-team/federations Body GF']],
    ['gp-leadership-team', TEAM, 2, ['gp-leadership-team/clinical-directors Body U2']],
    ['gp-leadership-team', TEAM, 3, ['gp-leadership-team/lmc Body LM']],
    ['gp-leadership-team', TEAM, 4, ['gp-leadership-team/commissioner']],
  ])('of a %s without one seat is not met where that seat was needed', (kind, seats, without, expected) => {
    const states = statesOf(check(kind, seats.filter((_, index) => index !== without)));
    expect(Object.keys(states).filter((key) => states[key] !== 'met')).toEqual(expected);
  });

  const changed = (seats: Put[], index: number, change: Partial<Put>): Put[] => seats.map((seat, at) => (at === index ? { ...seat, ...change } : seat));

  it('tells a seat that nobody has held from one whose holder’s term ended', () => {
    expect(check('gp-leadership-team', changed(TEAM, 3, { held: false })).find(({ ruleId }) => ruleId.endsWith('/lmc'))).toMatchObject({ state: 'vacant', says: 'Seat 3: vacant, nobody has held it.' });
    expect(check('gp-leadership-team', changed(TEAM, 3, { held: 'expired' })).find(({ ruleId }) => ruleId.endsWith('/lmc'))).toMatchObject({ state: 'expired', says: 'Seat 3: the last holder’s term ended on 2026-03-31.', bodyCode: 'LM', seatIds: ['s3'] });
  });

  it('is unattended where nobody came two meetings running, not after one', () => {
    const lmc = (missed: number) => check('gp-leadership-team', TEAM, { missed: { s3: missed } }).find(({ ruleId }) => ruleId.endsWith('/lmc'))?.state;
    expect([lmc(0), lmc(1), lmc(2), lmc(3)]).toEqual(['met', 'met', 'unattended', 'unattended']);
  });

  it('asks a clinical director of each PCN, not just anybody from it', () => {
    expect(statesOf(check('gp-leadership-team', changed(TEAM, 1, { office: 'pcn-manager' })))['gp-leadership-team/clinical-directors Body U1']).toBe('not-met');
  });

  it('counts a trust that gives both community and mental health services by what its seat knows of', () => {
    const seats = [...PARTNERSHIP.filter(({ sector }) => !['community-provider', 'mental-health-provider'].includes(sector)), { sector: 'community-provider' as const, knows: 'mental-health' }];
    expect(Object.values(statesOf(check('place-based-partnership', seats))).every((state) => state === 'met')).toBe(true);
  });

  it('does not pass a rule because the register names nobody to ask after', () => {
    expect(check('integrated-care-partnership', ICP, { bodies: { 'responsible-councils': [] } }).at(-1)).toMatchObject({ state: 'not-met', says: expect.stringContaining('names no responsible council') as string });
  });
});

describe('a mandate', () => {
  it('binds nobody on an ICB board, and says why and where that is written', () => {
    expect(whyNotMandated({ sector: 'general-practice', office: null }, { kind: 'icb-board' })).toMatchObject({ rule: 'icb-board/no-delegates', why: expect.stringContaining('do not act as delegates') as string, source: { locator: 'page 20' } });
  });
  it.each<ForumKind>(['place-based-partnership', 'gp-leadership-team', 'pcn-board', 'integrated-care-partnership'])('can bind a seat of a %s', (kind) => {
    expect(whyNotMandated({ sector: 'general-practice', office: null }, { kind })).toBeNull();
  });
});
