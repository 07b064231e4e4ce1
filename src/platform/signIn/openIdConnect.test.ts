import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/database/index.ts';
import { openIdConnect, type SignInContext } from './index.ts';
import { signInServer, TestBrowser } from './testing/signInServer.ts';
import { testDatabase } from '../../../tests/testing/index.ts';

const PUBLIC_URL = 'http://localhost:4999';
const CALLBACK = '/sign-in/openid-connect/callback';

/** Who the provider says has signed in there, and whether it has verified their address. */
const account = { email: 'ada@example.org', email_verified: true };

let database: Database;
let app: FastifyInstance;
let providerServer: Server;
let issuer: string;

beforeAll(async () => {
  providerServer = createServer();
  await new Promise<void>((resolve) => providerServer.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(providerServer.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'chorus', client_secret: 'a-secret-for-this-test', redirect_uris: [`${PUBLIC_URL}${CALLBACK}`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...account }) }),
    cookies: { keys: ['a-key-for-this-test'] },
  });
  providerServer.on('request', provider.callback());

  database = await testDatabase('pglite');
  const now = (): Date => new Date();
  const ada = { personId: 'ada', name: 'Ada Editor', email: 'ada@example.org', permissions: new Set<string>() };
  const context: SignInContext = {
    database,
    directory: {
      personOf: async (personId) => (personId === 'ada' ? ada : null),
      rolesOf: async () => [],
      personWithEmail: async (email) => (email === ada.email ? ada : null),
      personas: async () => [],
    },
    now,
    publicUrl: PUBLIC_URL,
    siteName: 'Chorus',
    isSample: false,
    isMailSent: false,
    openIdConnect: openIdConnect({ settings: { issuer, clientId: 'chorus', clientSecret: 'a-secret-for-this-test', label: 'the test provider' }, database, publicUrl: PUBLIC_URL, now }),
  };
  app = await signInServer(context);
});
afterAll(async () => {
  await app.close();
  await database.close();
  providerServer.closeAllConnections();
  await new Promise((resolve) => providerServer.close(resolve));
});

/** Leaves for the provider by the button, and gives where that leads. */
async function leave(browser: TestBrowser): Promise<string> {
  await browser.get('/sign-in?next=%2Fpeople');
  const { body } = await browser.post('/sign-in/openid-connect', { next: '/people' });
  return /href="(http:\/\/127\.0\.0\.1[^"]+)"/.exec(body)![1]!.replaceAll('&amp;', '&');
}

/** Signs in at the provider, on its own pages, and gives the answer with which it sends the browser back. */
async function answerOfProvider(authorizationUrl: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = authorizationUrl;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const reply = await fetch(url, { method: body ? 'POST' : 'GET', body, redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const line of reply.headers.getSetCookie()) cookies.set(line.split('=', 1)[0]!, line.slice(line.indexOf('=') + 1).split(';', 1)[0]!);
    const to = reply.headers.get('location');
    body = undefined;
    if (to?.startsWith(PUBLIC_URL)) return new URL(to).search;
    if (to) url = new URL(to, url).href;
    else {
      const page = await reply.text();
      url = new URL(/action="([^"]+)"/.exec(page)![1]!, url).href;
      body = new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)![1]!, login: 'anyone', password: 'any' });
    }
  }
  throw new Error('The provider did not answer');
}

async function signInAtProvider(browser: TestBrowser): Promise<Awaited<ReturnType<TestBrowser['post']>>> {
  const answer = await answerOfProvider(await leave(browser));
  await browser.get(`${CALLBACK}${answer}`);
  return browser.post(CALLBACK, { answer });
}

const isSignedIn = async (browser: TestBrowser): Promise<boolean> => (await browser.get('/account')).status === 200;

describe('OpenID Connect', () => {
  it('signs in somebody who was invited, by the address that the provider verified', async () => {
    const browser = new TestBrowser(app);
    expect((await signInAtProvider(browser)).location).toBe('/people');
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('asks for a code with PKCE, state and nonce, and leaves by a fresh start that no form policy stops', async () => {
    const url = new URL(await leave(new TestBrowser(app)));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${PUBLIC_URL}${CALLBACK}` });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(url.searchParams.get(name)!.length).toBeGreaterThan(20);
  });

  it('does nothing when the way back is only followed', async () => {
    const browser = new TestBrowser(app);
    const answer = await answerOfProvider(await leave(browser));
    expect((await browser.get(`${CALLBACK}${answer}`)).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it.each([
    ['somebody nobody invited', { email: 'stranger@example.org', email_verified: true }, 403, 'nobody has invited you'],
    ['an address that was not verified', { email: 'ada@example.org', email_verified: false }, 400, 'that it has verified'],
  ])('refuses %s', async (_, claims, status, words) => {
    const before = { ...account };
    Object.assign(account, claims);
    const browser = new TestBrowser(app);
    const answer = await signInAtProvider(browser);
    Object.assign(account, before);
    expect([answer.status, answer.body.includes(words)]).toEqual([status, true]);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('refuses the answer to another browser, and one used before', async () => {
    const [ours, theirs] = [new TestBrowser(app), new TestBrowser(app)];
    const answer = await answerOfProvider(await leave(ours));
    await leave(theirs);
    await theirs.get(`${CALLBACK}${answer}`);
    expect((await theirs.post(CALLBACK, { answer })).status).toBe(400);
    await ours.get(`${CALLBACK}${answer}`);
    const cookies = new Map(ours.cookies);
    expect((await ours.post(CALLBACK, { answer })).status).toBe(303);
    const again = new TestBrowser(app);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    await again.get(`${CALLBACK}${answer}`);
    expect((await again.post(CALLBACK, { answer })).status).toBe(400);
  });

  it('says plainly when the provider does not answer', async () => {
    const away = openIdConnect({ settings: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' }, database, publicUrl: PUBLIC_URL, now: () => new Date() });
    await expect(away.begin('/')).rejects.toMatchObject({ refusal: { code: 'openid-connect-does-not-answer', where: 'OIDC_ISSUER' } });
  });
});
