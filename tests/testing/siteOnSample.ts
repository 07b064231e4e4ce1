import type { FastifyInstance } from 'fastify';
import { readSettings } from '#app/settings.ts';
import { siteOver } from '#app/site.ts';
import { openSystem } from '#app/system.ts';
import { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { plantedSample } from './plantedSample.ts';
import { settingsFor } from './sampleTemplate.ts';

/** The whole site on a sample of one's own, in this process. */
export interface SampleSite {
  app: FastifyInstance;
  /** A browser in which one of the sample's people is signed in; nobody, without a name. */
  browserOf(name?: string): Promise<TestBrowser>;
  close(): Promise<void>;
}

/** `port` is where it will listen, where a browser is to open it: a site knows its own address. */
export async function siteOnSample({ port }: { port: number } = { port: 3000 }): Promise<SampleSite> {
  const { data, discard } = await plantedSample();
  const settings = readSettings(settingsFor(data, { PORT: String(port) }), data);
  const system = await openSystem(settings, true);
  const app = await siteOver(system, settings, { log: makeRequestLog('silent'), limits: { pages: null, strict: null } });
  await app.ready();
  return {
    app,
    async browserOf(name) {
      const browser = new TestBrowser(app);
      if (name === undefined) return browser;
      const { body } = await browser.get('/sign-in/as');
      const person = first(body, new RegExp(`>${name}<[\\s\\S]*?name="person" value="([^"]+)"`), `a person called ${name}`);
      await browser.post('/sign-in/as', { person });
      return browser;
    },
    async close() {
      await app.close();
      await system.close();
      discard();
    },
  };
}

export const ADMINISTRATOR = 'Ptolemy Grange';

/**
 * Something that is there for every parameter of every route, found or made as the administrator does. Gives the path of a
 * route's pattern, and throws for a pattern that has no example yet.
 */
export async function examplesIn(site: SampleSite): Promise<(pattern: string) => string> {
  const admin = await site.browserOf(ADMINISTRATOR);
  await admin.get('/people/invite');
  const { location: person } = await admin.post('/people/invite', { name: 'Ned New', email: 'ned.new@example.org', role: 'clinical-director', organisationCode: 'XU001', 'start-day': '1', 'start-month': '4', 'start-year': '2026' });
  const mail = first((await admin.get('/administration/outbox')).body, /\/administration\/outbox\/(\d+)/, 'a mail');
  const token = first((await admin.get(`/administration/outbox/${mail}`)).body, /\/sign-in\/link\/([\w-]+)/, 'a link');
  const relation = first((await admin.get('/local-bodies/XF-GF1')).body, /\/local-relations\/(\d+)/, 'a relation');
  const publication = first((await admin.get('/data/patients-registered-map')).body, /\/data\/publications\/(\d+)/, 'a publication');
  const affiliation = first((await admin.get('/fhir/R4/OrganizationAffiliation?_count=1')).body, /"fullUrl":"[^"]*(\/fhir\/R4\/OrganizationAffiliation\/[^"]+)"/, 'an affiliation');

  const examples: Record<string, string> = {
    '/organisations/:code': '/organisations/XU003',
    '/api/v1/organisations/:code': '/api/v1/organisations/XU003',
    '/local-bodies/:code': '/local-bodies/XF-GF1',
    '/local-relations/:id': `/local-relations/${relation}`,
    '/data/publications/:id': `/data/publications/${publication}`,
    '/data/:dataset': '/data/patients-registered-map',
    '/people/:id': first(person, /(\/people\/[^/?]+)/, 'the invited person'),
    '/administration/outbox/:id': `/administration/outbox/${mail}`,
    '/sign-in/link/:token': `/sign-in/link/${token}`,
    '/fhir/R4/Organization/:id': '/fhir/R4/Organization/XU003',
    '/fhir/R4/OrganizationAffiliation/:id': affiliation,
    '/assets/*': first((await admin.get('/')).body, /(\/assets\/[^"]+\.css)/, 'an asset'),
  };
  return (pattern) => {
    const known = Object.keys(examples).filter((start) => pattern === start || pattern.startsWith(`${start}/`)).sort((a, b) => b.length - a.length)[0];
    const path = known === undefined ? pattern : examples[known]! + pattern.slice(known.length);
    if (path.includes(':')) throw new Error(`The route ${pattern} needs an example in tests/testing/siteOnSample.ts, so that every page is visited`);
    return path;
  };
}

function first(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`There is not ${what} where the tests look for one`);
  return found;
}
