import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Answer, TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { routesOf } from '#platform/web/route.ts';
import type { ListedRoute } from '#platform/web/route.ts';
import { PERMISSIONS } from '#app/people.ts';
import { permissionsOf } from '#register';
import type { RoleId } from '#register';
import { examplesIn } from '../testing/examplesIn.ts';
import { ADMINISTRATOR, siteOnSample } from '../testing/siteOnSample.ts';
import type { SampleSite } from '../testing/siteOnSample.ts';

/** Every kind of person, and the roles each holds today in the sample. */
const KINDS: [kind: string, person: string | undefined, roles: RoleId[]][] = [
  ['a visitor', undefined, []],
  ['somebody whose role has ended', 'Dr Rosalind Eastermoor', []],
  ['a clinical director', 'Dr Tobias Akinwande', ['clinical-director']],
  ['a PCN manager', 'Joss Quillfeather', ['pcn-manager']],
  ['a practice manager', 'Winifred Odukoya', ['practice-manager']],
  ['a GP partner', 'Dr Oluwaseun Oyelaran', ['gp-partner']],
  ['a member of PCN staff', 'Isolde Farnaby', ['network-staff']],
  ['an LMC officer', 'Dr Beatrix Hollowbrook', ['lmc-officer']],
  ['a federation director', 'Marguerite Tallis-Okoro', ['federation-director']],
  // He sits in the leadership team of Merrowdale too, for the commissioner.
  ['an ICB primary care manager', 'Desmond Ravensworthy', ['icb-primary-care-manager']],
  ['a place lead', 'Dr Anjali Fernsby', ['place-lead']],
  ['a forum secretary', 'Lysander Penhallow', ['forum-secretary']],
  ['an ICB board member', 'Dame Araminta Voss', ['icb-board-member']],
  ['a system partner', 'Xanthe Morrow', ['system-partner']],
  ['a register editor', 'Nadia Wetherlark', ['register-editor']],
  ['a system administrator', ADMINISTRATOR, ['system-administrator']],
];

let site: SampleSite;
let routes: readonly ListedRoute[];
let pathOf: (pattern: string) => string;
/** The pages that somebody was shown on the walk through all of them. */
const shown = new Set<string>();

beforeAll(async () => {
  site = await siteOnSample();
  routes = routesOf(site.app);
  pathOf = await examplesIn(site);
});
afterAll(() => site?.close());

const sayRoute = ({ method, path }: ListedRoute): string => `${method} ${path}`;
const isApi = ({ path }: ListedRoute): boolean => path.startsWith('/api/');

const mayUse = ({ who }: ListedRoute, person: string | undefined, held: ReadonlySet<string>): boolean => who === 'anyone' || (person !== undefined && (who === 'signed-in' || held.has(who)));
const lastAudited = async (): Promise<string> => (await sql<{ last: string }>`select max(sequence)::text as last from audit_entry`.execute(site.cast.contexts.voice.database.as())).rows[0]!.last;
/** Who leads, keeps or administers something of the place that the examples are of. */
const KEEPS_SOMETHING = new Set(['a clinical director', 'an LMC officer', 'a federation director', 'an ICB primary care manager', 'a place lead', 'a forum secretary', 'a system administrator']);
/** A page that is anyone's is the same gate for everybody: these three walk through it, and all walk through every other. */
const WALK_EVERYWHERE = new Set(['a visitor', 'a clinical director', 'a system administrator']);
/** Forms that were tried without their token: it is asked for before anything else, whoever sends it, so one who may is enough. */
const triedWithoutToken = new Set<string>();
/** Forms about oneself, and the link of a mail, which is its bearer's. */
const OF_ONESELF = /^\/(account|sign-|interests\/review|reports\/link|today\/digest|workforce\/you)/;
/** Refused without a question, and addresses of nothing. */
const NEVER_SHOWN = ['GET /api/v1/changes', 'GET /api/v1/*', 'GET /fhir/R4/*'];

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

describe.each(KINDS)('%s', (kind, person, roles) => {
  const held = permissionsOf(PERMISSIONS, roles);
  const may = (route: ListedRoute): boolean => mayUse(route, person, held);
  const refused = person === undefined ? 'sent to sign in' : 'not allowed';

  it('is let into every route that says so, and kept from every other', async () => {
    const browser = await site.browserOf(person);
    await browser.get(person === undefined ? '/sign-in' : '/account');
    const wrong: string[] = [];
    for (const route of routes.filter(({ method, who }) => method === 'GET' && (who !== 'anyone' || WALK_EVERYWHERE.has(kind)))) {
      const answer = await ask(browser, route);
      const verdict = verdictOf(answer);
      if (answer.status < 400 && verdict === 'answered') shown.add(sayRoute(route));
      if (verdict !== (may(route) ? 'answered' : refused)) wrong.push(`${sayRoute(route)} (for ${route.who}): ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is kept from every change that is not theirs, though their form bears its token', async () => {
    const browser = await site.browserOf(person);
    const wrong: string[] = [];
    for (const route of routes.filter((each) => each.method !== 'GET' && !isApi(each) && !may(each))) {
      // Most pages, a refusal's too, bear the token for the next form.
      if (browser.token() === '') await browser.get(person === undefined ? '/sign-in' : '/account');
      const verdict = verdictOf(await ask(browser, route));
      if (verdict !== refused) wrong.push(`${sayRoute(route)} (for ${route.who}): ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  it('changes nothing by a form without its token, or with another page’s', async () => {
    const browser = await site.browserOf(person);
    const wrong: string[] = [];
    for (const route of routes.filter((each) => each.method !== 'GET' && may(each) && !each.definition?.ownCsrf && (WALK_EVERYWHERE.has(kind) || !triedWithoutToken.has(sayRoute(each))))) {
      triedWithoutToken.add(sayRoute(route));
      for (const token of ['', 'A'.repeat(86)]) {
        const verdict = verdictOf(await ask(browser, route, { _csrf: token }));
        if (verdict !== 'stale form') wrong.push(`${sayRoute(route)} with “${token}”: ${verdict}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('every form was tried without its token by somebody who may send it', () => {
  expect(routes.filter(({ method, definition }) => method !== 'GET' && !definition?.ownCsrf).map(sayRoute).filter((route) => !triedWithoutToken.has(route))).toEqual([]);
});

test('every example is there: on these walks somebody was shown each page', () => {
  expect(routes.filter(({ method }) => method === 'GET').map(sayRoute).filter((route) => !shown.has(route))).toEqual(NEVER_SHOWN);
});

// Last: some of these forms are buttons, and what they do is done.
describe.each(KINDS)('%s', (kind, person, roles) => {
  const held = permissionsOf(PERMISSIONS, roles);

  it('has an empty form answered in words, never by a fault, and writes only what is theirs', async () => {
    const wrong: string[] = [];
    let browser = await site.browserOf(person);
    for (const route of routes.filter((each) => each.method !== 'GET' && !each.definition?.ownCsrf && mayUse(each, person, held))) {
      // Signed in afresh where the form before this signed out.
      if (browser.token() === '' && (await browser.get(person === undefined ? '/sign-in' : '/account')).status !== 200) {
        browser = await site.browserOf(person);
        await browser.get('/account');
      }
      const before = await lastAudited();
      const verdict = verdictOf(await ask(browser, route));
      if (verdict !== 'answered') wrong.push(`${sayRoute(route)}: ${verdict}`);
      const after = await lastAudited();
      if (after !== before && !KEEPS_SOMETHING.has(kind) && !OF_ONESELF.test(route.path)) wrong.push(`${sayRoute(route)}: written by somebody who keeps nothing of it`);
    }
    expect(wrong).toEqual([]);
  });
});

test('a route that is not protected by the token says how it is protected', () => {
  const own = routes.filter(({ method, definition }) => method !== 'GET' && definition?.ownCsrf);
  expect(own.map((route) => [sayRoute(route), (route.definition!.ownCsrf ?? '').length > 10])).toEqual(own.map((route) => [sayRoute(route), true]));
});
