import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import { actionsCarriedTo, actionsOf } from './actions.ts';
import { decisionCounts, decisionOf, decisionsAbout, decisionsOwing, suggestionsFor } from './decisions.ts';
import { attendanceRuns, itemsAbout, meetingOf, meetingsBetween, meetingsOf } from './meetings.ts';

const FORUM = 'upper-ashvale-gp';
const NOWHERE = '00000000-0000-4000-8000-000000000000';

onBothEngines('a forum that never met', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase(engine);
    await inventedPlace(database);
  });
  afterAll(() => database.close());

  test('has no meetings, decisions, actions or anything waiting', async () => {
    const db = database.as();
    const subject = { module: 'voice', kind: 'question', id: 'Q1' };
    expect([await meetingsOf(db, FORUM), await meetingsBetween(db, DAY, DAY), await attendanceRuns(db, FORUM, DAY), await itemsAbout(db, subject), await decisionsAbout(db, subject)]).toEqual([[], [], [], [], []]);
    expect([await decisionsOwing(db, FORUM), await suggestionsFor(db, FORUM), await actionsOf(db, { forumCode: FORUM }), await actionsOf(db, { personId: 'pat' })]).toEqual([[], [], [], []]);
    expect(await actionsCarriedTo(db, { id: NOWHERE, forumCode: FORUM, startsAt: new Date(`${DAY}T09:00:00Z`) })).toEqual([]);
    expect(await decisionCounts(db, FORUM, DAY, DAY)).toEqual({ meeting: 0, 'chairs-action': 0, 'urgent-action': 0, outside: 0 });
  });

  test.each([NOWHERE, 'Q1', "' or 1=1"])('has none by the number %s', async (id) => {
    expect([await meetingOf(database.as(), id), await decisionOf(database.as(), id)]).toEqual([null, null]);
  });
});
