import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import type { GovernanceContext } from '../../context.ts';
import { isActionable, type Finding } from '../../domain/decision.ts';
import { decisionCounts, decisionOf, suggestionsFor } from '../../queries/decisions.ts';
import { seatsOn } from '../../queries/forums.ts';
import { meetingOf } from '../../queries/meetings.ts';
import { removeItem } from './agenda.ts';
import { cancelMeeting, openMeeting } from './callMeeting.ts';
import { closeItem } from './closeItem.ts';
import { correctDecision, cureDecision } from './cureDecision.ts';
import { markAttendance } from './markAttendance.ts';
import { recordBetweenMeetings } from './recordDecision.ts';
import { declineSuggestion, placeSuggestion } from './suggestions.ts';
import { AGREED, code, meetingTeam, PARTNERSHIP, TEAM, type MeetingTeam } from '../../testing/meetingTeam.ts';

onBothEngines('in a forum', (engine) => {
  let held: MeetingTeam;
  beforeAll(async () => void (held = await meetingTeam(await testDatabase(engine))));
  beforeEach(() => held.nextDay());
  afterAll(() => held.database.close());

  describe('decisions', () => {
    const beyond: Finding = { check: 'authority', isMet: false, says: 'The team may decide up to £50,000.', rule: 'Limit of the grant', source: 'Scheme of delegation', standing: 'recommendation', cure: { kind: 'decide-above', says: 'The partnership decides.', bodyCode: PARTNERSHIP } };
    const outside: Finding = { check: 'mandate', isMet: false, says: 'It is above the range.', rule: 'Mandate', source: 'Mandate', standing: 'provisional', cure: { kind: 'ratify', says: 'The leadership team ratifies it.', bodyCode: TEAM } };
    const unconsulted: Finding = { check: 'consultation', isMet: false, says: 'The LMC was not consulted.', rule: 'Consultation', source: 'Grant', cure: { kind: 'consult', says: 'Consult the LMC.' } };
    const checking = (...findings: Finding[]): GovernanceContext => ({ ...held.house, decisionChecks: [async () => findings] });

    test('beyond authority are recommendations, wait for the body that may decide, and are cured by its decision', async () => {
      const { itemId } = await held.underWay();
      const decision = await held.decided(itemId, {}, checking(beyond));
      expect([decision.standing, isActionable(decision), decision.findings[0]?.check]).toEqual(['recommendation', false, 'authority']);
      const [waiting] = (await suggestionsFor(held.database.as(), PARTNERSHIP)).filter(({ decisionId }) => decisionId === decision.id);
      expect(waiting).toMatchObject({ kind: 'decide-above', fromForumCode: TEAM, title: 'Recommended to us: The clinic moves to the hub.' });
      const above = await held.call(PARTNERSHIP);
      const item = await placeSuggestion(held.house, held.place.acting('ivy'), waiting!.id, above);
      expect(await code(placeSuggestion(held.house, held.place.acting('ivy'), waiting!.id, above))).toBe('suggestion-not-found');
      await openMeeting(held.house, held.place.acting('ivy'), above);
      const partnerSeats = await seatsOn(held.database.as(), PARTNERSHIP, held.day);
      await markAttendance(held.house, held.place.acting('ivy'), above, partnerSeats.flatMap(({ id, holder }) => (holder ? [{ seatId: id, personId: holder.personId, status: 'present' as const }] : [])));
      const byId = await closeItem(held.house, held.place.acting('ivy'), item, { ...AGREED, decided: 'Agreed as recommended.' });
      const cured = (await decisionOf(held.database.as(), decision.id))!;
      expect(cured).toMatchObject({ standing: 'stands', recordedStanding: 'recommendation', owed: [], cures: [{ kind: 'decide-above', byDecisionId: byId, what: 'Agreed as recommended.' }] });
      expect(isActionable(cured)).toBe(true);
    });

    test('may owe several things, each cured by its own; nothing can be acted on before', async () => {
      const { itemId } = await held.underWay(['Chair']);
      const context = checking(outside, unconsulted);
      const told: [string, number][] = [];
      const listening: GovernanceContext = { ...context, onDecision: [async (_, { standing, owed }) => void told.push([standing, owed.length])] };
      const decision = await held.decided(itemId, {}, listening);
      expect(decision.findings.map(({ check, isMet }) => [check, isMet])).toEqual([['quorum', false], ['conflicts', true], ['mandate', false], ['consultation', false]]);
      expect(decision.owed.map(({ kind }) => kind)).toEqual(['meet-again', 'ratify', 'consult']);
      const cure = (findingIndex: number, byDecisionId: string | null = null) => cureDecision(listening, held.pat(), { decisionId: decision.id, findingIndex, what: 'The LMC answered on 3 June: no objection.', byDecisionId });
      expect([await code(cure(1)), await code(cure(0)), await code(cure(9))]).toEqual(['nothing-owed', 'no-later-decision', 'nothing-owed']);
      expect(await code(cureDecision(held.house, held.place.acting('cara'), { decisionId: decision.id, findingIndex: 3, what: 'x' }))).toBe('not-allowed');
      await cure(3);
      expect(await code(cure(3))).toBe('already-cured');
      expect(told).toEqual([['provisional', 3], ['provisional', 2]]);
      expect([await code(cure(2, decision.id)), await code(cure(2, '00000000-0000-4000-8000-000000000000'))]).toEqual(['not-later', 'decision-not-found']);
      const chairs = await recordBetweenMeetings(held.house, held.pat(), { forumCode: TEAM, takenOn: held.day, way: 'chairs-action', subject: { module: 'voice', kind: 'question', id: 'Q999' }, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      expect(await code(cure(2, chairs))).toBe('another-subject');
      const ratified = await recordBetweenMeetings(held.house, held.pat(), { forumCode: TEAM, takenOn: held.day, way: 'urgent-action', subject: decision.subject, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      await cure(2, ratified);
      await cure(0, ratified);
      expect(isActionable((await decisionOf(held.database.as(), decision.id))!)).toBe(true);
    });

    test('of another body do not cure one that only a named body may decide, nor does the forum itself', async () => {
      const { itemId } = await held.underWay();
      const decision = await held.decided(itemId, {}, checking(beyond));
      const own = await recordBetweenMeetings(held.house, held.pat(), { forumCode: TEAM, takenOn: held.day, way: 'chairs-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      expect(await code(cureDecision(held.house, held.pat(), { decisionId: decision.id, findingIndex: 0, what: 'We did.', byDecisionId: own }))).toBe('same-body');
    });

    test('between meetings are recorded as such, counted, and reported to the next meeting of themselves', async () => {
      const before = await decisionCounts(held.database.as(), TEAM, isoDate('2026-01-01'), isoDate('2027-01-01'));
      const record = (way: 'chairs-action' | 'urgent-action' | 'outside') => recordBetweenMeetings(held.house, held.pat(), { forumCode: TEAM, takenOn: held.day, way, subject: null, matter: null, amountPence: 500_00, optionId: null, terms: {}, ...AGREED });
      const [chairs, , out] = [await record('chairs-action'), await record('urgent-action'), await record('outside')];
      expect([(await decisionOf(held.database.as(), chairs))!.standing, (await decisionOf(held.database.as(), chairs))!.representatives, (await decisionOf(held.database.as(), out))!.standing]).toEqual(['stands', ['pat'], 'marked']);
      const after = await decisionCounts(held.database.as(), TEAM, isoDate('2026-01-01'), isoDate('2027-01-01'));
      expect([after['chairs-action'] - before['chairs-action'], after['urgent-action'] - before['urgent-action'], after.outside - before.outside, after.meeting - before.meeting]).toEqual([1, 1, 1, 0]);
      const meetingId = await held.call();
      const items = (await meetingOf(held.database.as(), meetingId))!.items;
      expect(items.filter(({ suggestion }) => suggestion?.decisionId === chairs)).toMatchObject([{ title: 'Report of chair’s action: The clinic moves to the hub.', purpose: 'information' }]);
      expect(await code(removeItem(held.house, held.pat(), items[0]!.id))).toBe('must-be-reported');
      await cancelMeeting(held.house, held.pat(), meetingId, 'Snow');
      expect((await suggestionsFor(held.database.as(), TEAM)).map(({ decisionId }) => decisionId)).toContain(chairs);
      const next = await held.call();
      expect((await meetingOf(held.database.as(), next))!.items.map(({ suggestion }) => suggestion?.decisionId)).toContain(chairs);
    });

    test.each<[string, Partial<Parameters<typeof recordBetweenMeetings>[2]>]>([
      ['no-decision', { decided: ' ' }], ['no-reasons', { reasons: '' }], ['not-yet', { takenOn: isoDate('2027-12-31') }], ['forum-closed', { takenOn: isoDate('2020-01-01') }], ['no-such-way', { way: 'meeting' as never }],
      ['no-such-outcome', { outcome: 'perhaps' as never }], ['no-such-amount', { amountPence: 1.5 }], ['no-such-area', { withinCode: 'NOPE' }], ['person-not-found', { representatives: ['nobody'] }],
      ['no-such-number', { terms: { pounds: Number.NaN } }], ['no-private-reason', { isPrivate: true }], ['too-long', { decided: 'x'.repeat(10_001) }],
    ])('that say nothing are refused: %s', async (expected, change) => {
      expect(await code(recordBetweenMeetings(held.house, held.pat(), { forumCode: TEAM, takenOn: held.day, way: 'urgent-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED, ...change }))).toBe(expected);
    });

    test('are put right in their wording with history, and text that tries to be HTML stays text', async () => {
      const { itemId } = await held.underWay();
      const decision = await held.decided(itemId, { decided: '<script>alert(1)</script>' });
      expect(await code(correctDecision(held.house, held.pat(), decision.id, { decided: 'It moves.', reasons: decision.reasons, why: ' ' }))).toBe('no-words');
      await correctDecision(held.house, held.pat(), decision.id, { decided: 'It moves in June.', reasons: decision.reasons, why: 'The month was left out.' });
      expect(await decisionOf(held.database.as(), decision.id)).toMatchObject({ decided: 'It moves in June.', firstWording: { decided: '<script>alert(1)</script>' }, corrections: [{ why: 'The month was left out.' }] });
      await expect(sql`update decision set decided = 'x' where id = ${decision.id}`.execute(held.database.as())).rejects.toThrow();
    });

    test('that wait for another forum are declined only with a reason, and a report never', async () => {
      const { itemId } = await held.underWay();
      const decision = await held.decided(itemId, {}, checking(beyond));
      const [waiting] = (await suggestionsFor(held.database.as(), PARTNERSHIP)).filter(({ decisionId }) => decisionId === decision.id);
      const decline = (reason: string) => code(declineSuggestion(held.house, held.place.acting('ivy'), { forumCode: PARTNERSHIP, suggestionId: waiting!.id, reason }));
      expect([await decline(''), await decline('It is for the board.'), await decline('Again')]).toEqual(['no-reason', 'done', 'suggestion-not-found']);
    });
  });
});
