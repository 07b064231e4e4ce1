import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routesOf } from '#platform/web/route.ts';
import { examplesIn } from '../testing/examplesIn.ts';
import { ADMINISTRATOR, siteOnSample } from '../testing/siteOnSample.ts';
import type { SampleSite } from '../testing/siteOnSample.ts';
import { journey } from './testing/chromium.ts';
import type { Window } from './testing/chromium.ts';
import { freePort } from './testing/runningChorus.ts';
import { signInAs } from './testing/steps.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };
/** What a page may weigh, its style sheets and scripts apart: more cannot be read, and is slow on a surgery's old line. */
const PAGE_BYTES_MAX = 250_000;

/** Answers that are no page: data for programs, files, probes, and what a browser is sent on from. */
const NO_PAGE = /^\/(api\/|fhir\/|assets\/|health|metrics|search\/suggestions|sign-in\/openid-connect|public\/oparl)|\.(csv|atom|ics|pdf|xlsx|txt)$|[/-]template$|\/(file|journal)$/;

const CHAIR = 'Dr Anjali Fernsby';
const PRACTICE_MANAGER = 'Winifred Odukoya';
const LMC = 'Dr Beatrix Hollowbrook';
const SECRETARY = 'Lysander Penhallow';
const PCN_MANAGER = 'Callum Tidewell';
const STAFF = 'Isolde Farnaby';
const COMMISSIONER = 'Desmond Ravensworthy';
/** Who is shown most of a page, and so looks at it: the first that fits. */
const READERS: readonly [of: RegExp, reader: string][] = [
  [/^\/(people|administration|data|local-|sign-in|account)/, ADMINISTRATOR],
  [/^\/(forums|meetings|decisions|papers|delegations|authority|interests|public|actions)/, SECRETARY],
  [/\/canvass\/answer$|^\/(pulse|proposals\/new|opportunities\/:id|reports\/:id|today)/, PRACTICE_MANAGER],
  [/^\/funding(\/(pcns|disputes)|$)/, PCN_MANAGER],
  [/^\/performance\/list/, COMMISSIONER],
  [/^\/workforce\/pulse/, STAFF],
  [/^\/(performance|workforce|programmes)/, PCN_MANAGER],
  [/^\/consultations|\/consultations\/unasked$/, LMC],
  [/^\/(questions|proposals|opportunities|agreements|reports|trust)/, CHAIR],
  [/./, ADMINISTRATOR],
];

/** More of one route than its one example shows: each kind of organisation, each point of a thread, an empty answer, a form that came back, a refusal. */
const MORE = [
  '/organisations/XX006', '/organisations/XX014?as-at=2024-04-15', '/organisations/XX006/people-served', '/organisations/XI1', '/organisations/XI1/members', '/organisations/XS1', '/organisations/XF-PL1', '/organisations/XR1',
  '/organisations/XX006?known-at=2020-01-01', '/organisations/NOBODY', '/changes?from=2024-04-01&to=2026-04-01', '/changes?from=nonsense&to=2026-04-01', '/search?q=surgery', '/search?q=nothing+of+that+name', '/no-such-page',
  '/forums/icb-board', '/forums/merrowdale-leadership', '/forums/merrowdale-leadership/decisions', '/authority?matter=local-schemes&amount=42000&within=XF-PL1', '/trust?place=XF-PL1',
  '/funding?q=surgery', '/funding/statements/XI1?year=2025/26', '/funding/statements/XU004?year=2025/26&known-on=2025-04-01', '/funding/statements/XX019', '/funding/statements/ENGLAND', '/funding/statements/NOBODY',
];
/** Home is another page for each of them. */
const HOMES = [CHAIR, PRACTICE_MANAGER, LMC, SECRETARY];

journey('Every page', (browser) => {
  let site: SampleSite;
  let address: string;
  let visits: { path: string; reader: string }[];
  let visitor: Window;
  const windows = new Map<string, Window>();

  beforeAll(async () => {
    const port = await freePort();
    site = await siteOnSample({ port });
    const pathOf = await examplesIn(site);
    address = `http://localhost:${port}`;
    await site.app.listen({ host: '127.0.0.1', port });
    const routes = routesOf(site.app).filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path));
    const pages = [...routes.map(({ path }) => ({ path: pathOf(path), pattern: path })), ...MORE.map((path) => ({ path, pattern: path })), ...(await pointsOfThreads(site))];
    visits = [...new Map(pages.map(({ path, pattern }) => [path, { path, reader: READERS.find(([of]) => of.test(pattern))![1] }])).values(), ...HOMES.map((reader) => ({ path: '/', reader }))];
    visitor = await browser.window({ viewport: NARROW });
    for (const reader of new Set(visits.map((visit) => visit.reader))) {
      windows.set(reader, await browser.window({ viewport: NARROW }));
      await signInAs(windows.get(reader)!.page, address, reader);
    }
  }, 240_000);
  afterAll(() => site?.close());

  it('can be used by people who cannot see, cannot point, or have a small telephone', async () => {
    const wrong: string[] = [];
    const shownWide = new Set(['/', ...MORE]);
    for (const { path, reader } of visits) {
      const { page } = windows.get(reader)!;
      await page.setViewportSize(NARROW);
      const reply = await page.goto(address + path);
      const bytes = (await reply?.body())?.length ?? 0;
      if (bytes > PAGE_BYTES_MAX) wrong.push(`${path}, ${reader}: has ${bytes} bytes`);
      wrong.push(...(await page.evaluate<string[]>(OF_ITSELF)).map((what) => `${path}, ${reader}: ${what}`));
      for (const size of [NARROW, WIDE]) {
        await page.setViewportSize(size);
        // What differs on a wide screen is the frame, and how columns stand: a few pages of each kind show it.
        const faults = size === NARROW || shownWide.has(path) ? await axeFaults(page) : [];
        wrong.push(...[...faults, ...(await page.evaluate<string[]>(CUT_TABLES))].map((fault) => `${path}, ${reader}, at ${size.width} px: ${fault}`));
      }
    }
    expect(wrong).toEqual([]);
  }, 420_000);

  it('fits a small telephone for a visitor too', async () => {
    const wrong: string[] = [];
    for (const { path } of visits.filter((visit) => isPublic(visit.path))) {
      await visitor.page.goto(address + path);
      wrong.push(...(await visitor.page.evaluate<string[]>(OF_ITSELF)).map((what) => `${path}: ${what}`));
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it('writes no error in the console, but for pages that are not there', () => {
    const asked = /^\/(organisations\/NOBODY|funding\/(statements\/NOBODY|income\/)|no-such-page|organisations\/XX006|changes): Failed to load resource: the server responded with a status of 4\d\d/;
    expect([...windows.values(), visitor].flatMap(({ faults }) => faults).filter((fault) => !asked.test(fault))).toEqual([]);
  });

  const isPublic = (path: string): boolean => !/^\/(people|administration|account|local-bodies\/|local-relations|data\/load|questions|proposals|opportunities|agreements|reports$|reports\/R|consultations|pulse|trust|interests|today\/digest$|funding\/(pcns|disputes|rates\/)|performance\/(practices|rebases|pcns\/[^/]+\/(next-best|figures|declarations))|workforce|programmes)|\/(new|terms|interests|correct)$/.test(path);
});

/** The page of every question, each at its own point of its thread, and of every meeting. */
async function pointsOfThreads({ cast }: SampleSite): Promise<{ path: string; pattern: string }[]> {
  const db = cast.contexts.voice.database.as<unknown>();
  const pathsOf = async (pattern: string, question: ReturnType<typeof sql<{ id: string }>>) => (await question.execute(db)).rows.map(({ id }) => ({ path: pattern.replace(':id', id), pattern }));
  return [
    ...(await pathsOf('/questions/:id', sql<{ id: string }>`select id from question order by id`)),
    ...(await pathsOf('/questions/:id/canvass', sql<{ id: string }>`select id from question where state = 'decided' limit 1`)),
    ...(await pathsOf('/questions/:id/mandates', sql<{ id: string }>`select id from question where state = 'decided' limit 1`)),
    ...(await pathsOf('/questions/:id/report', sql<{ id: string }>`select id from question where state = 'decided' limit 1`)),
    ...(await pathsOf('/meetings/:id', sql<{ id: string }>`select id from meeting where forum_code in ('merrowdale-partnership', 'icb-board') order by id limit 5`)),
    ...(await pathsOf('/decisions/:id', sql<{ id: string }>`select id from decision where forum_code in ('merrowdale-partnership', 'vale-of-lark-together') order by id limit 5`)),
  ];
}

/** What axe finds to be serious or critical, with the first element that it found it at. */
async function axeFaults(page: Page): Promise<string[]> {
  // Asked for through the browser's own door: the page's policy lets no script of others in.
  await page.evaluate(AXE);
  // The rows of a table are made by one function: the first three tell of all, and a long table would take most of the time.
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: [['tbody tr:nth-child(n+4)']] }, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html})`);
}

/** What stands out of a page that can be scrolled sideways, unless it scrolls by itself; and a page without one heading. */
const OF_ITSELF = `(() => {
  const wrong = [];
  const width = document.documentElement.clientWidth;
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) wrong.push('has ' + headings + ' headings of the first level');
  if (document.documentElement.scrollWidth <= width) return wrong;
  const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.chorus-table__scroll'));
  return [...wrong, (out.at(-1)?.outerHTML.slice(0, 120) ?? 'the page') + ' is wider than 320 px'];
})()`;

/** Tables of which a sliver is out of sight: too little to be worth scrolling to, enough to cut the last column. */
const CUT_TABLES = `[...document.querySelectorAll('.chorus-table__scroll')]
  .filter((region) => region.scrollWidth > region.clientWidth + 1 && region.scrollWidth - region.clientWidth < 8)
  .map((region) => (region.parentElement.id || region.getAttribute('aria-label') || 'a table') + ' is cut by ' + (region.scrollWidth - region.clientWidth) + ' px')`;
