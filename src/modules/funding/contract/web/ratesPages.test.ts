import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney } from '../../testing/inventedMoney.ts';
import { ratesPages } from './ratesPages.tsx';

let database: Database;
let place: InventedMoney;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  site = await placeSite(place, ratesPages(place.funding));
  place.setNow('2026-06-03');
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const day = (name: string, text: string) => Object.fromEntries(text.split('-').map((part, index) => [`${name}-${['year', 'month', 'day'][index]}`, part]));
const FORM = { figure: 'enhanced-access/rate', value: '8.7', ...day('from', '2026-04-01'), ...day('published', '2026-03-20'), sourceTitle: 'Network contract 2026/27', locator: 'Page 12', isRead: 'no' };

test('anyone sees every rate of a year with its source, and what is not known', async () => {
  const page = await site.get('/funding/rates?year=2025%2F26');
  expect(page.status).toBe(200);
  for (const text of ['Rates of 2025/26', '8.427', 'Pulse PCN on the network contract of 2025/26', 'As reported']) expect(page.body).toContain(text);
  expect(page.body).not.toContain('Enter a rate');
  expect((await site.get('/funding/rates?year=2026%2F27')).body).toContain('Enhanced access: The rate of 2026/27 was not found.');
});

test('the list is a file too', async () => {
  const file = await site.get('/funding/rates?year=2024%2F25&download=csv&table=rates');
  expect(file.body).toContain('Enhanced access payment,Enhanced access,7.674,£ a year');
  expect(file.body).toContain('Enhanced access payment,Enhanced access,7.975,£ a year');
});

test('a rate is entered, marked and withdrawn', async () => {
  expect((await site.post('/funding/rates', 'ivy', FORM)).location).toBe('/funding/rates?done=entered');
  const body = (await site.get('/funding/rates?year=2026%2F27', 'ivy')).body;
  for (const text of ['8.7', 'Network contract 2026/27', 'Not verified', 'Withdraw']) expect(body).toContain(text);
  const path = /\/funding\/rates\/[0-9a-f-]+\/withdraw/.exec(body)![0];
  expect((await site.get(path, 'ivy')).body).toContain('Withdraw the rate');
  expect((await site.post(path, 'ivy')).location).toBe('/funding/rates?done=withdrawn');
  expect((await site.get(path, 'ivy')).status).toBe(404);
  expect((await site.get('/funding/rates?year=2026%2F27')).body).not.toContain('Network contract 2026/27');
});

test('a mistake is said beside its field, and what was typed stays', async () => {
  const refused = await site.post('/funding/rates', 'ivy', { ...FORM, value: 'nine' });
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('“nine” is not a figure.');
  expect(refused.body).toContain('value="Page 12"');
  expect((await site.post('/funding/rates', 'ivy', { ...FORM, 'from-day': '31', 'from-month': '2' })).body).toContain('Enter a real date');
});

test('who may not enter rates is refused', async () => {
  expect((await site.get('/funding/rates/new', 'cara')).status).toBe(403);
  expect((await site.post('/funding/rates', 'cara', FORM)).status).toBe(403);
});
