import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import type { QuestionDraft } from '../domain/questionDraft.ts';
import { questionOf, stepsOf } from '../queries/questions.ts';
import { draftOf, LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { changeQuestion } from './changeQuestion.ts';
import { draftQuestion } from './draftQuestion.ts';
import { moveQuestionOn } from './moveQuestionOn.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));

onBothEngines('questions', (engine) => {
  let database: Database;
  let place: VoicePlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());
  const draft = (by: PersonKey, more: Partial<QuestionDraft> = {}) => draftQuestion(place.voice, place.acting(by), LEADERSHIP_TEAM, draftOf(more));

  test('are drafted by somebody who sits on the leadership team for general practice', async () => {
    const id = await draft('cara', { title: '  Should the   clinic move? ', options: ['Stay', 'Move'], amountPence: 1_250_000, about: [{ module: 'register', kind: 'organisation', id: 'UZ001' }] });
    expect(await questionOf(database.as(), id)).toMatchObject({
      title: 'Should the clinic move?', state: 'drafted', placeCode: 'PL-1', forumCode: LEADERSHIP_TEAM, madeBy: 'cara', amountPence: 1_250_000, leadPersonId: 'pat',
      options: [{ id: 'a', label: 'Stay' }, { id: 'b', label: 'Move' }], about: [{ module: 'register', kind: 'organisation', id: 'UZ001' }],
    });
    expect(await stepsOf(database.as(), id)).toMatchObject([{ event: 'draft', from: null, to: 'drafted', by: 'cara' }]);
    const { rows } = await sql`select action, by, detail from audit_entry where subject_id = ${id}`.execute(database.as());
    expect(rows).toEqual([{ action: 'draft-question', by: 'cara', detail: { forum: LEADERSHIP_TEAM, place: 'PL-1', proposal: null } }]);
  });

  test.each<[who: PersonKey, why: string]>([
    ['ivy', 'sits on the team for the commissioner'],
    ['mina', 'deputises on it, and her role puts no questions'],
    ['petra', 'is a partner without a seat'],
    ['sam', 'is secretary of another body'],
    ['adam', 'administers the system'],
    ['boris', 'sits on the ICB’s board'],
  ])('are not drafted by %s, who %s', async (who) => {
    expect(await codeOf(draft(who))).toBe('not-allowed');
  });

  test.each<[what: string, more: Partial<QuestionDraft>, code: string]>([
    ['no title', { title: '  ' }, 'invalid-title'],
    ['a title that is an essay', { title: 'a'.repeat(141) }, 'invalid-title'],
    ['nothing asked', { asks: '\n' }, 'invalid-asks'],
    ['one option', { options: ['Move'] }, 'invalid-options'],
    ['the same option twice', { options: ['Move', 'move '] }, 'invalid-options'],
    ['a type of decision that no agreement knows', { decisionType: 'whim' }, 'invalid-decisionType'],
    ['an amount below nothing', { amountPence: -1 }, 'invalid-amount'],
    ['a place without practices', { placeCode: 'RZZ' }, 'invalid-place'],
    ['a place that is wider than the team’s', { placeCode: 'QZZ' }, 'done'],
    ['a forum that is not there', { decidesForumCode: 'nowhere' }, 'invalid-decides'],
    ['a lead whom nobody knows', { leadPersonId: 'nobody' }, 'invalid-lead'],
    ['a PCN of the place', { placeCode: 'UZ001' }, 'done'],
  ])('with %s', async (_what, more, code) => {
    expect(await codeOf(draft('pat', more))).toBe(code);
  });

  test('are not asked of practices outside the team’s place', async () => {
    await sql`insert into organisation (code, kind) values ('ZZX01', 'practice')`.execute(database.as());
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) values ('ZZX01', 'Elsewhere', 'open', true, 'entered', '[2000-01-01,)', '[2020-01-01,)')`.execute(database.as());
    await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('part-of', 'ZZX01', 'QZZ', 'icb', 'entered', '[2022-07-01,)', '[2022-07-01,)')`.execute(database.as());
    await sql`update register_revision set revision = revision + 1`.execute(database.as());
    await expect(draft('pat', { placeCode: 'QZZ' })).rejects.toThrow('1 of the 7 practices within QZZ are outside the place');
  });

  test('change while they are drafts, and keep what they said before', async () => {
    const id = await draft('pat');
    await changeQuestion(place.voice, place.acting('cara'), id, draftOf({ title: 'Should it move?', amountPence: 5 }));
    await changeQuestion(place.voice, place.acting('cara'), id, draftOf({ title: 'Should it move?', amountPence: 5 }));
    expect(await questionOf(database.as(), id)).toMatchObject({ title: 'Should it move?', amountPence: 5 });
    const steps = await stepsOf(database.as(), id);
    expect(steps).toHaveLength(2);
    expect(steps[1]).toMatchObject({ event: 'change', by: 'cara', detail: { earlier: { title: draftOf().title, amountPence: null } } });
    expect(await codeOf(changeQuestion(place.voice, place.acting('ivy'), id, draftOf()))).toBe('not-allowed');
    await sql`update question set state = 'canvassed' where id = ${id}`.execute(database.as());
    expect(await codeOf(changeQuestion(place.voice, place.acting('pat'), id, draftOf()))).toBe('question-not-a-draft');
    expect(await codeOf(changeQuestion(place.voice, place.acting('pat'), 'Q999', draftOf()))).toBe('question-not-found');
  });

  test('are withdrawn with a reason, and may be taken up again', async () => {
    const id = await draft('pat');
    const step = (event: 'withdraw' | 'reopen' | 'defer', reason?: string) => moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event, reason });
    await expect(step('withdraw', ' ')).rejects.toThrow('No reason is given.');
    expect(await step('withdraw', 'The trust took its offer back.')).toBe('withdrawn');
    expect(await codeOf(step('defer', 'Later'))).toBe('not-from-this-state');
    expect(await step('reopen', 'The offer is back.')).toBe('reopened');
    expect((await stepsOf(database.as(), id)).map(({ event, reason }) => [event, reason])).toEqual([['draft', null], ['withdraw', 'The trust took its offer back.'], ['reopen', 'The offer is back.']]);
    expect(await codeOf(moveQuestionOn(place.voice, place.acting('tara'), { questionId: id, event: 'withdraw', reason: 'No' }))).toBe('not-allowed');
  });

  test('are referred up to a forum, which then decides them', async () => {
    const id = await draft('pat', { decidesForumCode: null });
    await sql`update question set state = 'position-agreed' where id = ${id}`.execute(database.as());
    const refer = (forumCode?: string) => moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event: 'refer-up', reason: 'Beyond us', forumCode });
    await expect(refer()).rejects.toThrow('No forum is named');
    await expect(refer(LEADERSHIP_TEAM)).rejects.toThrow('No forum is named');
    expect(await codeOf(refer('nowhere'))).toBe('invalid-decides');
    expect(await refer('upper-ashvale-together')).toBe('referred-up');
    expect((await questionOf(database.as(), id))!.decidesForumCode).toBe('upper-ashvale-together');
  });

  test('go on only as their life allows', async () => {
    const id = await draft('pat');
    for (const event of ['act', 'close', 'reopen'] as const) expect(await codeOf(moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event, reason: 'x' }))).toBe('not-from-this-state');
  });

  test('of two who act at the same instant, one does and the other hears why not', async () => {
    const id = await draft('pat');
    const both = await Promise.all([
      codeOf(moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event: 'withdraw', reason: 'Gone' })),
      codeOf(moveQuestionOn(place.voice, place.acting('cara'), { questionId: id, event: 'defer', reason: 'Later' })),
    ]);
    expect(both.filter((outcome) => outcome === 'not-from-this-state').length + both.filter((outcome) => outcome === 'done').length).toBe(2);
    expect(both).toContain('done');
    expect(await stepsOf(database.as(), id)).toHaveLength(1 + both.filter((outcome) => outcome === 'done').length);
  });
});
