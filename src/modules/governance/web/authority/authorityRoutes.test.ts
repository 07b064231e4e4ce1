import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { delegationsKept } from '../../queries/delegations.ts';
import { inventedPlace } from '../../testing/inventedPlace.ts';
import type { InventedPlace } from '../../testing/inventedPlace.ts';
import { delegationPages } from '../delegations/delegationPages.tsx';
import { authorityPages } from './authorityPages.tsx';

let database: Database;
let place: InventedPlace;
let site: PlaceSite;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
  site = await placeSite(place, [...authorityPages(place.governance), ...delegationPages(place.governance)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const GRANT = {
  giver: 'QZZ', receiver: 'upper-ashvale-together', form: 'icb-committee', matters: 'local-schemes', within: 'pl-1', limitDecision: '£25,000', limitYear: '', conditions: 'consult-lmc', jointWith: '', otherCondition: '',
  instrument: 'Scheme 2026 <b>§4</b>', 'from-day': '1', 'from-month': '6', 'from-year': '2026', 'lastDay-day': '', 'lastDay-month': '', 'lastDay-year': '', status: 'in-force',
};
/** Sends a form from the page that has it. */
const send = async (browser: TestBrowser, url: string, fields: Record<string, string> = {}) => {
  await browser.get('/delegations/new');
  return browser.post(url, fields);
};
const textOf = (body: string): string => body.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]+>/g, ' ').replace(/&#x27;/g, '’').replace(/\s+/g, ' ').replace(/ ([.,:;])/g, '$1');

test('the public asks who decides, is told what is missing in the question, and is answered on the same page', async () => {
  const browser = await site.browserOf();
  expect((await browser.get('/authority')).status).toBe(200);
  const wrong = await browser.get('/authority?matter=&amount=lots&within=PL-1&on=2026-06-01');
  expect(wrong.status).toBe(400);
  expect(textOf(wrong.body)).toMatch(/There is a problem Choose a matter Enter the amount in pounds/);
  const answer = await browser.get('/authority?matter=local-schemes&amount=25000&within=pl-1&on=2026-06-01');
  expect(answer.status).toBe(200);
  expect(textOf(answer.body)).toContain('nobody below the board of Ashvale ICB may decide this. Everybody else can only advise it.');
  expect((await browser.get('/authority?matter=local-schemes&within=NOWHERE')).status).toBe(404);
  expect((await browser.get('/authority?matter=nothing&within=PL-1')).status).toBe(404);
});

test('a grant is recorded, published with its chain, and taken back with the reason', async () => {
  const ivy = await site.browserOf('ivy');
  expect(textOf((await ivy.get('/delegations/new')).body)).toContain('Ashvale ICB');
  const bad = await send(ivy, '/delegations/new', { ...GRANT, limitDecision: 'much', 'from-day': '31', receiver: '' });
  expect(bad.status).toBe(400);
  expect(textOf(bad.body)).toMatch(/Enter a real date.*Enter the amount in pounds.*Enter who receives it/);
  expect(textOf((await send(ivy, '/delegations/new', { ...GRANT, receiver: 'nowhere' })).body)).toContain('There is no forum “nowhere”.');
  const done = await send(ivy, '/delegations/new', GRANT);
  expect(done.status).toBe(303);

  const publicly = await site.browserOf();
  const path = String(done.location).replace(/\?.*/, '');
  const page = await publicly.get(path);
  expect(textOf(page.body)).toMatch(/In force Ashvale ICB to Upper Ashvale Together.*Limit a decision £25,000.*Consult the LMC first\. No onward delegation\..*holds it\..*Up to £25,000 a decision\./);
  expect(page.body).toContain('Scheme 2026 &lt;b&gt;§4&lt;/b&gt;');
  expect(page.body).not.toContain('/revoke');
  expect(textOf((await publicly.get('/delegations')).body)).toContain('Enhanced services and local schemes Ashvale ICB Upper Ashvale Together Upper Ashvale 25,000');
  expect((await publicly.get('/delegations?download=csv&table=delegations')).body).toContain('Upper Ashvale Together');
  expect(textOf((await publicly.get('/authority?matter=local-schemes&amount=25000&within=PL-1')).body)).toMatch(/Upper Ashvale Together decides.*Consult the LMC first.*Ashvale ICB stays accountable/);

  expect((await send(await site.browserOf('cara'), `${path}/revoke`, { 'on-day': '1', 'on-month': '6', 'on-year': '2026', reason: 'Mine' })).status).toBe(403);
  expect(textOf((await send(ivy, `${path}/revoke`, { 'on-day': '1', 'on-month': '6', 'on-year': '2026', reason: '' })).body)).toContain('It is not said why the grant is taken back.');
  expect((await send(ivy, `${path}/revoke`, { 'on-day': '1', 'on-month': '6', 'on-year': '2026', reason: 'The form changed.' })).status).toBe(303);
  expect(textOf((await publicly.get(path)).body)).toMatch(/Revoked Ashvale ICB to.*took it back.*Reason: The form changed\./);
});

test('a draft is seen only by those who draft, is tried on the map side by side, and is put in force', async () => {
  const [ivy, publicly] = [await site.browserOf('ivy'), await site.browserOf()];
  const path = String((await send(ivy, '/delegations/new', { ...GRANT, matters: 'estates', status: 'draft', conditions: '' })).location).replace(/\?.*/, '');
  const id = path.split('/').at(-1)!;
  expect((await publicly.get(path)).status).toBe(404);
  expect((await publicly.get('/delegations')).body).not.toContain(id);
  const draft = (await delegationsKept(database.as(), { withDrafts: true })).find((one) => one.id === id);
  expect(draft?.status).toBe('draft');

  const map = textOf((await ivy.get(`/authority/map?place=PL-1&draft=${id}`)).body);
  expect(map).toMatch(/What Upper Ashvale could then decide itself 3 matters more, and nothing less\..*Estates of general practice It can only advise Upper Ashvale Together: up to £25,000 a decision.*Could decide this itself/);
  expect(map).toContain('New: Upper Ashvale Together: up to £25,000 a decision');
  // To the public a draft is not there to be supposed.
  expect(textOf((await publicly.get(`/authority/map?place=PL-1&draft=${id}`)).body)).not.toContain('could then decide itself');

  const granted = await send(ivy, `${path}/in-force`, {});
  expect(granted.status).toBe(303);
  expect(textOf((await publicly.get(String(granted.location))).body)).toMatch(/It was a draft before/);
  expect(textOf((await publicly.get('/authority/map?place=PL-1&form=consultative-forum')).body)).toMatch(/Nothing more, and 3 less\. The ICB stays accountable under every form\..*It can only advise Could no longer decide this.*Nothing: it can only advise\./);
  expect(textOf((await publicly.get('/authority/map?place=PL-1')).body)).toMatch(/Estates of general practice not verified Holds it – Upper Ashvale Together: up to £25,000 a decision/);
});

test('somebody records only for whom they speak', async () => {
  const mina = await site.browserOf('mina');
  const form = (await mina.get('/delegations/new')).body;
  expect(form).toContain('value="ZZA01"');
  expect(form).not.toContain('<option value="QZZ" selected');
  expect((await send(mina, '/delegations/new', GRANT)).status).toBe(403);
  expect((await (await site.browserOf('boris')).get('/delegations/new')).status).toBe(403);
  expect((await (await site.browserOf()).get('/delegations/new')).status).toBe(303);
});

test('a place that is none and a day that is none are refused', async () => {
  const browser = await site.browserOf();
  expect((await browser.get('/authority/map?place=NOWHERE')).status).toBe(404);
  expect((await browser.get('/authority/map?place=PL-1&on=yesterday')).status).toBe(400);
  expect((await browser.get('/delegations/nothing')).status).toBe(404);
});
