import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { literal, openStatistics } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import { accessPlace, crosstab } from '../../../src/modules/performance/access/testing/accessPlace.ts';
import type { AccessPlace } from '../../../src/modules/performance/access/testing/accessPlace.ts';
import { accessOfAll, figureOf } from '../../../src/modules/performance/access/index.ts';
import type { AccessMeasureId } from '../../../src/modules/performance/access/index.ts';
import { testDatabase } from '../../testing/index.ts';

const FILE = join(process.env['CHORUS_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', '..', 'shared'), 'data', 'appointments', 'Practice_Level_Crosstab_Oct_25.csv.gz');

let place: AccessPlace;
beforeAll(async () => {
  place = await accessPlace(await testDatabase('pglite'));
});
afterAll(() => place.close());

// NHSDigital/iif_indicators, acc_08_ehch_04_main.py, as the domain dossier B2.3 and B11 (check 13) have it: every status counts, eight
// categories make the denominator, and four bands of waiting the numerator.
describe('domain dossier B11, check 13: the two-week indicator', () => {
  const row = (says: string, category: string, booked: string, status: string, expected: [numerator: number, denominator: number]) => ({ says, category, booked, status, expected });
  const ROUTINE = 'General Consultation Routine';
  const OTHERS = ['General Consultation Acute', 'Unplanned Clinical Activity', 'Clinical Triage', 'Walk-in', 'Home Visit', 'Care Home Visit', 'Care Related Encounter but does not fit into any other category'];
  const NONE = ['Planned Clinics', 'Planned Clinical Procedure', 'Structured Medication Review', 'Social Prescribing Service', 'Group Consultation and Group Education', 'Patient contact during Care Home Round', 'Unmapped', 'Inconsistent Mapping'];
  const CASES = [
    row('an attended appointment within 14 days', ROUTINE, '8  to 14 Days', 'Attended', [10, 10]),
    row('one that was not attended counts as well', ROUTINE, '2 to 7 Days', 'DNA', [10, 10]),
    row('and one of which it is not known', ROUTINE, '1 Day', 'Unknown', [10, 10]),
    row('after 14 days only the denominator', ROUTINE, '15  to 21 Days', 'Attended', [0, 10]),
    row('a waiting time that is not known only the denominator', ROUTINE, 'Unknown / Data Issue', 'Attended', [0, 10]),
    ...OTHERS.map((category) => row(`${category} is one of the eight`, category, 'Same Day', 'Attended', [10, 10])),
    ...NONE.map((category) => row(`${category} is none of them`, category, 'Same Day', 'Attended', [0, 0])),
  ].map((one, index) => ({ ...one, code: `ZZX${String(index + 1).padStart(2, '0')}` }));

  // One file with a practice for each case.
  beforeAll(async () => {
    await place.clear();
    await place.load('cases.csv', crosstab('01APR2026', CASES.map(({ code, category, booked, status }) => ({ code, category, booked, status, count: 10 }))));
  });
  test.each(CASES)('$says', async ({ code, expected }) => {
    const all = await accessOfAll(place.performance, { month: '2026-04-01', kind: 'practice' });
    const { numerator, denominator } = figureOf(all.get(code)!, 'two-week-indicator');
    expect([numerator, denominator]).toEqual(expected);
  });
});

describe.skipIf(!existsSync(FILE))('October 2025 as published (needs ../shared)', () => {
  let plain: Statistics;
  let folder: string;
  beforeAll(async () => {
    await place.clear();
    await place.load('october.csv', gunzipSync(readFileSync(FILE)));
    folder = mkdtempSync(join(tmpdir(), 'chorus-october-'));
    plain = await openStatistics(folder);
    writeFileSync(join(folder, 'october.csv'), gunzipSync(readFileSync(FILE)));
  }, 60_000);
  afterAll(() => {
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the practices’ figures add up to the file’s own control totals', async () => {
    const all = [...(await accessOfAll(place.performance, { month: '2025-10-01', kind: 'practice' })).values()].filter((one) => figureOf(one, 'face-to-face').denominator !== null);
    const sums = (measure: AccessMeasureId) => all.reduce((sum, one) => sum + figureOf(one, measure).numerator!, 0);
    const [control] = await plain.rows<Record<string, number>>(`
      SELECT CAST(count(DISTINCT GP_CODE) AS INTEGER) AS practices, CAST(sum(n) AS INTEGER) AS whole, CAST(sum(n) FILTER (APPT_MODE = 'Face-to-Face') AS INTEGER) AS face,
        CAST(sum(n) FILTER (APPT_MODE = 'Telephone') AS INTEGER) AS telephone, CAST(sum(n) FILTER (APPT_STATUS = 'DNA') AS INTEGER) AS missed, CAST(sum(n) FILTER (HCP_TYPE = 'GP') AS INTEGER) AS gp, CAST(sum(n) FILTER (NATIONAL_CATEGORY = 'Unmapped') AS INTEGER) AS unmapped,
        CAST(sum(n) FILTER (TIME_BETWEEN_BOOK_AND_APPT = 'Same Day') AS INTEGER) AS same
      FROM (SELECT *, CAST(COUNT_OF_APPOINTMENTS AS INTEGER) AS n FROM read_csv(${literal(join(folder, 'october.csv'))}, all_varchar = true))`);
    expect({ practices: all.length, whole: sums('appointments-per-1000'), face: sums('face-to-face'), telephone: sums('telephone'), missed: sums('not-attended'), gp: sums('with-a-gp'), unmapped: sums('unmapped'), same: sums('same-day') }).toEqual(control);
    expect(control).toMatchObject({ practices: 2_101, whole: 15_065_690 });
  });
});
