import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedContext, inventedSite, plantInventedRegister } from '../../testing/inventedSite.ts';
import { organisationPages } from './organisationPages.tsx';

let database: Database;
let site: FastifyInstance;

beforeAll(async () => {
  database = await testDatabase('pglite');
  await plantInventedRegister(database);
  site = await inventedSite(organisationPages(inventedContext(database)));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

/** What a reader sees, without markup; and the markup. */
async function open(path: string) {
  const reply = await site.inject(`/organisations/${path}`);
  const text = reply.body.replace(/<(script|style|title)[^>]*>.*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#x27;/g, "'").replace(/\s+/g, ' ').replace(/ ([,.;])/g, '$1');
  return { status: reply.statusCode, html: reply.body, text, to: reply.headers.location, type: reply.headers['content-type'] };
}

describe('the overview', () => {
  it('says what a practice is, where it belongs and since when', async () => {
    const { status, text, html } = await open('ZZA01');
    expect(status).toBe(200);
    for (const part of ['GP practice ZZA01', 'The Mill Surgery', 'Open', '1 Mill Lane, Ashvale, ZZ1 1AA', 'Ash PCN UZ001', 'member of it since 1 July 2024', 'NHS region']) expect(text).toContain(part);
    expect(text).toContain('1,000 registered patients on 1 March 2025. Source: Patients registered at a GP practice');
    expect(html).toContain('href="/organisations/QZZ"');
  });

  it('shows it as at another day, and keeps that day in every link to a body', async () => {
    const { text, html } = await open('ZZA01?as-at=2024-01-15');
    expect(text).toContain('The Old Mill Surgery');
    expect(text).toContain('Birch PCN UZ002');
    expect(text).not.toContain('Ash PCN');
    expect([...html.matchAll(/href="(\/organisations\/[^"]*)"/g)].filter(([, href]) => !href!.includes('as-at=2024-01-15') && href !== '/organisations/ZZA01')).toEqual([]);
  });

  it('shows it as known at an earlier moment: nothing was loaded yet', async () => {
    const { status, text } = await open('ZZA01?known-at=2025-05-01');
    expect([status, text.includes('as known on 1 May 2025')]).toEqual([404, true]);
  });

  it('adds up a group over the practices in it, and says how many of them are counted', async () => {
    expect((await open('QZZ')).text).toContain('6,100 registered patients on 1 March 2025, at all 3 practices');
    expect((await open('UZ001')).text).toContain('3,100 registered patients on 1 March 2025, at all 2 practices');
  });

  it('draws its boundary, its practices and its neighbours, and names what has no position', async () => {
    const { html, text } = await open('QZZ');
    expect(html).toContain('map-area--emphasis');
    expect(html.match(/class="map-point/g)).toHaveLength(2);
    expect(html).toContain('href="/organisations/QZY"');
    expect(text).toContain('no position is known: Weir Practice.');
  });

  it('has no map and no patients for a body that has neither, and shows a strange name as text', async () => {
    const { text, html } = await open('RZZ');
    expect(html).not.toMatch(/<figure|People served|<NHS>/);
    expect(text).toContain('NHS Ashvale Integrated Care Board QZZ');
  });

  it('says since when a body is closed', async () => expect((await open('ZZA04')).text).toContain('Closed since 1 October 2024'));
});

describe('people served', () => {
  it('keeps the three populations apart, each with its day and source', async () => {
    const { text } = await open('ZZA01/people-served');
    for (const part of [/Registered patients 1,000 .*?1 March 2025/, /PCN list, as counted 950 .*?1 January 2025/, /PCN adjusted population 1,111 .*?not a number of people/]) expect(text).toMatch(part);
  });
  it('holds its ages against England', async () => expect((await open('ZZA01/people-served')).text).toContain('50% are 65 or over, against 13% in England.'));
  it('draws the list over time, of the practices that were in it on each day', async () => {
    expect((await open('UZ001/people-served')).text).toContain('from 2,900 on 1 September 2024 to 3,100 on 1 March 2025');
  });
  it('leaves out a day that had not come', async () => expect((await open('UZ001/people-served?as-at=2024-12-01')).text).toContain('2,900 on 1 September 2024, the only figure'));
});

describe('who is in it', () => {
  it('offers each kind, and shows one as a table', async () => {
    const { text, html } = await open('QZZ/members?kind=practice');
    for (const part of ['Sub-ICB location 1', 'Primary care networks 2', 'GP practices 3', 'The Mill Surgery', '2,100']) expect(text).toContain(part);
    expect(text).not.toContain('Lock Practice');
    expect(html).toContain('kind=practice&amp;download=csv');
  });
  it('counts the practices and patients of each network', async () => expect((await open('QZZ/members?kind=pcn')).text).toMatch(/Ash PCN UZ001 2 3,100 Birch PCN UZ002 1 3,000/));
  it('finds what a place has in it through its networks', async () => expect((await open('PLACE-1/members?kind=practice')).text).toMatch(/Ford House ZZA02 .*The Mill Surgery ZZA01/));
  it('downloads as CSV with the published names', async () => {
    const { html, type } = await open('UZ001/members?kind=practice&download=csv&table=practice-uz001');
    expect(type).toContain('text/csv');
    expect(html.split('\r\n').slice(0, 3)).toEqual(['Name,Code,Postcode,Patients (1 Mar 2025)', 'FORD HOUSE,ZZA02,,2100', 'THE MILL SURGERY,ZZA01,ZZ1 1AA,1000']);
  });
  it('says so where nobody is', async () => expect((await open('RZZ/members')).text).toContain('Nobody is recorded as being in it on this day.'));
});

describe('the history', () => {
  it('tells in plain words what happened, the newest first', async () => {
    const { text } = await open('ZZA01/history');
    expect(text).toMatch(/1 July 2024 Moved from Birch PCN UZ002 to Ash PCN UZ001.*1 February 2024 Renamed from The Old Mill Surgery to The Mill Surgery.*1 April 1990 Opened, as The Old Mill Surgery/);
  });
  it('tells of a network who joined and left', async () => expect((await open('UZ002/history')).text).toMatch(/1 July 2024 Left by The Mill Surgery ZZA01/));
  it('shows where publications disagree, and what was applied', async () => {
    expect((await open('ZZA01/history')).text).toMatch(/Its PCN, from 1 March 2025 to 1 May 2025 .*Ash PCN \(UZ001\) – applied here .*Birch PCN \(UZ002\)/);
  });
  it('says what each publication is the source of', async () => expect((await open('ZZA01/history')).text).toMatch(/Member of Ash PCN \(UZ001\) 1 July 2024 – Patients registered/));
});

describe('what is not there', () => {
  it('offers what is like the code', async () => {
    const { status, text } = await open('ZZA10');
    expect([status, text.includes('Did you mean one of these?'), text.includes('The Mill Surgery')]).toEqual([404, true, true]);
  });
  it('leads from a code written another way to the code', async () => expect(await open('zza01/history?as-at=2024-01-15')).toMatchObject({ status: 303, to: '/organisations/ZZA01/history?as-at=2024-01-15' }));
  it('says when it opened, and leads there', async () => {
    const { text, html } = await open('UZ001?as-at=2020-01-01');
    expect(text).toContain('It was not there yet on 1 January 2020: it opened on 1 October 2022.');
    expect(html).toContain('href="/organisations/UZ001?as-at=2022-10-01"');
  });
  it('refuses a date that is none', async () => expect((await open('ZZA01?as-at=2025-02-31')).status).toBe(400));
});
