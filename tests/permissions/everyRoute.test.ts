import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Answer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { routesOf } from '#platform/web/route.ts';
import type { ListedRoute } from '#platform/web/route.ts';
import { PERMISSIONS } from '#app/people.ts';
import { permissionsOf } from '#register';
import type { RoleId } from '#register';
import { ADMINISTRATOR, examplesIn, siteOnSample } from '../testing/siteOnSample.ts';
import type { SampleSite } from '../testing/siteOnSample.ts';

/** Every kind of person, and the roles each holds today in the sample. */
const KINDS: [kind: string, person: string | undefined, roles: RoleId[]][] = [
  ['a visitor', undefined, []],
  ['somebody whose role has ended', 'Dr Rosalind Eastermoor', []],
  ['a clinical director', 'Dr Tobias Akinwande', ['clinical-director']],
  ['a PCN manager', 'Joss Quillfeather', ['pcn-manager']],
  ['a practice manager', 'Winifred Odukoya', ['practice-manager']],
  ['a GP partner', 'Dr Oluwaseun Oyelaran', ['gp-partner']],
  ['an LMC officer', 'Dr Beatrix Hollowbrook', ['lmc-officer']],
  ['a federation director', 'Marguerite Tallis-Okoro', ['federation-director']],
  ['an ICB primary care manager', 'Desmond Ravensworthy', ['icb-primary-care-manager']],
  ['a place lead', 'Dr Anjali Fernsby', ['place-lead']],
  ['a register editor', 'Nadia Wetherlark', ['register-editor']],
  ['a system administrator', ADMINISTRATOR, ['system-administrator']],
];

let site: SampleSite;
let routes: readonly ListedRoute[];
let pathOf: (pattern: string) => string;

beforeAll(async () => {
  site = await siteOnSample();
  routes = routesOf(site.app);
  pathOf = await examplesIn(site);
});
afterAll(() => site?.close());

const sayRoute = ({ method, path }: ListedRoute): string => `${method} ${path}`;
const isApi = ({ path }: ListedRoute): boolean => path.startsWith('/api/');

/** Asks a route as its page would; a form is sent without its fields. */
const ask = async (browser: TestBrowser, { method, path }: ListedRoute, fields: Record<string, string> = {}): Promise<Answer> => (method === 'GET' ? browser.get(pathOf(path)) : browser.post(pathOf(path), fields));

function verdictOf({ status, body, location }: Answer): 'sent to sign in' | 'not allowed' | 'stale form' | 'a fault' | 'answered' {
  if (/^\/sign-in\?next=/.test(location) || body.includes('You are not signed in.')) return 'sent to sign in';
  if (body.includes('Your roles do not let you use this page.')) return 'not allowed';
  if (body.includes('We could not tell that this came from a page of this site')) return 'stale form';
  return status >= 500 ? 'a fault' : 'answered';
}

test('who may use what is as it was agreed: a change here is a decision', async () => {
  const lines = routes.filter(({ method, who }) => method !== 'GET' || who !== 'anyone').map((route) => `${route.who.padEnd(18)} ${sayRoute(route)}`);
  await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('whoMayUseWhat.txt');
});

describe.each(KINDS)('%s', (_kind, person, roles) => {
  const held = permissionsOf(PERMISSIONS, roles);
  const may = ({ who }: ListedRoute): boolean => who === 'anyone' || (person !== undefined && (who === 'signed-in' || held.has(who)));
  const refused = person === undefined ? 'sent to sign in' : 'not allowed';

  it('is let into every route that says so, and kept from every other', async () => {
    const browser = await site.browserOf(person);
    await browser.get(person === undefined ? '/sign-in' : '/account');
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const verdict = verdictOf(await ask(browser, route));
      if (verdict !== (may(route) ? 'answered' : refused)) wrong.push(`${sayRoute(route)} (for ${route.who}): ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is kept from every change that is not theirs, though their form bears its token', async () => {
    const browser = await site.browserOf(person);
    const wrong: string[] = [];
    for (const route of routes.filter((each) => each.method !== 'GET' && !isApi(each) && !may(each))) {
      await browser.get(person === undefined ? '/sign-in' : '/account');
      const verdict = verdictOf(await ask(browser, route));
      if (verdict !== refused) wrong.push(`${sayRoute(route)} (for ${route.who}): ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  it('changes nothing by a form without its token, or with another page’s', async () => {
    const browser = await site.browserOf(person);
    const wrong: string[] = [];
    for (const route of routes.filter((each) => each.method !== 'GET' && may(each) && !each.definition?.ownCsrf)) {
      for (const token of ['', 'A'.repeat(86)]) {
        const verdict = verdictOf(await ask(browser, route, { _csrf: token }));
        if (verdict !== 'stale form') wrong.push(`${sayRoute(route)} with “${token}”: ${verdict}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('an empty form is answered in words, never by a fault', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter((each) => each.method !== 'GET' && !each.definition?.ownCsrf)) {
    // Signed in afresh each time: one of these forms signs out.
    const browser = await site.browserOf(ADMINISTRATOR);
    await browser.get('/account');
    const verdict = verdictOf(await ask(browser, route));
    if (verdict !== 'answered') wrong.push(`${sayRoute(route)}: ${verdict}`);
  }
  expect(wrong).toEqual([]);
});

test('a route that is not protected by the token says how it is protected', () => {
  const own = routes.filter(({ method, definition }) => method !== 'GET' && definition?.ownCsrf);
  expect(own.map((route) => [sayRoute(route), (route.definition!.ownCsrf ?? '').length > 10])).toEqual(own.map((route) => [sayRoute(route), true]));
});
