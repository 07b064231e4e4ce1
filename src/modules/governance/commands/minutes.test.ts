import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { agreedVersion, meetingsWithoutMinutes, minutesOf } from '../queries/minutes.ts';
import { inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace } from '../testing/inventedPlace.ts';
import { plantMeeting } from '../testing/plantedMeeting.ts';
import type { PlantedMeeting } from '../testing/plantedMeeting.ts';
import { agreeMinutes, correctMinutes, writeMinutes } from './minutes.ts';

onBothEngines('minutes', (engine) => {
  let database: Database;
  let place: InventedPlace;
  let planted: PlantedMeeting;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
    planted = await plantMeeting(database);
  });
  afterAll(() => database.close());

  const sam = () => place.acting('sam');
  const correction = (basedOn: number, words = 'Corrected', why = 'A name was wrong') => ({ meetingId: planted.meetingId, words, privateWords: null, why, basedOn });

  test('are made from what happened, corrected, and agreed by a later meeting; every version stays', async () => {
    const { governance } = place;
    await expect(correctMinutes(governance, sam(), correction(1))).rejects.toMatchObject({ refusal: { code: 'minutes-not-found' } });
    expect(await meetingsWithoutMinutes(database.as(), 'upper-ashvale-together')).toEqual([{ id: planted.meetingId, day: '2026-05-20' }]);
    expect(await writeMinutes(governance, sam(), planted.meetingId)).toBe(1);
    expect(await meetingsWithoutMinutes(database.as(), 'upper-ashvale-together')).toEqual([]);
    expect(await correctMinutes(governance, sam(), correction(1))).toBe(2);
    expect(agreedVersion(await minutesOf(database.as(), planted.meetingId))).toBeNull();
    const agreeing = { meetingId: planted.meetingId, version: 2, agreedAtMeeting: planted.nextMeetingId };
    await expect(agreeMinutes(governance, sam(), agreeing)).rejects.toMatchObject({ refusal: { code: 'not-a-later-meeting' } });
    await sql`update meeting set state = 'open' where id = ${planted.nextMeetingId}`.execute(database.as());
    await expect(agreeMinutes(governance, sam(), { ...agreeing, version: 1 })).rejects.toMatchObject({ refusal: { code: 'minutes-changed' } });
    await agreeMinutes(governance, sam(), agreeing);
    await expect(agreeMinutes(governance, sam(), agreeing)).rejects.toMatchObject({ refusal: { code: 'minutes-agreed' } });
    await correctMinutes(governance, sam(), correction(2, 'Corrected once more', 'A figure was wrong'));
    const versions = await minutesOf(database.as(), planted.meetingId);
    expect(versions).toMatchObject([
      { version: 1, why: null, agreed: null, madeByName: 'Sam Secretary', words: expect.stringContaining('# Minutes of the Upper Ashvale Together'), privateWords: expect.stringContaining('The rent of the old clinic') },
      { version: 2, why: 'A name was wrong', words: 'Corrected', privateWords: null, agreed: { meetingId: planted.nextMeetingId, day: '2026-06-17' } },
      { version: 3, why: 'A figure was wrong', agreed: null },
    ]);
    expect(versions[0]!.words).not.toContain('The rent of the old clinic');
    expect(agreedVersion(versions)?.version).toBe(2);
  });

  test('two who correct one version at the same instant: one does, the other is told', async () => {
    const latest = (await minutesOf(database.as(), planted.meetingId)).at(-1)!.version;
    const outcomes = await Promise.allSettled([correctMinutes(place.governance, sam(), correction(latest, 'One')), correctMinutes(place.governance, place.acting('ivy'), correction(latest, 'Two'))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { refusal: { code: 'minutes-changed' } } });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['written by somebody who does not keep the forum', () => writeMinutes(place.governance, place.acting('tara'), planted.meetingId), 'not-allowed'],
    ['of a meeting that is not there', () => writeMinutes(place.governance, sam(), 'nothing'), 'meeting-not-found'],
    ['of a meeting that has not ended', () => writeMinutes(place.governance, sam(), planted.nextMeetingId), 'meeting-not-ended'],
    ['corrected without a reason', () => correctMinutes(place.governance, sam(), correction(9, 'x', ' ')), 'reason-missing'],
    ['made empty', () => correctMinutes(place.governance, sam(), correction(9, ' ')), 'minutes-empty'],
    ['without an end', () => correctMinutes(place.governance, sam(), correction(9, 'x'.repeat(60_001))), 'minutes-too-long'],
    ['saved as they are', async () => {
      const { version, words } = (await minutesOf(database.as(), planted.meetingId)).at(-1)!;
      return correctMinutes(place.governance, sam(), correction(version, words!));
    }, 'nothing-changed'],
  ])('are refused %s', async (_what, act, code) => {
    await expect(act()).rejects.toMatchObject({ refusal: { code } });
  });

  test('a version is never changed', async () => {
    await expect(database.runScript(`update minutes_version set why = 'x'`)).rejects.toThrow('never changed');
  });
});
