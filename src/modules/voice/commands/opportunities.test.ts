import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { commitmentOf } from '../domain/opportunity/lottery.ts';
import type { OpportunityDraft } from '../domain/opportunity/opportunity.ts';
import { eligibleOf, entriesOf, opportunityOf, resultOf } from '../queries/opportunities.ts';
import { standingsBefore } from '../queries/opportunityStandings.ts';
import { verifyOpportunity } from '../queries/verifyOpportunity.ts';
import { LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { announceOpportunity, sha256 } from './announceOpportunity.ts';
import { enterOpportunity, withdrawInterest } from './enterOpportunity.ts';
import { declareForPanel, scoreEntry } from './scoreOpportunity.ts';
import { cancelOpportunity, settleOpportunity } from './settleOpportunity.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));

onBothEngines('opportunities', (engine) => {
  let database: Database;
  let place: VoicePlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());
  beforeEach(() => place.setNow('2026-06-01'));

  const pilot: OpportunityDraft = { placeCode: 'PL-1', title: 'A pilot of group clinics', offer: 'Ten sessions, with a nurse.', eligibleKinds: ['practice'], method: 'lottery', places: 2, penceEach: 500_000, measure: null, criteria: [], panel: [], closesOn: isoDate('2026-06-10') };
  const announce = (more: Partial<OpportunityDraft> = {}, by: PersonKey = 'pat') => announceOpportunity(place.voice, place.acting(by), LEADERSHIP_TEAM, { ...pilot, ...more }, 'seed of the test');
  const enter = (by: PersonKey, opportunityId: string, organisationCode: string, isInterested = true) => enterOpportunity(place.voice, place.acting(by), { opportunityId, organisationCode, isInterested });
  const settle = (id: string, by: PersonKey = 'pat') => settleOpportunity(place.voice, place.acting(by), id);
  const verify = async (id: string) => verifyOpportunity(database.as(), id, await place.register.reader.image());

  test('are announced to everybody who is eligible at once', async () => {
    const id = await announce({ eligibleKinds: ['practice', 'pcn'] });
    expect(await opportunityOf(database.as(), id)).toMatchObject({ state: 'announced', eligible: 8, entries: 0, seed: null, commitment: commitmentOf('seed of the test', sha256) });
    const { rows } = await sql<{ person: string }>`select person_id as person from mail where purpose = 'opportunity' order by 1`.execute(database.as());
    expect(rows.map(({ person }) => person)).toEqual(['cara', 'colin', 'maud', 'milo', 'mina', 'mona', 'paul', 'petra']);
    expect(await eligibleOf(database.as(), id)).toContain('UZ001');
  });

  test('are fixed once they are announced: the record refuses a change', async () => {
    const id = await announce();
    await expect(sql`update opportunity set method = 'everyone', places = null where id = ${id}`.execute(database.as())).rejects.toThrow();
    await expect(sql`update opportunity_seed set seed = 'better' where opportunity_id = ${id}`.execute(database.as())).rejects.toThrow();
  });

  test.each<[what: string, more: Partial<OpportunityDraft>, by: PersonKey, code: string]>([
    ['by the commissioner', {}, 'ivy', 'not-allowed'],
    ['by the administrator', {}, 'adam', 'not-allowed'],
    ['closing today', { closesOn: isoDate('2026-06-01') }, 'pat', 'invalid-closes'],
    ['to nobody', { eligibleKinds: [] }, 'pat', 'invalid-eligible'],
    ['in a place without practices', { placeCode: 'RZZ' }, 'pat', 'invalid-place'],
    ['with no number of places', { places: null }, 'pat', 'invalid-places'],
    ['by a rotation of nothing', { method: 'rotation' }, 'pat', 'invalid-measure'],
    ['scored by nothing', { method: 'scored', panel: ['lena', 'fred'] }, 'pat', 'invalid-criteria'],
    ['scored by one', { method: 'scored', criteria: [{ label: 'Need', weight: 1 }], panel: ['lena'] }, 'pat', 'invalid-panel'],
    ['scored by a stranger', { method: 'scored', criteria: [{ label: 'Need', weight: 1 }], panel: ['lena', 'nobody'] }, 'pat', 'invalid-panel'],
  ])('%s', async (_what, more, by, code) => expect(await codeOf(announce(more, by))).toBe(code));

  test('are entered by those who speak for an eligible body, until the closing day is over', async () => {
    const id = await announce();
    expect(await codeOf(enter('mina', id, 'ZZA02'))).toBe('not-allowed');
    expect(await codeOf(enter('cara', id, 'UZ001'))).toBe('not-eligible');
    expect(await codeOf(enter('mina', 'O999', 'ZZA01'))).toBe('opportunity-not-found');
    await Promise.all([enter('mina', id, 'ZZA01'), enter('mina', id, 'ZZA01'), enter('milo', id, 'ZZA02'), enter('maud', id, 'ZZC01', false)]);
    expect((await entriesOf(database.as(), id)).map(({ organisationCode, isInterested }) => [organisationCode, isInterested])).toEqual([['ZZA01', true], ['ZZA02', true], ['ZZC01', false]]);
    place.setNow('2026-06-10T22:30:00Z');
    await withdrawInterest(place.voice, place.acting('milo'), { opportunityId: id, organisationCode: 'ZZA02' });
    expect(await opportunityOf(database.as(), id)).toMatchObject({ entries: 1 });
    place.setNow('2026-06-11');
    expect(await codeOf(enter('milo', id, 'ZZA02'))).toBe('opportunity-closed');
    expect(await codeOf(withdrawInterest(place.voice, place.acting('mina'), { opportunityId: id, organisationCode: 'ZZA01' }))).toBe('opportunity-closed');
  });

  test('are drawn once, when two draw at the same instant, and anybody can repeat it', async () => {
    const id = await announce();
    for (const [by, code] of [['mina', 'ZZA01'], ['milo', 'ZZA02'], ['petra', 'ZZA03'], ['paul', 'ZZB01']] as const) await enter(by, id, code);
    expect(await codeOf(settle(id))).toBe('entries-not-closed');
    expect(await verify(id)).toMatchObject({ ok: false, refusal: { code: 'opportunity-not-drawn' } });
    place.setNow('2026-06-11');
    expect(await codeOf(settle(id, 'tara'))).toBe('not-allowed');
    const outcomes = await Promise.all([codeOf(settle(id)), codeOf(settle(id, 'cara'))]);
    expect(outcomes.sort()).toEqual(['done', 'opportunity-settled']);
    const result = await resultOf(database.as(), id);
    expect(result.map(({ rank, isGranted, pence }) => [rank, isGranted, pence])).toEqual([[1, true, 500_000], [2, true, 500_000], [3, false, 0], [4, false, 0]]);
    expect(await verify(id)).toMatchObject({ ok: true, value: { isVerified: true, seed: 'seed of the test', entries: ['ZZA01', 'ZZA02', 'ZZA03', 'ZZB01'] } });
    expect(await codeOf(cancelOpportunity(place.voice, place.acting('pat'), id, 'Too late'))).toBe('opportunity-settled');
  });

  test.each([
    ['commitment', (id: string) => sql`update opportunity_seed set seed = 'another' where opportunity_id = ${id}`, 'opportunity_seed'],
    ['entries', (id: string) => sql`update opportunity_entry set withdrawn_at = now() where opportunity_id = ${id} and organisation_code = 'ZZA01'`, 'opportunity_entry'],
    ['result', (id: string) => sql`update opportunity_result set is_granted = not is_granted where opportunity_id = ${id}`, 'opportunity_result'],
  ] as const)('say where they differ when the record’s %s was meddled with', async (check, meddle, table) => {
    const id = await announce();
    for (const [by, code] of [['mina', 'ZZA01'], ['milo', 'ZZA02'], ['petra', 'ZZA03']] as const) await enter(by, id, code);
    place.setNow('2026-06-11');
    await settle(id);
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(database.as());
    await meddle(id).execute(database.as());
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(database.as());
    const verified = await verify(id);
    expect(verified.ok && verified.value.isVerified).toBe(false);
    expect(verified.ok && verified.value.checks.filter(({ isSame }) => !isSame).map((one) => one.check)).toContain(check);
  });

  test('go to everyone who enters, where that was announced; a later one rotates to those who had least', async () => {
    const first = await announce({ method: 'everyone', places: null, penceEach: 400_000, eligibleKinds: ['pcn'] });
    await enter('cara', first, 'UZ001');
    place.setNow('2026-06-11');
    await settle(first);
    expect(await resultOf(database.as(), first)).toEqual([{ code: 'UZ001', rank: 1, isGranted: true, pence: 400_000 }]);
    const second = await announce({ method: 'rotation', measure: 'pounds', places: 1, eligibleKinds: ['pcn'], closesOn: isoDate('2026-06-20') });
    await enter('cara', second, 'UZ001');
    await enter('colin', second, 'UZ002');
    place.setNow('2026-06-21');
    await settle(second);
    expect((await resultOf(database.as(), second)).map(({ code, isGranted }) => [code, isGranted])).toEqual([['UZ002', true], ['UZ001', false]]);
    const verified = await verify(second);
    expect(verified).toMatchObject({ ok: true, value: { isVerified: true, outcome: [{ code: 'UZ002', turn: { patients: 20_000, amount: 0, rate: 0 } }, { code: 'UZ001', turn: { patients: 20_000, amount: 400_000, rate: 20_000_000 } }] } });
  });

  test('start a newcomer at the average, by patients, of those who were there before', async () => {
    place.setNow('2026-07-01');
    await sql`insert into organisation (code, kind) values ('UZ003', 'pcn')`.execute(database.as());
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) values ('UZ003', 'New PCN', 'open', true, 'entered', '[2026-06-30,)', '[2020-01-01,)')`.execute(database.as());
    await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('member', 'ZZC01', 'UZ003', 'pcn', 'entered', '[2026-06-30,)', '[2022-07-01,)')`.execute(database.as());
    await sql`update register_revision set revision = revision + 1`.execute(database.as());
    await announce({ eligibleKinds: ['pcn'], closesOn: isoDate('2026-07-10') });
    const standings = await standingsBefore(database.as(), 'PL-1', new Date('2026-07-01T12:00:01Z'));
    const newcomer = standings.find(({ code }) => code === 'UZ003')!;
    expect(newcomer).toMatchObject({ patients: 2_000, pence: 0 });
    expect(newcomer.startPence).toBeGreaterThan(0);
    expect(standings.filter(({ code }) => code !== 'UZ003').every(({ startPence }) => startPence === null)).toBe(true);
  });

  test('are scored by a panel, whose conflicted members are left out', async () => {
    const id = await announce({ method: 'scored', places: 1, criteria: [{ label: 'Need', weight: 2 }, { label: 'Reach', weight: 1 }], panel: ['cara', 'lena', 'fred'] });
    await enter('mina', id, 'ZZA01');
    await enter('paul', id, 'ZZB01');
    const declare = (by: PersonKey, more: { takesPart?: boolean; conflicts?: string[] } = {}) => declareForPanel(place.voice, place.acting(by), { opportunityId: id, takesPart: true, conflicts: [], ...more });
    const score = (by: PersonKey, organisationCode: string, need: number, reach: number) => codeOf(scoreEntry(place.voice, place.acting(by), { opportunityId: id, organisationCode, scores: { c1: need, c2: reach } }));
    expect(await codeOf(declare('lena'))).toBe('entries-not-closed');
    place.setNow('2026-06-11');
    expect(await settle(id)).toBe('closed');
    expect(await score('lena', 'ZZA01', 5, 5)).toBe('may-not-score');
    await declare('cara');
    await declare('lena');
    expect(await codeOf(declare('ivy'))).toBe('not-allowed');
    expect(await codeOf(declare('fred', { conflicts: ['ZZA02'] }))).toBe('invalid-conflicts');
    await declare('fred', { conflicts: ['ZZB01'] });
    // Dr Cara's PCN holds practice ZZA01.
    expect(await score('cara', 'ZZA01', 10, 10)).toBe('may-not-score');
    expect(await score('fred', 'ZZB01', 0, 0)).toBe('may-not-score');
    expect(await score('lena', 'ZZA01', 11, 1)).toBe('invalid-score');
    expect(await score('lena', 'ZZC01', 1, 1)).toBe('entry-not-found');
    expect(await codeOf(settle(id))).toBe('scores-missing');
    for (const [by, code, need, reach] of [['lena', 'ZZA01', 1, 1], ['lena', 'ZZA01', 6, 6], ['fred', 'ZZA01', 8, 5], ['lena', 'ZZB01', 7, 7], ['cara', 'ZZB01', 7, 8]] as const) expect(await score(by, code, need, reach)).toBe('done');
    expect(await settle(id)).toBe('drawn');
    const verified = await verify(id);
    expect(verified).toMatchObject({ ok: true, value: { isVerified: true, outcome: [{ code: 'ZZB01', isGranted: true, scored: { scorers: 2, sum: 43 } }, { code: 'ZZA01', isGranted: false, scored: { scorers: 2, sum: 39 } }] } });
    expect(await score('lena', 'ZZA01', 10, 10)).toBe('opportunity-settled');
  });

  test('are not decided where nobody may score an entry, and are called off with a reason', async () => {
    const id = await announce({ method: 'scored', places: 1, criteria: [{ label: 'Need', weight: 1 }], panel: ['lena', 'fred'] });
    await enter('mina', id, 'ZZA01');
    place.setNow('2026-06-11');
    await settle(id);
    for (const by of ['lena', 'fred'] as const) await declareForPanel(place.voice, place.acting(by), { opportunityId: id, takesPart: false, conflicts: [] });
    expect(await codeOf(settle(id))).toBe('nobody-to-score');
    expect(await codeOf(cancelOpportunity(place.voice, place.acting('pat'), id, ' '))).toBe('invalid-reason');
    await cancelOpportunity(place.voice, place.acting('pat'), id, 'The panel fell apart.');
    expect(await opportunityOf(database.as(), id)).toMatchObject({ state: 'cancelled', cancelledBecause: 'The panel fell apart.' });
  });

  test('that nobody enters are decided with nobody', async () => {
    const id = await announce();
    place.setNow('2026-06-11');
    expect(await settle(id)).toBe('drawn');
    expect(await verify(id)).toMatchObject({ ok: true, value: { isVerified: true, outcome: [] } });
  });
});
