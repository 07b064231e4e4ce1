import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { everyFile } from './generator/everyFile.ts';
import {
  bandsOf, bytesOf, cellsOf, distinct, epraccur, LAST, listOf, MAP_MONTHS, mapOf, pcnInMap,
  published, rowsOf, sample, sum, totalsOf,
} from './readBack.ts';
import type { Row } from './readBack.ts';

const PAYMENTS = ['21-22', '23-24'].map((year) => published(`payments/nhspaymentsgp_${year}.csv`));

describe('the generator', () => {
  it('writes the committed files again, byte for byte, and no others', async () => {
    const files = await everyFile();
    for (const [path, content] of files) {
      const committed = bytesOf(path);
      // Builds of zlib pack differently, so a packed file is compared by what is in it.
      const same = path.endsWith('.gz') ? gunzipSync(content).equals(gunzipSync(committed)) : content.equals(committed);
      expect(same, `${path} differs: run npx tsx sample/generate.ts`).toBe(true);
    }
    const committed = readdirSync(join(sample, 'published'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(sample, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(committed.sort()).toEqual([...files.keys()].filter((path) => path.startsWith('published/')).sort());
  });

  it('stamps no moment of the run into packed files', () => {
    const gzip = bytesOf('published/list-sizes/gp-reg-pat-prac-quin-age_2025-04.csv.gz');
    expect(gzip.readUInt32LE(4)).toBe(0);
    const workbook = bytesOf('published/organisations/ePCN_2026-04.xlsx');
    expect(workbook.readUInt32LE(10)).toBe(0x0021_0000);
  });
});

describe('everything is fictional', () => {
  const REAL_CODE_SHAPES = [
    ['practice', /^[A-HJ-NPVWY]\d{5}$/],
    ['PCN', /^U\d{5}$/],
    ['trust', /^R[A-Z0-9]{2}$/],
    ['ICB or region', /^[QY][A-Z0-9]{2}$/],
    ['sub-ICB location', /^\d{2}[A-Z]$/],
    ['code of the newer pattern', /^[A-Z]\d[A-Z]\d[A-Z]$/],
    ['national body', /^X\d{2}$/],
    ['area of the Office for National Statistics', /^[EKNSW]\d{8}$/],
  ] as const;

  const map = MAP_MONTHS.flatMap(mapOf);
  const codes = distinct([
    ...map.flatMap((row) => [
      row.PRACTICE_CODE, row.PCN_CODE, row.ONS_SUB_ICB_LOCATION_CODE, row.SUB_ICB_LOCATION_CODE, row.ONS_ICB_CODE,
      row.ICB_CODE, row.ONS_COMM_REGION_CODE, row.COMM_REGION_CODE,
    ]),
    ...['epraccur_2024-04', 'epraccur_2026-04', 'etr_2026-04', 'eccg_2026-04'].flatMap((file) =>
      cellsOf(published(`organisations/${file}.csv`)).flatMap((row) => [row[0], row[2], row[3]])),
    ...rowsOf(published('geography/la_all_codes.csv')).flatMap((row) => [row.LADCD, row.RGNCD]),
    ...PAYMENTS.flatMap(rowsOf).flatMap((row) => [row['Practice Code'], row['PCN Code'], row['CCG Code'], row['\uFEFFNHS England (Region) code'] ?? row['NHS England (Region) code']]),
    ...rowsOf(published('network-contract/IIF_indicators_annual_pub_2023_24.csv')).map((row) => row.ORGANISATION_CODE),
    ...rowsOf(published('appointments/Mapping_Oct_25.csv')).flatMap((row) => [row.GP_CODE, row.PCN_CODE, row.SUB_ICB_LOCATION_CODE, row.ICB_CODE, row.REGION_CODE]),
    ...rowsOf(published('workforce/PCNWF_November_2025_Individual_Level.csv')).flatMap((row) => [row.PCN_CODE, row.SUB_ICB_CODE, row.ICB_CODE, row.COMM_REGION_CODE]),
    ...rowsOf(published('network-contract/care_home_beds_2025-26.csv')).map((row) => row['PCN code']),
    ...rowsOf(bytesOf('local-bodies.csv').toString()).map((row) => row.code),
  ]).filter((code) => code !== 'U' && code !== 'Unknown or no PCN');

  it.each(REAL_CODE_SHAPES)('has no code that could be a real %s', (_, shape) => {
    expect(codes.length).toBeGreaterThan(70);
    expect(codes.filter((code) => shape.test(code))).toEqual([]);
  });

  it('starts every code with X and a letter or digits no real register uses', () => {
    expect(codes.filter((code) => !/^X([FIRSUXY][-\dA-Z]*|\d{8})$/.test(code))).toEqual([]);
  });

  it('has only postcodes of an area that the Royal Mail does not use, and telephone numbers kept for drama', () => {
    const rows = [...epraccur(LAST), ...cellsOf(published('organisations/etr_2026-04.csv'))];
    expect(rows.filter((row) => !/^ZZ\d{1,2} \d[A-Z]{2}$/.test(row[9]!))).toEqual([]);
    expect(rows.filter((row) => !/^01632 960\d{3}$/.test(row[17]!))).toEqual([]);
  });

  it('has people only at the domain for examples', () => {
    const people = rowsOf(bytesOf('people.csv').toString());
    expect(people.filter((person) => !/^[a-z.-]+@example\.org$/.test(person.email!))).toEqual([]);
  });
});

describe('the size of the system', () => {
  it('has eight PCNs, 45 practices, two places and three trusts at the last map', () => {
    expect(distinct(mapOf(LAST).map((row) => row.PCN_CODE))).toHaveLength(8);
    expect(mapOf(LAST)).toHaveLength(45);
    expect(distinct(mapOf(LAST).map((row) => row.SUB_ICB_LOCATION_CODE))).toEqual(['XS1', 'XS2']);
    expect(rowsOf(bytesOf('local-bodies.csv').toString()).filter((row) => row.kind === 'place')).toHaveLength(2);
    expect(cellsOf(published('organisations/etr_2026-04.csv'))).toHaveLength(3);
    expect(rowsOf(published('geography/utla_all_codes.csv'))).toHaveLength(2);
  });

  it('serves about 380,000 patients', () => {
    for (const month of ['2024-04', LAST]) {
      const patients = sum(totalsOf(month).map((row) => Number(row.NUMBER_OF_PATIENTS)));
      expect(patients).toBeGreaterThan(375_000);
      expect(patients).toBeLessThan(390_000);
    }
  });

  it('has one dale that is old and one vale that is young', () => {
    const shareOver65 = (code: string) => {
      const bands = bandsOf(LAST).filter((row) => row.ORG_CODE === code && row.AGE_GROUP_5 !== 'ALL');
      const old = bands.filter((row) => Number.parseInt(row.AGE_GROUP_5!, 10) >= 65);
      return sum(old.map((row) => Number(row.NUMBER_OF_PATIENTS))) / sum(bands.map((row) => Number(row.NUMBER_OF_PATIENTS)));
    };
    expect(shareOver65('XS1')).toBeGreaterThan(0.27);
    expect(shareOver65('XS2')).toBeLessThan(0.15);
  });
});

describe('the files of one month agree', () => {
  it.each(MAP_MONTHS)('lists the same practices in the map and the totals of %s', (month) => {
    expect(mapOf(month).map((row) => row.PRACTICE_CODE)).toEqual(totalsOf(month).map((row) => row.CODE));
  });

  it.each(['2025-04', LAST])('adds the bands of %s up to each ALL row, and those to the totals', (month) => {
    const bands = bandsOf(month);
    const count = (rows: Row[]) => sum(rows.map((row) => Number(row.NUMBER_OF_PATIENTS)));
    for (const practice of totalsOf(month)) {
      const own = bands.filter((row) => row.ORG_CODE === practice.CODE);
      expect(own).toHaveLength(43);
      expect(count(own.filter((row) => row.SEX === 'ALL'))).toBe(Number(practice.NUMBER_OF_PATIENTS));
      expect(count(own.filter((row) => row.AGE_GROUP_5 !== 'ALL'))).toBe(Number(practice.NUMBER_OF_PATIENTS));
    }
    for (const sex of ['FEMALE', 'MALE']) {
      const ofSex = bands.filter((row) => row.ORG_TYPE === 'GP' && row.SEX === sex);
      expect(count(ofSex.filter((row) => row.AGE_GROUP_5 === 'ALL'))).toBe(count(ofSex.filter((row) => row.AGE_GROUP_5 !== 'ALL')));
    }
    const levels = distinct(bands.map((row) => row.ORG_TYPE));
    expect(levels).toEqual(['Comm Region', 'GP', 'ICB', 'PCN', 'SUB_ICB_LOCATION_CODE']);
    const patientsByLevel = levels.map((level) => count(bands.filter((row) => row.ORG_TYPE === level && row.SEX === 'ALL')));
    expect(new Set(patientsByLevel).size).toBe(1);
  });

  it('ends the adjusted populations with a total of its columns', () => {
    const rows = rowsOf(published('network-contract/pcn_adjusted_population_2025-26.csv'));
    const total = rows.at(-1)!;
    for (const column of ['Raw list size', 'Adjusted Population']) {
      expect(sum(rows.slice(0, -1).map((row) => Number(row[column])))).toBe(Number(total[column]));
    }
    expect(Number(total['Raw list size'])).toBe(sum(totalsOf('2025-01').map((row) => Number(row.NUMBER_OF_PATIENTS))));
  });
});

describe('the money', () => {
  const PCN_COLUMNS = ['PCN Leadership', 'PCN Support', 'PCN Workforce', 'PCN Care Home Premium'];

  it.each(PAYMENTS.map((text, index) => [index, text] as const))('of year %i stands, where it is a PCN’s, at its nominated payee alone, and deductions are below nothing', (_, text) => {
    const rows = rowsOf(text);
    const paid = rows.filter((row) => PCN_COLUMNS.some((column) => Number(row[column]) !== 0));
    expect(distinct(paid.map((row) => row['PCN Code']))).toEqual(['XU001', 'XU002', 'XU003', 'XU004', 'XU005', 'XU006', 'XU007']);
    expect(paid).toHaveLength(7);
    expect(rows.filter((row) => Number(row['Deductions for Pensions, Levies and Prescription Charge Income']) >= 0)).toEqual([]);
  });

  it('weighs as many patients as are registered', () => {
    const rows = rowsOf(published('network-contract/contractor_weighted_population_2025.csv'));
    const registered = sum(totalsOf('2025-01').map((row) => Number(row.NUMBER_OF_PATIENTS)));
    expect(Math.abs(sum(rows.map((row) => Number(row['Contractor weighted population 1 January 2025']))) - registered)).toBeLessThan(rows.length);
  });
});

describe('appointments', () => {
  const rowsIn = (name: string) => rowsOf(gunzipSync(bytesOf(`published/appointments/${name}.csv.gz`)).toString('utf8'));
  const count = (rows: Row[]) => sum(rows.map((row) => Number(row.COUNT_OF_APPOINTMENTS)));
  const crosstab = rowsIn('Practice_Level_Crosstab_Sep_Oct_25');
  const october = crosstab.filter((row) => row.APPOINTMENT_MONTH_START_DATE === '01OCT2025');

  it('of October are as many by practice as by area', () => {
    const byArea = rowsIn('Regional_CSV_May23_to_Oct25');
    expect(count(october)).toBe(count(byArea.filter((row) => row.APPOINTMENT_MONTH === '2025-10-01')));
    expect(new Set(byArea.map((row) => row.APPOINTMENT_MONTH)).size).toBe(30);
  });

  it('write bands with two spaces, and call a thing otherwise than the regional file', () => {
    expect(distinct(october.map((row) => row.TIME_BETWEEN_BOOK_AND_APPT))).toEqual(expect.arrayContaining(['8  to 14 Days', '15  to 21 Days', '22  to 28 Days', 'Unknown / Data Issue']));
    expect(distinct(october.map((row) => row.APPT_MODE))).toContain('Video Conference/Online');
  });

  it('of Shepherds Gate are half unmapped, of the Old Forge mostly missing', () => {
    const of = (code: string) => october.filter((row) => row.GP_CODE === code);
    const unmapped = count(of('XX014').filter((row) => row.NATIONAL_CATEGORY === 'Unmapped')) / count(of('XX014'));
    expect(unmapped).toBeGreaterThan(0.4);
    expect((count(of('XX009')) / listOf('XX009', '2025-10')) * 1000).toBeLessThan(100);
  });

  it('of September were counted again, of Goose Green House', () => {
    const before = rowsIn('Practice_Level_Crosstab_Nov_23_to_Sep_25').filter((row) => row.APPOINTMENT_MONTH_START_DATE === '01SEP2025');
    const after = crosstab.filter((row) => row.APPOINTMENT_MONTH_START_DATE === '01SEP2025');
    const differing = distinct(before.map((row) => row.GP_CODE)).filter((code) => count(before.filter((row) => row.GP_CODE === code)) !== count(after.filter((row) => row.GP_CODE === code)));
    expect(differing).toEqual(['XX034']);
  });
});

describe('the local files', () => {
  const bodies = rowsOf(bytesOf('local-bodies.csv').toString());
  const relations = rowsOf(bytesOf('local-relations.csv').toString());
  const people = rowsOf(bytesOf('people.csv').toString());
  const known = new Set([
    ...bodies.map((row) => row.code),
    ...MAP_MONTHS.flatMap(mapOf).flatMap((row) => [row.PRACTICE_CODE, row.PCN_CODE, row.ICB_CODE]),
    ...cellsOf(published('organisations/etr_2026-04.csv')).map((row) => row[0]),
    ...rowsOf(published('geography/utla_all_codes.csv')).map((row) => row.UTLACD),
  ]);

  it('name only bodies that exist', () => {
    expect(relations.flatMap((row) => [row.from_code, row.to_code]).filter((code) => !known.has(code))).toEqual([]);
    expect(people.map((row) => row.organisation_code).filter((code) => !known.has(code))).toEqual([]);
  });

  it('use every relation, with no row twice and no end before its start', () => {
    expect(distinct(relations.map((row) => row.relation))).toEqual(
      ['commissioned-by', 'covers', 'hosts', 'member', 'nominated-payee', 'part-of', 'succeeds']);
    expect(new Set(relations.map((row) => JSON.stringify(row))).size).toBe(relations.length);
    expect(relations.filter((row) => row.end && row.end < row.start!)).toEqual([]);
  });

  it('give every PCN a place and one nominated payee, a practice of its own', () => {
    for (const pcn of distinct(MAP_MONTHS.flatMap(mapOf).map((row) => row.PCN_CODE)).filter((code) => code !== 'U')) {
      const payees = relations.filter((row) => row.relation === 'nominated-payee' && row.to_code === pcn);
      expect(payees).toHaveLength(1);
      expect(MAP_MONTHS.some((month) => pcnInMap(payees[0]!.from_code!, month) === pcn)).toBe(true);
      expect(relations.filter((row) => row.relation === 'part-of' && row.from_code === pcn)).toHaveLength(1);
    }
  });

  it('have somebody who manages every practice, but for one of which nobody is known', () => {
    const managed = new Set(people.filter((row) => row.role === 'practice-manager').map((row) => row.organisation_code));
    expect(distinct(mapOf(LAST).map((row) => row.PRACTICE_CODE)).filter((code) => !managed.has(code))).toEqual(['XX014']);
  });

  it('have people in every role, one of whom has left it', () => {
    expect(distinct(people.map((row) => row.role))).toEqual([
      'clinical-director', 'federation-director', 'forum-secretary', 'gp-partner', 'icb-board-member', 'icb-primary-care-manager', 'lmc-officer',
      'network-staff', 'pcn-manager', 'place-lead', 'practice-manager', 'register-editor', 'system-administrator', 'system-partner',
    ]);
    expect(people.filter((row) => row.end)).toHaveLength(1);
    expect(distinct(people.map((row) => row.email))).toHaveLength(97);
  });
});
