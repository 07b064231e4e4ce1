import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { isActionable } from '../../domain/decision.ts';
import { actionsCarriedTo, actionsOf } from '../../queries/actions.ts';
import { decisionsAbout, decisionsOf } from '../../queries/decisions.ts';
import { meetingOf } from '../../queries/meetings.ts';
import { addAction, completeAction, dropAction, reopenAction } from './actions.ts';
import { addItem, moveItem, removeItem } from './agenda.ts';
import { callMeeting, cancelMeeting, changeMeeting, endMeeting, openMeeting } from './callMeeting.ts';
import { castVote } from './castVote.ts';
import { closeItem } from './closeItem.ts';
import { declareConflict, withdrawConflict } from './conflict.ts';
import { cureDecision } from './cureDecision.ts';
import { markAttendance } from './markAttendance.ts';
import { recordBetweenMeetings } from './recordDecision.ts';
import { AGREED, code, meetingTeam, TEAM, type MeetingTeam } from '../../testing/meetingTeam.ts';

onBothEngines('a meeting', (engine) => {
  let held: MeetingTeam;
  beforeAll(async () => void (held = await meetingTeam(await testDatabase(engine))));
  beforeEach(() => held.nextDay());
  afterAll(() => held.database.close());

  test('is called, opened, attended, decided and ended, and all of it can be read', async () => {
    const { meetingId, itemId } = await held.underWay();
    for (const [title, choice] of [['Chair', 'for'], ['Mill PCN', 'for'], ['Weir PCN', 'against'], ['LMC', 'abstain']] as const) await held.vote(itemId, title, choice);
    const decision = await held.decided(itemId, { optionId: 'a', terms: { pounds: 120_000 } });
    await endMeeting(held.house, held.pat(), meetingId);
    expect(decision).toMatchObject({ way: 'meeting', takenOn: held.day, withinCode: 'PL-1', standing: 'stands', owed: [], representatives: ['pat', 'lena', 'cara', 'colin'], optionId: 'a', terms: { pounds: 120_000 }, voteResult: { for: 2, against: 1, abstain: 1, outcome: 'carried' } });
    expect(decision.findings.map(({ check, isMet }) => [check, isMet])).toEqual([['quorum', true], ['conflicts', true], ['vote', true]]);
    expect(isActionable(decision)).toBe(true);
    const meeting = (await meetingOf(held.database.as(), meetingId))!;
    expect(meeting).toMatchObject({ state: 'ended', day: held.day, place: 'Hub, room 2', isPublic: true, items: [{ title: 'Move the clinic', decisionId: decision.id }] });
    expect([meeting.attendance.length, meeting.votes.length, meeting.changes]).toEqual([4, 4, 2]);
    expect(await decisionsAbout(held.database.as(), { module: 'voice', kind: 'question', id: `Q${held.nth}` })).toHaveLength(1);
  });

  test('is kept by its keeper: nobody else calls it, marks who is there, or closes an item', async () => {
    const { meetingId, itemId } = await held.underWay();
    const cara = held.place.acting('cara');
    const all = [
      callMeeting(held.house, cara, { forumCode: TEAM, startsAt: new Date(`${held.day}T15:00:00Z`), endsAt: new Date(`${held.day}T16:00:00Z`), place: '' }),
      changeMeeting(held.house, cara, meetingId, { startsAt: new Date(`${held.day}T10:00:00Z`), endsAt: new Date(`${held.day}T11:00:00Z`), place: '' }),
      addItem(held.house, cara, meetingId, { title: 'Mine', purpose: 'decision' }), moveItem(held.house, cara, itemId, 'up'), removeItem(held.house, cara, itemId),
      markAttendance(held.house, cara, meetingId, [{ seatId: held.seats['Mill PCN']!, personId: 'cara', status: 'present' }]),
      declareConflict(held.house, cara, itemId, { personId: 'colin' }), castVote(held.house, cara, itemId, { seatId: held.seats['Weir PCN']!, choice: 'for' }), closeItem(held.house, cara, itemId, AGREED), endMeeting(held.house, cara, meetingId),
      recordBetweenMeetings(held.house, cara, { forumCode: TEAM, takenOn: held.day, way: 'chairs-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED }),
      addAction(held.house, cara, { meetingId }, { what: 'Write', ownerId: 'cara', dueOn: held.day }),
    ];
    expect(new Set(await Promise.all(all.map(code)))).toEqual(new Set(['not-allowed']));
  });

  test.each<[string, () => Promise<unknown>]>([
    ['ends-before-it-starts', () => callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T11:00:00Z`), endsAt: new Date(`${held.day}T11:00:00Z`), place: '' })],
    ['meeting-too-long', () => callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T11:00:00Z`), endsAt: new Date(`2027-01-01T11:00:00Z`), place: '' })],
    ['no-such-time', () => callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date('never'), endsAt: new Date(), place: '' })],
    ['forum-not-found', () => callMeeting(held.house, held.pat(), { forumCode: 'nowhere', startsAt: new Date(`${held.day}T11:00:00Z`), endsAt: new Date(`${held.day}T12:00:00Z`), place: '' })],
    ['forum-closed', () => callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`2020-01-01T11:00:00Z`), endsAt: new Date(`2020-01-01T12:00:00Z`), place: '' })],
    ['meeting-not-found', () => openMeeting(held.house, held.pat(), 'M1')],
    ['item-not-found', () => closeItem(held.house, held.pat(), 'I1', null)],
    ['conflict-not-found', () => withdrawConflict(held.house, held.pat(), 'C1')],
    ['action-not-found', () => completeAction(held.house, held.pat(), 'A1')],
    ['decision-not-found', () => cureDecision(held.house, held.pat(), { decisionId: 'D1', findingIndex: 0, what: 'x' })],
  ])('refuses what cannot be: %s', async (expected, work) => {
    expect(await code(work())).toBe(expected);
  });

  test('is cancelled with a reason and called only once for a time', async () => {
    const meetingId = await held.call();
    expect([await code(held.call()), await code(cancelMeeting(held.house, held.pat(), meetingId, ' '))]).toEqual(['meeting-already-called', 'no-reason']);
    await cancelMeeting(held.house, held.pat(), meetingId, 'Snow');
    expect([await code(openMeeting(held.house, held.pat(), meetingId)), await code(addItem(held.house, held.pat(), meetingId, { title: 'Late', purpose: 'decision' }))]).toEqual(['meeting-not-so', 'meeting-not-so']);
    expect(await code(held.call())).toBe('done');
  });

  test('has an agenda whose items move and are taken off; an item in private says why', async () => {
    const meetingId = await held.call();
    const first = await addItem(held.house, held.pat(), meetingId, { title: 'First', purpose: 'information' });
    const second = await addItem(held.house, held.pat(), meetingId, { title: 'Second', purpose: 'discussion' });
    await moveItem(held.house, held.pat(), second, 'up');
    await moveItem(held.house, held.pat(), second, 'up');
    expect((await meetingOf(held.database.as(), meetingId))!.items.map(({ title }) => title)).toEqual(['Second', 'First']);
    await removeItem(held.house, held.pat(), first, 'Not ready');
    expect(await code(removeItem(held.house, held.pat(), first))).toBe('item-withdrawn');
    expect(await code(addItem(held.house, held.pat(), meetingId, { title: 'A person', purpose: 'decision', isPrivate: true }))).toBe('no-private-reason');
    expect(await code(addItem(held.house, held.pat(), meetingId, { title: ' ', purpose: 'decision' }))).toBe('no-title');
    expect(await code(addItem(held.house, held.pat(), meetingId, { title: 'x', purpose: 'decision', withinCode: 'NOPE' }))).toBe('no-such-area');
    expect(await code(addItem(held.house, held.pat(), meetingId, { title: 'x', purpose: 'decision', amountPence: -1 }))).toBe('no-such-amount');
  });

  test('two who close one item at the same instant give one decision', async () => {
    const { itemId } = await held.underWay();
    const told: string[] = [];
    const listening = { ...held.house, onDecision: [async (_: unknown, decision: { id: string }) => void told.push(decision.id)] };
    const both = await Promise.all([AGREED, { ...AGREED, decided: 'It stays.' }].map((outcome) => code(closeItem(listening, held.pat(), itemId, outcome))));
    expect(both.toSorted()).toEqual(['done', 'item-closed']);
    expect((await decisionsOf(held.database.as(), TEAM)).filter((one) => one.itemId === itemId)).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  test('two who vote for one seat at the same instant leave one vote in force', async () => {
    const { meetingId, itemId } = await held.underWay();
    await Promise.all([held.vote(itemId, 'Mill PCN', 'for'), castVote(held.house, held.place.acting('cara'), itemId, { seatId: held.seats['Mill PCN']!, choice: 'against' })]);
    expect((await meetingOf(held.database.as(), meetingId))!.votes.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1);
  });

  describe('actions', () => {
    test('are carried to each following meeting until they are done; their owner marks them, and can take it back', async () => {
      const { meetingId } = await held.underWay();
      const id = await addAction(held.house, held.pat(), { meetingId }, { what: 'Write to the practices', ownerId: 'cara', dueOn: held.day });
      await endMeeting(held.house, held.pat(), meetingId);
      held.place.setNow(`${held.day}T13:00:00Z`);
      const next = await callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T14:00:00Z`), endsAt: new Date(`${held.day}T15:00:00Z`), place: '' });
      const carried = async () => (await actionsCarriedTo(held.database.as(), { id: next, forumCode: TEAM, startsAt: new Date(`${held.day}T14:00:00Z`) })).map((action) => action.id);
      expect(await carried()).toContain(id);
      await openMeeting(held.house, held.pat(), next);
      await endMeeting(held.house, held.pat(), next);
      expect((await actionsOf(held.database.as(), { personId: 'cara' })).find((action) => action.id === id)).toMatchObject({ state: 'open', carriedOver: 1 });
      expect(await code(completeAction(held.house, held.place.acting('colin'), id))).toBe('not-allowed');
      await completeAction(held.house, held.place.acting('cara'), id);
      expect([await code(completeAction(held.house, held.place.acting('cara'), id)), await carried()]).toEqual(['action-not-so', []]);
      await reopenAction(held.house, held.place.acting('cara'), id);
      expect([await code(dropAction(held.house, held.place.acting('cara'), id, 'No time')), await code(dropAction(held.house, held.pat(), id, ' '))]).toEqual(['not-allowed', 'no-reason']);
      await dropAction(held.house, held.pat(), id, 'The clinic stays.');
      expect((await actionsOf(held.database.as(), { forumCode: TEAM })).find((action) => action.id === id)).toMatchObject({ state: 'dropped', reason: 'The clinic stays.' });
    });

    test('have words and an owner who is known', async () => {
      expect(await code(addAction(held.house, held.pat(), { forumCode: TEAM }, { what: ' ', ownerId: 'cara', dueOn: held.day }))).toBe('no-action');
      expect(await code(addAction(held.house, held.pat(), { forumCode: TEAM }, { what: 'x', ownerId: 'nobody', dueOn: held.day }))).toBe('person-not-found');
    });
  });
});
