import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import type { Task } from '#platform/today/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { ada, inventedContext, inventedSite, plantInventedRegister } from '../../testing/inventedSite.ts';
import { englandPages } from '../england/englandPages.tsx';
import { homePages } from '../home/homePages.tsx';
import { searchPages } from './searchPages.tsx';

let database: Database;
let site: FastifyInstance;
let tasks: Task[] = [];

beforeAll(async () => {
  database = await testDatabase('pglite');
  const context = inventedContext(database);
  site = await inventedSite([...homePages(context, { today: async (session, day) => ({ today: { tasks: session === ada ? tasks : [], missing: [] }, day, digest: { every: 'off' } }) }), ...searchPages(context), ...englandPages(context)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

async function open(path: string, headers: Record<string, string> = {}) {
  const reply = await site.inject({ url: path, headers });
  return { status: reply.statusCode, html: reply.body, to: reply.headers.location, text: reply.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

describe('with nothing loaded', () => {
  it('says how to begin', async () => {
    const { text, html } = await open('/');
    expect(text).toContain('bin/chorus load FOLDER');
    expect(html).toContain('href="/data"');
  });
  it('has an England without boards, and a search without answers', async () => {
    expect((await open('/england')).text).toContain('No integrated care board is on record for this day.');
    expect((await open('/search?q=mill')).text).toContain('Nothing like that is in the register.');
  });
});

describe('with a register', () => {
  beforeAll(() => plantInventedRegister(database));

  it('begins with the search and the way down, and asks nothing of a visitor', async () => {
    const { text, html } = await open('/');
    expect(html).toMatch(/<form action="\/search" method="get"[^]*<input[^>]* name="q"/);
    expect(text).toContain('2 integrated care boards');
    expect(text).not.toContain('What needs you');
  });

  it('shows a signed-in person what needs them and why, or that nothing does', async () => {
    expect((await open('/', { 'x-test-signed-in': '1' })).text).toContain('Nothing needs you just now.');
    tasks = [{ id: 'a', title: 'Answer the canvass', href: '/canvasses/1', why: 'It closes on Friday.', due: null, minutes: 1 }];
    const { text, html } = await open('/', { 'x-test-signed-in': '1' });
    expect(text).toContain('It closes on Friday.');
    expect(html).toContain('href="/canvasses/1"');
  });

  it('leads from a whole code to its page, and keeps looking for anything less', async () => {
    expect(await open('/search?q=zza01')).toMatchObject({ status: 303, to: '/organisations/ZZA01' });
    expect(await open('/search?q=zza0')).toMatchObject({ status: 200 });
  });

  it('says when it only found what comes nearest', async () => {
    const { text } = await open('/search?q=mlil+surgery');
    expect(text).toContain('Nothing is called exactly that. These come nearest.');
    expect(text).toContain('The Mill Surgery GP practice · ZZA01 · ZZ1 1AA');
  });

  it('shows what was asked for as text', async () => expect((await open('/search?q=%3Cscript%3Ealert(1)%3C/script%3E')).html).not.toContain('<script>alert'));

  it('suggests while one types, from the second sign on', async () => {
    expect(JSON.parse((await open('/search/suggestions?q=weir')).html)).toEqual([{ code: 'ZZA03', name: 'Weir Practice', about: 'GP practice · ZZA03', href: '/organisations/ZZA03' }]);
    expect(JSON.parse((await open('/search/suggestions?q=w')).html)).toEqual([]);
    expect(JSON.parse((await open('/search/suggestions')).html)).toEqual([]);
  });

  it('counts England with its day and source, on a map and in a table', async () => {
    const { text, html } = await open('/england');
    expect(text).toMatch(/integrated care boards 2 .*GP practices 3 .*registered patients 6,100/);
    expect(text).toContain('Counted as listed in Patients registered at a GP practice');
    expect(html.match(/class="map-area/g)).toHaveLength(2);
    expect(text).toMatch(/Ashvale QZZ 2 3 6,100/);
  });

  it('keeps its day in the links down', async () => expect((await open('/england?as-at=2024-01-15')).html).toContain('href="/organisations/QZZ?as-at=2024-01-15"'));

  it('downloads the boards', async () => expect((await open('/england?download=csv&table=icb-england')).html).toContain('NHS Ashvale Integrated Care Board,QZZ,2,3,6100'));
});
