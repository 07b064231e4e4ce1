import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { js2xml, xml2js } from 'xml-js';
import type { Database } from '#platform/database/index.ts';
import { samplePdf } from '#platform/papers/testing/paperSamples.ts';
import type { TestBrowser } from '#platform/signIn/testing/signInServer.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { writeMinutes, agreeMinutes } from '../../commands/minutes.ts';
import { attachPaper } from '../../commands/papers.ts';
import { inventedPlace } from '../../testing/inventedPlace.ts';
import type { InventedPlace } from '../../testing/inventedPlace.ts';
import { plantMeeting } from '../../testing/plantedMeeting.ts';
import type { PlantedMeeting } from '../../testing/plantedMeeting.ts';
import { packPages } from '../boardPack/packPages.ts';
import { minutesPages } from '../minutes/minutesPages.tsx';
import { paperPages } from '../papers/paperPages.tsx';
import { publicRegisterPages } from './publicRegisterPages.ts';

let database: Database;
let place: InventedPlace;
let site: PlaceSite;
let planted: PlantedMeeting;
let papersFolder: string;
let published: string;
let withheld: string;
let [visitor, sam, tara, cara]: TestBrowser[] = [];

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
  papersFolder = mkdtempSync(join(tmpdir(), 'chorus-papers-'));
  const context = { ...place.governance, papersFolder };
  planted = await plantMeeting(database);
  const paper = { belongsTo: 'item' as const, subjectId: planted.hubItemId, file: { fileName: 'costs.pdf', bytes: await samplePdf(3) } };
  published = await attachPaper(context, place.acting('sam'), { ...paper, title: 'What the <b>hub</b> costs', isPublished: true });
  withheld = await attachPaper(context, place.acting('sam'), { ...paper, title: 'Offers of suppliers', isPublished: false, withheldReason: 'Names suppliers', file: { fileName: 'offers.txt', bytes: Buffer.from('offers') } });
  site = await placeSite(place, [paperPages, minutesPages, packPages, publicRegisterPages].flatMap((pages) => pages(context)));
  [visitor, sam, tara, cara] = [await site.browserOf(), await site.browserOf('sam'), await site.browserOf('tara'), await site.browserOf('cara')];
});
afterAll(async () => {
  await site.close();
  await database.close();
  rmSync(papersFolder, { recursive: true, force: true });
});

const ask = (browser: TestBrowser, url: string) => site.app.inject({ method: 'GET', url, headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
const pagesIn = async (bytes: Buffer): Promise<number> => (await PDFDocument.load(bytes)).getPageCount();

describe('papers', () => {
  test('are given out as files and never shown as pages', async () => {
    const reply = await ask(visitor!, `/papers/${published}/file`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-disposition': expect.stringContaining('attachment; filename="costs.pdf"') });
  });

  test.each([['the public', () => visitor!, 200, 403], ['a member', () => cara!, 200, 200], ['somebody ruled out of the papers', () => tara!, 403, 403]])('%s gets what they may have', async (_who, browser, one, other) => {
    expect([(await ask(browser(), `/papers/${published}/file`)).statusCode, (await ask(browser(), `/papers/${withheld}/file`)).statusCode]).toEqual([one, other]);
  });

  test('on the page of a meeting are told as withheld, without their title', async () => {
    const { body } = await ask(visitor!, `/meetings/${planted.meetingId}/papers`);
    expect(body).toContain('This paper is withheld: Names suppliers');
    expect(body).toContain('What the &lt;b&gt;hub&lt;/b&gt; costs');
    for (const hidden of ['Offers of suppliers', 'The rent of the old clinic', 'Add the paper']) expect(body).not.toContain(hidden);
    expect((await ask(sam!, `/meetings/${planted.meetingId}/papers`)).body).toContain('Add the paper');
  });

  test('in the pack are as many as its reader may have', async () => {
    const pack = async (browser: TestBrowser, query = '') => pagesIn((await ask(browser, `/meetings/${planted.meetingId}/pack.pdf${query}`)).rawPayload);
    // Cover; the hub with the other paper, listed or withheld; three pages; the private item.
    expect([await pack(visitor!), await pack(sam!), await pack(sam!, '?for=public')]).toEqual([6, 6, 6]);
    // Cover; the hub without its papers; the private item.
    expect(await pack(tara!)).toBe(3);
  });
});

describe('minutes', () => {
  test('reach the public when a later meeting has agreed them, without the private items', async () => {
    await writeMinutes(place.governance, place.acting('sam'), planted.meetingId);
    const path = `/meetings/${planted.meetingId}/minutes`;
    expect((await ask(visitor!, path)).body).toContain('The minutes are a draft.');
    expect((await ask(visitor!, `${path}.txt`)).statusCode).toBe(404);
    expect((await ask(cara!, path)).body).toContain('The rent of the old clinic');
    await sql`update meeting set state = 'open' where id = ${planted.nextMeetingId}`.execute(database.as());
    await agreeMinutes(place.governance, place.acting('sam'), { meetingId: planted.meetingId, version: 1, agreedAtMeeting: planted.nextMeetingId });
    const { body } = await ask(visitor!, path);
    expect(body).toContain('To open a shared clinic hub at the mill.');
    expect(body).not.toContain('The rent of the old clinic');
    expect((await ask(visitor!, `${path}.txt`)).body).toContain('Agreed as a true record on 17 June 2026.');
    expect(await pagesIn((await ask(visitor!, `${path}.pdf`)).rawPayload)).toBe(1);
    expect((await ask(visitor!, `${path}/correct`)).statusCode).not.toBe(200);
    expect((await ask(tara!, `${path}/correct`)).statusCode).toBe(403);
    expect((await ask(sam!, `${path}/correct`)).statusCode).toBe(200);
  });
});

describe('the public register', () => {
  test.each([
    ['/public', 'Upper Ashvale Together'],
    ['/public?q=shared+HUB', 'To open a shared clinic hub at the mill.'],
    ['/public?q=nowhere', 'Nothing in the public register has all of these words.'],
    ['/public/decisions', 'Four of five practices asked for it.'],
    ['/public/decisions', 'href="/decisions/'],
    ['/public/papers', 'Withheld: Names suppliers'],
    ['/public/interests', 'Tara Trust'],
    ['/public/delegations', 'No delegation has been recorded yet.'],
    ['/public/forums/upper-ashvale-together', 'Members and their attendance'],
  ])('%s shows “%s” to anybody, and nobody’s address', async (path, says) => {
    const { statusCode, body } = await ask(visitor!, path);
    expect(statusCode).toBe(200);
    expect(body).toContain(says);
    expect(body).not.toContain('@example.org');
    expect(body).not.toContain('Offers of suppliers');
  });

  test('counts who came to how many meetings', async () => {
    const { body } = await ask(visitor!, '/public/forums/upper-ashvale-together?download=csv&table=members');
    expect(body.split('\r\n')).toEqual(expect.arrayContaining(['Chair,Ivy Commissioner,holder,0,1,1', 'Chair,Sam Secretary,deputy,1,0,1', 'General practice,Dr Pat Lead,holder,1,0,1']));
  });

  test('a forum that is not there is not found', async () => {
    expect((await ask(visitor!, '/public/forums/nothing')).statusCode).toBe(404);
    expect((await ask(visitor!, '/forums/nothing/calendar.ics')).statusCode).toBe(404);
  });

  test('the feed is well-formed whatever somebody wrote', async () => {
    await sql`insert into decision_correction (decision_id, decided, reasons, why, at, by) values (${planted.decisionId}, ${'<script>&]]>\u0007 “hub”'}, ${'<b>Because</b> & so'}, 'typing', now(), 'sam')`.execute(database.as());
    for (const path of ['/public/decisions.atom', '/public/forums/upper-ashvale-together/decisions.atom']) {
      const { body, headers } = await ask(visitor!, path);
      expect(headers['content-type']).toContain('application/atom+xml');
      const feed = xml2js(body, { compact: true }) as { feed: { entry: { title: { _cdata?: string; _text?: string }; content: { _cdata: string } }; id: { _text: string } } };
      expect(js2xml(feed, { compact: true })).toContain('<feed');
      expect(feed.feed.entry.content._cdata).toContain('&lt;b&gt;Because&lt;/b&gt; &amp; so');
      expect(body).not.toContain('\u0007');
    }
  });

  test('calendars are anybody’s', async () => {
    for (const path of ['/forums/upper-ashvale-together/calendar.ics', `/meetings/${planted.meetingId}/calendar.ics`]) {
      const { body, headers } = await ask(visitor!, path);
      expect(headers['content-type']).toContain('text/calendar');
      expect(body).toContain(`UID:meeting-${planted.meetingId}@chorus.example`);
    }
  });
});

describe('OParl', () => {
  type Found = { id: string; type: string } & Record<string, unknown>;
  const get = async (address: string) => (await ask(visitor!, address.replace('https://chorus.example', ''))).json() as unknown;

  test('leads from the system to everything, and every id is an address that gives that very thing', async () => {
    const system = (await get('/public/oparl')) as Found;
    expect(system).toMatchObject({ type: 'https://schema.oparl.org/1.1/System', oparlVersion: 'https://schema.oparl.org/1.1/' });
    const [body] = ((await get(String(system['body']))) as { data: Found[] }).data;
    expect(await get(body!.id)).toEqual(body);
    const seen: Record<string, number> = {};
    for (const list of ['organization', 'person', 'membership', 'meeting', 'agendaItem', 'paper', 'file']) {
      const { data, pagination, links } = (await get(String(body![list]))) as { data: Found[]; pagination: { totalElements: number }; links: { self: string } };
      expect(pagination.totalElements).toBe(data.length);
      expect(await get(links.self)).toMatchObject({ data });
      for (const one of data) expect(await get(one.id)).toEqual(one);
      seen[list] = data.length;
    }
    expect(seen).toMatchObject({ organization: 2, meeting: 2, agendaItem: 2, paper: 1, file: 1 });
  });

  test('holds no address, nothing private and nothing withheld', async () => {
    for (const list of ['person', 'meeting', 'agendaItem', 'paper', 'file']) {
      const text = JSON.stringify(await get(`/public/oparl/${list}`));
      for (const hidden of ['@example.org', 'The rent of the old clinic', 'Offers of suppliers']) expect(text).not.toContain(hidden);
    }
    expect((await ask(visitor!, '/public/oparl/person/nobody')).statusCode).toBe(404);
    expect((await ask(visitor!, '/public/oparl/body/2')).statusCode).toBe(404);
  });
});
