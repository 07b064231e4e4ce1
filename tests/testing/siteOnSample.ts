import type { FastifyInstance } from 'fastify';
import { castOf } from '#app/sample/cast.ts';
import type { Cast } from '#app/sample/cast.ts';
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
  /** The sample's people and what modules work with, for what a test makes by commands. */
  cast: Cast;
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
    cast: await castOf(system, settings),
    async browserOf(name) {
      const browser = new TestBrowser(app);
      if (name === undefined) return browser;
      const { body } = await browser.get('/sign-in/as');
      const person = firstIn(body, new RegExp(`>${name}<[\\s\\S]*?name="person" value="([^"]+)"`), `a person called ${name}`);
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

/** What stands in a text where a pattern finds it; throws where it does not. */
export function firstIn(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`There is not ${what} where the tests look for one`);
  return found;
}
