import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { decisionOf, recordBetweenMeetings } from '#governance';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { PEOPLE, type PersonKey } from '#governance/testing';
import { voiceDecisionChecks } from '../../checks/voiceDecisionChecks.ts';
import { voiceOnDecision } from '../../checks/voiceOnDecision.ts';
import type { VoiceContext } from '../../context.ts';
import { briefingsRead } from '../../queries/briefings.ts';
import { heardDecisions } from '../../queries/heardDecisions.ts';
import { mandateTasks } from '../../queries/mandateTasks.ts';
import { mandateOf, mandatesOf, mandatesRead, termsToRecord } from '../../queries/mandates.ts';
import { questionOf, stepsOf } from '../../queries/questions.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { agreedQuestion, canvassedQuestion, mandateTerms, PARTNERSHIP } from '../../testing/heldQuestion.ts';
import { voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { recordReturn, replaceMandate, revokeMandate } from './endMandate.ts';
import { giveBriefing } from './giveBriefing.ts';
import { giveMandate } from './giveMandate.ts';
import { ratifyAgreement } from './ratifyAgreement.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));
const EVERYBODY = Object.keys(PEOPLE) as PersonKey[];

onBothEngines('mandates', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let voice: VoiceContext;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
    voice = place.voice;
    voice.governance = { ...voice.governance, decisionChecks: voiceDecisionChecks(voice), onDecision: [voiceOnDecision(voice)] };
    await sql`insert into forum (code, kind, name, organisation_code, place_code, opened_on, entered_at, entered_by) values ('ashvale-board', 'icb-board', 'Board of Ashvale ICB', 'QZZ', 'QZZ', '2024-04-01', '2024-04-01', 'console:test')`.execute(database.as());
    const { rows } = await sql<{ id: string }>`insert into seat (forum_code, title, sector, filling, is_voting, valid, entered_at, entered_by)
      values ('ashvale-board', 'Partner member, general practice', 'general-practice', 'nominated', true, '[2024-04-01,)', '2024-04-01', 'console:test') returning id`.execute(database.as());
    await sql`insert into seat_holding (seat_id, person_id, capacity, valid, entered_at, entered_by) values (${rows[0]!.id}, 'petra', 'holder', '[2024-04-01,)', '2024-04-01', 'console:test')`.execute(database.as());
  });
  beforeEach(() => place.setNow('2026-06-01'));
  afterAll(() => database.close());

  const agree = (questionId: string, more: Partial<Parameters<typeof recordBetweenMeetings>[2]> = {}) =>
    recordBetweenMeetings(voice.governance, place.acting('ivy'), {
      forumCode: PARTNERSHIP, takenOn: voice.today(), way: 'chairs-action', subject: { module: 'voice', kind: 'question', id: questionId }, matter: null, amountPence: null, outcome: 'agreed', decided: 'The clinic moves.', reasons: 'It is nearer.',
      optionId: 'a', terms: { Rent: 5_000_000 }, representatives: ['pat'], ...more,
    });
  const readAs = async (who: PersonKey, questionId: string) => mandatesRead(database.as(), (await questionOf(database.as(), questionId))!, await viewerOf(database.as(), place.register, who, voice.today()), voice.today());

  test('bind a named representative, and move the question on', async () => {
    const id = await agreedQuestion(place, database);
    const mandateId = await giveMandate(voice, place.acting('cara'), id, mandateTerms());
    expect((await questionOf(database.as(), id))?.state).toBe('mandated');
    expect(await mandateOf(database.as(), mandateId)).toMatchObject({
      forumCode: PARTNERSHIP, positionVersion: 1, representatives: [{ personId: 'pat', name: 'Dr Pat Lead', seatTitle: 'General practice' }], ranges: [{ name: 'Rent', unit: 'pounds', least: null, most: 7_654_321 }],
      conditions: [{ words: 'Only with a lift', returnFirst: false }], returnWhen: 'Anything about staff', endsOn: '2026-07-31', givenOn: '2026-06-01', endedOn: null,
    });
    expect(await termsToRecord(database.as(), id, voice.today())).toEqual([{ name: 'Rent', unit: 'pounds' }]);
  });

  test('need a position', async () => {
    const id = await canvassedQuestion(place, database);
    expect(await codeOf(giveMandate(voice, place.acting('pat'), id, mandateTerms()))).toBe('not-from-this-state');
  });

  test('that contradict themselves are refused with each fault, and nothing moves', async () => {
    const id = await agreedQuestion(place, database);
    const refused = await giveMandate(voice, place.acting('pat'), id, mandateTerms({ representatives: ['tara'], options: [], endsOn: isoDate('2026-05-01') })).catch((error: Refused & { faults: { field: string }[] }) => error);
    expect(refused).toMatchObject({ refusal: { code: 'mandate-contradicts-itself' }, faults: [{ field: 'representatives' }, { field: 'options' }, { field: 'endsOn' }] });
    expect((await questionOf(database.as(), id))?.state).toBe('position-agreed');
    expect(await codeOf(giveMandate(voice, place.acting('pat'), id, mandateTerms({ forumCode: 'upper-ashvale-gp' })))).toBe('forum-is-own');
    expect(await codeOf(giveMandate(voice, place.acting('pat'), id, mandateTerms({ forumCode: 'nowhere' })))).toBe('forum-unknown');
  });

  test('bind nobody twice in one matter', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    expect(await codeOf(giveMandate(voice, place.acting('pat'), id, mandateTerms()))).toBe('already-mandated');
    expect(await codeOf(giveMandate(voice, place.acting('pat'), id, mandateTerms({ itemId: 'i1' })))).toBe('done');
  });

  test('are revoked and replaced with history', async () => {
    const id = await agreedQuestion(place, database);
    const first = await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    place.setNow('2026-06-05');
    expect(await codeOf(replaceMandate(voice, place.acting('pat'), first, mandateTerms({ options: [] }), 'New offer'))).toBe('mandate-contradicts-itself');
    const second = await replaceMandate(voice, place.acting('pat'), first, mandateTerms({ options: [{ optionId: 'c', stance: 'may-agree' }] }), 'New offer');
    expect(await codeOf(revokeMandate(voice, place.acting('pat'), first, 'Late'))).toBe('mandate-not-in-force');
    expect(await codeOf(revokeMandate(voice, place.acting('pat'), second, ' '))).toBe('reason-missing');
    await revokeMandate(voice, place.acting('pat'), second, 'The offer is gone');
    expect((await mandatesOf(database.as(), id)).map((one) => [one.id, one.endedHow, one.endedWhy, one.endedOn, one.replacesId, one.replacedById])).toEqual([
      [second, 'revoked', 'The offer is gone', '2026-06-05', first, null], [first, 'replaced', 'New offer', '2026-06-05', null, second],
    ]);
    expect(await codeOf(revokeMandate(voice, place.acting('pat'), 'M0', 'x'))).toBe('mandate-not-found');
  });

  test('replaced by two at once are replaced once', async () => {
    const id = await agreedQuestion(place, database);
    const first = await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    const outcomes = await Promise.all((['pat', 'cara'] as const).map((who) => codeOf(replaceMandate(voice, place.acting(who), first, mandateTerms(), 'At once'))));
    expect(outcomes.sort()).toEqual(['done', 'mandate-not-in-force']);
    expect(await mandatesOf(database.as(), id)).toHaveLength(2);
  });

  test.each<[who: PersonKey, why: string]>([['ivy', 'sits on the team for the commissioner'], ['sam', 'keeps the forum that decides'], ['adam', 'administers'], ['boris', 'is of the ICB’s board'], ['tara', 'is of the trust'], ['mina', 'deputises and leads nothing'], ['paul', 'has no seat']])(
    'are not given, revoked, replaced, briefed or ratified by %s, who %s',
    async (who) => {
      const id = await agreedQuestion(place, database);
      expect(await codeOf(giveMandate(voice, place.acting(who), id, mandateTerms()))).toBe('not-allowed');
      const mandateId = await giveMandate(voice, place.acting('pat'), id, mandateTerms());
      const acting = place.acting(who);
      const tried = [revokeMandate(voice, acting, mandateId, 'x'), replaceMandate(voice, acting, mandateId, mandateTerms(), 'x'), recordReturn(voice, acting, mandateId, { mayAgree: true, words: '' }), giveBriefing(voice, acting, id, { forumCode: 'ashvale-board', words: 'x' }), ratifyAgreement(voice, acting, id, { decisionId: 'x', outcome: 'ratified', reasons: 'x' })];
      expect(await Promise.all(tried.map(codeOf))).toEqual(tried.map(() => 'not-allowed'));
    },
  );

  test('are read within the leadership team and by no one else, also once all is decided', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    const readers = async () => (await Promise.all(EVERYBODY.map(async (who) => ((await readAs(who, id)) ? [who] : [])))).flat();
    const inside = ['cara', 'colin', 'mina', 'lena', 'fred', 'pat'];
    expect(await readers()).toEqual(inside);
    await agree(id);
    place.setNow('2030-01-01');
    expect(await readers()).toEqual(inside);
    expect(await mandatesRead(database.as(), (await questionOf(database.as(), id))!, null, voice.today())).toBeNull();
  });

  test('are read by nobody who has gone over to the commissioner', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    expect(await readAs('colin', id)).not.toBeNull();
    await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-colin-icb', 'colin', 'icb-board-member', 'QZZ', '[2027-01-01,)', '[2024-01-01,)')`.execute(database.as());
    place.setNow('2027-01-01');
    expect(await readAs('colin', id)).toBeNull();
  });

  test('asks a named representative to come back by its day, and says nothing to one who has gone over to the commissioner', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms({ returnBy: isoDate('2026-06-05') }));
    const owed = async () => (await mandateTasks(voice)(place.acting('pat') as { personId: string; permissions: ReadonlySet<string> }, voice.now())).filter(({ href }) => href.includes(`/${id}/`)).map(({ why, due }) => [why, due]);
    expect(await owed()).toEqual([['Your mandate says by when.', '2026-06-05']]);
    await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-pat-icb', 'pat', 'icb-primary-care-manager', 'QZZ', '[2026-06-02,2026-06-04)', '[2024-01-01,)')`.execute(database.as());
    place.setNow('2026-06-03');
    expect(await owed()).toEqual([]);
  });

  test('an agreement inside the mandate stands, by a deputy too', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    const decision = await decisionOf(database.as(), await agree(id, { representatives: ['cara'] }));
    expect(decision).toMatchObject({ standing: 'stands', owed: [] });
    expect((await questionOf(database.as(), id))?.state).toBe('decided');
  });

  test('an agreement outside the mandate is provisional, tells no limit, and stands once it is ratified', async () => {
    const id = await agreedQuestion(place, database);
    await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    const decisionId = await agree(id, { terms: { Rent: 8_000_000 } });
    const decision = (await decisionOf(database.as(), decisionId))!;
    expect(decision).toMatchObject({ standing: 'provisional', owed: [{ kind: 'ratify' }] });
    expect(decision.findings.find(({ check }) => check === 'mandate')?.says).toBe('Agreed outside the mandate. General practice: “Rent” is outside the mandate.');
    expect(JSON.stringify(decision.findings)).not.toMatch(/7654321|7,?654|76,?543/);
    await ratifyAgreement(voice, place.acting('pat'), id, { decisionId, outcome: 'ratified', reasons: 'The rent is shared.' });
    expect(await decisionOf(database.as(), decisionId)).toMatchObject({ standing: 'stands', owed: [] });
    expect((await heardDecisions(database.as(), id)).find((one) => one.decisionId === decisionId)).toMatchObject({ standing: 'stands', ratification: { outcome: 'ratified', saidOn: '2026-06-01' } });
    expect((await questionOf(database.as(), id))?.state).toBe('decided');
    expect(await codeOf(ratifyAgreement(voice, place.acting('pat'), id, { decisionId, outcome: 'ratified', reasons: 'Again' }))).toBe('nothing-to-ratify');
  });

  test('an agreement that is not ratified stays provisional, and the question goes back', async () => {
    const id = await agreedQuestion(place, database);
    const decisionId = await agree(id);
    expect(await codeOf(ratifyAgreement(voice, place.acting('cara'), id, { decisionId, outcome: 'refused', reasons: 'No' }))).toBe('not-allowed');
    expect(await codeOf(ratifyAgreement(voice, place.acting('pat'), id, { decisionId, outcome: 'refused', reasons: ' ' }))).toBe('reasons-missing');
    await ratifyAgreement(voice, place.acting('pat'), id, { decisionId, outcome: 'refused', reasons: 'Nobody was mandated.' });
    expect(await decisionOf(database.as(), decisionId)).toMatchObject({ standing: 'provisional', owed: [{ kind: 'ratify' }] });
    expect((await heardDecisions(database.as(), id)).find((one) => one.decisionId === decisionId)?.ratification?.outcome).toBe('refused');
    expect((await questionOf(database.as(), id))?.state).toBe('reopened');
    expect((await stepsOf(database.as(), id)).at(-1)).toMatchObject({ event: 'reopen', reason: 'The leadership team did not ratify what was agreed outside the mandate.' });
  });

  test('coming back first is recorded, and frees what had to come back', async () => {
    const id = await agreedQuestion(place, database);
    const mandateId = await giveMandate(voice, place.acting('pat'), id, mandateTerms({ options: [{ optionId: 'a', stance: 'return-first' }] }));
    await recordReturn(voice, place.acting('pat'), mandateId, { mayAgree: true, words: 'Go on' });
    expect(await decisionOf(database.as(), await agree(id))).toMatchObject({ standing: 'stands' });
  });

  test.each([['deferred', 'deferred'], ['referred-up', 'referred-up'], ['not-agreed', 'decided']] as const)('a question %s by its forum is %s', async (outcome, state) => {
    const id = await agreedQuestion(place, database);
    await agree(id, { outcome });
    expect((await questionOf(database.as(), id))?.state).toBe(state);
  });

  test('a decision on a question that was withdrawn is kept beside it, and refuses nothing', async () => {
    const id = await agreedQuestion(place, database);
    await sql`update question set state = 'withdrawn' where id = ${id}`.execute(database.as());
    await agree(id);
    expect((await questionOf(database.as(), id))?.state).toBe('withdrawn');
    expect(await heardDecisions(database.as(), id)).toHaveLength(1);
  });

  test('a seat on the ICB’s board takes a briefing, which everybody may read, and no mandate; at its decision none is asked', async () => {
    const id = await agreedQuestion(place, database, { decidesForumCode: 'ashvale-board' });
    const why = await giveMandate(voice, place.acting('pat'), id, mandateTerms({ forumCode: 'ashvale-board', representatives: ['petra'] })).catch((error: Refused) => error.refusal.what);
    expect(why).toMatch(/Partner member, general practice: .*(delegate|not there for)/i);
    expect(await codeOf(giveBriefing(voice, place.acting('pat'), id, { forumCode: PARTNERSHIP, words: 'x' }))).toBe('no-seat-to-brief');
    await giveBriefing(voice, place.acting('pat'), id, { forumCode: 'ashvale-board', words: 'Practices want the hub' });
    const question = (await questionOf(database.as(), id))!;
    expect(await briefingsRead(database.as(), question, await viewerOf(database.as(), place.register, 'ivy', voice.today()))).toMatchObject([{ words: 'Practices want the hub' }]);
    expect(await briefingsRead(database.as(), question, null)).toEqual([]);
    const decision = await decisionOf(database.as(), await recordBetweenMeetings(voice.governance, place.console, { forumCode: 'ashvale-board', takenOn: voice.today(), way: 'chairs-action', subject: { module: 'voice', kind: 'question', id }, matter: null, amountPence: null, outcome: 'agreed', decided: 'Yes.', reasons: 'So.', optionId: 'b', terms: {}, representatives: ['petra'] }));
    expect(decision?.findings.find(({ check }) => check === 'mandate')).toMatchObject({ isMet: true, says: expect.stringContaining('No mandate is asked of Partner member') });
  });

  test('keep words and limits out of the audit', async () => {
    const { rows } = await sql<{ detail: unknown }>`select detail from audit_entry`.execute(database.as());
    expect(JSON.stringify(rows)).not.toMatch(/lift|7654321|Rent|2026-07-31|mayAgree/);
  });
});
