import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import type { GovernanceContext } from '../../context.ts';
import { isActionable, type Finding } from '../../domain/decision.ts';
import { actionsCarriedTo, actionsOf } from '../../queries/actions.ts';
import { decisionCounts, decisionOf, decisionsAbout, decisionsOf, suggestionsFor } from '../../queries/decisions.ts';
import { seatsOn } from '../../queries/forums.ts';
import { attendanceRuns, meetingOf } from '../../queries/meetings.ts';
import { inventedPlace, type InventedPlace, type PersonKey } from '../../testing/inventedPlace.ts';
import { addAction, completeAction, dropAction, reopenAction } from './actions.ts';
import { addItem, moveItem, removeItem } from './agenda.ts';
import { callMeeting, cancelMeeting, changeMeeting, endMeeting, openMeeting } from './callMeeting.ts';
import { castVote, castVotes } from './castVote.ts';
import { closeItem, reopenItem } from './closeItem.ts';
import { declareConflict, ruleOnConflict, withdrawConflict } from './conflict.ts';
import { correctDecision, cureDecision } from './cureDecision.ts';
import { markAttendance } from './markAttendance.ts';
import { recordBetweenMeetings } from './recordDecision.ts';
import { declineSuggestion, placeSuggestion } from './suggestions.ts';

const TEAM = 'upper-ashvale-gp';
const PARTNERSHIP = 'upper-ashvale-together';
const AGREED = { outcome: 'agreed', decided: 'The clinic moves to the hub.', reasons: 'More of its patients live there.' } as const;
const HOLDERS: Record<string, PersonKey> = { Chair: 'pat', 'Mill PCN': 'cara', 'Weir PCN': 'colin', LMC: 'lena', Federation: 'fred', Commissioner: 'ivy' };

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal.code;
      throw error;
    },
  );

onBothEngines('a meeting', (engine) => {
  let database: Database;
  let place: InventedPlace;
  let house: GovernanceContext;
  let seats: Record<string, string>;
  /** Each test meets on a day of its own. */
  let day = isoDate('2026-06-01');
  let nth = 0;

  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
    house = place.governance;
    seats = Object.fromEntries((await seatsOn(database.as(), TEAM, day)).map(({ title, id }) => [title, id]));
  });
  beforeEach(() => {
    nth += 1;
    day = isoDate(`2026-${String(6 + Math.floor(nth / 28)).padStart(2, '0')}-${String((nth % 28) + 1).padStart(2, '0')}`);
    place.setNow(`${day}T08:00:00Z`);
  });
  afterAll(() => database.close());

  const at = (time: string): void => place.setNow(`${day}T${time}:00Z`);
  const pat = () => place.acting('pat');
  const call = (forumCode = TEAM) => callMeeting(house, place.acting(forumCode === TEAM ? 'pat' : 'ivy'), { forumCode, startsAt: new Date(`${day}T09:00:00Z`), endsAt: new Date(`${day}T11:00:00Z`), place: 'Hub, room 2' });
  const mark = (meetingId: string, status: 'present' | 'left' | 'absent', ...titles: string[]) =>
    markAttendance(house, pat(), meetingId, titles.map((title) => ({ seatId: seats[title]!, personId: HOLDERS[title]!, status })));
  /** A meeting under way with these seats filled and one item to decide. */
  async function underWay(present: string[] = ['Chair', 'Mill PCN', 'Weir PCN', 'LMC'], context = house): Promise<{ meetingId: string; itemId: string }> {
    const meetingId = await call();
    const itemId = await addItem(context, pat(), meetingId, { title: 'Move the clinic', purpose: 'decision', subject: { module: 'voice', kind: 'question', id: `Q${nth}` } });
    at('09:00');
    await openMeeting(context, pat(), meetingId);
    await mark(meetingId, 'present', ...present);
    return { meetingId, itemId };
  }
  const vote = (itemId: string, title: string, choice: 'for' | 'against' | 'abstain') => castVote(house, pat(), itemId, { seatId: seats[title]!, choice });
  const decided = async (itemId: string, more: Partial<Parameters<typeof closeItem>[3]> = {}, context = house) => (await decisionOf(database.as(), (await closeItem(context, pat(), itemId, { ...AGREED, ...more }))!))!;
  const finding = (findings: readonly Finding[], check: Finding['check']) => findings.find((one) => one.check === check);

  test('is called, opened, attended, decided and ended, and all of it can be read', async () => {
    const { meetingId, itemId } = await underWay();
    for (const [title, choice] of [['Chair', 'for'], ['Mill PCN', 'for'], ['Weir PCN', 'against'], ['LMC', 'abstain']] as const) await vote(itemId, title, choice);
    const decision = await decided(itemId, { optionId: 'a', terms: { pounds: 120_000 } });
    await endMeeting(house, pat(), meetingId);
    expect(decision).toMatchObject({ way: 'meeting', takenOn: day, withinCode: 'PL-1', standing: 'stands', owed: [], representatives: ['pat', 'lena', 'cara', 'colin'], optionId: 'a', terms: { pounds: 120_000 }, voteResult: { for: 2, against: 1, abstain: 1, outcome: 'carried' } });
    expect(decision.findings.map(({ check, isMet }) => [check, isMet])).toEqual([['quorum', true], ['conflicts', true], ['vote', true]]);
    expect(isActionable(decision)).toBe(true);
    const meeting = (await meetingOf(database.as(), meetingId))!;
    expect(meeting).toMatchObject({ state: 'ended', day, place: 'Hub, room 2', isPublic: true, items: [{ title: 'Move the clinic', decisionId: decision.id }] });
    expect([meeting.attendance.length, meeting.votes.length, meeting.changes]).toEqual([4, 4, 2]);
    expect(await decisionsAbout(database.as(), { module: 'voice', kind: 'question', id: `Q${nth}` })).toHaveLength(1);
  });

  test('is kept by its keeper: nobody else calls it, marks who is there, or closes an item', async () => {
    const { meetingId, itemId } = await underWay();
    const cara = place.acting('cara');
    const all = [
      callMeeting(house, cara, { forumCode: TEAM, startsAt: new Date(`${day}T15:00:00Z`), endsAt: new Date(`${day}T16:00:00Z`), place: '' }),
      changeMeeting(house, cara, meetingId, { startsAt: new Date(`${day}T10:00:00Z`), endsAt: new Date(`${day}T11:00:00Z`), place: '' }),
      addItem(house, cara, meetingId, { title: 'Mine', purpose: 'decision' }), moveItem(house, cara, itemId, 'up'), removeItem(house, cara, itemId),
      markAttendance(house, cara, meetingId, [{ seatId: seats['Mill PCN']!, personId: 'cara', status: 'present' }]),
      declareConflict(house, cara, itemId, { personId: 'colin' }), castVote(house, cara, itemId, { seatId: seats['Weir PCN']!, choice: 'for' }), closeItem(house, cara, itemId, AGREED), endMeeting(house, cara, meetingId),
      recordBetweenMeetings(house, cara, { forumCode: TEAM, takenOn: day, way: 'chairs-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED }),
      addAction(house, cara, { meetingId }, { what: 'Write', ownerId: 'cara', dueOn: day }),
    ];
    expect(new Set(await Promise.all(all.map(code)))).toEqual(new Set(['not-allowed']));
  });

  test.each<[string, () => Promise<unknown>]>([
    ['ends-before-it-starts', () => callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T11:00:00Z`), endsAt: new Date(`${day}T11:00:00Z`), place: '' })],
    ['meeting-too-long', () => callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T11:00:00Z`), endsAt: new Date(`2027-01-01T11:00:00Z`), place: '' })],
    ['no-such-time', () => callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date('never'), endsAt: new Date(), place: '' })],
    ['forum-not-found', () => callMeeting(house, pat(), { forumCode: 'nowhere', startsAt: new Date(`${day}T11:00:00Z`), endsAt: new Date(`${day}T12:00:00Z`), place: '' })],
    ['forum-closed', () => callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`2020-01-01T11:00:00Z`), endsAt: new Date(`2020-01-01T12:00:00Z`), place: '' })],
    ['meeting-not-found', () => openMeeting(house, pat(), 'M1')],
    ['item-not-found', () => closeItem(house, pat(), 'I1', null)],
    ['conflict-not-found', () => withdrawConflict(house, pat(), 'C1')],
    ['action-not-found', () => completeAction(house, pat(), 'A1')],
    ['decision-not-found', () => cureDecision(house, pat(), { decisionId: 'D1', findingIndex: 0, what: 'x' })],
  ])('refuses what cannot be: %s', async (expected, work) => {
    expect(await code(work())).toBe(expected);
  });

  test('is cancelled with a reason and called only once for a time', async () => {
    const meetingId = await call();
    expect([await code(call()), await code(cancelMeeting(house, pat(), meetingId, ' '))]).toEqual(['meeting-already-called', 'no-reason']);
    await cancelMeeting(house, pat(), meetingId, 'Snow');
    expect([await code(openMeeting(house, pat(), meetingId)), await code(addItem(house, pat(), meetingId, { title: 'Late', purpose: 'decision' }))]).toEqual(['meeting-not-so', 'meeting-not-so']);
    expect(await code(call())).toBe('done');
  });

  test('has an agenda whose items move and are taken off; an item in private says why', async () => {
    const meetingId = await call();
    const first = await addItem(house, pat(), meetingId, { title: 'First', purpose: 'information' });
    const second = await addItem(house, pat(), meetingId, { title: 'Second', purpose: 'discussion' });
    await moveItem(house, pat(), second, 'up');
    await moveItem(house, pat(), second, 'up');
    expect((await meetingOf(database.as(), meetingId))!.items.map(({ title }) => title)).toEqual(['Second', 'First']);
    await removeItem(house, pat(), first, 'Not ready');
    expect(await code(removeItem(house, pat(), first))).toBe('item-withdrawn');
    expect(await code(addItem(house, pat(), meetingId, { title: 'A person', purpose: 'decision', isPrivate: true }))).toBe('no-private-reason');
    expect(await code(addItem(house, pat(), meetingId, { title: ' ', purpose: 'decision' }))).toBe('no-title');
    expect(await code(addItem(house, pat(), meetingId, { title: 'x', purpose: 'decision', withinCode: 'NOPE' }))).toBe('no-such-area');
    expect(await code(addItem(house, pat(), meetingId, { title: 'x', purpose: 'decision', amountPence: -1 }))).toBe('no-such-amount');
  });

  describe('attendance', () => {
    test('a holder and a deputy who are both there fill one seat, and the holder votes', async () => {
      const { meetingId, itemId } = await underWay(['Chair', 'Mill PCN']);
      await markAttendance(house, pat(), meetingId, [{ seatId: seats['Mill PCN']!, personId: 'mina', status: 'present' }]);
      expect(await code(castVote(house, place.acting('mina'), itemId, { seatId: seats['Mill PCN']!, choice: 'against' }))).toBe('not-allowed');
      expect(await code(castVote(house, pat(), itemId, { seatId: seats['Mill PCN']!, choice: 'for', personId: 'mina' }))).toBe('not-sitting');
      expect(await code(castVote(house, place.acting('cara'), itemId, { seatId: seats['Mill PCN']!, choice: 'for' }))).toBe('done');
      const decision = await decided(itemId);
      expect(finding(decision.findings, 'quorum')).toMatchObject({ isMet: false, says: 'Not quorate: 2 of 6 voting seats filled, 3 needed.' });
      expect(decision).toMatchObject({ standing: 'marked', owed: [{ kind: 'meet-again' }], representatives: ['pat', 'cara'] });
    });

    test('a deputy votes where the holder has left; what the holder voted before is replaced and kept', async () => {
      const { meetingId, itemId } = await underWay();
      await vote(itemId, 'Mill PCN', 'for');
      await markAttendance(house, pat(), meetingId, [{ seatId: seats['Mill PCN']!, personId: 'mina', status: 'present' }]);
      at('09:30');
      await mark(meetingId, 'left', 'Mill PCN');
      await castVote(house, place.acting('mina'), itemId, { seatId: seats['Mill PCN']!, choice: 'against' });
      expect((await meetingOf(database.as(), meetingId))!.votes.map(({ personId, choice, replacedAt }) => [personId, choice, replacedAt !== null])).toEqual([['cara', 'for', true], ['mina', 'against', false]]);
    });

    test('of one who leaves after the vote counts at the vote', async () => {
      const { meetingId, itemId } = await underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      for (const title of ['Chair', 'Mill PCN', 'Weir PCN']) await vote(itemId, title, 'for');
      at('09:30');
      await mark(meetingId, 'left', 'Weir PCN');
      expect((await decided(itemId)).standing).toBe('stands');
    });

    test('of one who left before the vote does not', async () => {
      const { meetingId, itemId } = await underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      at('09:30');
      await mark(meetingId, 'left', 'Weir PCN');
      expect(await code(vote(itemId, 'Weir PCN', 'for'))).toBe('nobody-there');
      expect(finding((await decided(itemId)).findings, 'quorum')?.isMet).toBe(false);
    });

    test('is of those who sit there, changes with history, and can be written up with its times', async () => {
      const { meetingId } = await underWay(['Chair']);
      const seatId = seats['Mill PCN']!;
      expect(await code(markAttendance(house, pat(), meetingId, [{ seatId, personId: 'colin', status: 'present' }]))).toBe('not-of-this-seat');
      expect(await code(markAttendance(house, pat(), meetingId, [{ seatId, personId: 'cara', status: 'left' }]))).toBe('not-there');
      const [ten, eleven] = [new Date(`${day}T10:00:00Z`), new Date(`${day}T11:00:00Z`)];
      expect(await code(markAttendance(house, pat(), meetingId, [{ seatId, personId: 'cara', status: 'present', from: eleven, until: ten }]))).toBe('left-before-coming');
      await mark(meetingId, 'absent', 'Mill PCN');
      at('09:20');
      await mark(meetingId, 'present', 'Mill PCN');
      await markAttendance(house, pat(), meetingId, [{ seatId, personId: 'cara', status: 'present' }]);
      expect((await meetingOf(database.as(), meetingId))!.attendance.find(({ personId }) => personId === 'cara')).toMatchObject({ status: 'present', from: new Date(`${day}T09:20:00Z`), until: null });
      await markAttendance(house, pat(), meetingId, [{ seatId, personId: 'cara', status: 'present', from: ten, until: eleven }]);
      expect((await meetingOf(database.as(), meetingId))!.attendance.filter(({ personId }) => personId === 'cara')).toMatchObject([{ from: ten, until: eleven }]);
      const { rows } = await sql`select 1 from attendance where meeting_id = ${meetingId} and person_id = 'cara'`.execute(database.as());
      expect(rows).toHaveLength(3);
    });

    test('a holder whose term ends on the day before, entered while they meet, is not counted; one whose last day it is, is', async () => {
      const { itemId } = await underWay(['Chair', 'Mill PCN', 'Federation']);
      for (const title of ['Chair', 'Mill PCN', 'Federation']) await vote(itemId, title, 'for');
      const endFred = (after: string) => sql`update seat_holding set valid = daterange('2024-04-01', ${after}) where person_id = 'fred'`.execute(database.as());
      await endFred(day);
      const decision = await decided(itemId);
      expect(decision.voteResult).toMatchObject({ for: 2, leftOut: 1 });
      expect(finding(decision.findings, 'conflicts')?.says).toMatch(/^Whoever voted for the seat “Federation” does not sit there on the day of the meeting\./);
      expect(finding(decision.findings, 'quorum')?.isMet).toBe(false);
      await sql`update seat_holding set valid = '[2024-04-01,)' where person_id = 'fred'`.execute(database.as());
    });

    test('a seat that nobody came to is counted meeting by meeting', async () => {
      const run = async () => (await attendanceRuns(database.as(), TEAM, day)).find(({ seatId }) => seatId === seats['Commissioner']);
      const before = (await run())?.missedInARow ?? 0;
      for (const hour of ['12', '14']) {
        const meetingId = await callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T${hour}:00:00Z`), endsAt: new Date(`${day}T${hour}:30:00Z`), place: '' });
        await openMeeting(house, pat(), meetingId);
        await mark(meetingId, 'present', 'Chair');
        await endMeeting(house, pat(), meetingId);
      }
      expect((await run())?.missedInARow).toBe(before + 2);
      const meetingId = await callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T16:00:00Z`), endsAt: new Date(`${day}T16:30:00Z`), place: '' });
      await openMeeting(house, pat(), meetingId);
      await mark(meetingId, 'present', 'Commissioner');
      await endMeeting(house, pat(), meetingId);
      expect((await run())?.missedInARow).toBe(0);
    });
  });

  describe('votes', () => {
    test('are one a seat; changing one keeps the earlier; the same again changes nothing', async () => {
      const { meetingId, itemId } = await underWay();
      for (const choice of ['for', 'for', 'against'] as const) await castVote(house, place.acting('cara'), itemId, { seatId: seats['Mill PCN']!, choice });
      expect((await meetingOf(database.as(), meetingId))!.votes.map(({ choice, replacedAt }) => [choice, replacedAt !== null])).toEqual([['for', true], ['against', false]]);
      await castVote(house, pat(), itemId, { seatId: seats['Mill PCN']!, choice: null });
      expect((await meetingOf(database.as(), meetingId))!.votes.every(({ replacedAt }) => replacedAt !== null)).toBe(true);
    });

    test('that tie are decided by the chair’s casting vote; without it what is called agreed is marked', async () => {
      const { itemId } = await underWay();
      await castVotes(house, pat(), itemId, [['Chair', 'for'], ['Mill PCN', 'for'], ['Weir PCN', 'against'], ['LMC', 'against']].map(([title, choice]) => ({ seatId: seats[title!]!, choice: choice as 'for' })));
      const decision = await decided(itemId, { castingVote: 'for' });
      expect([decision.standing, decision.voteResult?.outcome, decision.voteResult?.castingVote]).toEqual(['stands', 'carried', 'for']);
      const { itemId: second } = await underWayAgain();
      await castVotes(house, pat(), second, [{ seatId: seats['Chair']!, choice: 'for' }, { seatId: seats['Mill PCN']!, choice: 'against' }]);
      const marked = await decided(second);
      expect([marked.standing, finding(marked.findings, 'vote')?.says]).toEqual(['marked', 'It was recorded as agreed, but the vote did not carry it. A tie: the chair has the casting vote, and has not given it. 1 for, 1 against, 0 abstaining.']);
    });

    async function underWayAgain() {
      const meetingId = await callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T14:00:00Z`), endsAt: new Date(`${day}T15:00:00Z`), place: '' });
      const itemId = await addItem(house, pat(), meetingId, { title: 'Again', purpose: 'decision' });
      await openMeeting(house, pat(), meetingId);
      await mark(meetingId, 'present', 'Chair', 'Mill PCN', 'Weir PCN', 'LMC');
      return { itemId };
    }

    test('are cast only while the meeting is under way and the item open', async () => {
      const meetingId = await call();
      const itemId = await addItem(house, pat(), meetingId, { title: 'Soon', purpose: 'decision' });
      expect(await code(vote(itemId, 'Chair', 'for'))).toBe('meeting-not-so');
      await openMeeting(house, pat(), meetingId);
      expect(await code(vote(itemId, 'Chair', 'for'))).toBe('nobody-there');
      await mark(meetingId, 'present', 'Chair');
      await closeItem(house, pat(), itemId, null);
      expect(await code(vote(itemId, 'Chair', 'for'))).toBe('item-closed');
      await reopenItem(house, pat(), itemId);
      expect(await code(vote(itemId, 'Chair', 'for'))).toBe('done');
    });
  });

  describe('conflicts', () => {
    test('are ruled on by the chair and counted anew for that item only', async () => {
      const { meetingId, itemId } = await underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      const other = await addItem(house, pat(), meetingId, { title: 'Another', purpose: 'decision' });
      const conflictId = await declareConflict(house, place.acting('cara'), itemId, { personId: 'cara', words: 'I own shares in the hub.' });
      expect(await code(declareConflict(house, place.acting('cara'), itemId, { personId: 'cara' }))).toBe('already-declared');
      expect(await code(declareConflict(house, pat(), itemId, { personId: 'adam' }))).toBe('no-seat');
      expect(await code(ruleOnConflict(house, place.acting('colin'), conflictId, { ruling: 'stay', ruledBy: 'colin' }))).toBe('not-to-rule');
      await ruleOnConflict(house, pat(), conflictId, { ruling: 'stay', ruledBy: 'pat' });
      await ruleOnConflict(house, pat(), conflictId, { ruling: 'stay-without-vote', ruledBy: 'pat' });
      expect(await code(castVote(house, place.acting('cara'), itemId, { seatId: seats['Mill PCN']!, choice: 'for' }))).toBe('ruled-out');
      const decision = await decided(itemId);
      expect([decision.standing, finding(decision.findings, 'quorum')?.says, decision.representatives]).toEqual(['marked', 'Not quorate: 2 of 5 voting seats filled, 3 needed. 1 voting seat is left out for a conflict of interest.', ['pat', 'colin']]);
      expect((await decided(other)).standing).toBe('stands');
      expect((await meetingOf(database.as(), meetingId))!.conflicts).toMatchObject([{ words: 'I own shares in the hub.', ruling: { ruling: 'stay-without-vote', ruledByName: 'Dr Pat Lead' } }]);
    });

    test('of the chair are ruled on by another voting member; a vote in spite of a ruling is recorded, not counted, and marked', async () => {
      const { itemId } = await underWay();
      const conflictId = await declareConflict(house, pat(), itemId, { personId: 'pat', words: 'My partner works there.' });
      expect(await code(ruleOnConflict(house, pat(), conflictId, { ruling: 'stay', ruledBy: 'pat' }))).toBe('own-conflict');
      await ruleOnConflict(house, place.acting('lena'), conflictId, { ruling: 'leave', ruledBy: 'lena' });
      for (const title of ['Mill PCN', 'Weir PCN', 'LMC']) await vote(itemId, title, 'for');
      expect(await code(vote(itemId, 'Chair', 'for'))).toBe('ruled-out');
      await castVote(house, place.console, itemId, { seatId: seats['Chair']!, choice: 'for' });
      const decision = await decided(itemId);
      expect(decision.voteResult).toMatchObject({ for: 3, leftOut: 1 });
      expect(finding(decision.findings, 'conflicts')).toMatchObject({ isMet: false, says: 'Whoever voted for the seat “Chair” was ruled out of the vote for a conflict of interest.' });
    });

    test('that nobody ruled on are said; one declared by a slip is taken back', async () => {
      const { itemId } = await underWay();
      const conflictId = await declareConflict(house, pat(), itemId, { personId: 'colin' });
      await withdrawConflict(house, place.acting('colin'), conflictId);
      await declareConflict(house, pat(), itemId, { personId: 'lena' });
      expect(finding((await decided(itemId)).findings, 'conflicts')?.says).toBe('Nobody ruled on a conflict of interest that was declared.');
    });

    test('of everybody leave nobody to decide', async () => {
      const { itemId } = await underWay(['Chair']);
      for (const personId of Object.values(HOLDERS)) await declareConflict(house, pat(), itemId, { personId });
      await sql`insert into conflict_ruling (conflict_id, ruling, ruled_by, at, recorded_by) select id, 'leave', 'sam', ${house.now().toISOString()}, 'console:test' from conflict where item_id = ${itemId}`.execute(database.as());
      expect(finding((await decided(itemId)).findings, 'quorum')?.says).toMatch(/^There is nobody who could be counted/);
    });
  });

  test('two who close one item at the same instant give one decision', async () => {
    const { itemId } = await underWay();
    const told: string[] = [];
    const listening = { ...house, onDecision: [async (_: unknown, decision: { id: string }) => void told.push(decision.id)] };
    const both = await Promise.all([AGREED, { ...AGREED, decided: 'It stays.' }].map((outcome) => code(closeItem(listening, pat(), itemId, outcome))));
    expect(both.toSorted()).toEqual(['done', 'item-closed']);
    expect((await decisionsOf(database.as(), TEAM)).filter((one) => one.itemId === itemId)).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  test('two who vote for one seat at the same instant leave one vote in force', async () => {
    const { meetingId, itemId } = await underWay();
    await Promise.all([vote(itemId, 'Mill PCN', 'for'), castVote(house, place.acting('cara'), itemId, { seatId: seats['Mill PCN']!, choice: 'against' })]);
    expect((await meetingOf(database.as(), meetingId))!.votes.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1);
  });

  describe('decisions', () => {
    const beyond: Finding = { check: 'authority', isMet: false, says: 'The team may decide up to £50,000.', rule: 'Limit of the grant', source: 'Scheme of delegation', standing: 'recommendation', cure: { kind: 'decide-above', says: 'The partnership decides.', bodyCode: PARTNERSHIP } };
    const outside: Finding = { check: 'mandate', isMet: false, says: 'It is above the range.', rule: 'Mandate', source: 'Mandate', standing: 'provisional', cure: { kind: 'ratify', says: 'The leadership team ratifies it.', bodyCode: TEAM } };
    const unconsulted: Finding = { check: 'consultation', isMet: false, says: 'The LMC was not consulted.', rule: 'Consultation', source: 'Grant', cure: { kind: 'consult', says: 'Consult the LMC.' } };
    const checking = (...findings: Finding[]): GovernanceContext => ({ ...house, decisionChecks: [async () => findings] });

    test('beyond authority are recommendations, wait for the body that may decide, and are cured by its decision', async () => {
      const { itemId } = await underWay();
      const decision = await decided(itemId, {}, checking(beyond));
      expect([decision.standing, isActionable(decision), decision.findings[0]?.check]).toEqual(['recommendation', false, 'authority']);
      const [waiting] = (await suggestionsFor(database.as(), PARTNERSHIP)).filter(({ decisionId }) => decisionId === decision.id);
      expect(waiting).toMatchObject({ kind: 'decide-above', fromForumCode: TEAM, title: 'Recommended to us: The clinic moves to the hub.' });
      const above = await call(PARTNERSHIP);
      const item = await placeSuggestion(house, place.acting('ivy'), waiting!.id, above);
      expect(await code(placeSuggestion(house, place.acting('ivy'), waiting!.id, above))).toBe('suggestion-not-found');
      await openMeeting(house, place.acting('ivy'), above);
      const partnerSeats = await seatsOn(database.as(), PARTNERSHIP, day);
      await markAttendance(house, place.acting('ivy'), above, partnerSeats.flatMap(({ id, holder }) => (holder ? [{ seatId: id, personId: holder.personId, status: 'present' as const }] : [])));
      const byId = await closeItem(house, place.acting('ivy'), item, { ...AGREED, decided: 'Agreed as recommended.' });
      const cured = (await decisionOf(database.as(), decision.id))!;
      expect(cured).toMatchObject({ standing: 'stands', recordedStanding: 'recommendation', owed: [], cures: [{ kind: 'decide-above', byDecisionId: byId, what: 'Agreed as recommended.' }] });
      expect(isActionable(cured)).toBe(true);
    });

    test('may owe several things, each cured by its own; nothing can be acted on before', async () => {
      const { itemId } = await underWay(['Chair']);
      const context = checking(outside, unconsulted);
      const told: [string, number][] = [];
      const listening: GovernanceContext = { ...context, onDecision: [async (_, { standing, owed }) => void told.push([standing, owed.length])] };
      const decision = await decided(itemId, {}, listening);
      expect(decision.findings.map(({ check, isMet }) => [check, isMet])).toEqual([['quorum', false], ['conflicts', true], ['mandate', false], ['consultation', false]]);
      expect(decision.owed.map(({ kind }) => kind)).toEqual(['meet-again', 'ratify', 'consult']);
      const cure = (findingIndex: number, byDecisionId: string | null = null) => cureDecision(listening, pat(), { decisionId: decision.id, findingIndex, what: 'The LMC answered on 3 June: no objection.', byDecisionId });
      expect([await code(cure(1)), await code(cure(0)), await code(cure(9))]).toEqual(['nothing-owed', 'no-later-decision', 'nothing-owed']);
      expect(await code(cureDecision(house, place.acting('cara'), { decisionId: decision.id, findingIndex: 3, what: 'x' }))).toBe('not-allowed');
      await cure(3);
      expect(await code(cure(3))).toBe('already-cured');
      expect(told).toEqual([['provisional', 3], ['provisional', 2]]);
      expect([await code(cure(2, decision.id)), await code(cure(2, '00000000-0000-4000-8000-000000000000'))]).toEqual(['not-later', 'decision-not-found']);
      const chairs = await recordBetweenMeetings(house, pat(), { forumCode: TEAM, takenOn: day, way: 'chairs-action', subject: { module: 'voice', kind: 'question', id: 'Q999' }, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      expect(await code(cure(2, chairs))).toBe('another-subject');
      const ratified = await recordBetweenMeetings(house, pat(), { forumCode: TEAM, takenOn: day, way: 'urgent-action', subject: decision.subject, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      await cure(2, ratified);
      await cure(0, ratified);
      expect(isActionable((await decisionOf(database.as(), decision.id))!)).toBe(true);
    });

    test('of another body do not cure one that only a named body may decide, nor does the forum itself', async () => {
      const { itemId } = await underWay();
      const decision = await decided(itemId, {}, checking(beyond));
      const own = await recordBetweenMeetings(house, pat(), { forumCode: TEAM, takenOn: day, way: 'chairs-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED });
      expect(await code(cureDecision(house, pat(), { decisionId: decision.id, findingIndex: 0, what: 'We did.', byDecisionId: own }))).toBe('same-body');
    });

    test('between meetings are recorded as such, counted, and reported to the next meeting of themselves', async () => {
      const before = await decisionCounts(database.as(), TEAM, isoDate('2026-01-01'), isoDate('2027-01-01'));
      const record = (way: 'chairs-action' | 'urgent-action' | 'outside') => recordBetweenMeetings(house, pat(), { forumCode: TEAM, takenOn: day, way, subject: null, matter: null, amountPence: 500_00, optionId: null, terms: {}, ...AGREED });
      const [chairs, , out] = [await record('chairs-action'), await record('urgent-action'), await record('outside')];
      expect([(await decisionOf(database.as(), chairs))!.standing, (await decisionOf(database.as(), chairs))!.representatives, (await decisionOf(database.as(), out))!.standing]).toEqual(['stands', ['pat'], 'marked']);
      const after = await decisionCounts(database.as(), TEAM, isoDate('2026-01-01'), isoDate('2027-01-01'));
      expect([after['chairs-action'] - before['chairs-action'], after['urgent-action'] - before['urgent-action'], after.outside - before.outside, after.meeting - before.meeting]).toEqual([1, 1, 1, 0]);
      const meetingId = await call();
      const items = (await meetingOf(database.as(), meetingId))!.items;
      expect(items.filter(({ suggestion }) => suggestion?.decisionId === chairs)).toMatchObject([{ title: 'Report of chair’s action: The clinic moves to the hub.', purpose: 'information' }]);
      expect(await code(removeItem(house, pat(), items[0]!.id))).toBe('must-be-reported');
      await cancelMeeting(house, pat(), meetingId, 'Snow');
      expect((await suggestionsFor(database.as(), TEAM)).map(({ decisionId }) => decisionId)).toContain(chairs);
      const next = await call();
      expect((await meetingOf(database.as(), next))!.items.map(({ suggestion }) => suggestion?.decisionId)).toContain(chairs);
    });

    test.each<[string, Partial<Parameters<typeof recordBetweenMeetings>[2]>]>([
      ['no-decision', { decided: ' ' }], ['no-reasons', { reasons: '' }], ['not-yet', { takenOn: isoDate('2027-12-31') }], ['forum-closed', { takenOn: isoDate('2020-01-01') }], ['no-such-way', { way: 'meeting' as never }],
      ['no-such-outcome', { outcome: 'perhaps' as never }], ['no-such-amount', { amountPence: 1.5 }], ['no-such-area', { withinCode: 'NOPE' }], ['person-not-found', { representatives: ['nobody'] }],
      ['no-such-number', { terms: { pounds: Number.NaN } }], ['no-private-reason', { isPrivate: true }], ['too-long', { decided: 'x'.repeat(10_001) }],
    ])('that say nothing are refused: %s', async (expected, change) => {
      expect(await code(recordBetweenMeetings(house, pat(), { forumCode: TEAM, takenOn: day, way: 'urgent-action', subject: null, matter: null, amountPence: null, optionId: null, terms: {}, ...AGREED, ...change }))).toBe(expected);
    });

    test('are put right in their wording with history, and text that tries to be HTML stays text', async () => {
      const { itemId } = await underWay();
      const decision = await decided(itemId, { decided: '<script>alert(1)</script>' });
      expect(await code(correctDecision(house, pat(), decision.id, { decided: 'It moves.', reasons: decision.reasons, why: ' ' }))).toBe('no-words');
      await correctDecision(house, pat(), decision.id, { decided: 'It moves in June.', reasons: decision.reasons, why: 'The month was left out.' });
      expect(await decisionOf(database.as(), decision.id)).toMatchObject({ decided: 'It moves in June.', firstWording: { decided: '<script>alert(1)</script>' }, corrections: [{ why: 'The month was left out.' }] });
      await expect(sql`update decision set decided = 'x' where id = ${decision.id}`.execute(database.as())).rejects.toThrow();
    });

    test('that wait for another forum are declined only with a reason, and a report never', async () => {
      const { itemId } = await underWay();
      const decision = await decided(itemId, {}, checking(beyond));
      const [waiting] = (await suggestionsFor(database.as(), PARTNERSHIP)).filter(({ decisionId }) => decisionId === decision.id);
      const decline = (reason: string) => code(declineSuggestion(house, place.acting('ivy'), { forumCode: PARTNERSHIP, suggestionId: waiting!.id, reason }));
      expect([await decline(''), await decline('It is for the board.'), await decline('Again')]).toEqual(['no-reason', 'done', 'suggestion-not-found']);
    });
  });

  describe('actions', () => {
    test('are carried to each following meeting until they are done; their owner marks them, and can take it back', async () => {
      const { meetingId } = await underWay();
      const id = await addAction(house, pat(), { meetingId }, { what: 'Write to the practices', ownerId: 'cara', dueOn: day });
      await endMeeting(house, pat(), meetingId);
      place.setNow(`${day}T13:00:00Z`);
      const next = await callMeeting(house, pat(), { forumCode: TEAM, startsAt: new Date(`${day}T14:00:00Z`), endsAt: new Date(`${day}T15:00:00Z`), place: '' });
      const carried = async () => (await actionsCarriedTo(database.as(), { id: next, forumCode: TEAM, startsAt: new Date(`${day}T14:00:00Z`) })).map((action) => action.id);
      expect(await carried()).toContain(id);
      await openMeeting(house, pat(), next);
      await endMeeting(house, pat(), next);
      expect((await actionsOf(database.as(), { personId: 'cara' })).find((action) => action.id === id)).toMatchObject({ state: 'open', carriedOver: 1 });
      expect(await code(completeAction(house, place.acting('colin'), id))).toBe('not-allowed');
      await completeAction(house, place.acting('cara'), id);
      expect([await code(completeAction(house, place.acting('cara'), id)), await carried()]).toEqual(['action-not-so', []]);
      await reopenAction(house, place.acting('cara'), id);
      expect([await code(dropAction(house, place.acting('cara'), id, 'No time')), await code(dropAction(house, pat(), id, ' '))]).toEqual(['not-allowed', 'no-reason']);
      await dropAction(house, pat(), id, 'The clinic stays.');
      expect((await actionsOf(database.as(), { forumCode: TEAM })).find((action) => action.id === id)).toMatchObject({ state: 'dropped', reason: 'The clinic stays.' });
    });

    test('have words and an owner who is known', async () => {
      expect(await code(addAction(house, pat(), { forumCode: TEAM }, { what: ' ', ownerId: 'cara', dueOn: day }))).toBe('no-action');
      expect(await code(addAction(house, pat(), { forumCode: TEAM }, { what: 'x', ownerId: 'nobody', dueOn: day }))).toBe('person-not-found');
    });
  });
});
