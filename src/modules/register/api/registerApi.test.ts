import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { z } from 'zod';
import { answerFields, problemAnswer } from '#platform/openApi/index.ts';
import type { JsonSchema } from '#platform/openApi/index.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { changesAnswer } from '../queries/changesJson.ts';
import { countsAnswer } from '../queries/countsJson.ts';
import { disagreementsAnswer } from '../queries/disagreementsJson.ts';
import { organisationHistoryAnswer } from '../queries/organisationHistory.ts';
import { organisationAnswer } from '../queries/organisationJson.ts';
import { organisationListAnswer } from '../queries/organisationList.ts';
import type { OrganisationListAnswer } from '../queries/organisationList.ts';
import { publicationListAnswer } from '../queries/publicationList.ts';
import { apiOver } from './testing/apiOver.ts';
import { holdPublication, inventedContext } from './testing/inventedRegister.ts';

let database: Database;
let app: FastifyInstance;
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

beforeAll(async () => {
  database = await testDatabase('pglite');
  await holdPublication(database, 'patients-registered-map', '2025-04-01');
  await holdPublication(database, 'patients-registered-totals', '2025-04-01');
  await holdPublication(database, 'patients-registered-totals', '2025-04-01', 2);
  app = await apiOver(inventedContext(database));
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('one organisation', () => {
  it('is what the command line prints: what it is, where it belongs, whom it serves', async () => {
    const reply = await get('/api/v1/organisations/Z99001?as-at=2025-04-15');
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(reply.json()).toEqual({
      code: 'Z99001', name: 'ASH TREE MEDICAL CENTRE', kind: 'practice', status: 'open', asAt: '2025-04-15', knownAt: null, postcode: 'ZZ1 1AB',
      parents: [
        { relation: 'commissioned-by', code: '99Z', name: 'NHS BORDERLAND ICB - 99Z', kind: 'sub-icb-location', from: '2020-04-01', to: null },
        { relation: 'part-of', code: 'QZZ', name: 'NHS Borderland Integrated Care Board', kind: 'icb', from: '2022-07-01', to: null },
        { relation: 'member', code: 'U99901', name: 'NORTH HILL PCN', kind: 'pcn', from: '2020-04-01', to: '2025-06-30' },
      ],
      children: [],
      populations: [{ kind: 'registered', asOf: '2025-04-01', count: 3904, source: 'patients-registered-totals/2025-04-01' }],
    });
  });

  it('gives children the shape of parents, and adds their people up', async () => {
    const answer = (await get('/api/v1/organisations/u99902')).json<z.output<typeof organisationAnswer>>();
    expect(answer.children.map(({ code, relation, from }) => [code, relation, from])).toEqual([['Z99001', 'member', '2025-07-01'], ['Z99003', 'member', '2020-04-01']]);
    expect(answer.populations.map(({ count }) => count)).toEqual([9004]);
  });

  it.each([['2025-10-01', '2025-10-01T23:59:59.999Z'], ['2025-10-01T09:30:00Z', '2025-10-01T09:30:00.000Z']])('says as known at which moment: %s', async (asked, moment) => {
    expect((await get(`/api/v1/organisations/QZZ?known-at=${asked}`)).json()).toMatchObject({ asAt: '2025-10-15', knownAt: moment, populations: [{ count: 9004 }] });
  });

  it('does not count people by a publication that was not held yet', async () => {
    expect((await get('/api/v1/organisations/QZZ?known-at=2025-08-31')).json()).toMatchObject({ populations: [] });
  });
});

describe('every answer', () => {
  it.each<[string, z.ZodType]>([
    ['/api/v1/organisations', organisationListAnswer],
    ['/api/v1/organisations/QZZ', organisationAnswer],
    ['/api/v1/organisations/BD-GF1', organisationAnswer],
    ['/api/v1/organisations/Z99002/history', organisationHistoryAnswer],
    ['/api/v1/changes?from=2024-12-31', changesAnswer],
    ['/api/v1/counts', countsAnswer],
    ['/api/v1/disagreements', disagreementsAnswer],
    ['/api/v1/publications', publicationListAnswer],
  ])('%s fits the schema that describes it', async (url, schema) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(200);
    expect(schema.parse(reply.json())).toEqual(reply.json());
  });

  it('bears a tag, and is not sent again while nothing changed', async () => {
    const url = '/api/v1/organisations/Z99001';
    const first = await get(url);
    const tag = String(first.headers['etag']);
    const again = await get(url, { 'if-none-match': `"other", ${tag}` });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', tag]);
    expect((await get(`${url}?as-at=2025-10-14`)).headers['etag']).not.toBe(tag);
    await sql`update register_revision set revision = revision + 1`.execute(database.as());
    expect((await get(url, { 'if-none-match': tag })).statusCode).toBe(200);
  });
});

describe('the list of organisations', () => {
  const codes = async (query: string) => (await get(`/api/v1/organisations${query}`)).json<OrganisationListAnswer>().organisations.map(({ code }) => code);

  it.each([
    ['', ['99Z', 'BD-GF1', 'E99000001', 'QZZ', 'U99901', 'U99902', 'Z99001', 'Z99002', 'Z99003']],
    ['?kind=practice&status=open', ['Z99001', 'Z99003']],
    ['?status=closed', ['Z99002']],
    ['?within=QZZ', ['99Z', 'U99901', 'U99902', 'Z99001', 'Z99003']],
    ['?within=u99901&as-at=2025-02-01', ['Z99001', 'Z99002']],
    ['?within=BD-GF1', ['Z99003']],
    ['?q=tree+medical', ['Z99001']],
    ['?q=tree+medical&as-at=2024-12-31', []],
    ['?q=z9900', ['Z99001', 'Z99002', 'Z99003']],
  ])('%s gives %j', async (query, expected) => {
    expect(await codes(query)).toEqual(expected);
  });

  it('is walked page by page without skipping or repeating one', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: OrganisationListAnswer = (await get(`/api/v1/organisations?limit=4${cursor && `&cursor=${cursor}`}`)).json<OrganisationListAnswer>();
      expect(page.total).toBe(9);
      seen.push(...page.organisations.map(({ code }) => code));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(await codes(''));
  });
});

describe('what happened', () => {
  it('is told within a body, up to a day', async () => {
    const reply = await get('/api/v1/changes?from=2024-12-31&to=2025-09-30&within=QZZ');
    expect(reply.json<z.output<typeof changesAnswer>>().map(({ date, event, code, from, to }) => [date, event, code, from, to])).toEqual([
      ['2025-01-01', 'renamed', 'Z99001', 'ASH TREE SURGERY', 'ASH TREE MEDICAL CENTRE'],
      ['2025-03-01', 'closed', 'Z99002', null, null],
      ['2025-07-01', 'moved-pcn', 'Z99001', 'U99901', 'U99902'],
    ]);
  });

  it('gives the last day of each span of an organisation’s history', async () => {
    const { versions, parents } = (await get('/api/v1/organisations/Z99001/history')).json<z.output<typeof organisationHistoryAnswer>>();
    expect(versions.map(({ from, to, name }) => [from, to, name])).toEqual([['2020-04-01', '2024-12-31', 'ASH TREE SURGERY'], ['2025-01-01', null, 'ASH TREE MEDICAL CENTRE']]);
    expect(parents.filter(({ relation }) => relation === 'member').map(({ code, to }) => [code, to])).toEqual([['U99901', '2025-06-30'], ['U99902', null]]);
  });

  it('marks the restated publication as no longer in force', async () => {
    const held = (await get('/api/v1/publications?dataset=patients-registered-totals')).json<z.output<typeof publicationListAnswer>>();
    expect(held.map(({ revision, isInForce }) => [revision, isInForce])).toEqual([[1, false], [2, true]]);
    expect((await get('/api/v1/publications?known-at=2025-08-31')).json()).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each([
    ['/api/v1/organisations/X99', 404, 'organisation-not-found', 'No organisation in the register has the code X99.'],
    ['/api/v1/organisations/Z99001?as-at=2019-01-01', 404, 'organisation-on-that-day-not-found', 'The register knows nothing of Z99001 (ASH TREE MEDICAL CENTRE) on 1 January 2019.'],
    ['/api/v1/organisations/X99/history', 404, 'organisation-not-found', 'No organisation in the register has the code X99.'],
    ['/api/v1/organisations?asAt=2025-01-01', 400, 'unknown-parameter', 'There is no parameter “asAt” here.'],
    ['/api/v1/organisations?kind=surgery', 400, 'invalid-parameter', 'Write one of nhs-region'],
    ['/api/v1/organisations?limit=201', 400, 'invalid-parameter', 'Write a whole number from 1 to 200.'],
    ['/api/v1/organisations?cursor=abc', 400, 'invalid-parameter', 'This cursor is not one of ours.'],
    ['/api/v1/organisations?kind=pcn&kind=icb', 400, 'repeated-parameter', 'The parameter “kind” came 2 times.'],
    ['/api/v1/organisations?within=X99', 404, 'organisation-not-found', 'No organisation in the register has the code X99.'],
    ['/api/v1/organisations/Z99001?as-at=2025-02-30', 400, 'invalid-parameter', 'Write the day like 2025-04-15.'],
    ['/api/v1/organisations/Z99001?known-at=yesterday', 400, 'invalid-parameter', 'Write the moment like 2026-01-31'],
    ['/api/v1/changes', 400, 'invalid-parameter', 'Write the day'],
    ['/api/v1/organisations?limit=0&status=shut', 400, 'invalid-parameter', 'status: Write open, closed or dormant. limit: Write a whole number from 1 to 200.'],
    ['/api/v1/changes?from=2025-10-01&to=2025-09-01', 400, 'days-in-wrong-order', 'The day 2025-10-01 is after the day 2025-09-01.'],
    ['/api/v1/nowhere', 404, 'address-not-found', 'There is nothing at this address of the API.'],
  ])('%s is %i %s', async (url, status, code, what) => {
    const reply = await get(url);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemAnswer.parse(reply.json())).toMatchObject({ status, code, what: expect.stringContaining(what) as string });
    expect(reply.headers['etag']).toBeUndefined();
  });

  it('says what was probably meant', async () => {
    expect((await get('/api/v1/counts?asat=2025-01-01')).json()).toMatchObject({ todo: 'Did you mean “as-at”?' });
    expect((await get('/api/v1/counts?when=2025-01-01')).json()).toMatchObject({ todo: 'This address takes as-at, known-at; see /api.' });
  });
});

describe('the description', () => {
  it('names every operation, and every reference in it leads somewhere', async () => {
    const text = (await get('/api/v1/openapi.json')).body;
    const document = JSON.parse(text) as { openapi: string; paths: Record<string, unknown>; components: { schemas: Record<string, unknown> } };
    expect(document.openapi).toBe('3.1.1');
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1/organisations', '/api/v1/organisations/{code}', '/api/v1/organisations/{code}/history', '/api/v1/changes', '/api/v1/counts', '/api/v1/disagreements', '/api/v1/publications',
    ]);
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
    expect(referred.length).toBeGreaterThan(10);
    for (const name of referred) expect(document.components.schemas).toHaveProperty(name);
    expect(answerFields(document.components.schemas['Organisation'] as JsonSchema).map(({ path }) => path)).toEqual([
      'code', 'name', 'kind', 'status', 'asAt', 'knownAt', 'postcode',
      'parents', 'parents[].relation', 'parents[].code', 'parents[].name', 'parents[].kind', 'parents[].from', 'parents[].to',
      'children', 'children[].relation', 'children[].code', 'children[].name', 'children[].kind', 'children[].from', 'children[].to',
      'populations', 'populations[].kind', 'populations[].asOf', 'populations[].count', 'populations[].source',
    ]);
  });

  it('stands on a page for people, from the same source and without a script of its own', async () => {
    const page = (await get('/api')).body;
    for (const part of ['GET /api/v1/organisations/{code}', 'known-at', 'populations[].count', 'organisation-not-found', '/fhir/R4/metadata', 'OrganizationAffiliation']) expect(page).toContain(part);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it.each(['/api/v1/organisations?kind=pcn&status=open&limit=3', '/api/v1/counts?as-at=2025-11-01', '/fhir/R4/Organization?type=pcn&active=true&_count=5'])('offers an example that works: %s', async (example) => {
    expect((await get('/api')).body).toContain(example.replaceAll('&', '&amp;'));
    expect((await get(example)).statusCode).toBe(200);
  });
});
