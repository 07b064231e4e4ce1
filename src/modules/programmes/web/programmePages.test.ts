import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { signInServer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { peopleDirectory, permissionTable, REGISTER_PERMISSIONS } from '#register';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { PROGRAMMES_PERMISSIONS } from '../permissions.ts';
import { inventedProgrammes } from '../testing/inventedProgrammes.ts';
import type { PersonKey } from '../testing/inventedProgrammes.ts';
import { programmesPages } from './programmesPages.ts';

let database: Database;
let app: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase('pglite');
  const { programmes } = await inventedProgrammes(database);
  const { now, publicUrl, siteName } = programmes;
  const directory = peopleDirectory({ database, now, permissionTable: permissionTable(REGISTER_PERMISSIONS, PROGRAMMES_PERMISSIONS) });
  app = await signInServer({ database, directory, now, publicUrl, siteName, isSample: true, isMailSent: false, openIdConnect: null, linkPauseMs: 0 }, programmesPages(programmes));
});
afterAll(async () => {
  await app.close();
  await database.close();
});

async function browserOf(key: PersonKey): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  await browser.get('/sign-in/as');
  await browser.post('/sign-in/as', { person: key });
  return browser;
}

it('starts from a pattern, refuses a measure without a baseline, and closes too soon only with a reason', async () => {
  const cara = await browserOf('cara');
  expect((await cara.get('/programmes')).body).toContain('There is none here yet');
  expect((await cara.get('/programmes/new')).body).toContain('A multi-professional visiting team');
  expect((await cara.get('/programmes/new?pattern=visiting-team')).body).toContain('A team of nurses, paramedics and doctors visits you');
  const started = await cara.post('/programmes/new', { organisation: 'UZ001', pattern: 'visiting-team', title: 'Visiting <team>', vision: 'A team visits you.', 'started-day': '1', 'started-month': '1', 'started-year': '2026' });
  const path = started.location.split('?')[0]!;
  const { body } = await cara.get(started.location);
  for (const words of ['Visiting &lt;team&gt;', 'Ask a leader of every practice: there are 3.', 'Do this now', 'It has no measure yet']) expect(body).toContain(words);
  await cara.get(`${path}/steps/vision`);
  const measure = { kind: 'measure', title: 'Home visits', unit: 'visits', improvement: 'decrease', series: 'entered', baseline: '', target: '60', 'targetOn-day': '31', 'targetOn-month': '12', 'targetOn-year': '2026' };
  const refused = await cara.post(`${path}/steps/vision`, measure);
  expect([refused.status, refused.body.includes('A measure without a baseline can show no difference.')]).toEqual([400, true]);
  expect((await cara.post(`${path}/steps/vision`, { ...measure, baseline: '100' })).location).toBe(`${path}/steps/vision?done=kept`);
  const about = /name="about"[^>]*>.*?value="(\d+)"/s.exec((await cara.get(`${path}/steps/not-declaring-victory`)).body)![1]!;
  await cara.post(`${path}/steps/not-declaring-victory`, { kind: 'figure', about, value: '90', 'on-day': '15', 'on-month': '2', 'on-year': '2026' });
  const shown = (await cara.get(path)).body;
  for (const words of ['has 1 of 7 figures that it takes to tell; the newest is 90 in February 2026', 'the programme began', 'What it cost is not known']) expect(shown).toContain(words);
  await cara.get(`${path}/close`);
  expect((await cara.post(`${path}/close`, { words: '' })).body).toContain('The change does not hold yet');
  const mina = await browserOf('mina');
  await mina.get(`${path}/steps/vision`);
  await mina.post(`${path}/steps/vision`, { kind: 'disagreement', words: 'Nobody asked reception.' });
  expect((await mina.get(path)).body).toContain('Nobody asked reception.');
  expect((await mina.post(`${path}/steps/vision`, { kind: 'vision', words: 'Mine.' })).status).toBe(403);
  expect((await mina.get(`${path}/close`)).status).toBe(403);
  expect((await (await browserOf('colin')).get(path)).status).toBe(403);
  await cara.get(`${path}/close`);
  await cara.post(`${path}/close`, { words: 'The money ended.' });
  expect((await mina.get(path)).body).toContain('The money ended.');
});
