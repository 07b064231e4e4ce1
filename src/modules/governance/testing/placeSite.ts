import type { FastifyInstance } from 'fastify';
import { signInServer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { peopleDirectory, permissionTable, REGISTER_PERMISSIONS } from '#register';
import { GOVERNANCE_PERMISSIONS } from '../permissions.ts';
import { PEOPLE } from './inventedPlace.ts';
import type { InventedPlace, PersonKey } from './inventedPlace.ts';

/** Pages over the invented place, and browsers in which its people are signed in. */
export interface PlaceSite {
  app: FastifyInstance;
  /** Nobody signed in, without a key. */
  browserOf(key?: PersonKey): Promise<TestBrowser>;
}

export async function placeSite({ governance }: InventedPlace, routes: readonly PageDefinition[]): Promise<PlaceSite> {
  const { database, now, publicUrl, siteName } = governance;
  const table = permissionTable(REGISTER_PERMISSIONS, GOVERNANCE_PERMISSIONS);
  const app = await signInServer({ database, directory: peopleDirectory({ database, now, permissionTable: table }), now, publicUrl, siteName, isSample: true, isMailSent: false, openIdConnect: null, linkPauseMs: 0 }, routes);
  return {
    app,
    async browserOf(key) {
      const browser = new TestBrowser(app);
      if (!key) return browser;
      const { body } = await browser.get('/sign-in/as');
      if (!body.includes(PEOPLE[key][0])) throw new Error(`${PEOPLE[key][0]} is not among those one may sign in as`);
      await browser.post('/sign-in/as', { person: key });
      return browser;
    },
  };
}
