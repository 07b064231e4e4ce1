import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { attendanceRuns, meetingOf } from '../../queries/meetings.ts';
import { addItem } from './agenda.ts';
import { callMeeting, endMeeting, openMeeting } from './callMeeting.ts';
import { castVote, castVotes } from './castVote.ts';
import { closeItem, reopenItem } from './closeItem.ts';
import { declareConflict, ruleOnConflict, withdrawConflict } from './conflict.ts';
import { markAttendance } from './markAttendance.ts';
import { code, finding, HOLDERS, meetingTeam, TEAM, type MeetingTeam } from '../../testing/meetingTeam.ts';

onBothEngines('in the room of a meeting', (engine) => {
  let held: MeetingTeam;
  beforeAll(async () => void (held = await meetingTeam(await testDatabase(engine))));
  beforeEach(() => held.nextDay());
  afterAll(() => held.database.close());

  describe('attendance', () => {
    test('a holder and a deputy who are both there fill one seat, and the holder votes', async () => {
      const { meetingId, itemId } = await held.underWay(['Chair', 'Mill PCN']);
      await markAttendance(held.house, held.pat(), meetingId, [{ seatId: held.seats['Mill PCN']!, personId: 'mina', status: 'present' }]);
      expect(await code(castVote(held.house, held.place.acting('mina'), itemId, { seatId: held.seats['Mill PCN']!, choice: 'against' }))).toBe('not-allowed');
      expect(await code(castVote(held.house, held.pat(), itemId, { seatId: held.seats['Mill PCN']!, choice: 'for', personId: 'mina' }))).toBe('not-sitting');
      expect(await code(castVote(held.house, held.place.acting('cara'), itemId, { seatId: held.seats['Mill PCN']!, choice: 'for' }))).toBe('done');
      const decision = await held.decided(itemId);
      expect(finding(decision.findings, 'quorum')).toMatchObject({ isMet: false, says: 'Not quorate: 2 of 6 voting seats filled, 3 needed.' });
      expect(decision).toMatchObject({ standing: 'marked', owed: [{ kind: 'meet-again' }], representatives: ['pat', 'cara'] });
    });

    test('a deputy votes where the holder has left; what the holder voted before is replaced and kept', async () => {
      const { meetingId, itemId } = await held.underWay();
      await held.vote(itemId, 'Mill PCN', 'for');
      await markAttendance(held.house, held.pat(), meetingId, [{ seatId: held.seats['Mill PCN']!, personId: 'mina', status: 'present' }]);
      held.at('09:30');
      await held.mark(meetingId, 'left', 'Mill PCN');
      await castVote(held.house, held.place.acting('mina'), itemId, { seatId: held.seats['Mill PCN']!, choice: 'against' });
      expect((await meetingOf(held.database.as(), meetingId))!.votes.map(({ personId, choice, replacedAt }) => [personId, choice, replacedAt !== null])).toEqual([['cara', 'for', true], ['mina', 'against', false]]);
    });

    test('of one who leaves after the vote counts at the vote', async () => {
      const { meetingId, itemId } = await held.underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      for (const title of ['Chair', 'Mill PCN', 'Weir PCN']) await held.vote(itemId, title, 'for');
      held.at('09:30');
      await held.mark(meetingId, 'left', 'Weir PCN');
      expect((await held.decided(itemId)).standing).toBe('stands');
    });

    test('of one who left before the vote does not', async () => {
      const { meetingId, itemId } = await held.underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      held.at('09:30');
      await held.mark(meetingId, 'left', 'Weir PCN');
      expect(await code(held.vote(itemId, 'Weir PCN', 'for'))).toBe('nobody-there');
      expect(finding((await held.decided(itemId)).findings, 'quorum')?.isMet).toBe(false);
    });

    test('is of those who sit there, changes with history, and can be written up with its times', async () => {
      const { meetingId } = await held.underWay(['Chair']);
      const seatId = held.seats['Mill PCN']!;
      expect(await code(markAttendance(held.house, held.pat(), meetingId, [{ seatId, personId: 'colin', status: 'present' }]))).toBe('not-of-this-seat');
      expect(await code(markAttendance(held.house, held.pat(), meetingId, [{ seatId, personId: 'cara', status: 'left' }]))).toBe('not-there');
      const [ten, eleven] = [new Date(`${held.day}T10:00:00Z`), new Date(`${held.day}T11:00:00Z`)];
      expect(await code(markAttendance(held.house, held.pat(), meetingId, [{ seatId, personId: 'cara', status: 'present', from: eleven, until: ten }]))).toBe('left-before-coming');
      await held.mark(meetingId, 'absent', 'Mill PCN');
      held.at('09:20');
      await held.mark(meetingId, 'present', 'Mill PCN');
      await markAttendance(held.house, held.pat(), meetingId, [{ seatId, personId: 'cara', status: 'present' }]);
      expect((await meetingOf(held.database.as(), meetingId))!.attendance.find(({ personId }) => personId === 'cara')).toMatchObject({ status: 'present', from: new Date(`${held.day}T09:20:00Z`), until: null });
      await markAttendance(held.house, held.pat(), meetingId, [{ seatId, personId: 'cara', status: 'present', from: ten, until: eleven }]);
      expect((await meetingOf(held.database.as(), meetingId))!.attendance.filter(({ personId }) => personId === 'cara')).toMatchObject([{ from: ten, until: eleven }]);
      const { rows } = await sql`select 1 from attendance where meeting_id = ${meetingId} and person_id = 'cara'`.execute(held.database.as());
      expect(rows).toHaveLength(3);
    });

    test('a holder whose term ends on the day before, entered while they meet, is not counted; one whose last day it is, is', async () => {
      const { itemId } = await held.underWay(['Chair', 'Mill PCN', 'Federation']);
      for (const title of ['Chair', 'Mill PCN', 'Federation']) await held.vote(itemId, title, 'for');
      const endFred = (after: string) => sql`update seat_holding set valid = daterange('2024-04-01', ${after}) where person_id = 'fred'`.execute(held.database.as());
      await endFred(held.day);
      const decision = await held.decided(itemId);
      expect(decision.voteResult).toMatchObject({ for: 2, leftOut: 1 });
      expect(finding(decision.findings, 'conflicts')?.says).toMatch(/^Whoever voted for the seat “Federation” does not sit there on the day of the meeting\./);
      expect(finding(decision.findings, 'quorum')?.isMet).toBe(false);
      await sql`update seat_holding set valid = '[2024-04-01,)' where person_id = 'fred'`.execute(held.database.as());
    });

    test('a seat that nobody came to is counted meeting by meeting', async () => {
      const run = async () => (await attendanceRuns(held.database.as(), TEAM, held.day)).find(({ seatId }) => seatId === held.seats['Commissioner']);
      const before = (await run())?.missedInARow ?? 0;
      for (const hour of ['12', '14']) {
        const meetingId = await callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T${hour}:00:00Z`), endsAt: new Date(`${held.day}T${hour}:30:00Z`), place: '' });
        await openMeeting(held.house, held.pat(), meetingId);
        await held.mark(meetingId, 'present', 'Chair');
        await endMeeting(held.house, held.pat(), meetingId);
      }
      expect((await run())?.missedInARow).toBe(before + 2);
      const meetingId = await callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T16:00:00Z`), endsAt: new Date(`${held.day}T16:30:00Z`), place: '' });
      await openMeeting(held.house, held.pat(), meetingId);
      await held.mark(meetingId, 'present', 'Commissioner');
      await endMeeting(held.house, held.pat(), meetingId);
      expect((await run())?.missedInARow).toBe(0);
    });
  });

  describe('votes', () => {
    test('are one a seat; changing one keeps the earlier; the same again changes nothing', async () => {
      const { meetingId, itemId } = await held.underWay();
      for (const choice of ['for', 'for', 'against'] as const) await castVote(held.house, held.place.acting('cara'), itemId, { seatId: held.seats['Mill PCN']!, choice });
      expect((await meetingOf(held.database.as(), meetingId))!.votes.map(({ choice, replacedAt }) => [choice, replacedAt !== null])).toEqual([['for', true], ['against', false]]);
      await castVote(held.house, held.pat(), itemId, { seatId: held.seats['Mill PCN']!, choice: null });
      expect((await meetingOf(held.database.as(), meetingId))!.votes.every(({ replacedAt }) => replacedAt !== null)).toBe(true);
    });

    test('that tie are decided by the chair’s casting vote; without it what is called agreed is marked', async () => {
      const { itemId } = await held.underWay();
      await castVotes(held.house, held.pat(), itemId, [['Chair', 'for'], ['Mill PCN', 'for'], ['Weir PCN', 'against'], ['LMC', 'against']].map(([title, choice]) => ({ seatId: held.seats[title!]!, choice: choice as 'for' })));
      const decision = await held.decided(itemId, { castingVote: 'for' });
      expect([decision.standing, decision.voteResult?.outcome, decision.voteResult?.castingVote]).toEqual(['stands', 'carried', 'for']);
      const { itemId: second } = await underWayAgain();
      await castVotes(held.house, held.pat(), second, [{ seatId: held.seats['Chair']!, choice: 'for' }, { seatId: held.seats['Mill PCN']!, choice: 'against' }]);
      const marked = await held.decided(second);
      expect([marked.standing, finding(marked.findings, 'vote')?.says]).toEqual(['marked', 'It was recorded as agreed, but the vote did not carry it. A tie: the chair has the casting vote, and has not given it. 1 for, 1 against, 0 abstaining.']);
    });

    async function underWayAgain() {
      const meetingId = await callMeeting(held.house, held.pat(), { forumCode: TEAM, startsAt: new Date(`${held.day}T14:00:00Z`), endsAt: new Date(`${held.day}T15:00:00Z`), place: '' });
      const itemId = await addItem(held.house, held.pat(), meetingId, { title: 'Again', purpose: 'decision' });
      await openMeeting(held.house, held.pat(), meetingId);
      await held.mark(meetingId, 'present', 'Chair', 'Mill PCN', 'Weir PCN', 'LMC');
      return { itemId };
    }

    test('are cast only while the meeting is under way and the item open', async () => {
      const meetingId = await held.call();
      const itemId = await addItem(held.house, held.pat(), meetingId, { title: 'Soon', purpose: 'decision' });
      expect(await code(held.vote(itemId, 'Chair', 'for'))).toBe('meeting-not-so');
      await openMeeting(held.house, held.pat(), meetingId);
      expect(await code(held.vote(itemId, 'Chair', 'for'))).toBe('nobody-there');
      await held.mark(meetingId, 'present', 'Chair');
      await closeItem(held.house, held.pat(), itemId, null);
      expect(await code(held.vote(itemId, 'Chair', 'for'))).toBe('item-closed');
      await reopenItem(held.house, held.pat(), itemId);
      expect(await code(held.vote(itemId, 'Chair', 'for'))).toBe('done');
    });
  });

  describe('conflicts', () => {
    test('are ruled on by the chair and counted anew for that item only', async () => {
      const { meetingId, itemId } = await held.underWay(['Chair', 'Mill PCN', 'Weir PCN']);
      const other = await addItem(held.house, held.pat(), meetingId, { title: 'Another', purpose: 'decision' });
      const conflictId = await declareConflict(held.house, held.place.acting('cara'), itemId, { personId: 'cara', words: 'I own shares in the hub.' });
      expect(await code(declareConflict(held.house, held.place.acting('cara'), itemId, { personId: 'cara' }))).toBe('already-declared');
      expect(await code(declareConflict(held.house, held.pat(), itemId, { personId: 'adam' }))).toBe('no-seat');
      expect(await code(ruleOnConflict(held.house, held.place.acting('colin'), conflictId, { ruling: 'stay', ruledBy: 'colin' }))).toBe('not-to-rule');
      await ruleOnConflict(held.house, held.pat(), conflictId, { ruling: 'stay', ruledBy: 'pat' });
      await ruleOnConflict(held.house, held.pat(), conflictId, { ruling: 'stay-without-vote', ruledBy: 'pat' });
      expect(await code(castVote(held.house, held.place.acting('cara'), itemId, { seatId: held.seats['Mill PCN']!, choice: 'for' }))).toBe('ruled-out');
      const decision = await held.decided(itemId);
      expect([decision.standing, finding(decision.findings, 'quorum')?.says, decision.representatives]).toEqual(['marked', 'Not quorate: 2 of 5 voting seats filled, 3 needed. 1 voting seat is left out for a conflict of interest.', ['pat', 'colin']]);
      expect((await held.decided(other)).standing).toBe('stands');
      expect((await meetingOf(held.database.as(), meetingId))!.conflicts).toMatchObject([{ words: 'I own shares in the hub.', ruling: { ruling: 'stay-without-vote', ruledByName: 'Dr Pat Lead' } }]);
    });

    test('of the chair are ruled on by another voting member; a vote in spite of a ruling is recorded, not counted, and marked', async () => {
      const { itemId } = await held.underWay();
      const conflictId = await declareConflict(held.house, held.pat(), itemId, { personId: 'pat', words: 'My partner works there.' });
      expect(await code(ruleOnConflict(held.house, held.pat(), conflictId, { ruling: 'stay', ruledBy: 'pat' }))).toBe('own-conflict');
      await ruleOnConflict(held.house, held.place.acting('lena'), conflictId, { ruling: 'leave', ruledBy: 'lena' });
      for (const title of ['Mill PCN', 'Weir PCN', 'LMC']) await held.vote(itemId, title, 'for');
      expect(await code(held.vote(itemId, 'Chair', 'for'))).toBe('ruled-out');
      await castVote(held.house, held.place.console, itemId, { seatId: held.seats['Chair']!, choice: 'for' });
      const decision = await held.decided(itemId);
      expect(decision.voteResult).toMatchObject({ for: 3, leftOut: 1 });
      expect(finding(decision.findings, 'conflicts')).toMatchObject({ isMet: false, says: 'Whoever voted for the seat “Chair” was ruled out of the vote for a conflict of interest.' });
    });

    test('that nobody ruled on are said; one declared by a slip is taken back', async () => {
      const { itemId } = await held.underWay();
      const conflictId = await declareConflict(held.house, held.pat(), itemId, { personId: 'colin' });
      await withdrawConflict(held.house, held.place.acting('colin'), conflictId);
      await declareConflict(held.house, held.pat(), itemId, { personId: 'lena' });
      expect(finding((await held.decided(itemId)).findings, 'conflicts')?.says).toBe('Nobody ruled on a conflict of interest that was declared.');
    });

    test('of everybody leave nobody to decide', async () => {
      const { itemId } = await held.underWay(['Chair']);
      for (const personId of Object.values(HOLDERS)) await declareConflict(held.house, held.pat(), itemId, { personId });
      await sql`insert into conflict_ruling (conflict_id, ruling, ruled_by, at, recorded_by) select id, 'leave', 'sam', ${held.house.now().toISOString()}, 'console:test' from conflict where item_id = ${itemId}`.execute(held.database.as());
      expect(finding((await held.decided(itemId)).findings, 'quorum')?.says).toMatch(/^There is nobody who could be counted/);
    });
  });
});
