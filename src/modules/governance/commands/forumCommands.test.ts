import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { ForumEntry, SeatEntry } from '../domain/forumEntry.ts';
import { forumOf, forumsOn, seatsOn } from '../queries/forums.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace, PersonKey } from '../testing/inventedPlace.ts';
import { closeForum } from './closeForum.ts';
import { createForum, setTerms } from './createForum.ts';
import { endHolding, fillSeat, withdrawHolding } from './fillSeat.ts';
import { addSeat, endSeat, withdrawSeat } from './keepSeats.ts';

const day = isoDate;
const FORUM: ForumEntry = {
  code: 'ashvale-programme', kind: 'programme-group', name: 'Ashvale Frailty Group', organisationCode: 'QZZ', placeCode: 'PL-1', openedOn: day('2026-01-01'),
  terms: { governanceForm: 'consultative-forum', quorum: { least: 2, share: '1/2', sectors: ['general-practice'] }, decisionRule: { kind: 'consent', castingVote: null, weighted: false }, meetsInPublic: false, reportDays: 10 },
};
const CHAIR: SeatEntry = { title: 'Chair', sector: 'general-practice', office: 'chair', filling: 'elected', isVoting: true, from: day('2026-01-01') };

/** The code of what was refused, or what the work gave. */
const refusedBy = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error)));

onBothEngines('forums that people keep', (engine) => {
  let database: Database;
  let place: InventedPlace;
  let house: InventedPlace['governance'];
  const as = (key: PersonKey) => place.acting(key);
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
    house = place.governance;
  });
  afterAll(() => database.close());

  /** A forum of its own for a test, made by its secretary-to-be. */
  let counter = 0;
  let code: string;
  beforeEach(async () => {
    code = `group-${(counter += 1)}`;
    await createForum(house, as('ivy'), { ...FORUM, code });
  });
  const audited = async (action: string) => (await sql<{ detail: Record<string, unknown> }>`select detail from audit_entry where action = ${action} and subject_id = ${code} order by sequence`.execute(database.as())).rows.map(({ detail }) => detail);

  describe('a forum', () => {
    test('is there with its first terms from the day it opens, and its making is in the chain', async () => {
      expect(await forumOf(database.as(), code, DAY)).toMatchObject({ code, kind: 'programme-group', terms: { from: '2026-01-01', to: null, quorum: { least: 2, share: '1/2', sectors: ['general-practice'] }, reportDays: 10 } });
      expect([await audited('create-forum'), await audited('set-terms')]).toMatchObject([[{ kind: 'programme-group', place: 'PL-1' }], [{ least: 2, share: '1/2', rule: 'consent' }]]);
    });

    it.each<[string, Partial<ForumEntry>]>([
      ['forum-code-malformed', { code: 'Not A Code' }],
      ['forum-name-missing', { name: ' ' }],
      ['organisation-unknown', { organisationCode: 'NOBODY' }],
      ['organisation-unknown', { placeCode: 'NOWHERE' }],
      ['forum-code-taken', {}],
    ])('is refused with %s', async (refusal, change) => {
      expect(await refusedBy(createForum(house, as('ivy'), { ...FORUM, code, ...change }))).toBe(refusal);
    });

    test('is added only by those who set forums up', async () => {
      expect(await refusedBy(createForum(house, as('tara'), { ...FORUM, code: 'taras-own' }))).toBe('not-allowed');
    });

    test('made twice at the same instant is made once', async () => {
      const both = await Promise.all([1, 2].map(() => refusedBy(createForum(house, as('ivy'), { ...FORUM, code: `${code}-twice` }))));
      expect(both.sort()).toEqual(['forum-code-taken', `${code}-twice`]);
    });

    test('that closes takes its seats, who holds them and its terms with it, and takes nothing new', async () => {
      const seat = await addSeat(house, as('ivy'), code, CHAIR);
      await fillSeat(house, as('ivy'), { seatId: seat, personId: 'pat', capacity: 'holder', from: day('2026-01-01') });
      await closeForum(house, as('pat'), { forumCode: code, lastDay: day('2026-05-31') });
      expect((await forumsOn(database.as(), DAY)).map((each) => each.code)).not.toContain(code);
      expect(await seatsOn(database.as(), code, DAY)).toEqual([]);
      expect(await seatsOn(database.as(), code, day('2026-05-31'))).toMatchObject([{ title: 'Chair', holder: { personId: 'pat', to: '2026-06-01' } }]);
      expect(await forumOf(database.as(), code, day('2026-05-31'))).toMatchObject({ closedOn: '2026-06-01', terms: { to: '2026-06-01' } });
      expect(await refusedBy(addSeat(house, as('ivy'), code, CHAIR))).toBe('forum-closed');
      expect(await refusedBy(closeForum(house, as('ivy'), { forumCode: code, lastDay: DAY }))).toBe('forum-closed');
    });
  });

  describe('terms', () => {
    test('of a new version end the one before on the day before, which stays as it was', async () => {
      await setTerms(house, as('ivy'), code, { ...FORUM.terms, reportDays: 21, from: day('2026-07-01') });
      expect([(await forumOf(database.as(), code, day('2026-06-30')))?.terms, (await forumOf(database.as(), code, day('2026-07-01')))?.terms]).toMatchObject([{ to: '2026-07-01', reportDays: 10 }, { from: '2026-07-01', to: null, reportDays: 21 }]);
    });

    test('that would begin before those that stand are refused, and so are those before the forum', async () => {
      await setTerms(house, as('ivy'), code, { ...FORUM.terms, from: day('2026-07-01') });
      expect(await refusedBy(setTerms(house, as('ivy'), code, { ...FORUM.terms, from: day('2026-07-01') }))).toBe('terms-overlap');
      expect(await refusedBy(setTerms(house, as('ivy'), code, { ...FORUM.terms, from: day('2025-12-31') }))).toBe('before-the-forum');
    });

    it.each([
      ['quorum-of-nobody', { quorum: { least: 0 } }],
      ['quorum-malformed', { quorum: { least: -1 } }],
      ['quorum-malformed', { quorum: { least: 0, share: '3/2' } }],
      ['quorum-malformed', { quorum: { least: 0, share: '0/2' } }],
      ['quorum-malformed', { quorum: { least: 0, share: 'half' } }],
      ['sector-unknown', { quorum: { least: 1, sectors: ['astrologers' as never] } }],
      ['decision-rule-unknown', { decisionRule: { kind: 'shouting' as never, castingVote: null, weighted: false } }],
      ['governance-form-unknown', { governanceForm: 'monarchy' as never }],
      ['report-days-out-of-range', { reportDays: 0 }],
    ])('are refused with %s', async (refusal, change) => {
      expect(await refusedBy(setTerms(house, as('ivy'), code, { ...FORUM.terms, ...change, from: day('2026-08-01') }))).toBe(refusal);
    });

    test('with a quorum that is a share alone are taken', async () => {
      await setTerms(house, as('ivy'), code, { ...FORUM.terms, quorum: { least: 0, share: '2/3' }, from: day('2026-08-01') });
      expect((await forumOf(database.as(), code, day('2026-08-01')))?.terms?.quorum).toEqual({ least: 0, share: '2/3' });
    });
  });

  describe('seats', () => {
    test('are furnished by whoever sets forums up until there is a chair, and then by the chair', async () => {
      const chair = await addSeat(house, as('lena'), code, CHAIR);
      await fillSeat(house, as('lena'), { seatId: chair, personId: 'cara', capacity: 'holder', from: DAY });
      expect(await refusedBy(addSeat(house, as('lena'), code, { ...CHAIR, office: null, title: 'LMC' }))).toBe('not-allowed');
      expect(await refusedBy(addSeat(house, as('cara'), code, { ...CHAIR, office: null, title: 'PCN' }))).toMatch(/^[0-9a-f-]{36}$/);
      expect(await refusedBy(addSeat(house, as('tara'), code, CHAIR))).toBe('not-allowed');
    });

    it.each<[string, Partial<SeatEntry>]>([
      ['seat-title-missing', { title: '' }],
      ['sector-unknown', { sector: 'astrologers' as never }],
      ['filling-unknown', { filling: 'inherited' as never }],
      ['weight-out-of-range', { weight: -1 }],
      ['office-malformed', { office: 'Medical Director' }],
      ['organisation-unknown', { representsCode: 'NOBODY' }],
      ['ends-before-it-begins', { lastDay: day('2025-12-31') }],
      ['before-the-forum', { from: day('2025-12-31') }],
    ])('are refused with %s', async (refusal, change) => {
      expect(await refusedBy(addSeat(house, as('ivy'), code, { ...CHAIR, ...change }))).toBe(refusal);
    });

    test('end with those in them; one that nobody held can be taken back', async () => {
      const [seat, slip] = [await addSeat(house, as('ivy'), code, { ...CHAIR, office: null, title: 'PCNs' }), await addSeat(house, as('ivy'), code, CHAIR)];
      await fillSeat(house, as('ivy'), { seatId: seat, personId: 'cara', capacity: 'holder', from: day('2026-01-01') });
      await fillSeat(house, as('ivy'), { seatId: seat, personId: 'mina', capacity: 'deputy', from: day('2026-12-01') });
      expect(await refusedBy(withdrawSeat(house, as('ivy'), seat))).toBe('seat-was-held');
      await withdrawSeat(house, as('ivy'), slip);
      await endSeat(house, as('ivy'), { seatId: seat, lastDay: day('2026-06-30') });
      expect(await seatsOn(database.as(), code, day('2026-06-30'))).toMatchObject([{ title: 'PCNs', holder: { personId: 'cara', to: '2026-07-01' } }]);
      expect(await seatsOn(database.as(), code, day('2026-12-01'))).toEqual([]);
      expect(await refusedBy(endSeat(house, as('ivy'), { seatId: slip, lastDay: DAY }))).toBe('seat-not-found');
      expect(await refusedBy(endSeat(house, as('ivy'), { seatId: 'no number', lastDay: DAY }))).toBe('seat-not-found');
    });
  });

  describe('who holds a seat', () => {
    let seat: string;
    beforeEach(async () => void (seat = await addSeat(house, as('ivy'), code, { ...CHAIR, office: null, title: 'PCNs', lastDay: day('2026-12-31') })));
    const fill = (personId: string, change: object = {}) => refusedBy(fillSeat(house, as('ivy'), { seatId: seat, personId, capacity: 'holder', from: day('2026-02-01'), ...change }));

    test('is one person at a time, with deputies beside; nobody is both', async () => {
      await fill('cara');
      expect(await fill('colin')).toBe('seat-taken');
      expect(await fill('cara', { capacity: 'deputy' })).toBe('already-in-seat');
      await fill('mina', { capacity: 'deputy' });
      await fill('milo', { capacity: 'deputy' });
      expect(await fill('milo', { capacity: 'deputy', from: day('2026-03-01') })).toBe('already-in-seat');
      expect(await seatsOn(database.as(), code, DAY)).toMatchObject([{ holder: { personId: 'cara', to: '2027-01-01' }, deputies: [{ personId: 'milo' }, { personId: 'mina' }] }]);
    });

    test('is one outcome where two fill it at the same instant', async () => {
      const both = await Promise.all([fill('cara'), fill('colin')]);
      expect(both.filter((each) => each === 'seat-taken')).toHaveLength(1);
      expect(await seatsOn(database.as(), code, DAY)).toHaveLength(1);
    });

    test('follows another from the day after the last', async () => {
      const holding = String(await fill('cara'));
      await endHolding(house, as('ivy'), { holdingId: holding, lastDay: day('2026-05-31') });
      await fill('colin', { from: DAY });
      expect([(await seatsOn(database.as(), code, day('2026-05-31')))[0]?.holder, (await seatsOn(database.as(), code, DAY))[0]?.holder]).toMatchObject([{ personId: 'cara' }, { personId: 'colin' }]);
    });

    test('ended by mistake goes on again, unless another has followed', async () => {
      const ended = await endHolding(house, as('ivy'), { holdingId: String(await fill('cara')), lastDay: day('2026-05-31') });
      const mended = await endHolding(house, as('ivy'), { holdingId: ended, lastDay: null });
      expect((await seatsOn(database.as(), code, DAY))[0]?.holder).toMatchObject({ personId: 'cara', to: '2027-01-01' });
      const again = await endHolding(house, as('ivy'), { holdingId: mended, lastDay: day('2026-05-31') });
      await fill('colin', { from: DAY });
      expect(await refusedBy(endHolding(house, as('ivy'), { holdingId: again, lastDay: null }))).toBe('seat-taken');
    });

    test('entered by mistake is taken back and stays on record as what was believed', async () => {
      const holding = String(await fill('cara'));
      await withdrawHolding(house, as('ivy'), holding);
      expect((await seatsOn(database.as(), code, DAY))[0]).toMatchObject({ holder: null, heldUntil: null });
      expect((await sql`select withdrawn_by from seat_holding where id = ${holding}`.execute(database.as())).rows).toEqual([{ withdrawn_by: 'ivy' }]);
      expect(await refusedBy(withdrawHolding(house, as('ivy'), holding))).toBe('holding-not-found');
    });

    test('is ended once where two end it at the same instant', async () => {
      const holding = String(await fill('cara'));
      const both = await Promise.all(['2026-05-30', '2026-05-31'].map((lastDay) => refusedBy(endHolding(house, as('ivy'), { holdingId: holding, lastDay: day(lastDay) }))));
      expect(both.filter((each) => each === 'holding-not-found')).toHaveLength(1);
    });

    test('is somebody known, on days on which there is such a seat', async () => {
      expect(await fill('nobody')).toBe('person-unknown');
      expect(await fill('cara', { from: day('2025-12-31') })).toBe('outside-seat');
      expect(await fill('cara', { lastDay: day('2027-01-01') })).toBe('outside-seat');
      expect(await fill('cara', { lastDay: day('2026-01-31') })).toBe('ends-before-it-begins');
    });

    test('is changed by nobody who does not keep the forum', async () => {
      const holding = String(await fill('cara'));
      for (const key of ['tara', 'cara', 'mina'] as const) {
        expect(await refusedBy(endHolding(house, as(key), { holdingId: holding, lastDay: DAY }))).toBe('not-allowed');
        expect(await refusedBy(withdrawHolding(house, as(key), holding))).toBe('not-allowed');
        expect(await refusedBy(endSeat(house, as(key), { seatId: seat, lastDay: DAY }))).toBe('not-allowed');
        expect(await refusedBy(setTerms(house, as(key), code, { ...FORUM.terms, from: day('2026-09-01') }))).toBe('not-allowed');
        expect(await refusedBy(closeForum(house, as(key), { forumCode: code, lastDay: DAY }))).toBe('not-allowed');
      }
    });
  });
});
