import type { FastifyInstance } from 'fastify';
import { createServer } from '#platform/web/server.ts';
import type { Settings } from './settings.ts';
import type { System } from './system.ts';

/** The site over an open system: every module's pages in the frame. */
export async function siteOver(system: System, settings: Settings): Promise<FastifyInstance> {
  return createServer({
    publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`,
    trustProxy: settings.trustProxy,
    site: { name: settings.siteName ?? 'Chorus', navigation: [], ...(system.isSample ? { banner: 'Sample system: everything here is fictional.' } : {}) },
    access: { sessionOf: async () => null, mayUse: (_, who) => who === 'anyone' },
    routes: [],
    metricsToken: settings.metricsToken,
  });
}
