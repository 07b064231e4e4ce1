import type { FastifyInstance } from 'fastify';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { createServer } from '#platform/web/server.ts';
import type { RegisterContext } from '../../context.ts';
import { registerApiPages } from '../registerApiPages.tsx';

export const PUBLIC_URL = 'https://chorus.example';

/** A server with the API alone, for nobody in particular. */
export async function apiOver(context: RegisterContext): Promise<FastifyInstance> {
  const app = await createServer({
    publicUrl: PUBLIC_URL,
    site: { name: 'Chorus', navigation: [] },
    access: { sessionOf: async () => null, mayUse: (_, who) => who === 'anyone' },
    routes: registerApiPages(context, { publicUrl: PUBLIC_URL, version: '0.1.0' }),
    log: makeRequestLog('silent'),
  });
  await app.ready();
  return app;
}
