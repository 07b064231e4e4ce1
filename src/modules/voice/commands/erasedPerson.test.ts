import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { addItem, callMeeting, castVote, closeItem, declareConflict, declareInterest, endMeeting, endSeatsOf, markAttendance, minutesOf, openMeeting, seatsOn, writeMinutes } from '#governance';
import { atConsole, erasePerson, permissionTable, REGISTER_PERMISSIONS } from '#register';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { canvassedPlace, type CanvassedPlace } from '../testing/canvassedPlace.ts';
import { LEADERSHIP_TEAM } from '../testing/voicePlace.ts';
import { startProposal } from './startProposal.ts';

const NAMED = /Dr Cara Director|cara@example\.org/;
const OWN_WORDS = ['I own shares in the hub', 'My partner works there', 'Our patients wait', 'One list for all', 'Too far for ours'];

onBothEngines('erasing a person', (engine) => {
  let database: Database;
  let house: CanvassedPlace;
  let meetingId: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    house = await canvassedPlace(database);
    const { place, context: { governance } } = house;
    const [pat, cara] = [place.acting('pat'), place.acting('cara')];
    await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values ('h-cara-zza01', 'cara', 'gp-partner', 'ZZA01', '[2024-01-01,)', '[2024-01-01,)')`.execute(database.as());
    await declareInterest(governance, cara, { kind: 'financial', words: 'I own shares in the hub', from: governance.today() });
    const { canvassId } = await house.opened();
    await house.answer('cara', canvassId, 'ZZA01', 'object', 'Too far for ours');
    await startProposal(house.context, cara, { forumCode: LEADERSHIP_TEAM, organisationCode: 'UZ001', title: 'One waiting list', why: 'Our patients wait', better: 'One list for all', evidence: '', links: [], about: [] });
    const seats = await seatsOn(database.as(), LEADERSHIP_TEAM, governance.today());
    meetingId = await callMeeting(governance, pat, { forumCode: LEADERSHIP_TEAM, startsAt: new Date('2026-06-01T12:00:00Z'), endsAt: new Date('2026-06-01T13:00:00Z'), place: '' });
    const itemId = await addItem(governance, pat, meetingId, { title: 'Move the clinic', purpose: 'decision' });
    await openMeeting(governance, pat, meetingId);
    await markAttendance(governance, pat, meetingId, seats.flatMap(({ id, holder }) => (holder ? [{ seatId: id, personId: holder.personId, status: 'present' as const }] : [])));
    const mill = seats.find(({ title }) => title === 'Mill PCN')!.id;
    await castVote(governance, cara, itemId, { seatId: mill, choice: 'for' });
    // Ruled out after the vote, so that what is found of the decision speaks of who voted.
    const conflictId = await declareConflict(governance, cara, itemId, { personId: 'cara', words: 'My partner works there' });
    await sql`insert into conflict_ruling (conflict_id, ruling, ruled_by, at, recorded_by) values (${conflictId}, 'leave', 'pat', ${governance.now().toISOString()}, 'pat')`.execute(database.as());
    await closeItem(governance, pat, itemId, { outcome: 'agreed', decided: 'It moves.', reasons: 'It is nearer.' });
    await endMeeting(governance, pat, meetingId);
    await writeMinutes(governance, pat, meetingId);
    house.place.setNow('2026-06-02');
    const people = { database, now: governance.now, publicUrl: governance.publicUrl, siteName: 'Chorus', permissionTable: permissionTable(REGISTER_PERMISSIONS), onErased: [endSeatsOf] };
    expect((await mentions()).length).toBeGreaterThan(3);
    await erasePerson(atConsole(people, 'test'), 'cara');
  });
  afterAll(() => database.close());

  /** Each row of the whole record that holds their name, address or words, by its table. */
  async function mentions(): Promise<string[]> {
    const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(database.as());
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`select row_to_json(t)::text as text from ${sql.table(name)} t`.execute(database.as());
      for (const { text } of rows) if (NAMED.test(text) || OWN_WORDS.some((words) => text.includes(words))) found.push(name);
    }
    return found;
  }

  test('leaves their name, address and words nowhere in the record but in minutes that were written', async () => {
    expect(await mentions()).toEqual(['words_written']);
    expect((await minutesOf(database.as(), meetingId))[0]?.words).toMatch(NAMED);
  });

  test('leaves their seat vacant from that day, free for another, and what they did under their number', async () => {
    const seatOn = async (day: '2026-06-01' | '2026-06-02') => (await seatsOn(database.as(), LEADERSHIP_TEAM, day as never)).find(({ title }) => title === 'Mill PCN');
    expect((await seatOn('2026-06-02'))?.holder).toBeNull();
    expect((await seatOn('2026-06-01'))?.holder).toMatchObject({ personId: 'cara', name: null });
    const { rows } = await sql`select 1 from canvass_answer where person_id = 'cara' and organisation_code = 'ZZA01' and choice = 'object'`.execute(database.as());
    expect(rows).toHaveLength(1);
  });
});
