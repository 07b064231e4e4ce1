import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { inventedProgrammes } from '../testing/inventedProgrammes.ts';
import { programmesPages } from './programmesPages.ts';

let database: Database;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  const place = await inventedProgrammes(database);
  site = await placeSite(place, programmesPages(place.programmes));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

it('starts from a pattern, refuses a measure without a baseline, and closes too soon only with a reason', async () => {
  const cara = await site.browserOf('cara');
  expect((await cara.get('/programmes')).body).toContain('There is none here yet');
  expect((await cara.get('/programmes/new')).body).toContain('A multi-professional visiting team');
  expect((await cara.get('/programmes/new?pattern=visiting-team')).body).toContain('A team of nurses, paramedics and doctors visits you');
  const started = await cara.post('/programmes/new', { organisation: 'UZ001', pattern: 'visiting-team', title: 'Visiting <team>', vision: 'A team visits you.', 'started-day': '1', 'started-month': '1', 'started-year': '2026' });
  const path = started.location.split('?')[0]!;
  const { body } = await cara.get(started.location);
  for (const words of ['Visiting &lt;team&gt;', 'Ask a leader of every practice: there are 3.', 'Do this now', 'It has no measure yet']) expect(body).toContain(words);
  await cara.get(`${path}/steps/vision`);
  const measure = { kind: 'measure', title: 'Home visits', unit: 'visits', improvement: 'decrease', series: 'entered', baseline: '', target: '60', 'targetOn-day': '31', 'targetOn-month': '12', 'targetOn-year': '2026' };
  const refused = await cara.post(`${path}/steps/vision`, measure);
  expect([refused.status, refused.body.includes('A measure without a baseline can show no difference.')]).toEqual([400, true]);
  expect((await cara.post(`${path}/steps/vision`, { ...measure, baseline: '100' })).location).toBe(`${path}/steps/vision?done=kept`);
  const about = /name="about"[^>]*>.*?value="(\d+)"/s.exec((await cara.get(`${path}/steps/not-declaring-victory`)).body)![1]!;
  await cara.post(`${path}/steps/not-declaring-victory`, { kind: 'figure', about, value: '90', 'on-day': '15', 'on-month': '2', 'on-year': '2026' });
  const shown = (await cara.get(path)).body;
  for (const words of ['has 1 of 7 figures that it takes to tell; the newest is 90 in February 2026', 'the programme began', 'What it cost is not known']) expect(shown).toContain(words);
  await cara.get(`${path}/close`);
  expect((await cara.post(`${path}/close`, { words: '' })).body).toContain('The change does not hold yet');
  const mina = await site.browserOf('mina');
  await mina.get(`${path}/steps/vision`);
  await mina.post(`${path}/steps/vision`, { kind: 'disagreement', words: 'Nobody asked reception.' });
  expect((await mina.get(path)).body).toContain('Nobody asked reception.');
  expect((await mina.post(`${path}/steps/vision`, { kind: 'vision', words: 'Mine.' })).status).toBe(403);
  expect((await mina.get(`${path}/close`)).status).toBe(403);
  expect((await (await site.browserOf('colin')).get(path)).status).toBe(403);
  await cara.get(`${path}/close`);
  await cara.post(`${path}/close`, { words: 'The money ended.' });
  expect((await mina.get(path)).body).toContain('Closed on 1 June 2026, before the change held: The money ended.</strong> (Dr Cara Director)');
  expect((await mina.get('/programmes')).body).toContain('Closed on 1 June 2026, before the change held: The money ended.');
});
