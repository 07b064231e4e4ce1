import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { answerHistoryOf, answersOf, canvassesOf, canvassOf } from '../queries/canvasses.ts';
import { rollUpOf } from '../queries/canvassRollUp.ts';
import { questionOf } from '../queries/questions.ts';
import { canvassedPlace, CLOSES_ON, type CanvassedPlace } from '../testing/canvassedPlace.ts';
import { agreeNetworkRules } from './agreeNetworkRules.ts';
import { closeCanvass, closeDueCanvasses, endCanvassOf } from './closeCanvass.ts';
import { openCanvass } from './openCanvass.ts';
import { remindCanvass } from './remindCanvass.ts';

const refusal = (code: string) => ({ refusal: { code } });

onBothEngines('a canvass', (engine) => {
  let database: Database;
  let house: CanvassedPlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    house = await canvassedPlace(database);
  });
  afterAll(() => database.close());

  const rollUp = (canvassId: string) => rollUpOf(house.context, canvassId);
  const mailsTo = async (purpose: string): Promise<string[]> =>
    (await sql<{ person: string }>`select person_id as person from mail where purpose = ${purpose} order by id`.execute(database.as())).rows.map(({ person }) => person);

  describe('opened', () => {
    test('asks every practice of the place, in a PCN or in none, the federation and the LMC, with their sizes and rules', async () => {
      const { questionId, canvassId } = await house.opened();
      expect((await questionOf(database.as(), questionId))?.state).toBe('canvassed');
      const { voices, bodies, coverage, canvass } = await rollUp(canvassId);
      expect(voices.map(({ voice, practices }) => [voice.name, voice.ruleFrom, practices.map(({ constituent }) => [constituent.code, constituent.patients])])).toEqual([
        ['Practices in no PCN', 'chorus-default', [['ZZC01', 2_000]]],
        ['Mill PCN', 'chorus-default', [['ZZA01', 4_000], ['ZZA02', 6_000], ['ZZA03', 10_000]]],
        ['Weir PCN', 'chorus-default', [['ZZB01', 12_000], ['ZZB02', 8_000]]],
      ]);
      expect(bodies.map(({ constituent }) => [constituent.code, constituent.kind])).toEqual([['GF-1', 'federation'], ['LM-1', 'lmc']]);
      expect(coverage).toEqual({ practicesAsked: 6, practicesAnswered: 0, patientsAsked: 42_000, patientsAnswered: 0 });
      expect(canvass).toMatchObject({ openedOn: '2026-06-01', closesOn: CLOSES_ON, closedAt: null, listSource: 'patients-registered-totals/2026-04-01' });
    });

    test('mails a link to each who answers, in confidence, and word to each clinical director', async () => {
      expect((await mailsTo('canvass')).sort()).toEqual(['fred', 'lena', 'maud', 'milo', 'mina', 'mona', 'paul', 'petra']);
      expect(await mailsTo('canvass-information')).toEqual(['cara', 'colin']);
      const { rows } = await sql<{ subject: string; confidential: boolean; text: string }>`
        select subject, is_confidential as confidential, plain_text as text from mail join mail_content on mail_id = mail.id where person_id = 'mina'`.execute(database.as());
      expect(rows).toMatchObject([{ subject: 'Should the phlebotomy clinic move to the hub?', confidential: true, text: expect.stringMatching(/https:\/\/chorus\.example\/answer\/v1\.[\w-]+\.[\w-]+/) }]);
    });

    test.each([
      ['a constituent', 'milo', 'not-allowed'],
      ['the commissioner’s seat', 'ivy', 'not-allowed'],
      ['a system partner', 'tara', 'not-allowed'],
      ['an administrator', 'adam', 'not-allowed'],
    ] as const)('is refused to %s', async (_, person, code) => {
      const questionId = await house.drafted();
      await expect(openCanvass(house.context, house.place.acting(person), { questionId, closesOn: CLOSES_ON })).rejects.toMatchObject(refusal(code));
      expect(await canvassesOf(database.as(), questionId)).toEqual([]);
      expect((await questionOf(database.as(), questionId))?.state).toBe('drafted');
    });

    test.each(['2026-06-01', '2026-05-20', '2027-06-01'])('is refused with %s as its last day', async (day) => {
      const questionId = await house.drafted();
      await expect(openCanvass(house.context, house.place.acting('pat'), { questionId, closesOn: isoDate(day) })).rejects.toMatchObject(refusal('closing-day'));
    });

    test('twice at the same instant is one canvass', async () => {
      const questionId = await house.drafted();
      const both = await Promise.allSettled(['pat', 'cara'].map((who) => openCanvass(house.context, house.place.acting(who as 'pat'), { questionId, closesOn: CLOSES_ON })));
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await canvassesOf(database.as(), questionId)).toHaveLength(1);
    });

    test('for a place without practices says so', async () => {
      const questionId = await house.drafted();
      await sql`update question set place_code = 'RZZ' where id = ${questionId}`.execute(database.as());
      await expect(openCanvass(house.context, house.place.acting('pat'), { questionId, closesOn: CLOSES_ON })).rejects.toMatchObject({ refusal: { code: 'something-missing', what: expect.stringContaining('Nobody would be asked') } });
    });
  });

  describe('answered', () => {
    let canvassId: string;
    beforeAll(async () => {
      ({ canvassId } = await house.opened());
    });

    test('is an answer of the practice: any of its people may change it, and who did is kept', async () => {
      await house.answer('mina', canvassId, 'ZZA01', 'object', 'Too far');
      await house.answer('mina', canvassId, 'ZZA01', 'conditions', ' If there is a bus. ');
      expect((await answersOf(database.as(), canvassId)).get('ZZA01')).toMatchObject({ choice: 'conditions', words: 'If there is a bus.', changes: 1, personId: 'mina', way: 'signed-in' });
      expect((await answerHistoryOf(database.as(), canvassId, 'ZZA01')).map(({ choice, words }) => [choice, words])).toEqual([['conditions', 'If there is a bus.'], ['object', 'Too far']]);
    });

    test.each([
      ['for another practice', 'milo', 'ZZA01', 'support', '', 'not-allowed'],
      ['by a clinical director for a practice', 'cara', 'ZZA01', 'support', '', 'not-allowed'],
      ['by the commissioner', 'ivy', 'ZZA01', 'support', '', 'not-allowed'],
      ['with a block and no words', 'milo', 'ZZA02', 'block', '  ', 'block-without-words'],
      ['with more words than anyone reads', 'milo', 'ZZA02', 'support', 'x'.repeat(2_001), 'too-long'],
    ] as const)('is refused %s', async (_, person, practice, choice, words, code) => {
      await expect(house.answer(person, canvassId, practice, choice, words)).rejects.toMatchObject(refusal(code));
    });

    test('is refused for a canvass that is not there, and for a body that was not asked', async () => {
      await expect(house.answer('milo', 'C999', 'ZZA02', 'support')).rejects.toMatchObject(refusal('canvass-not-found'));
      await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-late', 'milo', 'practice-manager', 'QZZ', '[2024-01-01,)', '[2024-01-01,)')`.execute(database.as());
      await expect(house.answer('milo', canvassId, 'QZZ', 'support')).rejects.toMatchObject(refusal('not-asked'));
    });

    test('tells the audit chain a digest, and neither who it is for nor what it says', async () => {
      const { rows } = await sql<{ text: string }>`select detail::text as text from audit_entry where action = 'answer-canvass'`.execute(database.as());
      expect(rows).toHaveLength(2);
      for (const { text } of rows) expect(text).toMatch(/^\{"way": "signed-in", "digest": "[0-9a-f]{64}"\}$/);
      expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    });

    test('by two of the place at the same instant is both answers, by two of one practice is the last of them', async () => {
      await Promise.all([house.answer('milo', canvassId, 'ZZA02', 'support'), house.answer('petra', canvassId, 'ZZA03', 'neutral'), house.answer('paul', canvassId, 'ZZB01', 'object', 'No'), house.answer('milo', canvassId, 'ZZA02', 'conditions', 'Parking')]);
      const answers = await answersOf(database.as(), canvassId);
      expect([...answers.keys()].sort()).toEqual(['ZZA01', 'ZZA02', 'ZZA03', 'ZZB01']);
      expect(answers.get('ZZA02')?.changes).toBe(1);
      expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    });

    test('by somebody whose role ended since is refused', async () => {
      house.place.setNow('2026-06-04');
      await sql`update role_held set recorded = tstzrange(lower(recorded), '2026-06-03') where holding_id = 'h-mona'`.execute(database.as());
      await expect(house.answer('mona', canvassId, 'ZZB02', 'support')).rejects.toMatchObject(refusal('not-allowed'));
      await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-mona', 'mona', 'practice-manager', 'ZZB02', '[2024-01-01,)', '[2026-06-03,)')`.execute(database.as());
      house.place.setNow('2026-06-01');
    });
  });

  describe('closed', () => {
    test('early asks for a reason, and everybody can read it', async () => {
      const { canvassId } = await house.opened();
      await expect(closeCanvass(house.context, house.place.acting('pat'), { canvassId, reason: ' ' })).rejects.toMatchObject(refusal('reason-missing'));
      await closeCanvass(house.context, house.place.acting('pat'), { canvassId, reason: 'All have said it by word of mouth' });
      expect(await canvassOf(database.as(), canvassId)).toMatchObject({ closedBy: 'pat', closedEarlyFor: 'All have said it by word of mouth' });
      await expect(house.answer('mina', canvassId, 'ZZA01', 'support')).rejects.toMatchObject(refusal('canvass-closed'));
    });

    test.each(['ivy', 'milo', 'adam'] as const)('is refused to %s', async (person) => {
      const { canvassId } = await house.opened();
      await expect(closeCanvass(house.context, house.place.acting(person), { canvassId, reason: 'Because' })).rejects.toMatchObject(refusal('not-allowed'));
    });

    test('by two at the same instant has one outcome', async () => {
      const { canvassId } = await house.opened();
      await Promise.all(['pat', 'colin'].map((who) => closeCanvass(house.context, house.place.acting(who as 'pat'), { canvassId, reason: `Said ${who}` })));
      const { rows } = await sql`select from audit_entry where action = 'close-canvass' and subject_id = ${canvassId}`.execute(database.as());
      expect(rows).toHaveLength(1);
      const canvass = await canvassOf(database.as(), canvassId);
      expect(canvass?.closedEarlyFor).toBe(`Said ${canvass?.closedBy}`);
    });

    test('at the instant of answers loses none: each counts or is refused', async () => {
      const { canvassId } = await house.opened();
      const answers = ([['mina', 'ZZA01'], ['milo', 'ZZA02'], ['petra', 'ZZA03'], ['paul', 'ZZB01'], ['mona', 'ZZB02'], ['maud', 'ZZC01']] as const).map(([person, practice]) => house.answer(person, canvassId, practice, 'support').then(() => practice, () => null));
      const [, ...gave] = await Promise.all([closeCanvass(house.context, house.place.acting('pat'), { canvassId, reason: 'Now' }), ...answers]);
      expect([...(await answersOf(database.as(), canvassId)).keys()].sort()).toEqual(gave.filter((one) => one !== null).sort());
      const { rows } = await sql<{ answered: number }>`select (detail ->> 'answered')::int as answered from audit_entry where action = 'close-canvass' and subject_id = ${canvassId}`.execute(database.as());
      expect(rows[0]?.answered).toBe(gave.filter((one) => one !== null).length);
    });

    test('when its last day is over, for whoever asks first; the last day itself still counts', async () => {
      const { canvassId } = await house.opened('2026-06-08');
      house.place.setNow('2026-06-08T23:59:59Z');
      await closeDueCanvasses(house.context);
      await house.answer('mina', canvassId, 'ZZA01', 'support');
      house.place.setNow('2026-06-09T00:00:00Z');
      await expect(house.answer('mina', canvassId, 'ZZA01', 'object')).rejects.toMatchObject(refusal('canvass-closed'));
      await Promise.all([closeDueCanvasses(house.context), closeDueCanvasses(house.context)]);
      expect(await canvassOf(database.as(), canvassId)).toMatchObject({ closedBy: 'chorus', closedEarlyFor: null });
      expect((await rollUp(canvassId)).coverage.practicesAnswered).toBe(1);
      house.place.setNow('2026-06-01');
    });

    test('with its question, where that is withdrawn', async () => {
      const { questionId, canvassId } = await house.opened();
      await database.inTransaction((transaction) => endCanvassOf(transaction, questionId, { by: 'pat', reason: 'The question was withdrawn' }, house.context.now()));
      expect(await canvassOf(database.as(), canvassId)).toMatchObject({ closedBy: 'pat', closedEarlyFor: 'The question was withdrawn' });
    });
  });

  describe('reminds', () => {
    test('only those who have not answered, once a day, also who came later', async () => {
      const { canvassId } = await house.opened();
      const before = (await mailsTo('canvass-reminder')).length;
      const remind = () => remindCanvass(house.context, house.place.acting('pat'), { canvassId });
      expect(await remind()).toBe(0);
      house.place.setNow('2026-06-03');
      await house.answer('mina', canvassId, 'ZZA01', 'support');
      await house.answer('fred', canvassId, 'GF-1', 'support');
      await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-new', 'boris', 'gp-partner', 'ZZC01', '[2026-06-02,)', '[2026-06-02,)')`.execute(database.as());
      expect((await Promise.all([remind(), remind()])).sort()).toEqual([0, 7]);
      expect((await mailsTo('canvass-reminder')).slice(before).sort()).toEqual(['boris', 'lena', 'maud', 'milo', 'mona', 'paul', 'petra']);
      house.place.setNow('2026-06-01');
      await sql`update role_held set recorded = tstzrange(lower(recorded), '2026-06-03') where holding_id = 'h-new'`.execute(database.as());
    });

    test.each(['ivy', 'milo', 'adam', 'tara'] as const)('never at the word of %s', async (person) => {
      const { canvassId } = await house.opened();
      await expect(remindCanvass(house.context, house.place.acting(person), { canvassId })).rejects.toMatchObject(refusal('not-allowed'));
    });
  });

  describe('keeps the map and the rules with which it was opened', () => {
    test('when a practice leaves its PCN, and when the PCN agrees another rule', async () => {
      const { canvassId } = await house.opened();
      house.place.setNow('2026-06-02');
      const rules = { ordinary: { votes: 'list', quorum: { of: 'patients', share: '2/3' }, threshold: 'consent' } } as const;
      await agreeNetworkRules(house.context, house.place.acting('cara'), { bodyCode: 'UZ001', from: isoDate('2026-06-02'), rules, partners: {}, placeRule: null });
      await sql`update relation set recorded = tstzrange(lower(recorded), '2026-06-02') where from_code = 'ZZA01' and slot = 'pcn'`.execute(database.as());
      await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('member', 'ZZA01', 'UZ002', 'pcn', 'entered', '[2026-06-02,)', '[2026-06-02,)')`.execute(database.as());
      await sql`update register_revision set revision = revision + 1`.execute(database.as());
      await house.answer('mina', canvassId, 'ZZA01', 'support');
      const mill = (await rollUp(canvassId)).voices.find(({ voice }) => voice.pcnCode === 'UZ001');
      expect([mill?.practices.map(({ constituent, answer }) => [constituent.code, answer?.choice ?? null]), mill?.voice.ruleFrom]).toEqual([[['ZZA01', 'support'], ['ZZA02', null], ['ZZA03', null]], 'chorus-default']);
      const next = await house.opened('2026-06-20');
      const weir = (await rollUp(next.canvassId)).voices.find(({ voice }) => voice.pcnCode === 'UZ002');
      expect(weir?.practices.map(({ constituent }) => constituent.code)).toEqual(['ZZA01', 'ZZB01', 'ZZB02']);
      expect((await rollUp(next.canvassId)).voices.find(({ voice }) => voice.pcnCode === 'UZ001')?.voice).toMatchObject({ ruleFrom: 'agreement', rule: rules.ordinary });
    });
  });
});
