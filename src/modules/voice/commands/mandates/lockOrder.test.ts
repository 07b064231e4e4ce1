import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { correctDecision, cureDecision, decisionOf, recordBetweenMeetings } from '#governance';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { voiceDecisionChecks } from '../../checks/voiceDecisionChecks.ts';
import { voiceOnDecision } from '../../checks/voiceOnDecision.ts';
import type { VoiceContext } from '../../context.ts';
import { heardDecisions } from '../../queries/heardDecisions.ts';
import { agreedQuestion, mandateTerms, PARTNERSHIP } from '../../testing/heldQuestion.ts';
import { LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { holdQuestion } from '../moveQuestion.ts';
import { giveMandate } from './giveMandate.ts';
import { ratifyAgreement } from './ratifyAgreement.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));
/** Long enough for whoever comes at the same instant to take what it takes first. */
const LINGER_MS = 40;

onBothEngines('who act on one decision at the same instant', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let voice: VoiceContext;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
    voice = place.voice;
    const linger = () => new Promise<void>((resolve) => void setTimeout(resolve, LINGER_MS));
    voice.governance = { ...voice.governance, holdSubject: holdQuestion, decisionChecks: voiceDecisionChecks(voice), onDecision: [linger, voiceOnDecision(voice)] };
  });
  afterAll(() => database.close());

  const about = (id: string) => ({ subject: { module: 'voice', kind: 'question', id }, matter: null, amountPence: null, way: 'chairs-action' as const, takenOn: voice.today(), outcome: 'agreed' as const, decided: 'The clinic moves.', reasons: 'It is nearer.', optionId: 'a' });
  /** An agreement outside the mandate, and a later decision of the leadership team that makes it good. */
  async function agreedOutside(): Promise<{ questionId: string; decisionId: string; byDecisionId: string; findingIndex: number }> {
    const questionId = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), questionId, mandateTerms());
    const decisionId = await recordBetweenMeetings(voice.governance, place.acting('ivy'), { ...about(questionId), forumCode: PARTNERSHIP, terms: { Rent: 9_000_000 }, representatives: ['pat'] });
    const byDecisionId = await recordBetweenMeetings(voice.governance, place.acting('pat'), { ...about(questionId), forumCode: LEADERSHIP_TEAM, terms: {}, representatives: [] });
    const { findingIndex } = (await decisionOf(database.as(), decisionId))!.owed.find(({ kind }) => kind === 'ratify')!;
    return { questionId, decisionId, byDecisionId, findingIndex };
  }

  test('one ratifies it in governance and one in voice: it is ratified once, and neither waits for the other for ever', async () => {
    const { questionId, decisionId, byDecisionId, findingIndex } = await agreedOutside();
    const both = await Promise.all([
      codeOf(cureDecision(voice.governance, place.acting('pat'), { decisionId, findingIndex, what: 'The team agreed.', byDecisionId })),
      codeOf(ratifyAgreement(voice, place.acting('pat'), questionId, { decisionId, outcome: 'ratified', reasons: 'The rent is shared.' })),
    ]);
    expect(both).toContain('done');
    expect(['done', 'already-cured', 'nothing-to-ratify']).toEqual(expect.arrayContaining(both));
    expect(both.filter((one) => one === 'done')).toHaveLength(1);
    expect((await decisionOf(database.as(), decisionId))?.cures).toHaveLength(1);
    expect((await heardDecisions(database.as(), questionId)).find((one) => one.decisionId === decisionId)).toMatchObject({ standing: 'stands', ratification: { outcome: 'ratified' } });
  });

  test('one puts its wording right while another ratifies it, or makes it good: both are done', async () => {
    const first = await agreedOutside();
    const correct = (decisionId: string) => codeOf(correctDecision(voice.governance, place.acting('ivy'), decisionId, { decided: 'The clinic moves in June.', reasons: 'It is nearer.', why: 'The month was left out.' }));
    expect(await Promise.all([codeOf(ratifyAgreement(voice, place.acting('pat'), first.questionId, { decisionId: first.decisionId, outcome: 'ratified', reasons: 'So.' })), correct(first.decisionId)])).toEqual(['done', 'done']);
    const { decisionId, byDecisionId, findingIndex } = await agreedOutside();
    expect(await Promise.all([correct(decisionId), codeOf(cureDecision(voice.governance, place.acting('pat'), { decisionId, findingIndex, what: 'The team agreed.', byDecisionId }))])).toEqual(['done', 'done']);
  });
});
