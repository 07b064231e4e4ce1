import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { performanceDatasets } from '../../datasets.ts';
import { declarationPages } from '../../declarations/web/declarationPages.tsx';
import { demandPages } from '../../demands/web/demandPages.tsx';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../../testing/inventedPerformance.ts';
import { listTasks } from '../queries/listTasks.ts';
import { listPages } from './listPages.tsx';

const OWN = '/performance/practices/ZZA01/list';
const DECLARATIONS = '/performance/pcns/UZ001/declarations';
let loader: Loader;
let place: InventedPerformance;
let context: PerformanceContext;
let site: PlaceSite;

beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), performanceDatasets);
  place = await inventedPerformance(loader.database);
  context = { ...place.performance, statistics: loader.statistics, statisticsFolder: loader.context.statisticsFolder };
  const figures = { ...context, declarable: async () => new Map([['HI-03', { countedTo: '2026-05-31' as never, numerator: 120, denominator: 200, members: ['ZZA01', 'ZZA02', 'ZZA03'] }]]) };
  site = await placeSite(place, [...listPages(context), ...demandPages(context), ...declarationPages(context, figures)]);
});
afterAll(async () => {
  await site.close();
  await loader.close();
});

const tasksOf = async (person: PersonKey) => (await listTasks(context)({ personId: person, permissions: place.acting(person).permissions }, context.now())).map(({ title }) => title);

it('tells what the list is and what it lacks while nothing is held', async () => {
  const anyone = await site.browserOf();
  expect((await anyone.get('/performance/list')).body).toContain('No month is held yet');
  expect([(await (await site.browserOf('ivy')).get('/performance/list/QZZ/report.pdf')).status, await tasksOf('mina')]).toEqual([303, []]);
  await loader.load('calls.csv', ['Practice code,Month,Calls to 111 in hours,Expected calls', 'ZZA01,2026-04-01,60,20', ...['ZZA02', 'ZZA03', 'ZZB01', 'ZZB02', 'ZZC01'].map((code, index) => `${code},2026-04-01,${10 + index},20`), ''].join('\n'));
});

it('gives everybody counts and only who commissions the names', async () => {
  const [anyone, ivy, mina] = [await site.browserOf(), await site.browserOf('ivy'), await site.browserOf('mina')];
  for (const body of [(await anyone.get('/performance/list/QZZ')).body, (await mina.get('/performance/list/qzz?month=2026-04')).body]) expect([body.includes('1 of 6 practices'), body.includes('there is no league table'), body.includes('ZZA01')]).toEqual([true, true, false]);
  const { body } = await ivy.get('/performance/list/QZZ');
  expect([body.includes('Practice ZZA01 (ZZA01)'), body.includes('Get the fortnightly report')]).toEqual([true, true]);
  expect((await anyone.get('/performance/list/QZZ?table=criteria&download=csv')).body).toContain('Most calls to 111 in hours,1,5,0');
  expect((await anyone.get('/performance/list/QZZ?table=practices&download=csv')).body).not.toContain('ZZA01');
  expect((await ivy.get('/performance/list/QZZ?table=practices&download=csv')).body).toContain('Practice ZZA01 (ZZA01),1,Meets it');
  expect((await ivy.get('/performance/list/QZZ?table=practices&download=csv')).body).toContain('chance in counting alone, as the month before is not held');
});

test.each<[PersonKey | null, string, number]>([
  [null, '/performance/list/UZ001', 403], [null, '/performance/list/ZZA01', 403], ['mina', '/performance/list/UZ001', 403], ['ivy', '/performance/list/UZ001', 200], [null, '/performance/list/NOPE', 404], [null, '/performance/list/QZZ?month=2020-01', 400],
  ['mina', OWN, 200], ['cara', OWN, 200], ['ivy', OWN, 200], ['milo', OWN, 403], ['colin', OWN, 403], ['adam', OWN, 403], ['mina', '/performance/practices/UZ001/list', 404],
  ['ivy', '/performance/list/QZZ/report.xlsx', 200], ['mina', '/performance/list/QZZ/report.pdf', 403], ['adam', '/performance/list/QZZ/report.pdf', 403],
  [null, '/demands', 200], [null, '/demands/fortnightly-report', 200], [null, '/demands/nothing', 404], ['petra', '/demands/new', 403], ['mina', '/demands/new', 200], ['colin', DECLARATIONS, 403], ['mina', DECLARATIONS, 200],
])('%s asking for %s gets %i', async (person, path, status) => {
  expect((await (person ? await site.browserOf(person) : await site.browserOf()).get(path)).status).toBe(status);
});

it('makes the same report of the same list, as a PDF; only asking for it by its button records that it was made', async () => {
  const ivy = await site.browserOf('ivy');
  const recorded = async () => (await sql<{ place: string; format: string; listed: number }>`select place_code as place, format, listed from list_report order by id`.execute(loader.database.as())).rows;
  const [one, other] = [await ivy.get('/performance/list/QZZ/report.pdf'), await ivy.get('/performance/list/QZZ/report.pdf')];
  expect(await recorded()).toEqual([]);
  await ivy.get('/performance/list/QZZ');
  expect((await ivy.post('/performance/list/QZZ/report', { month: '2026-04', scope: 'icb', format: 'pdf' })).location).toBe('/performance/list/QZZ/report.pdf?month=2026-04&scope=icb');
  await ivy.get('/performance/list/QZZ');
  expect((await ivy.post('/performance/list/QZZ/report', { month: '2026-04', scope: 'england', format: 'xlsx' })).location).toBe('/performance/list/QZZ/report.xlsx?month=2026-04&scope=england');
  const mina = await site.browserOf('mina');
  await mina.get(OWN);
  expect((await mina.post('/performance/list/QZZ/report', { month: '2026-04', scope: 'icb', format: 'pdf' })).status).toBe(403);
  expect(await recorded()).toEqual([{ place: 'QZZ', format: 'pdf', listed: 1 }, { place: 'QZZ', format: 'xlsx', listed: 1 }]);
  const { body } = await ivy.get('/performance/list/QZZ');
  for (const words of ['Reports that were made: the last on 1 June 2026', 'the next would be owed on 15 June 2026', 'April 2026, 1 of 6 practices, 20% of its ICB, PDF', '20% of England, Excel']) expect(body).toContain(words);
  expect((await (await site.browserOf()).get('/performance/list/QZZ')).body).not.toContain('Reports that were made');
  expect((await sql`select from audit_entry where action = 'make-list-report'`.execute(loader.database.as())).rows.length).toBeGreaterThan(1);
  expect([one.status, one.body.startsWith('%PDF-1.7'), one.body.length === other.body.length]).toEqual([200, true, true]);
});

it('tells a practice before the list comes, on which criterion and how sure, and asks its manager alone', async () => {
  const { body } = await (await site.browserOf('mina')).get(OWN);
  for (const words of ['You are likely to be looked at: most calls to 111 in hours.', '60 calls to 111 in hours, against 20 expected: 3.00 times', 'the chance that it is truly so', 'Of 5 of 6 criteria there is no data; that is not the same as passed']) expect(body).toContain(words);
  expect([await tasksOf('mina'), await tasksOf('milo'), await tasksOf('cara')]).toEqual([['See why Practice ZZA01 may be looked at: April 2026'], [], []]);
});

it('takes a demand into the register, says who has nothing to do, and withdraws it with a reason', async () => {
  const mina = await site.browserOf('mina');
  await mina.get('/demands/new');
  const form = { asks: 'Count <chairs>', of: 'commissioner', by: 'NHS England', within: 'QZZ', contract: '', clause: '', source: 'Letter of 20 May', 'from-day': '20', 'from-month': '5', 'from-year': '2026' };
  expect((await mina.post('/demands/new', { ...form, 'from-day': '' })).body).toContain('Enter a real date');
  await mina.get('/demands/new');
  expect((await mina.post('/demands/new', { ...form, contract: 'GMS' })).body).toContain('A contract is named without its clause');
  await mina.get('/demands/new');
  const path = (await mina.post('/demands/new', form)).location.replace(/\?.*/, '');
  expect((await mina.get(path)).body).toContain('Nothing. NHS England asks it of the commissioner, not of a practice.');
  expect([(await (await site.browserOf()).get('/demands')).body.includes('chairs'), (await mina.get('/demands')).body.includes('Count &lt;chairs&gt;')]).toEqual([false, true]);
  await mina.get(path);
  expect((await mina.post(path, { why: '' })).body).toContain('Nothing says why');
  await mina.get(path);
  expect((await mina.post(path, { why: 'Taken back' })).location).toBe(`${path}?done=withdrawn`);
});

it('takes a declaration from the PCN to the commissioner by its page', async () => {
  const [cara, ivy] = [await site.browserOf('cara'), await site.browserOf('ivy')];
  const year = '2026/27';
  expect((await cara.get(DECLARATIONS)).body).toContain('Nothing is calculated yet');
  expect((await cara.post(DECLARATIONS, { year, event: 'calculate' })).location).toContain('done=calculated-1-0');
  const primary = (body: string): string[] => [...body.matchAll(/class="nhsuk-button"[^>]*>([^<]*)</g)].map(([, words]) => words!);
  const leads = { declare: 'Declare it: HI-03', submit: 'Put it to the PCN for approval: HI-03', 'approve-for-pcn': 'Approve it for the PCN: HI-03' };
  for (const [event, words] of Object.entries(leads)) {
    const { body } = await cara.get(DECLARATIONS);
    expect(body).toContain('120 of 200');
    expect(primary(body)).toEqual([words]);
    expect((await cara.post(DECLARATIONS, { year, event, indicator: 'HI-03' })).status).toBe(303);
  }
  expect([primary((await cara.get(DECLARATIONS)).body), primary((await ivy.get(DECLARATIONS)).body)]).toEqual([['Calculate again from the newest figures'], ['Approve it: HI-03']]);
  const { body: again } = await ivy.post(DECLARATIONS, { year, event: 'return', indicator: 'HI-03', words: '' });
  expect([again.includes('No reason was given'), primary(again)]).toEqual([true, ['Return it to the PCN: HI-03']]);
  await ivy.get(DECLARATIONS);
  expect((await ivy.post(DECLARATIONS, { year, event: 'approve', indicator: 'HI-03' })).location).toContain('done=approved');
  await ivy.get(DECLARATIONS);
  expect((await ivy.post(DECLARATIONS, { year, event: 'pay', indicator: 'HI-03', amount: 'lots' })).body).toContain('Enter the amount in pounds');
});
