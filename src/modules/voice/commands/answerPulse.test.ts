import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { pulseTasks, reportTasks } from '../queries/reportTasks.ts';
import { pulseWordsOf } from '../queries/pulses.ts';
import { pulseYears, trustDecisions } from '../queries/trust.ts';
import { plantDecision } from '../testing/plantedDecision.ts';
import { LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { acknowledgeReport } from './acknowledgeReport.ts';
import { answerPulse } from './answerPulse.ts';
import { openPulse } from './openPulse.ts';
import { sendReport } from './sendReport.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));

onBothEngines('the yearly pulse, and what reports need of whom', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let pulseId: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());
  const open = (by: PersonKey, closesOn = '2026-06-29', forumCode = LEADERSHIP_TEAM) => openPulse(place.voice, place.acting(by), { forumCode, closesOn: isoDate(closesOn) });
  const answer = (by: PersonKey, trust = 4, words: string | null = null) => answerPulse(place.voice, place.acting(by), pulseId, { trust, words });
  const tasksOf = (source: typeof pulseTasks, key: PersonKey) => {
    const { personId, permissions } = place.acting(key);
    return source(place.voice)({ personId: personId!, permissions }, place.voice.now());
  };

  test('is opened once a year by the place’s own leadership team', async () => {
    expect(await codeOf(open('ivy'))).toBe('not-allowed');
    expect(await codeOf(open('mina'))).toBe('not-allowed');
    expect(await codeOf(open('pat', '2026-06-29', 'upper-ashvale-together'))).toBe('not-a-leadership-team');
    expect(await codeOf(open('pat', '2026-06-03'))).toBe('pulse-days');
    expect(await codeOf(open('pat', '2026-06-29', 'none'))).toBe('forum-not-found');
    const codes = await Promise.all([codeOf(open('pat')), codeOf(open('cara'))]);
    expect(codes.sort()).toEqual(['done', 'pulse-of-this-year']);
    pulseId = (await sql<{ id: string }>`select id from pulse`.execute(database.as())).rows[0]!.id;
    const { rows } = await sql<{ person_id: string }>`select person_id from mail where purpose = 'pulse' order by 1`.execute(database.as());
    expect(rows.map(({ person_id }) => person_id)).toEqual(['cara', 'colin', 'maud', 'milo', 'mina', 'mona', 'paul', 'petra']);
  });

  test('is a task of everybody who is asked, in place, and of nobody else', async () => {
    expect(await tasksOf(pulseTasks, 'mina')).toMatchObject([{ due: '2026-06-29', inPlace: { choice: { name: 'trust' } } }]);
    for (const key of ['ivy', 'lena', 'tara', 'pat'] as const) expect(await tasksOf(pulseTasks, key)).toEqual([]);
  });

  test('takes one answer a person, though it is sent twice at the same instant, and none of others', async () => {
    expect((await Promise.all([codeOf(answer('mina', 4, '<script>')), codeOf(answer('mina', 1))])).sort()).toEqual(['already-answered', 'done']);
    for (const key of ['ivy', 'lena', 'boris', 'adam'] as const) expect(await codeOf(answer(key))).toBe('pulse-not-found');
    expect(await codeOf(answer('milo', 6))).toBe('no-choice');
    expect(await tasksOf(pulseTasks, 'mina')).toEqual([]);
  });

  test('keeps nothing by which an answer could be led back to its giver', async () => {
    const { rows } = await sql<{ detail: object }>`select detail from audit_entry where action = 'answer-pulse'`.execute(database.as());
    expect(rows).toEqual([{ detail: {} }]);
    const { rows: columns } = await sql<{ column_name: string }>`select column_name from information_schema.columns where table_name = 'pulse_turn' order by 1`.execute(database.as());
    expect(columns.map(({ column_name }) => column_name)).toEqual(['person_id', 'pulse_id']);
  });

  test('tells nothing while it is open, and once closed only from five answers on', async () => {
    for (const [key, trust] of [['milo', 4], ['petra', 5], ['paul', 5]] as const) await answer(key, trust);
    place.setNow('2026-06-30');
    expect(await codeOf(answer('mona'))).toBe('pulse-closed');
    expect((await pulseYears(database.as(), 'PL-1', place.voice.today()))[0]).toMatchObject({ isOpen: false, result: null });
    place.setNow('2026-06-20');
    await answer('mona', 2);
    expect((await pulseYears(database.as(), 'PL-1', place.voice.today()))[0]).toMatchObject({ isOpen: true, result: null });
    expect(await pulseWordsOf(database.as(), pulseId, place.voice.today())).toEqual([]);
    place.setNow('2026-06-30');
    expect((await pulseYears(database.as(), 'PL-1', place.voice.today()))[0]!.result?.answers).toBe(5);
    place.setNow('2026-06-01');
  });

  test('a report that is owed is a task of who answers for the question and who keeps its forum, by the promised day', async () => {
    const { questionId, decisionId } = await plantDecision(database, place, { answers: { ZZA01: 'support' }, question: { leadPersonId: 'cara' } });
    for (const key of ['cara', 'pat'] as const) expect(await tasksOf(reportTasks, key)).toMatchObject([{ due: '2026-06-15', href: `/questions/${questionId}/report?decision=${decisionId}` }]);
    for (const key of ['colin', 'ivy', 'mina', 'sam'] as const) expect(await tasksOf(reportTasks, key)).toEqual([]);
    const reportId = await sendReport(place.voice, place.acting('pat'), { questionId, decisionId, traded: 'Nothing.', next: 'It opens.', version: 1 });
    expect(await tasksOf(reportTasks, 'pat')).toEqual([]);
    expect(await tasksOf(reportTasks, 'mina')).toMatchObject([{ href: `/reports/${reportId}`, inPlace: { submit: 'I have read this' } }]);
    await acknowledgeReport(place.voice, reportId, 'mina');
    expect(await tasksOf(reportTasks, 'mina')).toEqual([]);
    expect(await trustDecisions(database.as(), 'PL-1')).toMatchObject([{ takenOn: '2026-06-01', canvassClosedOn: '2026-05-30', reportDueOn: '2026-06-15', reportedOn: '2026-06-01', isOnQuestion: true }]);
    expect(await trustDecisions(database.as(), 'PL-2')).toEqual([]);
  });
});
