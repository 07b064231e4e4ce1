import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { eraseWordsOf } from '#platform/words/words.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { belongingOfPcn } from '../belonging/index.ts';
import { addStaff, changePost, fillPost } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { answerNotSo, notSoOfPcn, readPost, sayNotSo, withdrawNotSo, yourTasks } from './index.ts';

const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

onBothEngines('what a holder says is not so', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  let [postId, boss, other] = ['', '', ''];
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    place.setNow('2026-06-01');
    const cara = place.acting('cara');
    const staff = (name: string, personId: PersonKey) => addStaff(place.workforce, cara, { pcnCode: 'UZ001', name, personId });
    // Petra fills the post, Mina is its line manager, Milo somebody else of the PCN.
    boss = await staff('Mina Manager', 'mina');
    other = await staff('Milo Manager', 'milo');
    postId = await plantPost(place, { reference: 'CP9', from: '2025-01-01', facts: { lineManagerId: boss, clinicalSupervisorId: other, sitsAt: 'ZZA01' }, fillings: [] });
    await fillPost(place.workforce, cara, { postId, staffId: await staff('Petra Partner', 'petra'), wte: '1', startsOn: isoDate('2026-05-30') });
  });
  afterAll(() => database.close());

  const say = (by: PersonKey = 'petra', more: Partial<{ postId: string; test: string; words: string }> = {}) => sayNotSo(place.workforce, place.acting(by), { postId, test: 'place-to-sit', words: 'There is no desk on Tuesdays', ...more });
  const answer = (by: PersonKey, id: string, words = 'Room 3 is yours from Monday') => answerNotSo(place.workforce, place.acting(by), { id, words });
  const tasks = async (who: PersonKey) => (await yourTasks(place.workforce)(place.acting(who) as never, new Date())).map(({ title }) => title);
  const ASKED = 'Answer: whoever fills CP9 says that “a place to sit” is not so';

  test('is taken from who fills the post, and from nobody else', async () => {
    for (const who of ['mina', 'milo', 'cara', 'colin', 'ivy', 'adam', 'mona'] as const) await expect(say(who)).rejects.toMatchObject(refusal('not-allowed'));
    await expect(say('petra', { postId: 'none' })).rejects.toMatchObject(refusal('not-allowed'));
  });

  test.each<[string, Parameters<typeof say>[1], string, string]>([
    ['a test that is none', { test: 'a-pony' }, 'test-unknown', 'None of the 6'],
    ['no sentence', { words: '  ' }, 'sentence-length', 'Nothing was written'],
    ['a long one', { words: 'x'.repeat(501) }, 'sentence-length', '501'],
  ])('refuses %s', async (_, more, code, words) => {
    await expect(say('petra', more)).rejects.toMatchObject(refusal(code, words));
  });

  test('asks the keeper and the line manager, nobody else, and changes nothing of where the post belongs', async () => {
    const belongs = () => belongingOfPcn(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', on: isoDate('2026-06-01') }).then(({ posts }) => posts.map(({ belonging }) => belonging));
    const before = await belongs();
    const both = await Promise.allSettled([say(), say()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(say()).rejects.toMatchObject(refusal('said-already', '1 June 2026'));
    expect(await belongs()).toEqual(before);
    expect([await tasks('cara'), await tasks('mina')]).toEqual([[ASKED], [ASKED]]);
    for (const who of ['milo', 'colin', 'ivy', 'mona'] as const) expect(await tasks(who)).toEqual([]);
    // No name goes out by e-mail.
    expect(await tasks('petra')).toEqual(['Your new post: who is there for you']);
  });

  test('is answered in a sentence by the line manager or the keeper, once, and goes on being said', async () => {
    const { id } = (await notSoOfPcn(database.as(), 'UZ001'))[0]!;
    for (const who of ['milo', 'petra', 'colin', 'ivy', 'adam'] as const) await expect(answer(who, id)).rejects.toMatchObject(refusal('not-so-not-found'));
    await expect(answer('mina', id, ' ')).rejects.toMatchObject(refusal('sentence-length'));
    await expect(answer('mina', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject(refusal('not-so-not-found'));
    const both = await Promise.allSettled([answer('mina', id), answer('cara', id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await notSoOfPcn(database.as(), 'UZ001')).toMatchObject([{ id, test: 'place-to-sit', postSaid: 'ZZA01', words: 'There is no desk on Tuesdays', withdrawnOn: null, answer: { words: 'Room 3 is yours from Monday', on: '2026-06-01' } }]);
    expect([await tasks('cara'), await tasks('mina')]).toEqual([[], []]);
  });

  test('is taken back by who said it alone, and may be said again', async () => {
    const { id } = (await notSoOfPcn(database.as(), 'UZ001'))[0]!;
    const withdraw = (by: PersonKey) => withdrawNotSo(place.workforce, place.acting(by), { id });
    for (const who of ['mina', 'cara', 'colin'] as const) await expect(withdraw(who)).rejects.toMatchObject(refusal('not-so-not-found'));
    await withdraw('petra');
    await expect(withdraw('petra')).rejects.toMatchObject(refusal('withdrawn-already', '1 June 2026'));
    await say('petra', { test: 'clinical-supervisor', words: 'I have not met him' });
    expect(await tasks('mina')).toEqual(['Answer: whoever fills CP9 says that “a clinical supervisor” is not so']);
  });

  test('is answered by changing what the post says of it, and by no other change', async () => {
    const change = (facts: Parameters<typeof changePost>[2]['change']) => changePost(place.workforce, place.acting('cara'), { postId, from: isoDate('2026-06-01'), change: facts });
    await change({ sitsAt: 'ZZA02' });
    expect(await tasks('mina')).toHaveLength(1);
    await change({ clinicalSupervisorId: boss });
    expect(await tasks('mina')).toEqual([]);
    const said = (await notSoOfPcn(database.as(), 'UZ001')).find(({ test: about }) => about === 'clinical-supervisor')!;
    expect(said).toMatchObject({ postSaid: other, answer: null });
    await expect(answer('mina', said.id)).rejects.toMatchObject(refusal('post-changed'));
  });

  test('is never rewritten; its words can be erased, and what was said stands without them', async () => {
    await expect(sql`update post_not_so set test = 'peers'`.execute(database.as<unknown>())).rejects.toThrow();
    await expect(sql`delete from post_not_so_end`.execute(database.as<unknown>())).rejects.toThrow();
    await database.inTransaction<unknown, void>((transaction) => eraseWordsOf(transaction, 'petra'));
    expect((await notSoOfPcn(database.as(), 'UZ001')).map(({ words }) => words)).toEqual([null, null]);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });

  test('a new post is read once by who fills it; after four weeks nobody asks', async () => {
    await expect(readPost(place.workforce, place.acting('mina'), { postId })).rejects.toMatchObject(refusal('not-allowed'));
    place.setNow('2026-06-26');
    expect(await tasks('petra')).toEqual(['Your new post: who is there for you']);
    place.setNow('2026-06-27');
    expect(await tasks('petra')).toEqual([]);
    place.setNow('2026-06-03');
    await Promise.all([readPost(place.workforce, place.acting('petra'), { postId }), readPost(place.workforce, place.acting('petra'), { postId })]);
    expect(await tasks('petra')).toEqual([]);
  });
});
