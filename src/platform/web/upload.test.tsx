import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { maskedToken } from './csrf.tsx';
import { json } from './reply.ts';
import { makeRequestLog } from './requestLog.ts';
import { definePage } from './route.ts';
import { createServer } from './server.ts';
import { mayUseByPermission, type Session } from './session.ts';
import { sentFile } from './upload.ts';

const session: Session = { personId: 'p1', name: 'Ada', permissions: new Set(), csrfToken: 'secret' };
const handleFile = async ({ body }: { body: { file: z.output<typeof sentFile>; note: string } }) => json({ name: body.file.fileName, text: body.file.bytes.toString(), note: body.note });
const body = z.strictObject({ file: sentFile, note: z.string() });
let app: FastifyInstance;

beforeAll(async () => {
  app = await createServer({
    publicUrl: 'http://localhost:1',
    site: { name: 'Chorus', navigation: [] },
    access: { sessionOf: async () => session, mayUse: mayUseByPermission },
    log: makeRequestLog('silent'),
    routes: [
      definePage({ method: 'POST', path: '/contacts', who: 'signed-in', takesFiles: true, body, handle: handleFile }),
      definePage({ method: 'POST', path: '/plain', who: 'signed-in', body, handle: handleFile }),
    ],
  });
});
afterAll(() => app.close());

async function send(path: string, token: string, content: string): Promise<{ status: number; body: string }> {
  const form = new FormData();
  form.set('_csrf', token);
  form.set('note', 'new people');
  form.set('file', new File([content], 'contacts.csv'));
  const request = new Request('http://localhost:1/', { method: 'POST', body: form });
  const reply = await app.inject({ method: 'POST', url: path, headers: { 'content-type': request.headers.get('content-type')! }, payload: Buffer.from(await request.arrayBuffer()) });
  return { status: reply.statusCode, body: reply.body };
}

describe('a form with a file', () => {
  it('gives the file and the fields beside it', async () => {
    const { body: text } = await send('/contacts', maskedToken('secret'), 'name,e-mail');
    expect(JSON.parse(text)).toEqual({ name: 'contacts.csv', text: 'name,e-mail', note: 'new people' });
  });

  it.each([
    ['a wrong token', '/contacts', 'AAAA', 'x', 403],
    ['an empty file', '/contacts', maskedToken('secret'), '', 400],
    ['a route that takes none', '/plain', maskedToken('secret'), 'x', 400],
    ['more than twenty megabytes', '/contacts', maskedToken('secret'), 'x'.repeat(21 * 1024 * 1024), 413],
  ])('is refused with %s', async (_, path, token, content, status) => {
    expect((await send(path, token, content)).status).toBe(status);
  });
});
