import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { PEOPLE, type PersonKey } from '#governance/testing';
import { positionsOf, positionsRead } from '../../queries/positions.ts';
import { questionOf } from '../../queries/questions.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { agreedQuestion, canvassedQuestion, positionDraft, seatIdsOf } from '../../testing/heldQuestion.ts';
import { draftOf, LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { draftQuestion } from '../draftQuestion.ts';
import { agreePosition } from './agreePosition.ts';
import { publishPosition } from './publishPosition.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));

onBothEngines('positions', (engine) => {
  let database: Database;
  let place: VoicePlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
  });
  afterAll(() => database.close());

  test('are agreed once the canvass is closed, and rest on it', async () => {
    const id = await agreedQuestion(place, database);
    expect((await questionOf(database.as(), id))?.state).toBe('position-agreed');
    const [position] = await positionsOf(database.as(), id);
    expect(position).toMatchObject({ version: 1, want: 'The clinic at the hub', refuse: 'No clinic at all: our limit', agreedHow: 'chair', agreedOn: '2026-06-01', publishedAt: null, recordedBy: 'pat' });
    expect(position!.seats.map(({ title }) => title)).toEqual(['Chair', 'LMC', 'Mill PCN', 'Weir PCN']);
    const { rows } = await sql<{ id: string }>`select id from canvass where question_id = ${id}`.execute(database.as());
    expect(position!.canvassId).toBe(rows[0]!.id);
  });

  test('are not agreed while nobody was asked', async () => {
    const id = await draftQuestion(place.voice, place.acting('cara'), LEADERSHIP_TEAM, draftOf());
    expect(await codeOf(agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database)))).toBe('not-from-this-state');
  });

  test('are not agreed while the canvass is open', async () => {
    const id = await canvassedQuestion(place, database);
    await sql`update canvass set closed_at = null, closed_by = null, closes_on = '2099-01-01' where question_id = ${id}`.execute(database.as());
    expect(await codeOf(agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database)))).toBe('something-missing');
  });

  test('are agreed once its last day has passed, which closes it', async () => {
    const id = await canvassedQuestion(place, database);
    await sql`update canvass set closed_at = null, closed_by = null, opened_on = '2026-01-01', closes_on = '2026-01-02' where question_id = ${id}`.execute(database.as());
    expect(await agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database))).toBe(1);
  });

  test('are replaced with a reason, and the one before stays as it was', async () => {
    const id = await agreedQuestion(place, database);
    expect(await codeOf(agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database)))).toBe('invalid-position');
    expect(await agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database, { want: 'Both sites', changeReason: 'The trust offered both' }))).toBe(2);
    expect((await positionsOf(database.as(), id)).map(({ version, want, changeReason }) => [version, want, changeReason])).toEqual([[2, 'Both sites', 'The trust offered both'], [1, 'The clinic at the hub', null]]);
    expect((await questionOf(database.as(), id))?.state).toBe('position-agreed');
  });

  test('agreed by two at once get a version each', async () => {
    const id = await agreedQuestion(place, database);
    const draft = await positionDraft(database, { changeReason: 'Again' });
    expect((await Promise.all([agreePosition(place.voice, place.acting('pat'), id, draft), agreePosition(place.voice, place.acting('pat'), id, draft)])).sort()).toEqual([2, 3]);
  });

  test.each<[who: PersonKey, why: string]>([
    ['ivy', 'sits on the team for the commissioner'], ['tara', 'is of the trust'], ['boris', 'is of the ICB’s board'], ['adam', 'administers'], ['sam', 'keeps another forum'],
    ['mina', 'deputises, and her role leads nothing'], ['cara', 'sits there and is not its chair'], ['paul', 'has no seat'],
  ])('are not recorded outside a meeting by %s, who %s', async (who) => {
    const id = await canvassedQuestion(place, database);
    expect(await codeOf(agreePosition(place.voice, place.acting(who), id, await positionDraft(database)))).toBe('not-allowed');
  });

  test('name seats of the team that were there, one of them of general practice', async () => {
    const id = await canvassedQuestion(place, database);
    const agree = async (more: Parameters<typeof positionDraft>[1]) => codeOf(agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database, more)));
    expect(await agree({ seatIds: [] })).toBe('invalid-position');
    expect(await agree({ seatIds: await seatIdsOf(database, LEADERSHIP_TEAM, ['Commissioner']) })).toBe('invalid-agreement');
    expect(await agree({ seatIds: await seatIdsOf(database, 'upper-ashvale-together', ['Hospitals']) })).toBe('invalid-agreement');
    expect(await agree({ agreedOn: isoDate('2026-06-02') })).toBe('invalid-position');
    expect(await agree({ agreedHow: 'meeting' })).toBe('invalid-position');
    expect(await agree({ agreedHow: 'meeting', meetingId: '00000000-0000-0000-0000-000000000000' })).toBe('invalid-agreement');
    expect(await agree({})).toBe('done');
  });

  test('may be recorded of a meeting of the team by anybody who sits there for general practice', async () => {
    const id = await canvassedQuestion(place, database);
    const { rows } = await sql<{ id: string }>`insert into meeting (forum_code, starts_at, ends_at, is_public, called_at, called_by)
      values (${LEADERSHIP_TEAM}, '2026-05-28T12:00:00Z', '2026-05-28T13:00:00Z', false, '2026-05-01', 'pat') returning id`.execute(database.as());
    const draft = await positionDraft(database, { agreedHow: 'meeting', meetingId: rows[0]!.id });
    expect(await codeOf(agreePosition(place.voice, place.acting('cara'), id, draft))).toBe('invalid-agreement');
    expect(await codeOf(agreePosition(place.voice, place.acting('cara'), id, { ...draft, agreedOn: isoDate('2026-05-28') }))).toBe('done');
  });

  test('are published as what we want and why; nobody outside ever reads the rest', async () => {
    const id = await agreedQuestion(place, database);
    const question = (await questionOf(database.as(), id))!;
    const readAs = async (who: PersonKey) => positionsRead(database.as(), question, await viewerOf(database.as(), place.register, who, place.voice.today()));
    const everybody = Object.keys(PEOPLE) as PersonKey[];
    for (const who of everybody) expect((await readAs(who)).published).toBeNull();
    await publishPosition(place.voice, place.acting('pat'), id, 1);
    await publishPosition(place.voice, place.acting('pat'), id, 1);
    const inside = [];
    for (const who of everybody) {
      const read = await readAs(who);
      expect(read.published).toMatchObject({ want: 'The clinic at the hub', reasons: 'Patients asked for it' });
      expect(JSON.stringify(read.published)).not.toMatch(/fall-back|limit/);
      if (read.versions) inside.push(who);
    }
    expect(inside).toEqual(['cara', 'colin', 'mina', 'lena', 'fred', 'pat']);
    expect(await positionsRead(database.as(), question, null)).toEqual({ published: null, versions: null });
    // A version agreed since is not published with the one before.
    await agreePosition(place.voice, place.acting('pat'), id, await positionDraft(database, { want: 'Both', changeReason: 'New' }));
    expect((await readAs('ivy')).published).toMatchObject({ version: 1 });
    expect(await codeOf(publishPosition(place.voice, place.acting('pat'), id, 1))).toBe('position-replaced');
    expect(await codeOf(publishPosition(place.voice, place.acting('ivy'), id, 2))).toBe('not-allowed');
  });

  test('keep words out of the audit', async () => {
    const { rows } = await sql<{ detail: unknown }>`select detail from audit_entry`.execute(database.as());
    expect(JSON.stringify(rows)).not.toMatch(/fall-back|hub|limit/);
  });
});
