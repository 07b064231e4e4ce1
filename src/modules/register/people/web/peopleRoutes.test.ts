import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { mailRoutes, outboxOf } from '#platform/mail/index.ts';
import { heldClock, signInServer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { atConsole, importPeople, peopleDirectory, readContacts } from '../index.ts';
import { peopleRoutes } from './peopleRoutes.ts';
import { peopleHouse } from '../testing/peopleHouse.ts';

const clock = heldClock('2026-05-01T09:00:00Z');
let database: Database;
let app: FastifyInstance;
let admin: TestBrowser;
let partner: TestBrowser;

const CONTACTS = `email,name,role,organisation_code,start,end
admin@example.org,Kim Keeper,system-administrator,,2020-01-01,
partner@example.org,Dr Pat Partner,gp-partner,XX001,2020-01-01,
`;

beforeAll(async () => {
  database = await testDatabase('pglite');
  const house = await peopleHouse(database, clock.now);
  await importPeople(atConsole(house, 'keeper'), readContacts(CONTACTS).rows, { sendInvitations: false });
  const context = { ...house, directory: peopleDirectory(house), isSample: true, isMailSent: false, openIdConnect: null, linkPauseMs: 0 };
  app = await signInServer(context, [...peopleRoutes(house), ...mailRoutes({ database, now: clock.now, isMailSent: false })]);
  [admin, partner] = [await signedInAs('Kim Keeper'), await signedInAs('Dr Pat Partner')];
});
afterAll(async () => {
  await app.close();
  await database.close();
});

async function signedInAs(name: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  const { body } = await browser.get('/sign-in/as');
  const person = new RegExp(`${name}[\\s\\S]*?name="person" value="([^"]+)"`).exec(body)![1]!;
  await browser.post('/sign-in/as', { person });
  return browser;
}

const INVITATION = { name: 'Ned New', email: 'ned@example.org', role: 'clinical-director', organisationCode: 'xu001', 'start-day': '1', 'start-month': '4', 'start-year': '2026' };

it('shows a partner who holds which role, and no address or button', async () => {
  const { body } = await partner.get('/people');
  expect(body).toContain('Ash Tree Surgery');
  expect(body).not.toMatch(/@example\.org|Invite a person/);
  expect((await admin.get('/people')).body).toContain('partner@example.org');
});

it.each(['/people/invite', '/people/import', '/people/import/template', '/administration/outbox'])('keeps %s from a partner, and from a visitor', async (path) => {
  expect((await partner.get(path)).status).toBe(403);
  expect((await new TestBrowser(app).get(path)).location).toMatch(/^\/sign-in\?next=/);
  expect((await admin.get(path)).status).toBe(200);
});

it('invites, shows the mail in the outbox, and the link in it lets that person in', async () => {
  await admin.get('/people/invite');
  const { location } = await admin.post('/people/invite', INVITATION);
  expect(location).toMatch(/^\/people\/[^/]+\?done=invited$/);
  const [mail] = await outboxOf(database.as());
  const { body } = await admin.get(`/administration/outbox/${mail!.id}`);
  const path = new URL(/https:\/\/chorus\.example\/sign-in\/link\/[\w-]+/.exec(body)![0]).pathname;
  const ned = new TestBrowser(app);
  await ned.get(path);
  await ned.post('/sign-in/link', { token: path.split('/').at(-1)! });
  expect((await ned.get('/account')).body).toContain('Clinical director, Riverside PCN (XU001)');
});

it.each([
  ['email', { email: 'ned' }, 'This is not an e-mail address.'],
  ['role', { role: '' }, 'There is no such role.'],
  ['organisationCode', { organisationCode: 'XX001' }, 'is held at a primary care network'],
  ['start', { 'start-day': '31' }, 'Give the first day as a date'],
])('says what is wrong with the field %s, and keeps the rest', async (_, change, words) => {
  await admin.get('/people/invite');
  const { status, body } = await admin.post('/people/invite', { ...INVITATION, name: 'Kept Name', ...change });
  expect([status, body.includes(words), body.includes('value="Kept Name"')]).toEqual([400, true, true]);
});

it('takes a permission away the moment the role ends, in a session that is open', async () => {
  await admin.get('/people/invite');
  const { location } = await admin.post('/people/invite', { ...INVITATION, name: 'Una Until', email: 'una@example.org', role: 'system-administrator', organisationCode: '' });
  const page = location.split('?')[0]!;
  const una = await signedInAs('Una Until');
  expect((await una.get('/people/import')).status).toBe(200);
  const holdingId = /name="holdingId" value="([^"]+)"/.exec((await admin.get(page)).body)![1]!;
  const bad = await admin.post(`${page}/roles/end`, { holdingId, [`lastDay-${holdingId}-day`]: '31', [`lastDay-${holdingId}-month`]: '2', [`lastDay-${holdingId}-year`]: '2026' });
  expect([bad.status, bad.body.includes('as a real date')]).toEqual([400, true]);
  const ended = await admin.post(`${page}/roles/end`, { holdingId, [`lastDay-${holdingId}-day`]: '30', [`lastDay-${holdingId}-month`]: '4', [`lastDay-${holdingId}-year`]: '2026' });
  expect((await una.get('/people/import')).status).toBe(403);
  expect((await una.get('/people')).status).toBe(403);
  await admin.get(ended.location);
  await admin.post(`${page}/undo`, { holdingId });
  expect((await una.get('/people/import')).status).toBe(200);
});

it('refuses a change that does not come from our own page', async () => {
  await admin.get('/people/invite');
  expect((await admin.post('/people/invite', { ...INVITATION, email: 'csrf@example.org', _csrf: 'AAAA' })).status).toBe(403);
  expect((await admin.get('/people')).body).not.toContain('csrf@example.org');
});

async function upload(csv: string): Promise<Awaited<ReturnType<TestBrowser['get']>>> {
  await admin.get('/people/import');
  return admin.postFile('/people/import', 'contacts.csv', csv);
}

it('shows what a file would change, saves it when confirmed, and changes nothing the second time', async () => {
  const csv = 'email,name,role,organisation_code,start,end\nola@example.org,"Ola ""O"" Öberg",lmc-officer,XF-LM1,2024-01-01,\n';
  const preview = await upload(csv);
  expect([preview.status, preview.body.includes('1 new person, 1 role to add')]).toEqual([200, true]);
  expect((await admin.get('/people')).body).not.toContain('ola@example.org');
  await upload(csv);
  expect((await admin.post('/people/import/confirm', { text: csv, invite: 'yes' })).location).toBe('/people');
  expect((await admin.get('/people')).body).toContain('Öberg');
  expect((await upload(csv)).body).toContain('1 row on record already');
});

it('says of each bad row its line, column, value and reason, and offers nothing to confirm', async () => {
  const { status, body } = await upload('email,name,role,organisation_code,start,end\nola@example.org,Ola,wizard,XF-LM1,2024-01-01,\n');
  expect(status).toBe(400);
  expect(body).toMatch(/<td>2<\/td><td>role<\/td><td>wizard<\/td><td>There is no such role/);
  expect(body).not.toContain('Save all of it');
  expect((await upload('')).body).toContain('Choose a file');
});

it('erases a person from their page', async () => {
  const person = /href="(\/people\/[^"]+)">Ned New/.exec((await admin.get('/people')).body)![1]!;
  await admin.get(person);
  const { location } = await admin.post(`${person}/erase`);
  expect((await admin.get(location)).body).toContain('An erased person');
  expect((await admin.get('/people')).body).not.toContain('Ned New');
});
