import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findSources, openSources } from '#platform/intake/index.ts';
import { recognise } from '#platform/publications/index.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { literal } from '#platform/statistics/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { registerDatasets } from './index.ts';

const SAMPLE = join(import.meta.dirname, '../../../../sample/published');

let loader: Loader;
beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), registerDatasets);
});
afterEach(() => loader.clear());
afterAll(() => loader.close());

async function rowsOf(content: string): Promise<unknown[]> {
  const { publication } = await loader.load('a.csv', content);
  return loader.statistics.rows(`SELECT * FROM read_parquet(${literal(join(loader.context.statisticsFolder, publication.tables[0]!.path))})`);
}

const MAP_2021 = 'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME';

describe('the headings of other years', () => {
  test('of the map, before July 2022', async () => {
    expect(await rowsOf(`${MAP_2021}\nGP_PRAC_PAT_LIST,01JAN2021,A81001,THE DENSHAM SURGERY,TS18 1HU,U,UNALLOCATED,E38000247,16C,NHS TEES VALLEY CCG,E54000049,QHM,CUMBRIA AND NORTH EAST,E40000009,Y63,NORTH EAST AND YORKSHIRE\n`)).toMatchObject([
      { extract_date: '2021-01-01', practice_code: 'A81001', pcn_code: 'U', sub_icb_code: '16C', sub_icb_name: 'NHS TEES VALLEY CCG', icb_code: 'QHM', region_code: 'Y63' },
    ]);
  });
  test('of the totals, before July 2022', async () => {
    expect(await rowsOf('PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\nGP_PRAC_PAT_LIST,01JAN2021,GP,16C,E38000247,A81001,TS18 1HU,ALL,ALL,4000\n')).toMatchObject([
      { extract_date: '2021-01-01', practice_code: 'A81001', sex: 'ALL', age: 'ALL', patients: '4000' },
    ]);
  });
  test('of the five-year bands, before July 2022', async () => {
    expect(await rowsOf('PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\nGP_PRAC_PAT_LIST,01JAN2021,CCG,16C,E38000247,,FEMALE,95+,12\n')).toMatchObject([{ level: 'CCG', code: '16C', sex: 'FEMALE', age_band: '95+', patients: '12' }]);
  });

  test.each([
    ['before July 2022', 'Current CCG Code', 'CCG Name', 'Practice Parent CCG Code', 'PCN Parent CCG Code'],
    ['since', 'Current Sub ICB Loc Code', 'Sub ICB Location', 'Practice\nParent\nSub ICB Loc Code', 'PCN Parent\nSub ICB Loc Code'],
  ])('of ePCN’s two sheets, %s', (_, locationCode, locationName, practiceParent, pcnParent) => {
    const details = ['PCN Code', 'PCN Name', locationCode, locationName, 'Open Date', 'Close Date', 'Address Line 1', 'Address Line 2', 'Address Line 3', 'Address Line 4', 'Address Line 5', 'Postcode'];
    const partners = ['Partner\nOrganisation\nCode', 'Partner\nName', practiceParent, 'Parent Name', 'PCN Code', 'PCN Name', pcnParent, 'Parent Name', 'Practice to PCN\nRelationship\nStart Date', 'Practice to PCN\nRelationship\nEnd Date'];
    const found = recognise([{ name: 'PCN Details', firstRows: [details] }, { name: 'PCN Core Partner Details', firstRows: [partners] }], registerDatasets);
    if (!found.ok) throw new Error(found.refusal.what);
    const [networks, members] = found.value.tables;
    expect([found.value.dataset.id, networks!.positions.get('sub_icb_code'), members!.positions.get('practice_code'), members!.positions.get('pcn_code'), members!.positions.get('ended')]).toEqual(['epcn', 2, 0, 4, 9]);
  });
});

describe('contractor weighted populations', () => {
  const HEADINGS = 'Practice code,Contractor weighted population 1 January 2025';
  test('are of the day that their heading states', async () => {
    const report = await loader.load('a.csv', `${HEADINGS}\nA81001,4321\nA81002,0\n`);
    expect([report.publication.dataset, report.publication.asOf, report.publication.rowsKept]).toEqual(['contractor-weighted-population', '2025-01-01', 2]);
  });
  test.each(['4321.5', '-4321'])('are whole people: a count of %s is refused with its line', async (count) => {
    const good = Array.from({ length: 60 }, (_, n) => `A810${10 + n},${5_000 + n}`).join('\n');
    const report = await loader.load('a.csv', `${HEADINGS}\n${good}\nA82001,${count}\n`);
    expect(report.refusals.map(({ line, value }) => [line, value])).toEqual([[62, count]]);
  });
});

describe('a file that is nearly one of these', () => {
  test.each(['PRACTICE_CODE', 'PCN_CODE', 'EXTRACT_DATE', 'CCG_CODE'])('is refused with the name of the column that was renamed: %s', async (column) => {
    const refusal = await loader.refusalOf('a.csv', `${MAP_2021.replace(`,${column},`, ',SOMETHING,')}\n`);
    expect(refusal).toMatchObject({ code: 'missing-column', what: expect.stringContaining(column === 'CCG_CODE' ? '"SUB_ICB_LOCATION_CODE"' : `"${column}"`) });
  });
  test('and has one row with a code that is none keeps the others', async () => {
    const row = (code: string, pcn: string) => `X,01JAN2021,${code},NAME,ZZ1 1AA,${pcn},NAME,E38000247,16C,NAME,E54000049,QHM,NAME,E40000009,Y63,NAME`;
    const report = await loader.load('a.csv', [MAP_2021, ...Array.from({ length: 60 }, (_, n) => row(`A810${10 + n}`, 'U12345')), row('NOT A CODE', 'U'), row('A81002', 'U*'), ''].join('\n'));
    expect(report.refusals.map(({ line, value, reason }) => [line, value, reason])).toEqual([
      [62, 'NOT A CODE', 'is not an organisation code'],
      [63, 'U*', 'is neither the code of a network nor U for none'],
    ]);
  });
});

test('the sample has a file of every data set of the register', async () => {
  // The other files are those of modules above; planting the sample refuses what no module knows.
  const kinds = new Set<string>();
  for (const file of await findSources([SAMPLE])) {
    for await (const source of openSources(file, join(loader.context.statisticsFolder, 'work'))) {
      const layer = source.geojson as Parameters<NonNullable<(typeof registerDatasets)[number]['fromGeoJson']>>[0];
      if (source.kind === 'geojson') {
        kinds.add(registerDatasets.find((dataset) => dataset.fromGeoJson?.(layer))?.id ?? `unknown: ${source.label}`);
      } else {
        const found = recognise(source.tables, registerDatasets);
        if (found.ok) kinds.add(found.value.dataset.id);
      }
      await source.dispose();
    }
  }
  expect([...kinds].sort()).toEqual(registerDatasets.map(({ id }) => id).sort());
});
