import type { FastifyInstance } from 'fastify';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import { PEOPLE, type PersonKey } from '#governance/testing';
import { voiceAssets } from '../web/voiceAssets.ts';
import { voicePages } from '../web/voicePages.ts';
import type { CanvassedPlace } from './canvassedPlace.ts';

/** The pages of voice over the invented place; who asks is in a cookie, which no real site would believe. */
export async function canvassServer({ context, place }: Pick<CanvassedPlace, 'context' | 'place'>, publicUrl = 'https://chorus.example'): Promise<{ app: FastifyInstance; browserOf(person?: PersonKey): TestBrowser }> {
  const app = await createServer({
    publicUrl,
    site: { name: 'Chorus', navigation: [], styles: ['voice.css'] },
    access: {
      sessionOf: async (request) => {
        const person = request.cookies['person'] as PersonKey | undefined;
        return person && person in PEOPLE ? { personId: person, name: PEOPLE[person][0], permissions: place.acting(person).permissions, csrfToken: `secret of ${person}, long enough` } : null;
      },
      mayUse: mayUseByPermission,
    },
    routes: voicePages(context),
    assets: voiceAssets(),
    limits: { pages: null, strict: null },
    log: makeRequestLog('silent'),
  });
  await app.ready();
  return {
    app,
    browserOf(person) {
      const browser = new TestBrowser(app);
      if (person) browser.cookies.set('person', person);
      return browser;
    },
  };
}
