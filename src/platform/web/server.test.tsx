import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { CsrfField } from './csrf.tsx';
import { PostForm } from './form.tsx';
import { Page } from './page.tsx';
import { download, html, json, redirect303 } from './reply.ts';
import { makeRequestLog } from './requestLog.ts';
import { definePage, routesOf } from './route.ts';
import { createServer } from './server.ts';
import { mayUseByPermission, type Session } from './session.ts';

const editor: Session = { personId: 'p1', name: 'Ada Editor', permissions: new Set(['edit']), csrfToken: 'editor-secret' };
const reader: Session = { personId: 'p2', name: 'Rob Reader', permissions: new Set(), csrfToken: 'reader-secret' };
const people: Record<string, Session> = { editor, reader };
const logLines: string[] = [];
let isWell = true;
let app: FastifyInstance;

const routes = [
  definePage({ method: 'GET', path: '/', who: 'anyone', handle: async ({ session }) => html(<Page title={session ? `Hello ${session.name}` : 'Hello'} />) }),
  definePage({
    method: 'GET',
    path: '/organisations/:code',
    who: 'anyone',
    params: z.object({ code: z.string().regex(/^[A-Z0-9]+$/, 'must be a code such as A81001') }),
    query: z.object({ 'as-at': z.iso.date().optional() }),
    handle: async ({ params, query }) => html(<Page title={`${params.code} ${query['as-at'] ?? ''}`} />),
  }),
  definePage({ method: 'GET', path: '/mine', who: 'signed-in', handle: async ({ session }) => html(<Page title={`Mine, ${session.name}`} />) }),
  definePage({ method: 'GET', path: '/edit', who: 'edit', handle: async () => html(<Page title="Edit"><form method="post"><CsrfField /></form></Page>) }),
  definePage({ method: 'POST', path: '/edit', who: 'edit', body: z.strictObject({ name: z.string().min(1) }), handle: async ({ body }) => redirect303(`/done/${body.name}`) }),
  definePage({ method: 'GET', path: '/sign-in', who: 'anyone', handle: async () => html(<Page title="Sign in"><PostForm action="/sign-in" submit="Send me a link" form={{}}>{null}</PostForm></Page>) }),
  definePage({ method: 'POST', path: '/sign-in', who: 'anyone', limit: 'strict', handle: async () => redirect303('/') }),
  definePage({ method: 'GET', path: '/api/v1/edit', who: 'edit', handle: async () => json({ fine: true }) }),
  definePage({ method: 'GET', path: '/refused', who: 'anyone', handle: () => Promise.reject(new Refused({ code: 'organisation-not-found', what: 'No organisation has the code X1.', where: 'X1', todo: 'Check the code.' })) }),
  definePage({ method: 'GET', path: '/fault', who: 'anyone', handle: () => Promise.reject(new Error('row "ada@example.org" broke')) }),
  definePage({ method: 'GET', path: '/file', who: 'anyone', handle: async () => download({ fileName: 'a "b".csv', contentType: 'text/csv', body: 'a,b\r\n' }) }),
];

beforeAll(async () => {
  app = await createServer({
    publicUrl: 'https://chorus.example',
    site: { name: 'Chorus', navigation: [{ label: 'Home', href: '/' }, { label: 'Edit things', href: '/edit', who: 'edit' }] },
    access: { sessionOf: async (request) => people[String(request.headers['x-test-person'])] ?? null, mayUse: mayUseByPermission },
    routes,
    checks: [{ name: 'record', check: async () => (isWell ? undefined : Promise.reject(new Error('down'))) }],
    limits: { strict: 3 },
    log: makeRequestLog('info', { write: (line) => void logLines.push(line) }),
  });
  await app.ready();
});
afterAll(() => app.close());

const get = (url: string, person?: string, headers = {}) => app.inject({ url, headers: { ...headers, ...(person ? { 'x-test-person': person } : {}) } });
const tokenIn = (body: string): string => /name="_csrf" value="([^"]+)"/.exec(body)![1]!;
const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: new URLSearchParams(form).toString() });

describe('who may use what', () => {
  it('lists every route with who may use it', () => {
    expect(routesOf(app).every((route) => route.who)).toBe(true);
    expect(routesOf(app)).toContainEqual(expect.objectContaining({ method: 'POST', path: '/edit', who: 'edit' }));
  });

  it('refuses to register a route that does not say', async () => {
    const bare = await createServer({ publicUrl: 'http://localhost', site: { name: 'Chorus', navigation: [] }, access: { sessionOf: async () => null, mayUse: mayUseByPermission } });
    expect(() => bare.get('/open', async () => 'x')).toThrow(/GET \/open does not declare who/);
    await bare.close();
  });

  it('sends a visitor to sign in, and back to the same page afterwards', async () => {
    const reply = await get('/mine?tab=2');
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/sign-in?next=%2Fmine%3Ftab%3D2']);
  });

  it('tells a program that it is not signed in', async () => {
    const reply = await get('/api/v1/edit');
    expect([reply.statusCode, reply.json().error.code]).toEqual([401, 'not-signed-in']);
  });

  it.each([
    ['/edit', 'reader', 403],
    ['/edit', 'editor', 200],
    ['/api/v1/edit', 'reader', 403],
    ['/api/v1/edit', 'editor', 200],
    ['/mine', 'reader', 200],
  ])('%s as %s gives %i', async (url, person, status) => {
    expect((await get(url, person)).statusCode).toBe(status);
  });

  it('shows a person only the navigation that they may use', async () => {
    expect((await get('/', 'reader')).body).not.toContain('Edit things');
    expect((await get('/', 'editor')).body).toContain('Edit things');
  });
});

describe('forms', () => {
  it('takes a form with the token of its session', async () => {
    const token = tokenIn((await get('/edit', 'editor')).body);
    const reply = await post('/edit', { _csrf: token, name: 'x' }, { 'x-test-person': 'editor', 'sec-fetch-site': 'same-origin' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/done/x']);
  });

  it.each([
    ['without a token', {}, {}],
    ['with another site’s word', {}, { 'sec-fetch-site': 'cross-site' }],
    ['with another origin', {}, { origin: 'https://evil.example' }],
    ['with a token that is not one', { _csrf: 'AAAA' }, { 'sec-fetch-site': 'same-origin' }],
  ])('refuses a form %s', async (_, form, headers) => {
    const reply = await post('/edit', { name: 'x', ...form }, { 'x-test-person': 'editor', ...headers });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('nothing was changed');
  });

  it('gives a visitor a token bound to a cookie, and limits how often they sign in', async () => {
    const page = await get('/sign-in');
    const cookie = page.cookies[0]!;
    expect(cookie).toMatchObject({ name: '__Host-chorus-visitor', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    const form = { _csrf: tokenIn(page.body) };
    expect((await post('/sign-in', form)).statusCode).toBe(403);
    const statuses = [];
    for (let time = 0; time < 3; time++) statuses.push((await post('/sign-in', form, { cookie: `${cookie.name}=${cookie.value}` })).statusCode);
    expect(statuses).toEqual([303, 303, 429]);
  });

  it('names the field that is wrong', async () => {
    expect((await get('/organisations/a-1')).body).toContain('The field “code” of the address');
    const reply = await get('/organisations/A81001?as-at=2025-02-31');
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain('as-at');
  });

  it('may have a part as long as a signed link with real names in it', async () => {
    const code = 'A'.repeat(400);
    const reply = await get(`/organisations/${code}`);
    expect([reply.statusCode, reply.body.includes(code)]).toEqual([200, true]);
  });
});

describe('answers', () => {
  it('says no with what, where and what to do', async () => {
    const reply = await get('/refused');
    expect(reply.statusCode).toBe(404);
    for (const part of ['No organisation has the code X1.', 'Where: X1', 'Check the code.']) expect(reply.body).toContain(part);
  });

  it('has plain pages for what is not there and for its own faults', async () => {
    const missing = await get('/nowhere');
    expect([missing.statusCode, missing.body.includes('Page not found')]).toEqual([404, true]);
    const fault = await get('/fault');
    expect([fault.statusCode, fault.body.includes(String(fault.headers['x-request-id']))]).toEqual([500, true]);
    expect(fault.body).not.toContain('ada@example.org');
    expect((await get('/api/nowhere')).json().error.code).toBe('not-found');
  });

  it('sends a policy with nothing inline', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it('sends a file under a name that cannot break out of its header', async () => {
    expect((await get('/file')).headers['content-disposition']).toBe(`attachment; filename="a _b_.csv"; filename*=UTF-8''a%20%22b%22.csv`);
  });

  it('lets no one keep a signed-in page', async () => {
    expect((await get('/mine', 'reader')).headers['cache-control']).toBe('no-store');
  });

  it('serves its assets packed, for ever, and without the NHS’s fonts or logo', async () => {
    const path = /\/assets\/nhsuk\.\w+\.css/.exec((await get('/')).body)![0];
    const plain = await get(path);
    expect(plain.headers['cache-control']).toContain('immutable');
    expect(plain.body).not.toMatch(/Frutiger|assets\.nhs\.uk/);
    expect((await get(path, undefined, { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');
    for (const [icon] of plain.body.matchAll(/\/assets\/nhsuk-icon[\w.-]+/g)) expect((await get(icon)).statusCode).toBe(200);
    expect((await get('/assets/../package.json')).statusCode).toBe(404);
  });
});

describe('looking after it', () => {
  it('is healthy while every check passes', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'ok', checks: [{ name: 'record', ok: true }] });
    isWell = false;
    expect((await get('/health')).statusCode).toBe(503);
    isWell = true;
  });

  it('counts requests by route, and tells only this machine', async () => {
    await get('/organisations/A81001');
    const metrics = await get('/metrics');
    expect(metrics.body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/organisations\/:code",status="200"\} \d/);
    expect((await get('/metrics', undefined, { 'x-forwarded-for': '10.0.0.1' })).statusCode).toBe(404);
  });

  it('logs no query string, address, cookie, name or quoted value', async () => {
    logLines.length = 0;
    await get('/organisations/A81001?as-at=2025-01-01', 'editor', { cookie: 'secret=1' });
    await get('/fault');
    const log = logLines.join('');
    expect(JSON.parse(logLines[0]!)).toMatchObject({ route: '/organisations/:code', status: 200, reqId: expect.any(String) });
    expect(log).not.toMatch(/A81001|as-at|secret|127\.0\.0\.1|Ada|ada@example/);
  });
});
