import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { signInServer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { FUNDING_PERMISSIONS } from '#funding';
import { peopleDirectory, permissionTable, REGISTER_PERMISSIONS } from '#register';
import { WORKFORCE_PERMISSIONS } from '#workforce';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { PROGRAMMES_PERMISSIONS } from '../permissions.ts';
import { programmeRules } from '../programmeRules.ts';
import { sayInterval } from '../sayProgramme.ts';
import { inventedProgrammes } from '../testing/inventedProgrammes.ts';
import type { PersonKey } from '../testing/inventedProgrammes.ts';
import { programmesPages } from './programmesPages.ts';

let database: Database;
let app: FastifyInstance;
let path: string;

beforeAll(async () => {
  database = await testDatabase('pglite');
  const { programmes } = await inventedProgrammes(database);
  const { now, publicUrl, siteName } = programmes;
  const directory = peopleDirectory({ database, now, permissionTable: permissionTable(REGISTER_PERMISSIONS, PROGRAMMES_PERMISSIONS, WORKFORCE_PERMISSIONS, FUNDING_PERMISSIONS) });
  app = await signInServer({ database, directory, now, publicUrl, siteName, isSample: true, isMailSent: false, openIdConnect: null, linkPauseMs: 0 }, programmesPages(programmes));
  const cara = await browserOf('cara');
  await cara.get('/programmes/new?pattern=visiting-team');
  const started = await cara.post('/programmes/new', { ...START, 'measure-1-title': 'Visits before noon', 'measure-1-unit': 'visits', 'measure-1-improvement': 'increase', need: 'performance/access/same-day:UZ001' });
  path = started.location.split('?')[0]!;
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const START = { organisation: 'UZ001', pattern: 'visiting-team', title: 'Visiting team', vision: 'A team visits you.', 'started-day': '1', 'started-month': '1', 'started-year': '2026' };

async function browserOf(key: PersonKey): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  await browser.get('/sign-in/as');
  await browser.post('/sign-in/as', { person: key });
  return browser;
}

test.each(programmeRules().patterns.map(({ id, title, measures, wins }) => [id, title, measures, wins] as const))('the pattern %s comes with its team, measures and first wins to edit', async (id, title, measures, wins) => {
  const { body } = await (await browserOf('cara')).get(`/programmes/new?pattern=${id}`);
  for (const words of [title, ...measures.map((one) => one.title), ...wins.map((one) => one.title)]) expect(body).toContain(words);
  expect(body.match(/type="checkbox"[^>]*checked/g)!.length).toBeGreaterThanOrEqual(4);
});

it('starts as it was edited: the line that was changed, none of the pattern’s others, and the need', async () => {
  const { body } = await (await browserOf('cara')).get(`${path}/steps/vision`);
  expect(body).toContain('Visits before noon');
  expect(body).not.toContain('Hours from the request to the visit');
  expect((await (await browserOf('mina')).get(path)).body).toContain('On the day of booking, Mill PCN');
});

it('shows what is wrong with the start beside its field, with everything typed kept', async () => {
  const cara = await browserOf('cara');
  await cara.get('/programmes/new?pattern=none');
  const { status, body } = await cara.post('/programmes/new', { ...START, title: 'Kept words', need: 'performance/access/same-day:UZ002', 'win-2-title': 'First visits' });
  expect([status, body.includes('Choose one from the list'), body.includes('Say what the figure counts'), body.includes('Kept words')]).toEqual([400, true, true, true]);
});

it('asks several leaders who sign in at once; each answers for themselves, and no other for them', async () => {
  const cara = await browserOf('cara');
  const { body } = await cara.get(`${path}/steps/urgency?form=leader`);
  for (const name of ['Mina Manager', 'Milo Manager', 'Dr Petra Partner']) expect(body).toContain(name);
  expect(body).not.toContain('Dr Paul Partner');
  expect((await cara.post(`${path}/steps/urgency`, { kind: 'leader', people: 'paul@ZZB01' })).body).toContain('Choose from the list');
  expect((await cara.post(`${path}/steps/urgency`, { kind: 'leader' })).body).toContain('Choose whom to ask, or write a name below');
  expect((await cara.post(`${path}/steps/urgency`, { kind: 'leader', people: 'mina@ZZA01' })).location).toBe(`${path}/steps/urgency?done=kept`);
  const mina = await browserOf('mina');
  const asked = (await mina.get(`${path}/steps/urgency`)).body;
  for (const words of ['Say what you think', 'Give this answer', '<strong>The need:</strong> <a href="/access/UZ001">On the day of booking, Mill PCN</a>']) expect(asked).toContain(words);
  const about = /name="about" value="(\d+)"/.exec(asked)![1]!;
  expect((await mina.post(`${path}/steps/urgency`, { kind: 'leader-answer', about, worse: 'yes', words: 'We lose a morning a week.' })).location).toBe(`${path}/steps/urgency?done=kept`);
  expect((await cara.get(path)).body).toContain('1 of 1 leaders asked say that standing still is worse: 100%');
  expect((await cara.get(`${path}/steps/urgency`)).body).toContain('Mina Manager, Practice ZZA01: standing still is worse. “We lose a morning a week.”');
  const milo = await browserOf('milo');
  await milo.get(`${path}/steps/urgency`);
  expect((await milo.post(`${path}/steps/urgency`, { kind: 'leader-answer', about, worse: 'no' })).status).toBe(403);
});

it('shows what is withdrawn without a reason again, with the mistake beside its field and the page it was on', async () => {
  const cara = await browserOf('cara');
  const step = `${path}/steps/coalition`;
  await cara.get(step);
  await cara.post(step, { kind: 'member', name: 'Nora Nurse', organisation: 'ZZA01', profession: 'nurse' });
  const fact = /name="fact" value="(\d+)"/.exec((await cara.get(step)).body)![1]!;
  const { status, body } = await cara.post(`${path}/withdraw`, { fact, words: '' });
  expect(status).toBe(400);
  for (const words of ['Nothing says why it is withdrawn. Say why, in a sentence.', `href="#field-withdraw-${fact}-words"`, 'Nora Nurse, Nurse']) expect(body).toContain(words);
  expect(body).toMatch(new RegExp(`<details class="programme-withdraw" open="">.*id="field-withdraw-${fact}-words"`, 's'));
  expect((await cara.post(`${path}/withdraw`, { fact, words: 'She left.' })).location).toBe(`${step}?done=withdrawn`);
  expect((await cara.get(path)).body).toContain('In the team: Nora Nurse, Nurse, Practice ZZA01 (withdrawn 1 June 2026: She left.)');
});

it('gives every field of a page with several forms an id of its own', async () => {
  const cara = await browserOf('cara');
  for (const page of ['/steps/communication', '/steps/urgency', '/uses', '']) {
    const ids = [...(await cara.get(`${path}${page}`)).body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  }
});

it('lets somebody disagree and take it back', async () => {
  const milo = await browserOf('milo');
  await milo.get(`${path}/steps/coalition`);
  await milo.post(`${path}/steps/coalition`, { kind: 'disagreement', words: 'Reception was there.' });
  const { body } = await milo.get(`${path}/steps/coalition`);
  expect(body).toContain('Take this back');
  const fact = /name="fact" value="(\d+)"/.exec(body)![1]!;
  expect((await (await browserOf('cara')).get(`${path}/steps/coalition`)).body).not.toContain('Take this back');
  await milo.post(`${path}/withdraw`, { fact, words: 'She was not asked for long.' });
  expect((await milo.get(path)).body).not.toContain('Reception was there.');
});

it('gives a measure’s chart as CSV, PNG and SVG with the start marked, to those who see the programme', async () => {
  const cara = await browserOf('cara');
  await cara.get(`${path}/steps/vision`);
  await cara.post(`${path}/steps/vision`, { kind: 'measure', title: 'Home visits', unit: 'visits', improvement: 'decrease', baseline: '100', target: '60', 'targetOn-day': '31', 'targetOn-month': '12', 'targetOn-year': '2026' });
  const about = /name="about"[^>]*>.*?value="(\d+)"/s.exec((await cara.get(`${path}/steps/not-declaring-victory`)).body)![1]!;
  await cara.post(`${path}/steps/not-declaring-victory`, { kind: 'figure', about, value: '90', 'on-day': '15', 'on-month': '2', 'on-year': '2026' });
  const { body } = await cara.get(path);
  const file = /\?chart=([^&]+)&amp;download=csv/.exec(body)![1]!;
  const csv = await cara.get(`${path}?chart=${file}&download=csv`);
  expect([csv.status, csv.body.includes('2026-02-01,90')]).toEqual([200, true]);
  expect((await cara.get(`${path}?chart=${file}&download=svg`)).body).toContain('the programme began');
  expect((await cara.get(`${path}?chart=${file}&download=png`)).status).toBe(200);
  expect((await (await browserOf('colin')).get(`${path}?chart=${file}&download=csv`)).status).toBe(403);
});

test.each<[PersonKey, string, number]>([['mina', '/uses', 403], ['mina', '/steps/vision', 200], ['colin', '/steps/vision', 403], ['colin', '', 403], ['ivy', '', 403], ['pat', '', 200], ['pat', '/close', 403]])('%s gets %s: %i', async (key, rest, status) => expect((await (await browserOf(key)).get(`${path}${rest}`)).status).toBe(status));

test.each([
  [{ low: -74.7, high: -58.2 }, '58.2 and 74.7 visits fewer or less'], [{ low: 2, high: 3 }, '2 and 3 visits more'], [{ low: -4, high: 1 }, '4 visits fewer or less and 1 more, so it may be none'],
])('the interval %j is said as %s', (interval, words) => expect(sayInterval(interval, 'visits')).toBe(words));
