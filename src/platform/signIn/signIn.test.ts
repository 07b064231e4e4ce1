import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { outboxOf, mailOf } from '#platform/mail/index.ts';
import { makeLink, type SignInContext } from './index.ts';
import { heldClock, signInServer, TestBrowser } from './testing/signInServer.ts';
import { testDatabase } from '../../../tests/testing/index.ts';

const clock = heldClock('2026-05-01T09:00:00Z');
const people = new Map([
  ['ada', { personId: 'ada', name: 'Ada Editor', email: 'ada@example.org', permissions: new Set(['edit']) }],
  ['rob', { personId: 'rob', name: 'Rob Reader', email: 'rob@example.org', permissions: new Set<string>() }],
]);
let database: Database;
let context: SignInContext;
let app: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase('pglite');
  context = {
    database,
    directory: {
      personOf: async (personId) => people.get(personId) ?? null,
      rolesOf: async () => [],
      personWithEmail: async (email) => [...people.values()].find((person) => person.email === email.toLowerCase()) ?? null,
      personas: async () => [...people.values()].map(({ personId, name }) => ({ personId, name, roles: ['Tester'], group: 'Tester' })),
    },
    now: clock.now,
    publicUrl: 'https://chorus.example',
    siteName: 'Chorus',
    isSample: false,
    isMailSent: false,
    openIdConnect: null,
    linkPauseMs: 0,
  };
  app = await signInServer(context);
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(() => clock.forward(24 * 60));

async function mailedLink(): Promise<string> {
  const [newest] = await outboxOf(database.as());
  const mail = await mailOf(database.as(), newest!.id);
  return /https:\/\/\S+/.exec(mail!.plainText!)![0];
}

const linkFor = (personId: string, purpose: 'sign-in' | 'invitation' = 'sign-in', nextPath?: string): Promise<string> =>
  database.inTransaction<unknown, string>((transaction) => makeLink(transaction, { personId, purpose, nextPath, by: 'test' }, context.publicUrl, clock.now()));

const pathOf = (link: string): string => new URL(link).pathname;
const tokenOf = (link: string): string => pathOf(link).split('/').at(-1)!;
const isSignedIn = async (browser: TestBrowser): Promise<boolean> => (await browser.get('/account')).status === 200;

async function pressed(link: string, browser = new TestBrowser(app)): Promise<{ browser: TestBrowser; answer: Awaited<ReturnType<TestBrowser['post']>> }> {
  await browser.get(pathOf(link));
  return { browser, answer: await browser.post('/sign-in/link', { token: tokenOf(link) }) };
}

describe('a link by e-mail', () => {
  it('signs in by its button, and leads to where the person was going', async () => {
    const browser = new TestBrowser(app);
    await browser.get('/sign-in?next=%2Fpeople%3Fa%3D1');
    expect((await browser.post('/sign-in', { email: ' ADA@example.org', next: '/people?a=1' })).location).toBe('/sign-in/sent');
    const { answer } = await pressed(await mailedLink(), browser);
    expect(answer.location).toBe('/people?a=1');
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('does nothing when it is only followed, however often', async () => {
    const link = await linkFor('ada');
    const scanner = new TestBrowser(app);
    for (let time = 0; time < 3; time++) expect((await scanner.get(pathOf(link))).status).toBe(200);
    expect(await isSignedIn(scanner)).toBe(false);
    expect((await pressed(link)).answer.status).toBe(303);
  });

  it('works once', async () => {
    const link = await linkFor('ada');
    await pressed(link);
    const browser = new TestBrowser(app);
    await browser.get('/sign-in');
    const again = await browser.post('/sign-in/link', { token: tokenOf(link) });
    expect([again.status, again.body.includes('has been used')]).toEqual([400, true]);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('is used by one of two browsers that press at once', async () => {
    const link = await linkFor('ada');
    const browsers = [new TestBrowser(app), new TestBrowser(app)];
    for (const browser of browsers) await browser.get(pathOf(link));
    const answers = await Promise.all(browsers.map((browser) => browser.post('/sign-in/link', { token: tokenOf(link) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
  });

  it.each([
    ['sign-in', 14, 303],
    ['sign-in', 15, 400],
    ['invitation', 14 * 24 * 60 - 1, 303],
    ['invitation', 14 * 24 * 60, 400],
  ] as const)('for %s after %i minutes gives %i', async (purpose, minutes, status) => {
    const link = await linkFor('ada', purpose);
    const browser = new TestBrowser(app);
    await browser.get('/sign-in');
    clock.forward(minutes);
    expect((await browser.post('/sign-in/link', { token: tokenOf(link) })).status).toBe(status);
  });

  it('that was altered is not ours', async () => {
    const link = await linkFor('ada');
    const altered = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    const answer = await new TestBrowser(app).get(pathOf(altered));
    expect([answer.status, answer.body.includes('not one of ours')]).toEqual([400, true]);
  });

  it('leads to no other site', async () => {
    const { answer } = await pressed(await linkFor('ada', 'sign-in', '//evil.example/'));
    expect(answer.location).toBe('/');
  });

  it('is refused without the token of our own form', async () => {
    const link = await linkFor('ada');
    const browser = new TestBrowser(app);
    await browser.get(pathOf(link));
    expect((await browser.post('/sign-in/link', { token: tokenOf(link), _csrf: 'AAAA' })).status).toBe(403);
    expect((await pressed(link)).answer.status).toBe(303);
  });

  it('is kept in the record as a digest only', async () => {
    const link = await linkFor('ada');
    const { rows } = await sql<{ row: string }>`select sign_in_link::text as row from sign_in_link`.execute(database.as());
    expect(rows.some(({ row }) => row.includes(tokenOf(link)))).toBe(false);
  });
});

describe('asking for a link', () => {
  it('says the same for somebody unknown, and writes them no mail', async () => {
    const answers: string[] = [];
    const before = (await outboxOf(database.as())).length;
    for (const email of ['ada@example.org', 'nobody@example.org']) {
      const browser = new TestBrowser(app);
      await browser.get('/sign-in');
      const { status, location, body } = await browser.post('/sign-in', { email });
      answers.push([status, location, body].join());
    }
    expect(answers[0]).toBe(answers[1]);
    expect((await outboxOf(database.as())).length).toBe(before + 1);
  });

  it('sends one address five links an hour at most, saying nothing of it', async () => {
    const before = (await outboxOf(database.as())).length;
    const browser = new TestBrowser(app);
    for (let time = 0; time < 7; time++) {
      await browser.get('/sign-in');
      expect((await browser.post('/sign-in', { email: 'rob@example.org' })).location).toBe('/sign-in/sent');
    }
    expect((await outboxOf(database.as())).length).toBe(before + 5);
  });

  it('refuses what is not an address, keeping what was typed', async () => {
    const browser = new TestBrowser(app);
    await browser.get('/sign-in');
    const answer = await browser.post('/sign-in', { email: 'ada' });
    expect([answer.status, answer.body.includes('Enter an e-mail address'), answer.body.includes('value="ada"')]).toEqual([400, true, true]);
  });

  it('builds the link from the public address, whatever the request says of its host', async () => {
    const page = await app.inject({ url: '/sign-in', headers: { host: 'evil.example' } });
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!;
    await app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', cookie: `${page.cookies[0]!.name}=${page.cookies[0]!.value}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: token, email: 'ada@example.org' }).toString(),
    });
    expect(await mailedLink()).toMatch(/^https:\/\/chorus\.example\/sign-in\/link\//);
  });
});

describe('a session', () => {
  it('has a cookie that scripts cannot read and other sites cannot send with a form', async () => {
    const link = await linkFor('ada');
    const page = await app.inject({ url: pathOf(link) });
    const visitor = page.cookies[0]!;
    const reply = await app.inject({
      method: 'POST',
      url: '/sign-in/link',
      headers: { cookie: `${visitor.name}=${visitor.value}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!, token: tokenOf(link) }).toString(),
    });
    expect(reply.cookies.find(({ name }) => name === '__Host-chorus-session')).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
  });

  it('ends after twelve hours unused', async () => {
    const { browser } = await pressed(await linkFor('ada'));
    clock.forward(11 * 60);
    expect(await isSignedIn(browser)).toBe(true);
    clock.forward(11 * 60);
    expect(await isSignedIn(browser)).toBe(true);
    clock.forward(12 * 60);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('ends after seven days however much it is used', async () => {
    const { browser } = await pressed(await linkFor('ada'));
    for (let hours = 0; hours < 7 * 24 - 10; hours += 10) {
      clock.forward(10 * 60);
      expect(await isSignedIn(browser)).toBe(true);
    }
    clock.forward(10 * 60);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('is another after each sign-in', async () => {
    const { browser } = await pressed(await linkFor('ada'));
    const first = browser.cookies.get('__Host-chorus-session')!;
    await pressed(await linkFor('rob'), browser);
    const old = new TestBrowser(app);
    old.cookies.set('__Host-chorus-session', first);
    expect(await isSignedIn(old)).toBe(false);
    expect((await browser.get('/account')).body).toContain('Rob Reader');
  });

  it('ends by signing out, here or everywhere', async () => {
    const [{ browser: laptop }, { browser: phone }] = [await pressed(await linkFor('ada')), await pressed(await linkFor('ada'))];
    const { browser: other } = await pressed(await linkFor('rob'));
    await phone.get('/account');
    await phone.post('/sign-out');
    expect([await isSignedIn(phone), await isSignedIn(laptop)]).toEqual([false, true]);
    const unused = await linkFor('ada');
    await laptop.get('/account');
    await laptop.post('/account/sign-out-everywhere');
    expect([await isSignedIn(laptop), await isSignedIn(other)]).toEqual([false, true]);
    expect((await pressed(unused)).answer.status).not.toBe(303);
  });

  it('of somebody who is known no more opens nothing', async () => {
    people.set('gone', { personId: 'gone', name: 'Gone Soon', email: 'gone@example.org', permissions: new Set() });
    const { browser } = await pressed(await linkFor('gone'));
    people.delete('gone');
    expect(await isSignedIn(browser)).toBe(false);
    expect((await pressed(await linkFor('gone'))).answer.status).toBe(400);
  });

  it('signs nobody out from another site', async () => {
    const { browser } = await pressed(await linkFor('ada'));
    expect((await browser.post('/sign-out', { _csrf: 'AAAA' })).status).toBe(403);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('signing in as', () => {
  it('is not there on a system that is not the sample', async () => {
    const browser = new TestBrowser(app);
    expect((await browser.get('/sign-in/as')).status).toBe(404);
    expect((await browser.get('/sign-in')).body).not.toContain('/sign-in/as');
    expect((await browser.post('/sign-in/as', { person: 'ada' })).status).toBe(404);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('lists each persona on the sample, and signs in by a button', async () => {
    const sample = await signInServer({ ...context, isSample: true });
    const browser = new TestBrowser(sample);
    expect((await browser.get('/sign-in/as')).body).toContain('Ada Editor');
    expect((await browser.post('/sign-in/as', { person: 'nobody' })).status).toBe(404);
    await browser.get('/sign-in/as');
    expect((await browser.post('/sign-in/as', { person: 'ada', next: '/people' })).location).toBe('/people');
    expect(await isSignedIn(browser)).toBe(true);
    await sample.close();
  });
});
