import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { maskedToken } from '#platform/web/csrf.tsx';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney, PEOPLE } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { ratesPages } from './ratesPages.tsx';

const CSRF = 'x'.repeat(40);
let database: Database;
let place: InventedMoney;
let app: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
  app = await createServer({
    publicUrl: 'http://localhost:3000', site: { name: 'Chorus', navigation: [] },
    access: {
      sessionOf: async (request) => {
        const key = request.headers['x-person'] as PersonKey | undefined;
        return key ? { personId: key, name: PEOPLE[key][0], permissions: place.acting(key).permissions, csrfToken: CSRF } : null;
      },
      mayUse: mayUseByPermission,
    },
    routes: ratesPages(place.funding), log: makeRequestLog('silent'), limits: { pages: null, strict: null },
  });
  place.setNow('2026-06-03');
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const get = (path: string, who?: PersonKey) => app.inject({ url: path, headers: who ? { 'x-person': who } : {} });
const post = (path: string, who: PersonKey, values: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: path, headers: { 'x-person': who, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:3000' }, payload: new URLSearchParams({ _csrf: maskedToken(CSRF), ...values }).toString() });

const day = (name: string, text: string) => Object.fromEntries(text.split('-').map((part, index) => [`${name}-${['year', 'month', 'day'][index]}`, part]));
const FORM = { figure: 'enhanced-access/rate', value: '8.7', ...day('from', '2026-04-01'), ...day('published', '2026-03-20'), sourceTitle: 'Network contract 2026/27', locator: 'Page 12', isRead: 'no' };

test('anyone sees every rate of a year with its source, and what is not known', async () => {
  const page = await get('/funding/rates?year=2025%2F26');
  expect(page.statusCode).toBe(200);
  for (const text of ['Rates of 2025/26', '8.427', 'Pulse PCN on the network contract of 2025/26', 'As reported']) expect(page.body).toContain(text);
  expect(page.body).not.toContain('Enter a rate');
  expect((await get('/funding/rates?year=2026%2F27')).body).toContain('Enhanced access: The rate of 2026/27 was not found.');
});

test('the list is a file too', async () => {
  const file = await get('/funding/rates?year=2024%2F25&download=csv&table=rates');
  expect(file.body).toContain('Enhanced access payment,Enhanced access,7.674,£ a year');
  expect(file.body).toContain('Enhanced access payment,Enhanced access,7.975,£ a year');
});

test('a rate is entered, marked and withdrawn', async () => {
  expect((await post('/funding/rates', 'ivy', FORM)).headers.location).toBe('/funding/rates?done=entered');
  const body = (await get('/funding/rates?year=2026%2F27', 'ivy')).body;
  for (const text of ['8.7', 'Network contract 2026/27', 'Not verified', 'Withdraw']) expect(body).toContain(text);
  const path = /\/funding\/rates\/[0-9a-f-]+\/withdraw/.exec(body)![0];
  expect((await get(path, 'ivy')).body).toContain('Withdraw the rate');
  expect((await post(path, 'ivy')).headers.location).toBe('/funding/rates?done=withdrawn');
  expect((await get(path, 'ivy')).statusCode).toBe(404);
  expect((await get('/funding/rates?year=2026%2F27')).body).not.toContain('Network contract 2026/27');
});

test('a mistake is said beside its field, and what was typed stays', async () => {
  const refused = await post('/funding/rates', 'ivy', { ...FORM, value: 'nine' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('“nine” is not a figure.');
  expect(refused.body).toContain('value="Page 12"');
  expect((await post('/funding/rates', 'ivy', { ...FORM, 'from-day': '31', 'from-month': '2' })).body).toContain('Enter a real date');
});

test('who may not enter rates is refused', async () => {
  expect((await get('/funding/rates/new', 'cara')).statusCode).toBe(403);
  expect((await post('/funding/rates', 'cara', FORM)).statusCode).toBe(403);
});
