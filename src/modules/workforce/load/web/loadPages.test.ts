import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { addStaff, recordAway } from '../../posts/index.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { plantPost } from '../../turnover/testing/plantedPosts.ts';
import { loadPages } from './loadPages.tsx';

const LOAD = '/workforce/pcns/UZ001/load';
let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;
let postId: string;
let boss: string;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  site = await placeSite(place, loadPages(place.workforce));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const day = (text: string) => {
  const [year, month, date] = text.split('-');
  return { 'on-day': date!, 'on-month': month!, 'on-year': year! };
};
const time = (more: Record<string, string> = {}) => ({ practiceCode: 'ZZA01', postId, kind: 'supervision', minutes: '600', ...day('2026-06-01'), ...more });

test('a PCN without posts says that nothing can be told yet, and has no form of nothing', async () => {
  expect((await site.get(LOAD, 'cara')).body).toContain('Nothing can be told yet');
  expect((await site.get(`${LOAD}/new`, 'mina')).body).toContain('This PCN has no post yet');
  boss = await addStaff(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: 'Dr Bo <Boss>' });
  postId = await plantPost(place, { reference: 'P1', from: '2025-01-01', facts: { lineManagerId: boss, clinicalSupervisorId: boss }, fillings: [{ from: '2025-01-01' }] });
  await plantPost(place, { reference: 'P2', from: '2025-01-01', facts: { home: { kind: 'practice', code: 'ZZA02' } }, fillings: [{ from: '2025-01-01' }] });
  place.setNow('2026-06-03');
});

test('a practice manager is offered their own practice alone, records its time and what it was given, and sees how it stands', async () => {
  const form = (await site.get(`${LOAD}/new`, 'mina')).body;
  expect([form.includes('value="ZZA01"'), form.includes('value="ZZA02"')]).toEqual([true, false]);
  const wrong = await site.post(`${LOAD}/new`, 'mina', time({ minutes: 'an hour' }));
  expect([wrong.status, wrong.body.includes('No whole number of minutes was entered')]).toEqual([400, true]);
  expect((await site.post(`${LOAD}/new`, 'mina', time({ practiceCode: 'ZZA02' }))).status).toBe(403);
  expect(await site.post(`${LOAD}/new`, 'mina', time())).toMatchObject({ status: 303, location: `${LOAD}?done=recorded` });
  const count = { practice_code: 'ZZA01', role: 'clinical-pharmacist', month: '2026-05', kind: 'reviews', count: '2', minutes: '60' };
  expect((await site.post(`${LOAD}/worth`, 'mina', { ...count, month: '2026-13' })).body).toContain('Give the month, such as 2026-04');
  expect((await site.post(`${LOAD}/worth`, 'mina', { ...count, practice_code: 'ZZA02' })).status).toBe(403);
  expect(await site.post(`${LOAD}/worth`, 'mina', count)).toMatchObject({ status: 303, location: `${LOAD}?done=counted` });
  expect((await site.post(`${LOAD}/worth`, 'milo', { ...count, practice_code: 'ZZA02', count: '60', minutes: '1800' })).status).toBe(303);
  // ZZA01 takes 600 minutes recorded and 52 × 30 expected, ZZA02 52 × 90 expected: 2,160 and 4,680 of 6,840; 60 and 1,800 of 1,860 come back.
  expect((await site.get(LOAD, 'mina')).body).toMatch(/Practice ZZA01 carries much and receives little: 32% of the hours that roles take, 3% of the hours that they give back/i);
  // Ten hours of supervision are those of who supervises the post on that day, beside what is expected of them.
  expect((await site.get(`${LOAD}?download=csv&table=supervisors`, 'mina')).body).toMatch(/Dr Bo <Boss>,1,1,10,/);
  expect((await site.get(LOAD, 'mina')).body).toContain('10 hours were recorded in the year.');
  expect((await site.get(LOAD, 'milo')).body).toMatch(/Practice ZZA02 carries 68% of the hours that roles take, 97%/i);
});

test('the balance is drawn, with its figures as a table, and downloads', async () => {
  const { body } = await site.get(LOAD, 'cara');
  expect([body.includes('id="balance"'), body.includes('chart-bar-b'), body.includes('Of the hours that they give back')]).toEqual([true, true, true]);
  expect((await site.get(`${LOAD}?download=csv&table=load`, 'petra')).body).toMatch(/Practice ZZA01,32,3,10,26,1,"0, 2, 0","Carries much, receives little"/i);
});

test('whoever supervises is shown with all that they carry; while they are away, who keeps the posts is led to give them to another', async () => {
  expect((await site.get(LOAD, 'petra')).body).toContain('1 person manages or supervises, 1.5 hours a week in all');
  expect((await site.get(LOAD, 'cara')).body).not.toContain('Give them to somebody else');
  await recordAway(place.workforce, place.acting('cara'), { staffId: boss, kind: 'away', from: isoDate('2026-06-02'), lastDay: isoDate('2026-07-01') });
  expect((await site.get(LOAD, 'cara')).body).toContain(`/workforce/pcns/UZ001/reassign?from=${boss}`);
  const seen = (await site.get(LOAD, 'mina')).body;
  expect([seen.includes('Dr Bo &lt;Boss&gt; is away'), seen.includes('reassign?from')]).toEqual([true, false]);
});

test('a file is looked at before it is kept, and what was left out is told with why', async () => {
  const mina = await site.browserOf('mina');
  await mina.get(`${LOAD}/file`);
  const text = 'practice_code,role,month,kind,count,minutes\nZZA01,clinical-pharmacist,2026-04,visits,5,200\nZZA02,clinical-pharmacist,2026-04,visits,9,300\n';
  const looked = await mina.postFile(`${LOAD}/file`, 'april.csv', text);
  expect([looked.status, looked.body.includes('april.csv: 1 count to keep'), looked.body.includes('1 line left out'), looked.body.includes('It is not your practice')]).toEqual([200, true, true, true]);
  expect((await site.get(`${LOAD}/records`, 'mina')).body).not.toContain('April 2026');
  const done = await mina.post(`${LOAD}/file/confirm`, { text });
  expect(done.status).toBe(303);
  expect((await mina.get(done.location)).body).toContain('1 count was kept, 0 in place of earlier ones; 0 were on record already; 1 line was left out.');
  await mina.get(`${LOAD}/file`);
  expect((await mina.postFile(`${LOAD}/file`, 'none.csv', null)).body).toContain('Choose a file');
});

test('what was entered is listed, and each record is withdrawn by who may enter it', async () => {
  const path = `${LOAD}/records`;
  const id = /Withdraw (\d+)/.exec((await site.get(path, 'mina')).body)![1]!;
  // What is left out on a narrow screen is never the way to take something back.
  expect((await site.get(path, 'mina')).body).not.toMatch(/chorus-table__wide">\s*<form/);
  expect((await site.get(path, 'petra')).body).not.toContain('Withdraw ');
  expect((await site.post(`${LOAD}/withdraw`, 'milo', { what: 'time', id })).status).toBe(403);
  expect((await site.post(`${LOAD}/withdraw`, 'mina', { what: 'time', id })).location).toBe(`${path}?done=withdrawn`);
  expect((await site.post(`${LOAD}/withdraw`, 'mina', { what: 'time', id })).status).toBe(404);
  expect((await site.get(path, 'mina')).body).toContain('No time was recorded in this year');
});

test.each<[PersonKey, number, number]>([['petra', 200, 403], ['colin', 403, 403], ['mona', 403, 403], ['maud', 403, 403], ['ivy', 403, 403], ['adam', 403, 403]])('%s is answered %i by the page and %i by its forms', async (who, reads, keeps) => {
  expect([(await site.get(LOAD, who)).status, (await site.get(`${LOAD}/records`, who)).status]).toEqual([reads, reads]);
  for (const form of ['new', 'worth', 'file']) expect((await site.get(`${LOAD}/${form}`, who)).status).toBe(keeps);
  expect((await site.post(`${LOAD}/new`, who, time())).status).toBe(keeps);
  expect((await site.post(`${LOAD}/file/confirm`, who, { text: 'x' })).status).toBe(keeps);
});
