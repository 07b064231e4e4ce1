import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { declareInterest, endInterest, reviewInterests, withdrawInterest } from '../commands/declareInterest.ts';
import { endHolding, fillSeat } from '../commands/fillSeat.ts';
import { endRepresentation, leadProgramme, setRepresentation } from '../commands/representPcns.ts';
import type { RepresentationEntry } from '../domain/representation.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace, PersonKey } from '../testing/inventedPlace.ts';
import { forumCheck } from './forumCheck.ts';
import { seatsOn } from './forums.ts';
import { forumTasks } from './forumTasks.ts';
import { interestsOfForum, interestsOfPerson, reviewOfPerson } from './interests.ts';
import { portfolioOn, representationOn } from './representation.ts';
import { seatAlarms } from './seatAlarms.ts';

const [GP, TOGETHER] = ['upper-ashvale-gp', 'upper-ashvale-together'];
const refusedBy = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error)));

onBothEngines('a forum that is looked at', (engine) => {
  let database: Database;
  let place: InventedPlace;
  let house: InventedPlace['governance'];
  const as = (key: PersonKey) => place.acting(key);
  const tasksOf = async (key: PersonKey) => (await forumTasks(house)({ personId: key, permissions: as(key).permissions }, house.now())).map(({ id, title, due }) => ({ id, title, due }));
  beforeEach(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
    house = place.governance;
    return () => database.close();
  });

  /** A meeting that has ended, to which these seats came. */
  async function meetingOn(day: string, forum: string, came: string[]): Promise<void> {
    const { rows } = await sql<{ id: string }>`insert into meeting (forum_code, starts_at, ends_at, is_public, state, called_at, called_by) values (${forum}, ${`${day}T10:00:00Z`}, ${`${day}T12:00:00Z`}, true, 'ended', ${`${day}T12:00:00Z`}, 'ivy') returning id`.execute(database.as());
    for (const { id, title, holder } of await seatsOn(database.as(), forum, isoDate(day))) {
      if (holder) await sql`insert into attendance (meeting_id, seat_id, person_id, capacity, status, recorded_at, recorded_by) values (${rows[0]!.id}, ${id}, ${holder.personId}, 'holder', ${came.includes(title) ? 'present' : 'absent'}, now(), 'ivy')`.execute(database.as());
    }
  }

  describe('against the rules', () => {
    test('finds its bodies in the register: the federation, each PCN, the LMC, the councils of the place', async () => {
      const [team, partnership] = await Promise.all([forumCheck(house, GP!, DAY), forumCheck(house, TOGETHER!, DAY)]);
      expect(team.ok && team.value.findings.map(({ about, bodyCode, state }) => [about, bodyCode, state])).toEqual([['Ashvale Federation', 'GF-1', 'met'], ['Mill PCN', 'UZ001', 'met'], ['Weir PCN', 'UZ002', 'met'], ['Ashvale LMC', 'LM-1', 'met'], [null, null, 'met']]);
      expect(partnership.ok && partnership.value.findings.map(({ ruleId, state }) => `${ruleId.split('/')[1]} ${state}`)).toEqual(['primary-care met', 'councils vacant', 'director-of-public-health vacant', 'acute not-met', 'community not-met', 'mental-health not-met', 'people-who-use-services not-met']);
      expect(await forumCheck(house, 'nowhere', DAY)).toMatchObject({ ok: false, refusal: { code: 'forum-not-found' } });
    });

    test('sees that nobody came two meetings running', async () => {
      await meetingOn('2026-04-01', TOGETHER!, ['Chair', 'General practice']);
      await meetingOn('2026-05-01', TOGETHER!, ['Chair']);
      expect(await seatAlarms(database.as(), DAY)).toEqual([]);
      await meetingOn('2026-05-15', TOGETHER!, ['Chair']);
      const check = await forumCheck(house, TOGETHER!, DAY);
      expect(check.ok && check.value.findings[0]).toMatchObject({ state: 'unattended', says: 'General practice: nobody came to the last 2 meetings.' });
      expect(await seatAlarms(database.as(), DAY)).toMatchObject([{ forumCode: TOGETHER, seatTitle: 'General practice', kind: 'empty', missedInARow: 2 }]);
    });
  });

  test('raises an alarm for a vacant seat of general practice, before those who keep the forum and nobody else', async () => {
    const seat = (await seatsOn(database.as(), TOGETHER!, DAY)).find(({ title }) => title === 'General practice')!;
    await endHolding(house, as('ivy'), { holdingId: seat.holder!.holdingId, lastDay: isoDate('2026-05-20') });
    expect(await seatAlarms(database.as(), DAY)).toMatchObject([{ seatTitle: 'General practice', kind: 'vacant', heldUntil: '2026-05-20' }]);
    expect(await tasksOf('ivy')).toContainEqual({ id: `governance/seat/${seat.id}/vacant`, title: 'Fill the seat “General practice” of the Upper Ashvale Together', due: null });
    for (const key of ['cara', 'tara', 'lena'] as const) expect((await tasksOf(key)).map(({ id }) => id)).not.toContain(`governance/seat/${seat.id}/vacant`);
    await fillSeat(house, as('ivy'), { seatId: seat.id, personId: 'colin', capacity: 'holder', from: DAY });
    expect(await seatAlarms(database.as(), DAY)).toEqual([]);
  });

  describe('its register of interests', () => {
    const SHARES = { kind: 'financial' as const, words: 'Partner in a pharmacy at Mill Street', from: isoDate('2020-01-01') };

    test('holds what each declared of their own, apart from the chain, with what is overdue', async () => {
      expect(await tasksOf('cara')).toMatchObject([{ id: 'governance/interests', title: 'Declare your interests, or that you have none', due: '2024-04-29' }]);
      await declareInterest(house, as('cara'), SHARES);
      const entries = await interestsOfForum(database.as(), GP!, DAY);
      expect(entries.map(({ name, review }) => [name, review.isOverdue])).toEqual([['Dr Pat Lead', true], ['Ivy Commissioner', true], ['Fred Director', true], ['Dr Lena Officer', true], ['Dr Cara Director', false], ['Mina Manager', true], ['Dr Colin Director', true]]);
      expect(entries[4]).toMatchObject({ seats: ['Mill PCN'], interests: [{ words: SHARES.words, declaredOn: DAY }], review: { lastReviewedOn: DAY, dueOn: '2027-06-01' } });
      expect(JSON.stringify((await sql`select detail from audit_entry`.execute(database.as())).rows)).not.toContain('pharmacy');
      expect(await tasksOf('cara')).toEqual([]);
    });

    test('is reviewed once a year, also by one who has none', async () => {
      await reviewInterests(house, as('colin'));
      expect(await reviewOfPerson(database.as(), 'colin', isoDate('2027-06-01'))).toEqual({ lastReviewedOn: DAY, dueOn: '2027-06-01', isOverdue: false });
      place.setNow('2027-06-02');
      expect(await tasksOf('colin')).toMatchObject([{ title: 'Review your interests', due: '2027-06-01' }]);
      expect((await interestsOfForum(database.as(), GP!, isoDate('2027-06-02'))).find(({ personId }) => personId === 'colin')).toMatchObject({ interests: [], review: { isOverdue: true } });
      await reviewInterests(house, as('colin'));
      expect(await tasksOf('colin')).toEqual([]);
    });

    test('shows what ended only up to its last day, and what was taken back no more', async () => {
      const [ended, slip] = [await declareInterest(house, as('cara'), SHARES), await declareInterest(house, as('cara'), { ...SHARES, kind: 'indirect', words: 'A slip' })];
      await endInterest(house, as('cara'), { interestId: ended, lastDay: isoDate('2026-06-30') });
      await withdrawInterest(house, as('cara'), slip);
      const shown = async (day: string) => (await interestsOfForum(database.as(), GP!, isoDate(day))).flatMap(({ interests }) => interests.map(({ words }) => words));
      expect([await shown('2026-06-30'), await shown('2026-07-01')]).toEqual([[SHARES.words], []]);
      expect(await interestsOfPerson(database.as(), 'cara')).toMatchObject([{ words: SHARES.words, to: '2026-07-01' }]);
      expect((await sql`select 1 from interest`.execute(database.as())).rows).toHaveLength(3);
    });

    test('is changed by nobody but its owner, and only by those who sit in a forum', async () => {
      const own = await declareInterest(house, as('cara'), SHARES);
      expect(await refusedBy(endInterest(house, as('pat'), { interestId: own, lastDay: DAY }))).toBe('not-allowed');
      expect(await refusedBy(withdrawInterest(house, as('pat'), own))).toBe('not-allowed');
      expect(await refusedBy(withdrawInterest(house, as('cara'), 'no number'))).toBe('interest-not-found');
      expect(await refusedBy(endInterest(house, as('cara'), { interestId: own, lastDay: isoDate('2019-01-01') }))).toBe('ends-before-it-begins');
      expect(await refusedBy(declareInterest(house, as('adam'), SHARES))).toBe('no-seat');
      for (const nobody of [as('adam'), place.console]) expect(await refusedBy(reviewInterests(house, nobody))).toBe('no-seat');
    });

    test('refuses what is no interest, saying why', async () => {
      const cases: [string, object][] = [['interest-kind-unknown', { kind: 'spiritual' }], ['interest-words-missing', { words: '  ' }], ['interest-words-too-long', { words: 'x'.repeat(2001) }], ['ends-before-it-begins', { lastDay: isoDate('2019-01-01') }]];
      for (const [code, change] of cases) expect(await refusedBy(declareInterest(house, as('cara'), { ...SHARES, ...change }))).toBe(code);
    });
  });

  describe('its PCNs', () => {
    const LEAD: RepresentationEntry = { way: 'lead-pcn', leadCode: 'UZ001', quarterSessionsAWeek: 6, costPenceAYear: 2_400_050, resourcedByCode: null, from: isoDate('2026-01-01') };

    test('are spoken for in one way at a time, which the next one ends', async () => {
      await setRepresentation(house, as('ivy'), TOGETHER!, LEAD);
      await setRepresentation(house, as('ivy'), TOGETHER!, { way: 'neutral-manager', quarterSessionsAWeek: 16, costPenceAYear: 4_000_000, resourcedByCode: 'PB-1', from: isoDate('2026-06-01') });
      expect(await representationOn(database.as(), TOGETHER!, isoDate('2026-05-31'))).toMatchObject({ way: 'lead-pcn', leadCode: 'UZ001', quarterSessionsAWeek: 6, costPenceAYear: 2_400_050, resourcedByCode: null, to: '2026-06-01' });
      expect(await representationOn(database.as(), TOGETHER!, DAY)).toMatchObject({ way: 'neutral-manager', resourcedByCode: 'PB-1' });
      expect(await refusedBy(setRepresentation(house, as('ivy'), TOGETHER!, LEAD))).toBe('representation-overlaps');
    });

    const REFUSED: [code: string, change: Partial<RepresentationEntry>][] = [
      ['representation-way-unknown', { way: 'drawing-straws' as never }], ['lead-pcn-missing', { leadCode: null }], ['lead-pcn-unwanted', { way: 'elected' }], ['sessions-out-of-range', { quarterSessionsAWeek: 1.5 }],
      ['cost-out-of-range', { costPenceAYear: -1 }], ['organisation-unknown', { resourcedByCode: 'NOBODY' }], ['organisation-unknown', { leadCode: 'NOBODY' }], ['ends-before-it-begins', { lastDay: isoDate('2025-01-01') }],
    ];
    test('are refused what is no way of speaking for them, saying why', async () => {
      for (const [code, change] of REFUSED) expect(await refusedBy(setRepresentation(house, as('ivy'), TOGETHER!, { ...LEAD, ...change }))).toBe(code);
    });

    test('lead on programmes for one another, one at a time', async () => {
      const id = await leadProgramme(house, as('ivy'), TOGETHER!, { programme: 'Frailty', personId: 'cara', pcnCode: 'UZ001', from: isoDate('2026-01-01') });
      expect(await refusedBy(leadProgramme(house, as('ivy'), TOGETHER!, { programme: 'frailty', personId: 'colin', from: DAY }))).toBe('programme-has-lead');
      expect(await refusedBy(leadProgramme(house, as('ivy'), TOGETHER!, { programme: ' ', personId: 'colin', from: DAY }))).toBe('programme-missing');
      await endRepresentation(house, as('ivy'), { of: 'portfolio', id, lastDay: isoDate('2026-05-31') });
      await leadProgramme(house, as('ivy'), TOGETHER!, { programme: 'Frailty', personId: 'colin', pcnCode: 'UZ002', from: DAY });
      expect([await portfolioOn(database.as(), TOGETHER!, isoDate('2026-05-31')), await portfolioOn(database.as(), TOGETHER!, DAY)]).toMatchObject([[{ name: 'Dr Cara Director' }], [{ name: 'Dr Colin Director', pcnCode: 'UZ002' }]]);
    });

    test('are set by nobody who does not keep the forum; a slip is taken back', async () => {
      const id = await setRepresentation(house, as('ivy'), TOGETHER!, LEAD);
      expect(await refusedBy(setRepresentation(house, as('cara'), TOGETHER!, LEAD))).toBe('not-allowed');
      expect(await refusedBy(leadProgramme(house, as('cara'), TOGETHER!, { programme: 'Frailty', personId: 'cara', from: DAY }))).toBe('not-allowed');
      expect(await refusedBy(endRepresentation(house, as('cara'), { of: 'representation', id, lastDay: null }))).toBe('not-allowed');
      await endRepresentation(house, as('ivy'), { of: 'representation', id, lastDay: null });
      expect(await representationOn(database.as(), TOGETHER!, DAY)).toBeNull();
      expect(await refusedBy(endRepresentation(house, as('ivy'), { of: 'representation', id, lastDay: null }))).toBe('representation-not-found');
    });
  });
});
