import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { addAction } from '#governance';
import type { PersonKey } from '#governance/testing';
import { reachOf } from '../domain/report.ts';
import { prepareReport } from '../queries/preparedReport.ts';
import { questionOf } from '../queries/questions.ts';
import { countedFor, receiptsOf, reportDraftOf, reportOf, reportsFor, reportVersionsOf } from '../queries/reports.ts';
import { plantDecision } from '../testing/plantedDecision.ts';
import { voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { acknowledgeReport, noteOpened } from './acknowledgeReport.ts';
import { saveReportDraft, sendReport } from './sendReport.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));
const words = { traded: 'We gave up <i>Fridays</i> for parking.', next: 'The trust writes to every practice.' };

onBothEngines('reporting back', (engine) => {
  let database: Database;
  let place: VoicePlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());
  const send = (by: PersonKey, ids: { questionId: string; decisionId: string }, version = 1) => sendReport(place.voice, place.acting(by), { ...ids, ...words, version });
  const mailsOf = async (personId: string) => (await sql<{ plain_text: string; html: string; is_confidential: boolean }>`select * from mail join mail_content on mail.id = mail_id where person_id = ${personId} order by mail.id desc`.execute(database.as())).rows;

  test('tells each constituent how its own answer counted, and of no other practice', async () => {
    const ids = await plantDecision(database, place, { answers: { ZZA01: 'object', ZZA02: 'support', ZZA03: 'support', ZZB01: 'support' } });
    const { constituents, decided } = await prepareReport(place.voice, ids.questionId);
    expect(decided.dueOn).toBe('2026-06-15');
    const told = (code: string) => constituents.find((one) => one.code === code)!.counted;
    expect(told('ZZA01')).toEqual([
      'Practice ZZA01 said: object. That was 1 of the 3 votes of Mill PCN.',
      'Mill PCN said, by its rule: support. The rule: Simple majority, a vote a practice; at least half of practices must answer.',
      'Upper Ashvale said: support. 4 of 6 practices answered, serving 76% of patients.',
      'The decision: agreed, not as Practice ZZA01 said and as Upper Ashvale said.',
    ]);
    expect(told('ZZB02')[0]).toBe('Practice ZZB02 did not answer.');
    expect(told('UZ001')[0]).toMatch(/^Mill PCN said, by its rule: support/);
    expect(told('ZZA01').join()).not.toMatch(/ZZA0[23]|ZZB/);
    expect(constituents.map(({ code }) => code)).toEqual(['GF-1', 'LM-1', 'ZZA01', 'ZZA02', 'ZZA03', 'ZZB01', 'ZZB02', 'ZZC01', 'UZ001', 'UZ002']);
  });

  test('tells all who would have been asked where nobody was', async () => {
    const ids = await plantDecision(database, place);
    const { constituents } = await prepareReport(place.voice, ids.questionId);
    expect(constituents).toHaveLength(10);
    expect(constituents[0]!.counted[0]).toContain('Nobody was canvassed before this was decided');
  });

  test('sends one report with a receipt and a confidential mail for each, and takes the question on', async () => {
    const ids = await plantDecision(database, place, { answers: { ZZA01: 'support' }, standing: 'provisional', findings: [{ check: 'mandate', isMet: false, says: 'Outside.', rule: 'r', source: 's', standing: 'provisional' }] });
    const reportId = await send('pat', ids);
    expect((await questionOf(database.as(), ids.questionId))?.state).toBe('reported-back');
    expect(await receiptsOf(database.as(), reportId)).toHaveLength(10);
    const [mail] = await mailsOf('mina');
    expect(mail).toMatchObject({ is_confidential: true });
    for (const part of ['Practice ZZA01 said: support.', 'It is provisional', 'We gave up <i>Fridays</i> for parking.', 'https://chorus.example/reports/link/v1.']) expect(mail!.plain_text).toContain(part);
    expect(mail!.html).not.toMatch(/<i>|<b>/);
    expect((await mailsOf('milo'))[0]!.plain_text).not.toContain('ZZA01');
    expect(await mailsOf('ivy')).toEqual([]);
    const { rows } = await sql<{ detail: object }>`select detail from audit_entry where action = 'send-report' and subject_id = ${reportId}`.execute(database.as());
    expect(rows[0]!.detail).toMatchObject({ version: 1, constituents: 10, people: 10 });
  });

  test('is sent once by two who send at the same instant', async () => {
    const ids = await plantDecision(database, place);
    const codes = await Promise.all([codeOf(send('pat', ids)), codeOf(send('cara', ids))]);
    expect(codes.sort()).toEqual(['done', 'report-already-sent']);
    expect(await reportVersionsOf(database.as(), ids.decisionId)).toHaveLength(1);
  });

  test('is corrected by a new version that goes to all again', async () => {
    const ids = await plantDecision(database, place);
    const first = await send('pat', ids);
    const second = await send('cara', ids, 2);
    expect(await reportOf(database.as(), first)).toMatchObject({ version: 1, newestId: second });
    expect((await mailsOf('mina'))[0]!.plain_text).toContain('This corrects an earlier report');
    const mine = await reportsFor(database.as(), 'mina');
    expect(mine.map(({ reportId }) => reportId)).toContain(second);
    expect(mine.map(({ reportId }) => reportId)).not.toContain(first);
  });

  test('withholds what its forum withholds', async () => {
    const ids = await plantDecision(database, place, { isWithheld: true });
    await addAction(place.governance, place.console, { decisionId: ids.decisionId }, { what: 'Tell the porter that the clinic goes', ownerId: 'pat', dueOn: isoDate('2026-07-01') });
    await send('pat', ids);
    const [mail] = await mailsOf('mina');
    expect(mail!.plain_text).toContain('It names a member of staff.');
    expect(mail!.plain_text).not.toContain('porter');
    expect(mail!.plain_text).not.toContain('September');
  });

  test.each<[PersonKey, string]>([['ivy', 'sits for the commissioner'], ['mina', 'leads no questions'], ['boris', 'sits on the board'], ['adam', 'looks after the system']])('%s, who %s, cannot send or draft one', async (who) => {
    const ids = await plantDecision(database, place);
    expect(await codeOf(send(who, ids))).toBe('not-allowed');
    expect(await codeOf(saveReportDraft(place.voice, place.acting(who), { ...ids, ...words }))).toBe('not-allowed');
  });

  test('is never sent without saying what was traded and what comes next', async () => {
    const ids = await plantDecision(database, place);
    for (const [field, lacking] of [['traded', { traded: ' ' }], ['next', { next: '' }]] as const) {
      await expect(sendReport(place.voice, place.acting('pat'), { ...ids, ...words, ...lacking, version: 1 })).rejects.toMatchObject({ refusal: { code: 'no-words', where: field } });
    }
    expect(await codeOf(sendReport(place.voice, place.acting('pat'), { ...ids, ...words, next: 'x'.repeat(4_001), version: 1 }))).toBe('too-many-words');
    expect(await codeOf(prepareReport(place.voice, ids.questionId, 'no-such-decision'))).toBe('decision-not-found');
    expect(await codeOf(prepareReport(place.voice, 'Q999'))).toBe('question-not-found');
  });

  test('keeps a draft, the newest of which counts', async () => {
    const ids = await plantDecision(database, place);
    for (const traded of ['First.', 'Second.']) await saveReportDraft(place.voice, place.acting('pat'), { ...ids, traded, next: '' });
    expect(await reportDraftOf(database.as(), ids.decisionId)).toMatchObject({ traded: 'Second.', next: null, savedBy: 'pat' });
  });

  test('notes who opened and who acknowledged it, the first time, and counts a practice once', async () => {
    const ids = await plantDecision(database, place, { answers: { ZZA01: 'support' } });
    const reportId = await send('pat', ids);
    place.setNow('2026-06-02');
    await noteOpened(place.voice, reportId, 'mina');
    place.setNow('2026-06-03');
    await Promise.all([acknowledgeReport(place.voice, reportId, 'mina'), acknowledgeReport(place.voice, reportId, 'mina')]);
    place.setNow('2026-06-01');
    const [own] = (await receiptsOf(database.as(), reportId)).filter(({ code }) => code === 'ZZA01');
    expect(own!.people).toMatchObject([{ personId: 'mina', openedAt: new Date('2026-06-02T12:00:00Z'), acknowledgedAt: new Date('2026-06-03T12:00:00Z') }]);
    expect(reachOf(await receiptsOf(database.as(), reportId))).toEqual({ practices: { asked: 6, reached: 6, opened: 1, acknowledged: 1 }, patients: { asked: 42_000, reached: 42_000, opened: 4_000, acknowledged: 4_000 } });
    expect(await codeOf(acknowledgeReport(place.voice, reportId, 'ivy'))).toBe('report-not-found');
    const { rows } = await sql<{ action: string }>`select action from audit_entry where subject_id = ${reportId} and by = 'mina' order by sequence`.execute(database.as());
    expect(rows.map(({ action }) => action)).toEqual(['open-report', 'acknowledge-report']);
    expect((await countedFor(database.as(), reportId, 'mina')).map(({ code }) => code)).toEqual(['ZZA01']);
    expect(await countedFor(database.as(), reportId, 'ivy')).toEqual([]);
  });
});
