import type { FastifyInstance } from 'fastify';
import type { Answer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import type { PageDefinition } from '#platform/web/route.ts';
import { peopleDirectory } from '../people/queries/directory.ts';
import { PEOPLE } from './inventedRegister.ts';
import type { InventedRegister, PersonKey } from './inventedRegister.ts';

/** Pages over the invented place, and browsers in which its people are signed in. */
export interface PlaceSite {
  app: FastifyInstance;
  /** Nobody signed in, without a key. */
  browserOf(key?: PersonKey): Promise<TestBrowser>;
  /** One page as somebody would see it, without the way there; as nobody, without a key. */
  get(path: string, key?: PersonKey): Promise<Answer>;
  /** One form as somebody would send it, with its token. */
  post(path: string, key: PersonKey, values?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

const PERSON = 'x-test-person';
const CSRF = 'a-token-of-the-tests';
const ADDRESS = 'https://chorus.example';

export async function placeSite(place: InventedRegister, routes: readonly PageDefinition[]): Promise<PlaceSite> {
  // Loaded here, because most tests of the invented place serve no pages and need not load a server.
  const [{ answerOf, signInServer, TestBrowser: Browser }, { maskedToken }] = await Promise.all([import('#platform/signIn/testing/signInServer.ts'), import('#platform/web/csrf.tsx')]);
  const { register: { database, now }, permissionTable, acting } = place;
  const directory = peopleDirectory({ database, now, permissionTable });
  const context = { database, directory, now, publicUrl: ADDRESS, siteName: 'Chorus', isSample: true, isMailSent: false, openIdConnect: null, linkPauseMs: 0 };
  const app = await signInServer(context, routes, ({ headers }) => {
    const key = headers[PERSON] as PersonKey | undefined;
    return key ? { personId: key, name: PEOPLE[key][0], permissions: acting(key).permissions, csrfToken: CSRF } : null;
  });
  return {
    app,
    async browserOf(key) {
      const browser = new Browser(app);
      if (!key) return browser;
      const { body } = await browser.get('/sign-in/as');
      if (!body.includes(PEOPLE[key][0])) throw new Error(`${PEOPLE[key][0]} is not among those one may sign in as`);
      await browser.post('/sign-in/as', { person: key });
      return browser;
    },
    get: async (path, key) => answerOf(await app.inject({ url: path, headers: key ? { [PERSON]: key } : {} })),
    async post(path, key, values = {}) {
      const headers = { [PERSON]: key, 'content-type': 'application/x-www-form-urlencoded', origin: ADDRESS };
      return answerOf(await app.inject({ method: 'POST', url: path, headers, payload: new URLSearchParams({ _csrf: maskedToken(CSRF), ...values }).toString() }));
    },
    close: () => app.close(),
  };
}
