import '#platform/web/production.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { maskedToken } from '#platform/web/csrf.tsx';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import type { Session } from '#platform/web/session.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { RegisterContext } from '../../context.ts';
import { registerReader } from '../../queries/registerReader.ts';
import { registerAssets } from '../registerAssets.ts';
import { localBodiesPages } from './localBodiesPages.ts';

const bodies = readFileSync(new URL('../../../../../sample/local-bodies.csv', import.meta.url), 'utf8');
const editor: Session = { personId: 'p1', name: 'Ada', permissions: new Set(['register.edit']), csrfToken: 'secret' };
const reader: Session = { ...editor, permissions: new Set() };

let app: FastifyInstance;
let database: Database;
let session: Session = editor;

beforeAll(async () => {
  database = await testDatabase('pglite');
  const context = { database, reader: registerReader(database.as()), now: () => new Date('2026-01-31T09:00:00Z'), today: () => isoDate('2026-01-31') } as RegisterContext;
  app = await createServer({
    publicUrl: 'http://localhost:1',
    site: { name: 'Chorus', navigation: [] },
    access: { sessionOf: async () => session, mayUse: mayUseByPermission },
    log: makeRequestLog('silent'),
    assets: registerAssets(),
    routes: localBodiesPages(context),
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const get = async (url: string): Promise<string> => (await app.inject({ url })).body;
const post = (url: string, values: Record<string, string>) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ _csrf: maskedToken('secret'), ...values }).toString() });

async function upload(text: string): Promise<{ statusCode: number; body: string }> {
  const form = new FormData();
  form.set('_csrf', maskedToken('secret'));
  form.set('file', new File([text], 'local-bodies.csv'));
  const request = new Request('http://localhost:1/', { method: 'POST', body: form });
  return app.inject({ method: 'POST', url: '/local-bodies/import', headers: { 'content-type': request.headers.get('content-type')! }, payload: Buffer.from(await request.arrayBuffer()) });
}

describe('the pages of local bodies', () => {
  it('help where nothing is entered yet, and give the templates', async () => {
    expect(await get('/local-bodies')).toContain('None has been entered yet');
    expect(await get('/local-bodies/template.csv')).toBe('code,kind,name,postcode,open,close\r\n');
    expect(await get('/local-relations/template.csv')).toBe('from_code,relation,to_code,start,end\r\n');
  });

  it('show what a file would change before anything is saved, save it, and undo it', async () => {
    expect((await upload(bodies)).body).toContain('10 to add, 0 to change, 0 on record already');
    expect(await get('/local-bodies')).not.toContain('Larkshire GP Federation');
    expect((await post('/local-bodies/import/confirm', { text: bodies })).statusCode).toBe(303);
    const list = await get('/local-bodies');
    expect(list).toContain('Larkshire GP Federation');
    expect((await upload(bodies)).body).toContain('There is nothing to save');
    const moment = /name="moment" value="([^"]+)"/.exec(list)![1]!;
    await post('/local-bodies/undo', { moment });
    expect(await get('/local-bodies')).not.toContain('Larkshire GP Federation');
  });

  it('add a body, rename it from a day, relate it, and keep what was typed where it is refused', async () => {
    const added = await post('/local-bodies/new', { kind: 'place', name: 'Merrowdale', open: '2019-04-01' });
    expect(added.headers.location).toBe('/local-bodies/L-PLACE-001?saved=yes');
    await post('/local-bodies/new', { kind: 'lmc', name: 'Larkshire LMC' });
    expect((await post('/local-bodies/L-PLACE-001', { name: 'Upper Merrowdale', open: '2019-04-01', since: '2025-04-01' })).statusCode).toBe(303);
    expect(await get('/local-bodies?as-at=2025-03-31')).toContain('>Merrowdale<');
    expect(await get('/local-bodies')).toContain('>Upper Merrowdale<');
    const refused = await post('/local-relations/new', { from_code: 'L-LMC-001', relation: 'covers', to_code: 'L-PLACE-009' });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('No organisation in the register has the code L-PLACE-009');
    expect(refused.body).toContain('value="L-LMC-001"');
    expect((await post('/local-relations/new', { from_code: 'L-LMC-001', relation: 'covers', to_code: 'L-PLACE-001' })).headers.location).toBe('/local-bodies/L-LMC-001?saved=yes');
    expect(await get('/local-bodies/L-LMC-001')).toContain('Upper Merrowdale');
  });

  it('show a reader the list, and let only an editor change it', async () => {
    session = reader;
    expect(await get('/local-bodies')).not.toContain('Add a local body');
    for (const url of ['/local-bodies/new', '/local-bodies/import', '/local-relations/new']) expect((await app.inject({ url })).statusCode).toBe(403);
    expect((await post('/local-bodies/new', { kind: 'place', name: 'X' })).statusCode).toBe(403);
    session = editor;
  });
});
