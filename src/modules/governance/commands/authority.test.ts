import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { DecisionDraft } from '../domain/decision.ts';
import type { Body } from '../domain/authority/grant.ts';
import type { GrantEntry } from '../domain/authority/grantEntry.ts';
import { MATTERS } from '../authorityRules.ts';
import { authorityFindingIn, authorityIn, whoDecidesHere } from '../queries/authority.ts';
import { delegationOf, delegationsKept } from '../queries/delegations.ts';
import { seatsOn } from '../queries/forums.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace, PersonKey } from '../testing/inventedPlace.ts';
import { grantAuthority } from './grantAuthority.ts';
import { putInForce, revokeAuthority, withdrawGrant } from './revokeAuthority.ts';

const organisation = (id: string): Body => ({ kind: 'organisation', id });
const forum = (id: string): Body => ({ kind: 'forum', id });
const ENTRY: GrantEntry = {
  giver: organisation('QZZ'), receiver: forum('upper-ashvale-together'), matters: ['local-schemes'], keptBack: [], withinCode: 'PL-1', limitDecisionPence: 25_000_00, limitYearPence: null,
  mayDelegateOnward: false, consultLmc: false, jointWith: null, otherCondition: null, form: 'icb-committee', instrument: 'Scheme of delegation 2026, paragraph 4', from: DAY, lastDay: null, status: 'in-force',
};

onBothEngines('authority', (engine) => {
  let database: Database;
  let place: InventedPlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
  });
  afterAll(() => database.close());

  const grant = (by: PersonKey, change: Partial<GrantEntry> = {}) => grantAuthority(place.governance, place.acting(by), { ...ENTRY, ...change });
  const refusal = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Refused ? [error.refusal.code, error.refusal.where].filter(Boolean).join(' ') : Promise.reject(error as Error)));
  const decides = async (matter: string, pounds: number | null, withinCode = 'PL-1', on = '2026-06-01') => {
    const answer = await whoDecidesHere(place.governance, { matter, amountPence: pounds === null ? null : pounds * 100, withinCode, on: isoDate(on) });
    if (!answer.ok) return answer.refusal.code;
    const { outcome, arrangement, bodies, says } = answer.value.authority;
    return { outcome, arrangement, bodies: bodies.map(({ id }) => id), says };
  };
  const board = { outcome: 'advise', bodies: ['QZZ'] };
  const partnership = { outcome: 'decides', arrangement: 'alone', bodies: ['PB-1'] };

  test('is the board’s until it is granted, and the board’s again once it is taken back', async () => {
    expect(await decides('local-schemes', 100)).toMatchObject(board);
    const id = await grant('ivy', { otherCondition: 'Only after the public has been heard.', lastDay: isoDate('2027-03-31') });
    expect(await decides('local-schemes', 25_000)).toMatchObject({ ...partnership, says: 'Enhanced services and local schemes for £25,000 at Upper Ashvale on 1 June 2026: Upper Ashvale Together decides. Something remains to be done first.' });
    expect(await decides('local-incentive-schemes', 25_000, 'ZZA01')).toMatchObject(partnership);
    expect(await decides('local-schemes', 25_001)).toMatchObject(board);
    expect(await decides('local-schemes', 1, 'PL-1', '2027-04-01')).toMatchObject(board);
    expect(await delegationOf(database.as(), id)).toMatchObject({ giver: { id: 'QZZ' }, receiver: organisation('PB-1'), to: '2027-04-01', instrument: 'Scheme of delegation 2026, paragraph 4', enteredBy: 'ivy', end: null });

    await revokeAuthority(place.governance, place.acting('ivy'), { id, on: isoDate('2026-06-10'), reason: 'The partnership has changed its form.' });
    expect(await decides('local-schemes', 1, 'PL-1', '2026-06-09')).toMatchObject(partnership);
    expect(await decides('local-schemes', 1, 'PL-1', '2026-06-10')).toMatchObject(board);
    expect(await delegationOf(database.as(), id)).toMatchObject({ revokedOn: '2026-06-10', end: { kind: 'revoked', reason: 'The partnership has changed its form.', enteredBy: 'ivy' } });
    expect(await refusal(revokeAuthority(place.governance, place.acting('ivy'), { id, on: isoDate('2026-06-11'), reason: 'Again' }))).toBe('ended-already');
  });

  test('says its conditions in their own words, until those are erased', async () => {
    const id = await grant('ivy', { matters: ['urgent-primary-care'], otherCondition: 'Hear the public first.', consultLmc: true });
    const remains = async () => {
      const answer = await whoDecidesHere(place.governance, { matter: 'urgent-primary-care', amountPence: null, withinCode: 'PL-1', on: DAY });
      return answer.ok && answer.value.authority.remains.map(({ says }) => says);
    };
    expect(await remains()).toEqual(['Consult the LMC first: the grant asks for it.', 'Hear the public first.']);
    await sql`update words_written set words = null where words = 'Hear the public first.'`.execute(database.as());
    expect(await remains()).toEqual(['Consult the LMC first: the grant asks for it.', 'A condition in words that are no longer held.']);
    await withdrawGrant(place.governance, place.acting('ivy'), { id, reason: '' });
  });

  test('is not given by a draft until somebody puts it in force', async () => {
    const draft = await grant('ivy', { matters: ['estates'], status: 'draft', otherCondition: 'With the council’s view' });
    expect(await decides('estates', 1)).toMatchObject(board);
    expect((await delegationsKept(database.as(), { withDrafts: false })).map(({ id }) => id)).not.toContain(draft);
    expect((await delegationsKept(database.as(), { withDrafts: true })).map(({ id }) => id)).toContain(draft);
    const id = await putInForce(place.governance, place.acting('ivy'), draft);
    expect(await decides('estates', 1)).toMatchObject(partnership);
    expect(await delegationOf(database.as(), id)).toMatchObject({ status: 'in-force', replacesId: draft, instrument: ENTRY.instrument, limitDecisionPence: 25_000_00 });
    expect(await refusal(putInForce(place.governance, place.acting('ivy'), draft))).toBe('ended-already');
    expect(await refusal(putInForce(place.governance, place.acting('ivy'), id))).toBe('in-force-already');
    await withdrawGrant(place.governance, place.acting('ivy'), { id, reason: 'Entered by mistake' });
    expect(await decides('estates', 1)).toMatchObject(board);
  });

  test('two who take one grant back at the same instant: one does, the other is told', async () => {
    const id = await grant('ivy', { matters: ['pilots-and-pots'] });
    const both = await Promise.all([1, 2].map(() => refusal(revokeAuthority(place.governance, place.acting('ivy'), { id, on: DAY, reason: 'Enough' }))));
    expect(both.sort()).toEqual(['done', 'ended-already']);
    expect(await decides('pilots-and-pots', 1)).toMatchObject(board);
  });

  test('flows up from general practice, revocably, and the rest is kept', async () => {
    const up = { receiver: forum('upper-ashvale-gp'), matters: ['general-practice-position'], form: 'own-members', limitDecisionPence: null } as const;
    await grant('cara', { ...up, giver: organisation('UZ001'), withinCode: 'UZ001' });
    expect(await decides('general-practice-position', null)).toMatchObject({ outcome: 'decides', arrangement: 'each', bodies: ['upper-ashvale-gp', 'UZ002'] });
    const weir = await grant('colin', { ...up, giver: organisation('UZ002'), withinCode: 'UZ002' });
    expect(await decides('general-practice-position', null)).toMatchObject({ outcome: 'decides', arrangement: 'alone', bodies: ['upper-ashvale-gp'] });
    expect(await decides('place-representatives', null)).toMatchObject({ outcome: 'stays', arrangement: 'each', bodies: ['UZ001', 'UZ002'] });
    await revokeAuthority(place.governance, place.acting('colin'), { id: weir, on: DAY, reason: 'We were not asked.' });
    expect(await decides('general-practice-position', null)).toMatchObject({ arrangement: 'each', bodies: ['upper-ashvale-gp', 'UZ002'] });
    const practice = { ...up, matters: ['practice-answer'], giver: organisation('ZZA01'), withinCode: 'ZZA01' };
    await grant('mina', practice);
    expect(await decides('practice-answer', null, 'ZZA01')).toMatchObject({ bodies: ['upper-ashvale-gp'] });
    await grant('lena', { ...up, giver: organisation('LM-1'), matters: ['lmc-view'] });
    await grant('fred', { ...up, giver: organisation('GF-1'), matters: ['federation-contracts'] });
    expect(await decides('lmc-view', null)).toMatchObject({ bodies: ['upper-ashvale-gp'] });
    expect(await decides('federation-contracts', null)).toMatchObject({ bodies: ['upper-ashvale-gp'] });
  });

  test.each<[PersonKey, Body, string]>([
    ['cara', organisation('QZZ'), 'another’s organisation'], ['cara', organisation('UZ002'), 'another PCN'], ['pat', organisation('QZZ'), 'the ICB'], ['adam', organisation('QZZ'), 'the ICB, as an administrator'],
    ['mina', organisation('ZZA02'), 'another practice'], ['mina', forum('upper-ashvale-gp'), 'a forum that one does not keep'], ['boris', organisation('QZZ'), 'the ICB, as a member of its board'],
  ])('%s may not record what %o grants: %s', async (who, giver) => {
    expect(await refusal(grant(who, { giver, form: 'own-members', receiver: organisation('GF-1') }))).toBe('not-allowed');
  });

  test('is recorded and taken back by whoever keeps the forum that grants, and by nobody else', async () => {
    const id = await grant('pat', { giver: forum('upper-ashvale-gp'), receiver: organisation('GF-1'), form: 'own-members', matters: ['practice-answer'] });
    for (const who of ['ivy', 'cara', 'fred', 'adam'] as const) expect(await refusal(revokeAuthority(place.governance, place.acting(who), { id, on: DAY, reason: 'No' }))).toBe('not-allowed');
    expect(await refusal(withdrawGrant(place.governance, place.acting('ivy'), { id, reason: '' }))).toBe('not-allowed');
    await withdrawGrant(place.governance, place.acting('pat'), { id, reason: '' });
  });

  test.each<[string, Partial<GrantEntry>]>([
    ['no-matter matters', { matters: [] }],
    ['matter-not-known matters', { matters: ['car-parking'] }],
    ['matter-reserved matters', { matters: ['icb-plan'] }],
    ['kept-back-not-granted keptBack', { keptBack: ['estates'] }],
    ['to-itself receiver', { receiver: organisation('QZZ') }],
    ['no-power form', { form: 'consultative-forum' }],
    ['wrong-receiver receiver', { form: 'individual-director', receiver: organisation('GF-1') }],
    ['no-other-parent jointWith', { form: 'joint-committee' }],
    ['joint-with-itself jointWith', { jointWith: organisation('QZZ') }],
    ['ends-before-it-begins lastDay', { lastDay: isoDate('2026-05-31') }],
    ['limits-contradict limitYear', { limitYearPence: 1 }],
    ['too-long instrument', { instrument: 'x'.repeat(2_001) }],
    ['body-unknown receiver', { receiver: forum('nowhere') }],
    ['body-unknown receiver', { receiver: organisation('NOWHERE') }],
    ['body-unknown receiver', { receiver: { kind: 'person-in-seat', id: 'not-a-seat' } }],
    ['body-unknown jointWith', { jointWith: forum('nowhere') }],
    ['place-unknown within', { withinCode: 'NOWHERE' }],
  ])('a grant is refused: %s', async (code, change) => {
    expect(await refusal(grant('ivy', change))).toBe(code);
  });

  test.each<[string, { id?: string; on?: string; reason?: string }]>([
    ['no-reason reason', { reason: '  ' }],
    ['revoked-backwards on', { on: '2026-05-31' }],
    ['ended-already on', { on: '2026-07-01' }],
    ['delegation-not-found', { id: 'nothing' }],
    ['delegation-not-found', { id: '00000000-0000-4000-8000-000000000000' }],
  ])('taking one back is refused: %s', async (code, change) => {
    const id = change.id ?? (await grant('ivy', { matters: ['workforce'], lastDay: isoDate('2026-06-30') }));
    expect(await refusal(revokeAuthority(place.governance, place.acting('ivy'), { id, on: isoDate(change.on ?? DAY), reason: change.reason ?? 'Because' }))).toBe(code);
    if (!change.id) await withdrawGrant(place.governance, place.acting('ivy'), { id, reason: '' });
  });

  test('what was decided this financial year is counted against the yearly limit, recommendations not', async () => {
    const id = await grant('ivy', { matters: ['integrated-care'], limitYearPence: 100_000_00, limitDecisionPence: null, mayDelegateOnward: true });
    const decide = (forumCode: string, takenOn: string, pounds: number, standing = 'stands') => sql`
      insert into decision (forum_code, taken_on, way, matter, amount_pence, within_code, outcome, decided, reasons, standing, findings, recorded_at, recorded_by)
      values (${forumCode}, ${takenOn}, 'outside', 'integrated-pathway', ${pounds * 100}, 'UZ001', 'agreed', 'It', 'So', ${standing}, '[]', ${`${takenOn}T10:00:00Z`}, 'console:test')`.execute(database.as());
    await decide('upper-ashvale-together', '2026-04-01', 30_000);
    await decide('upper-ashvale-together', '2026-03-31', 99_000);
    await decide('upper-ashvale-together', '2026-05-01', 90_000, 'recommendation');
    expect(await decides('integrated-pathway', 70_000)).toMatchObject(partnership);
    expect(await decides('integrated-pathway', 70_001)).toMatchObject(board);
    const seat = (await seatsOn(database.as(), 'upper-ashvale-gp', DAY)).find(({ title }) => title === 'Chair')!;
    const onward = await grant('ivy', { giver: organisation('PB-1'), receiver: { kind: 'person-in-seat', id: seat.id }, matters: ['integrated-pathway'], form: 'individual-director' }).catch(() => null);
    expect(onward ?? (await grant('sam', { giver: organisation('PB-1'), receiver: { kind: 'person-in-seat', id: seat.id }, matters: ['integrated-pathway'], form: 'individual-director' }))).toBeTypeOf('string');
    expect(await decides('integrated-pathway', 100)).toMatchObject({ outcome: 'decides', bodies: [seat.id], says: expect.stringContaining('the Chair of Upper Ashvale GP Leadership Team (Dr Pat Lead) decides') });
    await decide('upper-ashvale-gp', '2026-05-02', 60_000);
    expect(await decides('integrated-pathway', 10_001)).toMatchObject(board);
    await withdrawGrant(place.governance, place.acting('ivy'), { id, reason: '' });
  });

  test('tells a decision beyond authority to the body that may', async () => {
    await grant('ivy', { matters: ['extended-access'] });
    const draft: DecisionDraft = { forumCode: 'upper-ashvale-together', takenOn: DAY, way: 'outside', meetingId: null, itemId: null, subject: null, matter: 'extended-access-plan', amountPence: 25_000_01, withinCode: 'PL-1', outcome: 'agreed', decided: 'It', reasons: 'So', optionId: null, terms: {}, representatives: [] };
    const image = await place.register.reader.image();
    const finding = (change: Partial<DecisionDraft>) => database.inTransaction((transaction) => authorityFindingIn(transaction, image, { ...draft, ...change }));
    expect(await finding({ amountPence: 25_000_00 })).toMatchObject({ check: 'authority', isMet: true });
    expect(await finding({})).toMatchObject({ isMet: false, standing: 'recommendation', cure: { kind: 'decide-above', bodyCode: 'QZZ', says: 'Ashvale ICB has to decide it.' } });
    expect(await finding({ forumCode: 'upper-ashvale-gp', amountPence: 1 })).toMatchObject({ isMet: false, says: expect.stringContaining('Upper Ashvale GP Leadership Team may not decide this.'), cure: { bodyCode: 'PB-1' } });
    expect(await finding({ matter: null })).toMatchObject({ isMet: true });
    expect(await finding({ matter: 'nothing-known' })).toMatchObject({ isMet: false, standing: 'recommendation' });
  });

  test('is the same from memory and from the tables, whatever was granted, taken back and withdrawn before', async () => {
    const image = await place.register.reader.image();
    for (const { id } of MATTERS.all) {
      for (const withinCode of ['PL-1', 'UZ001', 'ZZA01']) {
        const asked = { matter: id, amountPence: 20_000_00, withinCode, on: isoDate('2026-06-15') };
        const [kept, read] = [await whoDecidesHere(place.governance, asked), await authorityIn(database.as(), image, asked)];
        const shape = (answer: typeof kept) => (answer.ok ? { says: answer.value.authority.says, others: answer.value.authority.others.length, passedOver: answer.value.authority.passedOver.map(({ says }) => says).sort() } : answer.refusal.code);
        expect(shape(kept)).toEqual(shape(read));
      }
    }
  });

  test('a matter or a place that is not there is refused, with what is like it', async () => {
    expect(await decides('local-scheme', 1)).toBe('matter-not-found');
    expect(await decides('local-schemes', 1, 'NOWHERE')).toBe('place-not-found');
    const answer = await whoDecidesHere(place.governance, { matter: 'local-scheme', amountPence: null, withinCode: 'PL-1', on: DAY });
    expect(answer).toMatchObject({ ok: false, refusal: { todo: expect.stringContaining('local-schemes') } });
  });
});
