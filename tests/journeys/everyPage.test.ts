import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routesOf } from '#platform/web/route.ts';
import { ADMINISTRATOR, examplesIn, siteOnSample } from '../testing/siteOnSample.ts';
import type { SampleSite } from '../testing/siteOnSample.ts';
import { journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { freePort } from './testing/runningChorus.ts';
import { signInAs } from './testing/steps.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

/** Answers that are no page: data for programs, files, probes, and what a browser is sent on from. */
const NO_PAGE = ['/api/', '/fhir/', '/assets/', '/health', '/metrics', '/search/suggestions', '/sign-in/openid-connect'];
/** More of one route than its one example shows: each kind of organisation, an empty answer, a form that came back, a refusal. */
const MORE = [
  '/organisations/XX006', '/organisations/XX014?as-at=2024-04-15', '/organisations/XX006/people-served', '/organisations/XI1', '/organisations/XI1/members', '/organisations/XS1', '/organisations/XF-PL1', '/organisations/XR1',
  '/organisations/XX006?known-at=2020-01-01', '/organisations/NOBODY', '/changes?from=2024-04-01&to=2026-04-01', '/changes?from=nonsense&to=2026-04-01', '/search?q=surgery', '/search?q=nothing+of+that+name', '/no-such-page',
];

journey('Every page', (browser) => {
  let site: SampleSite;
  let address: string;
  let paths: string[];
  let signedIn: Window;
  let visitor: Window;

  beforeAll(async () => {
    const port = await freePort();
    site = await siteOnSample({ port });
    const pathOf = await examplesIn(site);
    address = `http://localhost:${port}`;
    await site.app.listen({ host: '127.0.0.1', port });
    const pages = routesOf(site.app).filter(({ method, path }) => method === 'GET' && !NO_PAGE.some((start) => path.startsWith(start)) && !path.endsWith('.csv') && !path.endsWith('/template'));
    paths = [...new Set([...pages.map(({ path }) => pathOf(path)), ...MORE])];
    [signedIn, visitor] = [await browser.window({ viewport: NARROW }), await browser.window({ viewport: NARROW })];
    await signInAs(signedIn.page, address, ADMINISTRATOR);
  });
  afterAll(() => site?.close());

  it('can be used by people who cannot see, cannot point, or have a small telephone', async () => {
    const wrong: string[] = [];
    for (const path of paths) {
      for (const { page } of [signedIn, ...(isPublic(path) ? [visitor] : [])]) {
        const who = page === visitor.page ? 'a visitor' : 'the administrator';
        await page.setViewportSize(NARROW);
        await page.goto(address + path);
        wrong.push(...(await page.evaluate<string[]>(STANDS_OUT)).map((what) => `${path}, ${who}: ${what} is wider than 320 px`));
        if (page === visitor.page) continue;
        for (const size of [NARROW, WIDE]) {
          await page.setViewportSize(size);
          wrong.push(...[...(await axeFaults(page)), ...(await page.evaluate<string[]>(CUT_TABLES))].map((fault) => `${path} at ${size.width} px: ${fault}`));
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('writes no error in the console, but for pages that are not there', () => {
    const asked = /^\/(organisations\/NOBODY|no-such-page|organisations\/XX006|changes): Failed to load resource: the server responded with a status of 4\d\d/;
    expect([...signedIn.faults, ...visitor.faults].filter((fault) => !asked.test(fault))).toEqual([]);
  });

  const isPublic = (path: string): boolean => !/^\/(people|administration|account|local-bodies\/|local-relations|data\/load)/.test(path);
});

/** What axe finds to be serious or critical, with the first element that it found it at. */
async function axeFaults(page: Page): Promise<string[]> {
  // Asked for through the browser's own door: the page's policy lets no script of others in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html})`);
}

/** What stands out of a page that can be scrolled sideways; nothing where it fits. What scrolls by itself is not meant. */
const STANDS_OUT = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.chorus-table__scroll'));
  return [out.at(-1)?.outerHTML.slice(0, 120) ?? 'the page'];
})()`;

/** Tables of which a sliver is out of sight: too little to be worth scrolling to, enough to cut the last column. */
const CUT_TABLES = `[...document.querySelectorAll('.chorus-table__scroll')]
  .filter((region) => region.scrollWidth > region.clientWidth + 1 && region.scrollWidth - region.clientWidth < 8)
  .map((region) => region.parentElement.id + ' is cut by ' + (region.scrollWidth - region.clientWidth) + ' px')`;
