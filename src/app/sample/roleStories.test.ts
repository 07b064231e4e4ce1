import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programmeOf, programmesOf } from '#programmes';
import { belongingOfPcn, leftWithout, loadOfPcn, planOf, postsOf, rotasOf, turnoverOf } from '#workforce';
import { yearOf } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import { plantedSample } from '../../../tests/testing/index.ts';
import { settingsFor } from '../../../tests/testing/sampleTemplate.ts';
import { readSettings } from '../settings.ts';
import { openSystem } from '../system.ts';
import type { System } from '../system.ts';
import { todayOf } from '../today.ts';
import { castOf } from './cast.ts';
import type { Cast } from './cast.ts';

const [HOME, NOWHERE] = ['XU007', 'XU009'];

let discard: () => void;
let system: System;
let cast: Cast;
let tasksOf: (mailbox: string) => Promise<string[]>;
beforeAll(async () => {
  const sample = await plantedSample();
  discard = sample.discard;
  const settings = readSettings(settingsFor(sample.data), sample.data);
  system = await openSystem(settings, true);
  cast = await castOf(system, settings);
  const today = todayOf(system, settings, (looksFor, error) => {
    throw new Error(`Today could not look for ${looksFor}`, { cause: error });
  });
  tasksOf = async (mailbox) => {
    const { personId, permissions } = await cast.acting(mailbox);
    return (await today({ personId: personId!, permissions })).tasks.map(({ title }) => title);
  };
  // The first of all test files to ask for a sample waits while it is planted.
}, 300_000);
afterAll(async () => {
  await system.close();
  discard();
});

const workforce = () => cast.contexts.workforce;
const day = () => workforce().today();
const belonging = async (mailbox: string, pcnCode: string) => belongingOfPcn(workforce(), await cast.acting(mailbox), { pcnCode, on: day() });

describe('the roles of Dapplemere are at home', () => {
  test('all that are filled have a home, in a practice or in a team', async () => {
    const { counts, posts } = await belonging('jonah.wrenfield', HOME);
    expect(counts).toEqual({ practice: 4, team: 7, nowhere: 0, vacant: 1 });
    expect(posts.filter(({ belonging: { isVacant } }) => isVacant).map(({ post }) => post.reference)).toEqual(['SP-LW2']);
  });

  test('eight people answered the pulse: it is shown, and a second round asks now', async () => {
    const [now, before] = (await belonging('joss.quillfeather', HOME)).pulses;
    expect(now).toMatchObject({ isOpen: true, results: null });
    expect(before!.results!.map(({ people }) => people.from)).toEqual([5, 5, 5, 5]);
    expect(await tasksOf('saffron.wetherby')).toContain('Say how your post is for you');
  });

  test('the new pharmacist began four days ago, in the team of the one who manages her, and a job is shared by two', async () => {
    const posts = await postsOf(workforce(), { pcnCode: HOME, on: day() });
    const of = (reference: string) => posts.find((post) => post.reference === reference)!;
    expect(of('CP2').holders).toMatchObject([{ wte: '1', startsOn: addDays(day(), -4), endsOn: null }]);
    expect(of('CP2').lineManagerId).toBe(of('SP1').holders[0]!.staffId);
    expect(of('SP-LW1').holders.map(({ wte }) => wte).sort()).toEqual(['0.4', '0.6']);
  });

  test('the practice of the supervising partner carries much and receives little', async () => {
    const { practices, supervisors } = await loadOfPcn(workforce(), await cast.acting('oluwaseun.oyelaran'), { pcnCode: HOME, on: day() });
    expect(practices.filter(({ isImbalanced }) => isImbalanced).map(({ practiceCode }) => practiceCode)).toEqual(['XX045']);
    expect(practices.find(({ practiceCode }) => practiceCode === 'XX045')!.recorded).toMatchObject({ supervision: 3 * (240 + 300 + 240 + 360), recruitment: 540 });
    expect(supervisors.find(({ name }) => name === 'Dr Oluwaseun Oyelaran')).toMatchObject({ supervised: 5, managed: 0 });
  });

  test('three left in as many years, one post is vacant, and what beginning again costs is known in part', async () => {
    const { leavers, left, vacancies, startingOver } = await turnoverOf(workforce(), await cast.acting('joss.quillfeather'), { code: HOME, since: null });
    expect([leavers, left!.map(({ reason }) => reason)]).toEqual([3, ['Moved away, or family', 'A post in a hospital, a community service or a pharmacy', 'Retired']]);
    expect(vacancies.filter(({ to }) => to === null)).toHaveLength(1);
    expect(startingOver).toMatchObject({ eachPence: 451_000, totalPence: 902_000 });
  });

  test('the physiotherapist is shared by list, and in three weeks Mereside had 150 minutes too few', async () => {
    const { posts } = await rotasOf(workforce(), await cast.acting('piers.raskelf'), HOME);
    const { now, found } = posts.find(({ reference }) => reference === 'FCP1')!;
    expect(now).toMatchObject({ sharedBy: 'list', minutesPerWeek: 2_250 });
    expect(found.weeks).toHaveLength(3);
    expect(found.practices.find(({ practiceCode }) => practiceCode === 'XX046')!.difference).toBe(-150);
  });

  test('a scenario of the year stands beside the posts as they are filled, and fits them', async () => {
    const { plans } = await planOf(workforce(), await cast.acting('jonah.wrenfield'), { code: HOME, year: yearOf(day()), rise: null });
    expect(plans.map(({ name, why }) => [name, why])).toEqual([['As the posts are filled', null], ['With every vacancy filled', null], ['A coach for Tuppenny Cross', null]]);
  });
});

describe('the roles of Larkminster Quayside are nowhere', () => {
  test('none has a home, and each lacks at least a home and a place to sit', async () => {
    const { counts, posts, pulses } = await belonging('huw.pemberlark', NOWHERE);
    expect(counts).toEqual({ practice: 0, team: 0, nowhere: 6, vacant: 2 });
    for (const { belonging: { missing } } of posts) expect(missing.map(({ test: id }) => id)).toEqual(expect.arrayContaining(['named-home', 'place-to-sit']));
    expect(pulses).toMatchObject([{ isOpen: false, results: null }]);
  });

  test('half of those who began have gone, within a year and for reasons that can be mended', async () => {
    const { leavers, leaversLastYear, reasons } = await turnoverOf(workforce(), await cast.acting('huw.pemberlark'), { code: NOWHERE, since: null });
    expect([leavers, leaversLastYear]).toEqual([5, 5]);
    expect(reasons![0]).toEqual({ reason: 'Felt at home nowhere', leavers: 2 });
  });

  test('who managed them has left, which asks its clinical director at once, and one supervises too many', async () => {
    const [gone, ...others] = await leftWithout(workforce(), { pcnCode: NOWHERE, on: day() });
    expect(others).toEqual([]);
    expect(gone).toMatchObject({ why: 'left' });
    expect(gone!.posts.map(({ post }) => post.reference)).toEqual(['CC1', 'CP1', 'CP2', 'CP3', 'LW1', 'PA1']);
    expect(await tasksOf('huw.pemberlark')).toContain('Find a line manager for 6 posts of Larkminster Quayside PCN');
    const { supervisors } = await loadOfPcn(workforce(), await cast.acting('huw.pemberlark'), { pcnCode: NOWHERE, on: day() });
    expect(supervisors[0]).toMatchObject({ name: 'Dr Barnabas Crake', supervised: 4 });
  });

  test('nobody of the one PCN sees the posts of the other', async () => {
    await expect(belonging('joss.quillfeather', NOWHERE)).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
    await expect(belonging('ines.marlowe', HOME)).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
  });
});

describe('two programmes with the same name for it', () => {
  const programme = async (mailbox: string) => {
    const { programmes } = cast.contexts;
    const [first] = await programmesOf(programmes, await cast.acting(mailbox));
    return programmeOf(programmes, await cast.acting(mailbox), first!.id);
  };

  test('at Dapplemere every step is met, the change holds, and it is known what it cost and what began it', async () => {
    const { title, steps, measures, cost, uses } = await programme('jonah.wrenfield');
    expect(title).toBe('One visiting team for Dapplemere');
    expect(steps.filter(({ state }) => state !== 'met')).toEqual([]);
    expect(steps[0]!.because[0]).toBe('7 of 8 leaders asked say that standing still is worse: 88%; 75% is needed, which is 6.');
    expect(measures.map(({ difference: { change, pointsBefore } }) => [change, pointsBefore])).toEqual([['better', 6]]);
    expect(measures[0]!.difference.interval!.high).toBeLessThan(0);
    expect(cost).toMatchObject({ enteredPence: 2_460_000, postsPencePerYear: 2 * 5_890_000, postsCounted: 2, postsUnknown: 0 });
    expect(uses.map(({ as }) => as)).toEqual(['decision', 'need', 'money', 'post', 'post']);
  });

  test('at Larkminster Quayside errors 1 to 3 are made: too few want it, one leads it alone, nobody has said what will be different', async () => {
    const { title, steps, peers } = await programme('huw.pemberlark');
    expect(title).toBe('A visiting team for the Quayside');
    expect(steps.filter(({ state }) => state === 'met')).toEqual([]);
    const [urgency, coalition, vision] = steps;
    expect(urgency).toMatchObject({ state: 'at-risk', because: ['2 of 5 leaders asked say that standing still is worse: 40%; 75% is needed, which is 4.', '1 has not answered.'] });
    expect(coalition).toMatchObject({ state: 'at-risk', because: expect.arrayContaining(['It is the clinical director alone.']) });
    expect(vision).toMatchObject({ state: 'not-yet' });
    expect(peers).toMatchObject([{ organisationName: 'Dapplemere PCN', holds: true }]);
  });

  test('who keeps the one that works is asked to tell the others of it within a week', async () => {
    for (const keeper of ['jonah.wrenfield', 'joss.quillfeather']) expect(await tasksOf(keeper)).toContain('Tell the three other PCNs of the Vale: One visiting team for Dapplemere');
  });

  test('who was asked and has not answered is asked by Today, and who keeps the one without a first step gets it', async () => {
    expect(await tasksOf('amabel.bickerdike')).toContain('Say whether standing still is worse: A visiting team for the Quayside');
    expect(await tasksOf('huw.pemberlark')).toEqual(expect.arrayContaining(['Tell the five practices, by e-mail: A visiting team for the Quayside', 'Answer Dapplemere PCN, which offers help: A visiting team for the Quayside']));
  });
});
