import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { belongingPages } from '../../belonging/web/belongingPages.tsx';
import { addStaff, changePost, fillPost, recordAway } from '../../posts/index.ts';
import { postPages } from '../../posts/web/postPages.tsx';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { plantPost } from '../../turnover/testing/plantedPosts.ts';
import { youPages } from './youPages.tsx';

const YOU = '/workforce/you';
let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;
let [postId, mina, milo] = ['', '', ''];

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  place.setNow('2026-07-02');
  const cara = place.acting('cara');
  const staff = (name: string, personId: PersonKey) => addStaff(place.workforce, cara, { pcnCode: 'UZ001', name, personId });
  [mina, milo] = [await staff('Mina <Manager>', 'mina'), await staff('Milo Manager', 'milo')];
  // Petra began two days ago; Milo has supervised her post all the quarter, which another filled until then.
  postId = await plantPost(place, { reference: 'CP9', from: '2025-01-01', facts: { lineManagerId: mina, clinicalSupervisorId: milo, sitsAt: 'ZZA01', meetsEveryWeeks: 2 }, fillings: [{ from: '2025-01-01', to: '2026-06-20' }] });
  await plantPost(place, { reference: 'CP1', from: '2025-01-01', facts: { clinicalSupervisorId: milo }, fillings: [{ from: '2025-01-01' }] });
  await fillPost(place.workforce, cara, { postId, staffId: await staff('Petra Partner', 'petra'), wte: '1', startsOn: isoDate('2026-06-30') });
  site = await placeSite(place, [...youPages(place.workforce), ...belongingPages(place.workforce), ...postPages(place.workforce)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const page = async (who: PersonKey): Promise<string> => (await site.get(YOU, who)).body.replaceAll(/<!-- -->/g, '');
const notSoId = async (): Promise<string> => /not-so\/([0-9a-f-]{36})/.exec(await page('petra'))![1]!;

test('whoever fills a post reads what it is, whom to turn to for what, who its peers are, and what is expected', async () => {
  const body = await page('petra');
  for (const words of ['Your post</h1>', 'You are a clinical pharmacist of Mill PCN since 30 June 2026', 'Mina &lt;Manager&gt;', 'Your hours, leave, pay', 'Milo Manager', 'Holder 1 of CP1', 'Every 2 weeks', 'Practice ZZA01', 'Dr Cara Director (clinical director)', 'remembered, not verified', 'at home in a practice']) expect(body).toContain(words);
  expect(body).not.toContain('id="quarter"');
});

test('who neither fills nor manages is told how to be put into a post; nobody sees the page of another', async () => {
  expect(await page('cara')).toContain('You fill no post that is kept here');
  expect(await page('paul')).not.toContain('CP9');
  expect((await site.get(YOU)).status).toBe(303);
  expect((await site.get(YOU, 'tara')).status).toBe(403);
});

test('that it was read is said once, and the button goes', async () => {
  expect(await page('petra')).toContain('I have read this');
  expect((await site.post(`${YOU}/read`, 'mina', { post: postId })).status).toBe(403);
  expect(await site.post(`${YOU}/read`, 'petra', { post: postId })).toMatchObject({ status: 303, location: `${YOU}?done=read` });
  expect(await page('petra')).not.toContain('I have read this');
});

test('what is not so is said, stands beside the fact, and is shown to the line manager and the keeper to answer', async () => {
  const wrong = await site.post(`${YOU}/not-so`, 'petra', { post: postId, test: 'place-to-sit', words: '' });
  expect([wrong.status, wrong.body.includes('Nothing was written')]).toEqual([400, true]);
  expect((await site.post(`${YOU}/not-so`, 'milo', { post: postId, test: 'peers', words: 'x' })).status).toBe(403);
  expect((await site.post(`${YOU}/not-so`, 'petra', { post: postId, test: 'place-to-sit', words: 'No <desk>' })).location).toBe(`${YOU}?done=said`);
  const own = await page('petra');
  for (const words of ['at home in a practice. You say that a place to sit is not so.', 'You say it is not so', '“No &lt;desk&gt;”', 'Take it back']) expect(own).toContain(words);
  const managers = await page('mina');
  for (const words of ['Petra Partner (CP9) says that a place to sit is not so', 'the holder says that a place to sit is not so', 'Answer it']) expect(managers).toContain(words);
  // The supervisor is not asked, and does not read it.
  expect(await page('milo')).not.toContain('desk');
  const [belonging, post] = ['/workforce/pcns/UZ001/belonging', `/workforce/posts/${postId}`];
  const reads = async (path: string, who: PersonKey, words: string): Promise<boolean> => (await site.get(path, who)).body.replaceAll(/<!-- -->/g, '').includes(words);
  const beside = 'the holder says that a place to sit is not so';
  expect([await reads(belonging, 'cara', beside), await reads(belonging, 'mina', beside), await reads(belonging, 'milo', beside)]).toEqual([true, false, false]);
  expect([await reads(post, 'cara', 'No &lt;desk&gt;'), await reads(post, 'mina', 'No &lt;desk&gt;'), await reads(post, 'milo', 'desk')]).toEqual([true, true, false]);
});

test('it is answered in a sentence by the line manager, which its holder reads; others are told that there is nothing', async () => {
  const path = `${YOU}/not-so/${await notSoId()}`;
  for (const who of ['milo', 'petra', 'colin', 'ivy', 'paul'] as const) expect([(await site.get(path, who)).status, (await site.post(path, who, { words: 'x' })).status]).toEqual([404, 404]);
  expect((await site.get(path, 'cara')).body).toContain(`/workforce/posts/${postId}/change#field-sits-at`);
  expect((await site.get(path, 'mina')).body).not.toContain('/change');
  expect((await site.post(path, 'mina', { words: '' })).status).toBe(400);
  expect((await site.post(path, 'mina', { words: 'Room 3 from Monday' })).status).toBe(303);
  expect(await page('petra')).toContain('Answered on 2 July 2026: “Room 3 from Monday”');
  expect((await site.post(path, 'cara', { words: 'Again' })).body).toContain('It was answered on 2 July 2026');
});

test('once the post is changed it is told so; the holder takes back what they said', async () => {
  await changePost(place.workforce, place.acting('cara'), { postId, from: isoDate('2026-07-02'), change: { sitsAt: 'ZZA02' } });
  expect(await page('petra')).toContain('The post was changed since.');
  const path = `${YOU}/not-so/${await notSoId()}/withdraw`;
  expect((await site.post(path, 'mina')).status).toBe(404);
  expect((await site.post(path, 'petra')).location).toBe(`${YOU}?done=taken-back`);
  expect(await page('petra')).not.toContain('You say it is not so');
});

test('a supervisor sees whom they supervise, and records the quarter of all in one form at their practice', async () => {
  const before = await page('milo');
  // 80 days of CP9 and 91 of CP1, at 60 minutes a week: 694 (with the last day of June, when Petra began) and 780.
  for (const words of ['Your people</h1>', 'You supervise 2 posts', '0 minutes are recorded, 1,474 are expected', 'value="ZZA02"']) expect(before).toContain(words);
  const [cp9, cp1] = [`minutes-${postId}-supervision`, /name="(minutes-[^"]+)"/g];
  const fields = [...before.matchAll(cp1)].map(([, name]) => name!);
  expect(fields).toHaveLength(2);
  const send = (who: PersonKey, values: Record<string, string>) => site.post(`${YOU}/quarter`, who, { pcn: 'UZ001', practice: 'ZZA02', ...values });
  const wrong = await send('milo', { [cp9]: 'an hour' });
  expect([wrong.status, wrong.body.includes('“an hour” is not a whole number of minutes')]).toEqual([400, true]);
  expect((await send('milo', {})).body).toContain('No minutes were entered for April to June 2026');
  expect((await send('milo', { [cp9]: '60', practice: 'ZZA01' })).status).toBe(403);
  expect((await send('paul', { [cp9]: '60' })).status).toBe(403);
  expect((await send('milo', Object.fromEntries(fields.map((name) => [name, '100'])))).location).toBe(`${YOU}?done=recorded#quarter`);
  const after = await page('milo');
  for (const words of ['200 minutes are recorded, 1,474 are expected', 'Each post has its time', 'Withdraw ']) expect(after).toContain(words);
  const id = /Withdraw (\d+)/.exec(after)![1]!;
  expect((await site.post(`${YOU}/withdraw`, 'petra', { pcn: 'UZ001', id })).status).toBe(403);
  expect((await site.post(`${YOU}/withdraw`, 'milo', { pcn: 'UZ001', id })).status).toBe(303);
  expect(await page('milo')).toContain('Of 1 post something is not recorded yet');
  expect((await site.get(`${YOU}?download=csv&table=people-uz001`, 'milo')).body).toContain('Petra Partner');
});

test('that there is nothing more is said and taken back', async () => {
  const say = (values: Record<string, string>) => site.post(`${YOU}/quarter/nothing`, 'milo', { pcn: 'UZ001', ...values });
  expect((await say({})).location).toBe(`${YOU}?done=nothing#quarter`);
  expect(await page('milo')).toContain('You said that there is nothing more to record');
  expect((await say({ back: 'yes' })).location).toBe(`${YOU}?done=more#quarter`);
  expect(await page('milo')).toContain('There is nothing more to record');
});

test('while the line manager is away, the holder reads that nobody stands in, who was asked, and who is there', async () => {
  await recordAway(place.workforce, place.acting('cara'), { staffId: mina, kind: 'away', from: isoDate('2026-07-01'), lastDay: isoDate('2026-07-20') });
  const body = await page('petra');
  for (const words of ['Away since 1 July 2026, back on 21 July 2026', 'Nobody stands in', 'Dr Cara Director (clinical director) was asked to find somebody', 'Until then your clinical supervisor, Milo Manager, is there']) expect(body).toContain(words);
});
