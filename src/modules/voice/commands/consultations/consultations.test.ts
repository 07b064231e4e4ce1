import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { decisionOf, recordBetweenMeetings } from '#governance';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { voiceDecisionChecks } from '../../checks/voiceDecisionChecks.ts';
import { voiceOnDecision } from '../../checks/voiceOnDecision.ts';
import { consultationMatters } from '../../consultationMatters.ts';
import type { VoiceContext } from '../../context.ts';
import type { ConsultationDraft } from '../../domain/consultationDraft.ts';
import { consultationOf, consultationOwed, consultationRead, consultationsOf, objectionsAfterAgreement } from '../../queries/consultations.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { agreedQuestion, canvassedQuestion, PARTNERSHIP } from '../../testing/heldQuestion.ts';
import { voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { recordLapse } from './cureConsultation.ts';
import { openConsultation, withdrawConsultation } from './openConsultation.ts';
import { respondToConsultation, respondUnasked, takeIntoAccount } from './respondToConsultation.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));
const LOCAL = 'primary-medical-services-locally';
const draftOf = (more: Partial<ConsultationDraft> = {}): ConsultationDraft => ({ lmcCode: 'LM-1', matter: LOCAL, basis: 'prescribed', confidence: 'position', words: 'Do you support the scheme?', papers: [], deadline: isoDate('2026-06-20'), ...more });

test('the matters are data: what is prescribed has been read, and what was not is unverified', () => {
  expect(consultationMatters().filter(({ prescribed }) => prescribed === 'yes').map(({ id, status }) => [id, status])).toEqual([[LOCAL, 'reported']]);
  expect(consultationMatters().every(({ prescribed, status }) => (prescribed === 'unverified') === (status === 'unverified'))).toBe(true);
});

onBothEngines('consultations', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let voice: VoiceContext;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
    voice = place.voice;
    voice.governance = { ...voice.governance, decisionChecks: voiceDecisionChecks(voice), onDecision: [voiceOnDecision(voice)] };
  });
  beforeEach(() => place.setNow('2026-06-01'));
  afterAll(() => database.close());

  const prescribed = () => agreedQuestion(place, database, { matter: 'local-enhanced-services' });
  const decide = (questionId: string) =>
    recordBetweenMeetings(voice.governance, place.acting('ivy'), { forumCode: PARTNERSHIP, takenOn: voice.today(), way: 'chairs-action', subject: { module: 'voice', kind: 'question', id: questionId }, matter: null, amountPence: null, outcome: 'agreed', decided: 'Yes.', reasons: 'So.', optionId: 'a', terms: {}, representatives: [] });
  const owed = async (questionId: string) => (await consultationOwed(database.as(), questionId, voice.today())).length;

  test('on a prescribed matter are owed until the LMC answers', async () => {
    const id = await prescribed();
    expect(await owed(id)).toBe(1);
    const consultationId = await openConsultation(voice, place.acting('pat'), id, draftOf());
    expect(await owed(id)).toBe(1);
    await respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'comments', words: 'Mind the small practices.' });
    expect(await owed(id)).toBe(0);
    await takeIntoAccount(voice, place.acting('pat'), consultationId, 'Small practices get a start fee.');
    expect(await consultationOf(database.as(), consultationId)).toMatchObject({ responses: [{ stance: 'comments', words: 'Mind the small practices.', isAfterAgreement: false }], accounts: [{ words: 'Small practices get a start fee.' }] });
  });

  test('owe nothing once the deadline has lapsed', async () => {
    const id = await prescribed();
    await openConsultation(voice, place.acting('pat'), id, draftOf());
    place.setNow('2026-06-20');
    expect(await owed(id)).toBe(1);
    place.setNow('2026-06-21');
    expect(await owed(id)).toBe(0);
  });

  test('mark a decision that did not wait for them, until the LMC answers', async () => {
    const id = await prescribed();
    const decisionId = await decide(id);
    expect(await decisionOf(database.as(), decisionId)).toMatchObject({ standing: 'marked', owed: [{ kind: 'consult' }] });
    const consultationId = await openConsultation(voice, place.acting('ivy'), id, draftOf());
    await respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'objects', words: 'We were not asked.' });
    expect(await decisionOf(database.as(), decisionId)).toMatchObject({ standing: 'stands', cures: [{ kind: 'consult', what: 'The LMC answered on 1 June 2026.' }] });
    expect(objectionsAfterAgreement(await consultationsOf(database.as(), id))).toHaveLength(1);
  });

  test('whose deadline lapsed after the decision free it when somebody records that', async () => {
    const id = await prescribed();
    const decisionId = await decide(id);
    const consultationId = await openConsultation(voice, place.acting('pat'), id, draftOf());
    expect(await codeOf(recordLapse(voice, place.acting('pat'), consultationId))).toBe('not-lapsed');
    place.setNow('2026-06-21');
    expect(await codeOf(recordLapse(voice, place.acting('paul'), consultationId))).toBe('not-allowed');
    await recordLapse(voice, place.acting('pat'), consultationId);
    expect((await decisionOf(database.as(), decisionId))?.owed).toEqual([]);
    expect(await codeOf(recordLapse(voice, place.acting('pat'), consultationId))).toBe('nothing-owed');
  });

  test('on a matter of which we do not know are warned of, and bind only where they were opened as prescribed', async () => {
    const id = await agreedQuestion(place, database, { matter: 'list-closures' });
    expect(await owed(id)).toBe(0);
    const decisionId = await decide(id);
    expect((await decisionOf(database.as(), decisionId))?.findings.find(({ check }) => check === 'consultation')).toMatchObject({ isMet: true, says: expect.stringContaining('not been able to verify') });
    await openConsultation(voice, place.acting('pat'), id, draftOf({ matter: 'list-closed' }));
    expect(await owed(id)).toBe(1);
  });

  test.each<[what: string, more: Partial<ConsultationDraft>, code: string]>([
    ['an LMC of another place', { lmcCode: 'GF-1' }, 'invalid-consultation'],
    ['a matter that is not there', { matter: 'nothing' }, 'invalid-consultation'],
    ['a prescribed matter as voluntary', { basis: 'voluntary' }, 'invalid-consultation'],
    ['no words', { words: ' ' }, 'invalid-consultation'],
    ['a deadline today', { deadline: isoDate('2026-06-01') }, 'invalid-consultation'],
    ['a paper that runs a script', { papers: [{ title: 'x', href: 'javascript:alert(1)' }] }, 'invalid-consultation'],
    ['a paper at another site by stealth', { papers: [{ title: 'x', href: '//evil.example' }] }, 'invalid-consultation'],
  ])('are refused with %s', async (_what, more, code) => {
    expect(await codeOf(openConsultation(voice, place.acting('pat'), await prescribed(), draftOf(more)))).toBe(code);
  });

  test.each<[who: PersonKey, confidence: 'mandate' | 'position', code: string]>([
    ['cara', 'mandate', 'done'], ['ivy', 'position', 'done'], ['ivy', 'mandate', 'not-allowed'], ['sam', 'position', 'done'], ['sam', 'mandate', 'not-allowed'], ['tara', 'position', 'not-allowed'], ['adam', 'position', 'not-allowed'], ['paul', 'position', 'not-allowed'],
  ])('opened by %s in the confidence %s: %s', async (who, confidence, code) => {
    expect(await codeOf(openConsultation(voice, place.acting(who), await prescribed(), draftOf({ confidence })))).toBe(code);
  });

  test('are answered by an officer of their LMC only', async () => {
    const consultationId = await openConsultation(voice, place.acting('pat'), await prescribed(), draftOf());
    for (const who of ['pat', 'ivy', 'paul', 'adam', 'fred'] as const) expect(await codeOf(respondToConsultation(voice, place.acting(who), consultationId, { stance: 'support', words: '' }))).toBe('not-allowed');
    expect(await codeOf(respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'objects', words: '' }))).toBe('invalid-response');
    expect(await codeOf(respondToConsultation(voice, place.acting('lena'), consultationId, { stance: null, words: '' }))).toBe('invalid-response');
    expect(await codeOf(respondToConsultation(voice, place.acting('lena'), 'L0', { stance: 'support', words: '' }))).toBe('consultation-not-found');
    expect(await codeOf(respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'support', words: '' }))).toBe('done');
  });

  test('told in confidence are read within general practice and by the LMC’s officers; their dates by everybody', async () => {
    const consultationId = await openConsultation(voice, place.acting('pat'), await prescribed(), draftOf({ confidence: 'mandate', words: 'Our fall-back is two days.' }));
    await respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'support', words: 'Fine with two days.' });
    const consultation = (await consultationOf(database.as(), consultationId))!;
    const readAs = async (who: PersonKey) => consultationRead(consultation, await viewerOf(database.as(), place.register, who, voice.today()));
    for (const who of ['ivy', 'boris', 'tara', 'sam', 'adam', 'paul', 'maud'] as const) {
      const read = await readAs(who);
      expect(read).toMatchObject({ isWithheld: true, openedOn: '2026-06-01', isAnswered: true });
      expect(JSON.stringify(read)).not.toMatch(/two days|"support"/);
    }
    for (const who of ['lena', 'cara', 'mina', 'pat'] as const) expect((await readAs(who)).responses[0]).toMatchObject({ stance: 'support', words: 'Fine with two days.' });
  });

  test('are written by the LMC unasked: an objection to what was agreed flags it, and a change of mind lifts the flag', async () => {
    const id = await canvassedQuestion(place, database);
    await decide(id);
    expect(await codeOf(respondUnasked(voice, place.acting('pat'), id, { lmcCode: 'LM-1', stance: 'objects', words: 'No' }))).toBe('not-allowed');
    const consultationId = await respondUnasked(voice, place.acting('lena'), id, { lmcCode: 'LM-1', stance: 'objects', words: 'We object.' });
    expect(objectionsAfterAgreement(await consultationsOf(database.as(), id))).toMatchObject([{ response: { words: 'We object.' } }]);
    await respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'support', words: '' });
    expect(objectionsAfterAgreement(await consultationsOf(database.as(), id))).toEqual([]);
  });

  test('are withdrawn with a reason until they are answered', async () => {
    const id = await prescribed();
    const consultationId = await openConsultation(voice, place.acting('pat'), id, draftOf());
    expect(await codeOf(openConsultation(voice, place.acting('pat'), id, draftOf()))).toBe('consultation-open');
    expect(await codeOf(withdrawConsultation(voice, place.acting('pat'), consultationId, ''))).toBe('reason-missing');
    await withdrawConsultation(voice, place.acting('pat'), consultationId, 'Wrong deadline');
    expect(await codeOf(respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'support', words: '' }))).toBe('consultation-withdrawn');
    const again = await openConsultation(voice, place.acting('pat'), id, draftOf());
    await respondToConsultation(voice, place.acting('lena'), again, { stance: 'support', words: '' });
    expect(await codeOf(withdrawConsultation(voice, place.acting('pat'), again, 'x'))).toBe('consultation-answered');
  });

  test('answered and decided at the same instant leave one order, and nothing owed', async () => {
    const id = await prescribed();
    const consultationId = await openConsultation(voice, place.acting('pat'), id, draftOf());
    const [decisionId] = await Promise.all([decide(id), respondToConsultation(voice, place.acting('lena'), consultationId, { stance: 'support', words: '' })]);
    expect((await decisionOf(database.as(), decisionId))?.owed).toEqual([]);
  });

  test('keep words out of the audit', async () => {
    const { rows } = await sql<{ detail: unknown }>`select detail from audit_entry`.execute(database.as());
    expect(JSON.stringify(rows)).not.toMatch(/object\.|two days|small practices/);
  });
});
