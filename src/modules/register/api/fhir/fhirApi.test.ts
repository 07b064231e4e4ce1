import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { apiOver, PUBLIC_URL } from '../testing/apiOver.ts';
import { inventedContext } from '../testing/inventedRegister.ts';
import { affiliationShape } from './affiliationResource.ts';
import { bundleShape } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { capabilityStatementShape } from './capabilityStatement.ts';
import { ODS_SYSTEM } from './fhirSite.ts';
import { operationOutcomeShape } from './operationOutcome.ts';
import { organizationShape } from './organizationResource.ts';

let database: Database;
let app: FastifyInstance;
const get = (path: string, headers: Record<string, string> = {}) => app.inject({ url: `/fhir/R4${path}`, headers });
const bundle = async (path: string): Promise<Bundle> => bundleShape.parse((await get(path)).json());
const idsOf = async (path: string) => (await bundle(path)).entry?.map(({ resource }) => resource.id) ?? [];

beforeAll(async () => {
  database = await testDatabase('pglite');
  app = await apiOver(inventedContext(database));
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('an Organization', () => {
  it('is read as it stands on the day', async () => {
    const reply = await get('/Organization/Z99001?as-at=2025-04-15');
    expect(reply.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(organizationShape.parse(reply.json())).toEqual({
      resourceType: 'Organization',
      id: 'Z99001',
      identifier: [{ system: ODS_SYSTEM, value: 'Z99001' }],
      active: true,
      type: [{ coding: [{ system: `${PUBLIC_URL}/codes/organisation-kind`, code: 'practice', display: 'GP practice' }], text: 'GP practice' }],
      name: 'ASH TREE MEDICAL CENTRE',
      address: [{ text: '2 HIGH STREET, TOWN, ZZ1 1AB', postalCode: 'ZZ1 1AB' }],
      partOf: { reference: 'Organization/U99901', display: 'NORTH HILL PCN' },
    });
  });

  it.each([
    ['of the NHS’s files', 'Z99002', ODS_SYSTEM],
    ['of a council', 'E99000001', 'http://statistics.data.gov.uk/id/statistical-geography'],
    ['that somebody entered', 'BD-GF1', `${PUBLIC_URL}/codes/organisation`],
  ])('names whose code it is: one %s', async (_, code, system) => {
    expect(organizationShape.parse((await get(`/Organization/${code}`)).json()).identifier).toEqual([{ system, value: code }]);
  });

  it('of the sample never claims to be the NHS’s', async () => {
    const sample = await apiOver(inventedContext(database, true));
    const found = (await sample.inject('/fhir/R4/Organization')).body;
    await sample.close();
    expect(found).not.toContain(ODS_SYSTEM);
    expect(found).toContain(`${PUBLIC_URL}/codes/sample-organisation`);
  });

  it.each([
    ['?active=true&type=practice', ['Z99001', 'Z99003']],
    ['?active=false', ['Z99002']],
    ['?name=ash', ['Z99001']],
    ['?name=tree', []],
    ['?name:contains=surgery&name:contains=cedar', ['Z99003']],
    ['?name:exact=Borderland', ['E99000001']],
    ['?name=ash,beech', ['Z99001', 'Z99002']],
    [`?identifier=${ODS_SYSTEM}|Z99001`, ['Z99001']],
    ['?identifier=Z99003,Z99001', ['Z99001', 'Z99003']],
    [`?identifier=${ODS_SYSTEM}|BD-GF1`, []],
    ['?_id=QZZ', ['QZZ']],
    ['?partof=U99902', ['Z99001', 'Z99003']],
    ['?partof=Organization/U99902&as-at=2025-04-15', ['Z99003']],
    [`?partof=${PUBLIC_URL}/fhir/R4/Organization/99Z`, ['U99901', 'U99902']],
    ['?type=pcn,icb', ['QZZ', 'U99901', 'U99902']],
  ])('is found by %s', async (query, expected) => {
    expect(await idsOf(`/Organization${query}`)).toEqual(expected);
  });

  it('is paged by links that are built from the public address alone, all of one day', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/Organization?_count=4';
    while (path !== undefined) {
      const page = await bundleShape.parseAsync((await get(path, { host: 'evil.example' })).json());
      expect(page.total).toBe(9);
      seen.push(...page.entry!.map(({ resource }) => resource.id));
      const next = page.link.find(({ relation }) => relation === 'next')?.url;
      if (next) expect(next).toContain('as-at=2025-10-15');
      for (const { url } of page.link) expect(url.startsWith(`${PUBLIC_URL}/fhir/R4/Organization?`)).toBe(true);
      path = next?.slice(`${PUBLIC_URL}/fhir/R4`.length);
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
  });

  it('is only counted where no entries are asked for', async () => {
    const counted = await bundle('/Organization?_count=0');
    expect([counted.total, counted.entry, counted.link.length]).toEqual([9, undefined, 1]);
  });
});

describe('an OrganizationAffiliation', () => {
  const moved = 'Z99001.U99901.member.20200401';

  it('is a relation with its last day included', async () => {
    expect(affiliationShape.parse((await get(`/OrganizationAffiliation/${moved}`)).json())).toEqual({
      resourceType: 'OrganizationAffiliation',
      id: moved,
      active: false,
      period: { start: '2020-04-01', end: '2025-06-30' },
      organization: { reference: 'Organization/U99901', display: 'NORTH HILL PCN' },
      participatingOrganization: { reference: 'Organization/Z99001', display: 'ASH TREE MEDICAL CENTRE' },
      code: [{ coding: [{ system: `${PUBLIC_URL}/codes/relation`, code: 'member', display: 'member of' }], text: 'member of' }],
    });
  });

  it.each([
    ['?primary-organization=U99902', ['Z99001.U99902.member.20250701', 'Z99003.U99902.member.20200401']],
    ['?primary-organization=U99901&active=true', []],
    ['?primary-organization=U99901&active=true&as-at=2025-06-30', [moved]],
    ['?participating-organization=Organization/Z99001&primary-organization=U99901,U99902', [moved, 'Z99001.U99902.member.20250701']],
    ['?primary-organization=U99901&date=ge2025-06-30&date=le2025-06-30', [moved]],
    ['?primary-organization=U99901&date=ge2025-07-01', []],
    ['?primary-organization=U99901&date=eb2025-04', ['Z99002.U99901.member.20200401']],
    ['?primary-organization=U99902&date=sa2024', ['Z99001.U99902.member.20250701']],
    ['?participating-organization=BD-GF1', []],
  ])('is found by %s', async (query, expected) => {
    expect(await idsOf(`/OrganizationAffiliation${query}`)).toEqual(expected);
  });

  it('is paged without skipping or repeating one', async () => {
    const all = await idsOf('/OrganizationAffiliation');
    const { link } = await bundle('/OrganizationAffiliation?_count=8');
    const rest = await idsOf(link[1]!.url.slice(`${PUBLIC_URL}/fhir/R4`.length));
    expect([...(await idsOf('/OrganizationAffiliation?_count=8')), ...rest]).toEqual(all);
    expect(new Set(all).size).toBe(14);
  });
});

describe('the interface', () => {
  it('says what it can do', async () => {
    const statement = capabilityStatementShape.parse((await get('/metadata')).json());
    expect(statement.rest[0].resource.map(({ type, searchParam }) => [type, searchParam.map(({ name }) => name)])).toEqual([
      ['Organization', ['_id', 'identifier', 'name', 'partof', 'active', 'type', 'as-at', 'known-at']],
      ['OrganizationAffiliation', ['_id', 'primary-organization', 'participating-organization', 'date', 'active', 'as-at', 'known-at']],
    ]);
  });

  it('does not send again what has not changed', async () => {
    const tag = String((await get('/Organization/QZZ')).headers['etag']);
    expect((await get('/Organization/QZZ', { 'if-none-match': tag })).statusCode).toBe(304);
  });

  it.each([
    ['/Organization/X99', 404, 'not-found', 'No organisation in the register has the code X99.'],
    ['/Organization/Z99001?as-at=2019-01-01', 404, 'not-found', 'The register knows nothing of Z99001 (ASH TREE MEDICAL CENTRE) on 1 January 2019.'],
    ['/OrganizationAffiliation/x', 404, 'not-found', 'There is no affiliation x.'],
    ['/Patient/1', 404, 'not-found', 'There is no such resource here.'],
    ['/Organization?_include=x', 400, 'invalid', 'There is no parameter “_include” here.'],
    ['/Organization?partof:missing=true', 400, 'invalid', 'The parameter “partof” has no modifier “missing” here.'],
    ['/Organization?active=yes', 400, 'invalid', '“yes” is neither true nor false.'],
    ['/Organization?active=true&active=false', 400, 'invalid', 'The parameter “active” came 2 times.'],
    ['/Organization?_count=many', 400, 'invalid', '“many” is not a number of entries.'],
    ['/Organization?_format=xml', 400, 'invalid', 'There is no format “xml” here.'],
    ['/Organization?as-at=2025-02-30', 400, 'invalid', 'Write the day like 2025-04-15.'],
    ['/OrganizationAffiliation?date=ap2025', 400, 'invalid', '“ap2025” is not a date that this search can use.'],
  ])('refuses %s with an OperationOutcome', async (path, status, code, text) => {
    const reply = await get(path);
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(operationOutcomeShape.parse(reply.json()).issue[0]).toMatchObject({ code, details: { text } });
  });
});
