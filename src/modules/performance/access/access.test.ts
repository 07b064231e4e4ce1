import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { accessFigures, accessMonths, accessOfAll, accessSeries, figureOf, isUsable, restatementsOf, unknownWords } from './index.ts';
import type { AccessMeasureId } from './index.ts';
import { accessPlace, crosstab, regional } from './testing/accessPlace.ts';
import type { AccessPlace, CrosstabRow } from './testing/accessPlace.ts';

let place: AccessPlace;
beforeAll(async () => {
  place = await accessPlace(await testDatabase('pglite'));
});
afterEach(async () => {
  await place.clear();
});
afterAll(() => place.close());

const MONTH = '2026-04-01';
const of = async (code: string, month = MONTH) => (await accessFigures(place.performance, { code, month }))!;
const measured = async (code: string, measure: AccessMeasureId, month = MONTH) => {
  const { numerator, denominator, value, why } = figureOf(await of(code, month), measure);
  return { numerator, denominator, value, why };
};

// ZZA01, ZZA02 and ZZA03 are UZ001: 4,000, 6,000 and 10,000 patients.
const WHOLE = [
  { code: 'ZZA01', count: 900 }, { code: 'ZZA01', how: 'Telephone', booked: '8  to 14 Days', status: 'DNA', count: 60 },
  { code: 'ZZA01', how: 'Video Conference/Online', who: 'Other Practice staff', category: 'Unmapped', booked: 'Unknown / Data Issue', status: 'Unknown', count: 40 },
  { code: 'ZZA02', count: 3_000 }, { code: 'ZZA03', booked: 'More than 28 Days', count: 4_000 },
];

describe('a practice crosstab', () => {
  test('gives a practice its figures, each with what it is counted of', async () => {
    await place.load('a.csv', crosstab('01APR2026', WHOLE));
    expect(await measured('ZZA01', 'appointments-per-1000')).toEqual({ numerator: 1_000, denominator: 4_000, value: 250, why: null });
    expect(await measured('ZZA01', 'face-to-face')).toMatchObject({ numerator: 900, denominator: 1_000 });
    expect(await measured('ZZA01', 'telephone')).toMatchObject({ numerator: 60, denominator: 1_000, value: 0.06 });
    expect(await measured('ZZA01', 'within-14-days')).toMatchObject({ numerator: 960, denominator: 1_000 });
    expect(await measured('ZZA01', 'two-week-indicator')).toMatchObject({ numerator: 960, denominator: 960 });
    expect(await measured('ZZA01', 'unmapped')).toMatchObject({ numerator: 40, denominator: 1_000 });
    expect(await measured('ZZA01', 'with-a-gp')).toMatchObject({ numerator: 960, denominator: 1_000 });
  });
  test('is split by who, how, when booked and what for, each for 1,000 patients', async () => {
    await place.load('a.csv', crosstab('01APR2026', WHOLE));
    const { splits } = await of('ZZA01');
    expect(splits.map(({ dimension }) => dimension).sort()).toEqual(['booked', 'category', 'how', 'status', 'who']);
    // 900, 60 and 40 of 1,000 appointments, among 4,000 patients.
    expect(splits.find(({ dimension }) => dimension === 'how')!.lines.filter(({ appointments }) => appointments > 0).map(({ appointments, share, per1000 }) => [appointments, share, per1000])).toEqual(expect.arrayContaining([[900, 0.9, 225], [60, 0.06, 15], [40, 0.04, 10]]));
  });
  test('leaves what is not known out of what was not attended', async () => {
    await place.load('a.csv', crosstab('01APR2026', WHOLE));
    expect(await measured('ZZA01', 'not-attended')).toMatchObject({ numerator: 60, denominator: 960, value: 0.0625 });
  });
  test('adds up to the PCN by the register, with the patients of its practices', async () => {
    await place.load('a.csv', crosstab('01APR2026', WHOLE));
    expect(await measured('UZ001', 'appointments-per-1000')).toMatchObject({ numerator: 8_000, denominator: 20_000, value: 400 });
    expect((await of('ZZA01')).beside.map(({ code }) => code)).toEqual(['UZ001', 'QZZ', 'ENG']);
  });
  test('says nothing of a body of which too few practices are in it, and why', async () => {
    await place.load('a.csv', crosstab('01APR2026', WHOLE.slice(0, 4)));
    expect(await measured('UZ001', 'appointments-per-1000')).toEqual({ numerator: null, denominator: null, value: null, why: '2 of its 3 practices are in the file of appointments by practice, fewer than 90 in 100.' });
    expect(await measured('ZZA03', 'face-to-face')).toMatchObject({ value: null, why: 'It is not in the file of appointments by practice.' });
  });
  test('keeps a practice that stands twice in it, once with each of its systems', async () => {
    const text = crosstab('01APR2026', [{ code: 'ZZA01', count: 10 }, { code: 'ZZA01', count: 25 }]).replace('TPP', 'EMIS');
    const { rowsRefused } = await place.load('a.csv', text);
    expect([rowsRefused, (await measured('ZZA01', 'face-to-face')).numerator]).toEqual([0, 35]);
  });
});

test('one practice under two names is one practice: its code tells, and the register’s name is shown', async () => {
  const rows: CrosstabRow[] = [{ code: 'ZZA01', count: 700 }, { code: 'ZZA01', how: 'Telephone', count: 300 }, { code: 'ZZA02', count: 10 }];
  const text = crosstab('01APR2026', rows).replace(/PRACTICE ZZA01(.*Telephone)/, 'THE OLD SURGERY$1');
  expect(text).toContain('THE OLD SURGERY');
  const { rowsRefused } = await place.load('a.csv', text);
  expect([rowsRefused, await measured('ZZA01', 'face-to-face')]).toMatchObject([0, { numerator: 700, denominator: 1_000 }]);
  expect((await of('ZZA01')).name).toBe('Practice ZZA01');
});

describe('words', () => {
  test('that are unknown are counted in the whole, kept apart and listed', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 900 }, { code: 'ZZA01', how: 'Hologram', count: 100 }]));
    expect(await measured('ZZA01', 'face-to-face')).toMatchObject({ numerator: 900, denominator: 1_000 });
    expect(await unknownWords(place.performance, MONTH)).toMatchObject([{ dimension: 'how', published: 'Hologram', word: null, appointments: 100 }]);
    const { splits, notes } = await of('ZZA01');
    expect(splits.find(({ dimension }) => dimension === 'how')!.lines.reduce((sum, { appointments }) => sum + appointments, 0)).toBe(1_000);
    expect(notes.map(({ code }) => code)).toContain('unrecognised-how');
  });
  test('that are unknown are told of the month asked for alone, and once where it was restated', async () => {
    const told = async (month = MONTH) => (await unknownWords(place.performance, month)).map(({ published, appointments, source }) => [published, appointments, source]);
    const first = crosstab('01APR2026', [{ code: 'ZZA01', how: 'Hologram', count: 100 }, { code: 'ZZB01', subIcb: 'Z02', how: 'Hologram', count: 7 }]);
    await place.load('a.csv', first + crosstab('01MAR2026', [{ code: 'ZZA01', how: 'Hologram', count: 3 }]).split('\n').slice(1).join('\n'));
    expect([await told(), await told('2026-03-01')]).toEqual([[['Hologram', 107, 'appointments-by-practice/2026-04-01']], [['Hologram', 3, 'appointments-by-practice/2026-04-01']]]);
    await place.load('b.csv', crosstab('01APR2026', [{ code: 'ZZA01', how: 'Hologram', count: 90 }]));
    expect(await told()).toEqual([['Hologram', 90, 'appointments-by-practice/2026-04-01 (revision 2)'], ['Hologram', 7, 'appointments-by-practice/2026-04-01']]);
    await place.load('c.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 90 }, { code: 'ZZB01', subIcb: 'Z02', count: 7 }]));
    expect(await told()).toEqual([]);
  });
  test('mean the same in both files, with one space or two', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', how: 'Video Conference/Online', booked: '8  to 14 Days', count: 10 }, { code: 'ZZA01', how: 'Video/Online', booked: '8 to 14 Days', count: 5 }]));
    const { splits } = await of('ZZA01');
    const count = (dimension: string, label: string) => splits.find((one) => one.dimension === dimension)!.lines.find((line) => line.label === label)!.appointments;
    expect([count('how', 'Video or online'), count('booked', '8 to 14 days before')]).toEqual([15, 15]);
  });
});

describe('what should not be used', () => {
  const codes = async (code: string) => (await of(code)).notes.filter(({ weight }) => weight === 'do-not-use').map((note) => note.code);
  test.each([
    ['more than 2,000 appointments for 1,000 patients', 8_001, 'most-appointments'],
    ['fewer than 100', 399, 'fewest-appointments'],
  ])('%s in a month', async (_, count, note) => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count }]));
    expect(await codes('ZZA01')).toEqual([note]);
    expect(isUsable(await of('ZZA01'), 'face-to-face')).toBe(false);
  });
  test('at the limits themselves nothing is said', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 8_000 }, { code: 'ZZA02', count: 600 }]));
    expect([await codes('ZZA01'), await codes('ZZA02')]).toEqual([[], []]);
  });
  test('over 40% unmapped spoils the two-week indicator and not the rest', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 590 }, { code: 'ZZA01', category: 'Unmapped', count: 410 }]));
    const one = await of('ZZA01');
    expect([isUsable(one, 'two-week-indicator'), isUsable(one, 'same-day')]).toEqual([false, true]);
  });
  test('a file that places a practice elsewhere than the register is said, and the register followed', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', pcn: 'U', count: 1_000 }]));
    expect((await of('ZZA01')).notes.find(({ code }) => code === 'disagreement')!.says).toBe('The file has it in no PCN, the register in Mill PCN (UZ001) on 2026-04-30. The register is followed.');
  });
});

describe('a month that is loaded again', () => {
  test('is spoken of by what was loaded last, and says what changed', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 900 }, { code: 'ZZA02', count: 500 }]));
    await place.load('b.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 950 }, { code: 'ZZA02', count: 500 }]));
    expect((await measured('ZZA01', 'face-to-face')).numerator).toBe(950);
    expect(await restatementsOf(place.performance, MONTH)).toMatchObject([{ before: { appointments: 1_400 }, after: { appointments: 1_450 }, changed: [{ code: 'ZZA01', before: 900, after: 950 }] }]);
  });
  test('of other places restates nothing and takes nothing away', async () => {
    await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 900 }]));
    await place.load('b.csv', crosstab('01APR2026', [{ code: 'ZZB01', subIcb: 'Z02', pcn: 'UZ002', count: 700 }]));
    expect([(await measured('ZZA01', 'face-to-face')).numerator, (await measured('ZZB01', 'face-to-face')).numerator]).toEqual([900, 700]);
    expect(await restatementsOf(place.performance, MONTH)).toEqual([]);
  });
});

test('a month that is not held is a gap in a series, neither nought nor left out', async () => {
  await place.load('a.csv', crosstab('01FEB2026', [{ code: 'ZZA01', count: 900 }]));
  await place.load('b.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 800 }]));
  expect(await accessMonths(place.performance)).toEqual(['2026-02-01', '2026-04-01']);
  const [series] = await accessSeries(place.performance, { code: 'ZZA01', measures: ['appointments-per-1000'] });
  expect(series!.points.map(({ month, value }) => [month, value])).toEqual([['2026-02-01', 225], ['2026-03-01', null], ['2026-04-01', 200]]);
});

test('the regional file speaks for England, and not of categories', async () => {
  await place.load('r.csv', regional([{ subIcb: 'Z01', month: '2026-04-01', count: 700 }, { subIcb: 'Z02', month: '2026-04-01', how: 'Video/Online', booked: 'Unknown / Data Quality', status: 'DNA', count: 300 }]));
  expect(await measured('ENG', 'face-to-face')).toMatchObject({ numerator: 700, denominator: 1_000 });
  expect(await measured('ENG', 'telephone')).toMatchObject({ numerator: 0, denominator: 1_000 });
  expect(await measured('ENG', 'two-week-indicator')).toMatchObject({ value: null, why: 'The file that counts it does not say the category of an appointment.' });
  expect(await unknownWords(place.performance, MONTH)).toEqual([]);
});

test('online consultations count the practices whose suppliers took part', async () => {
  const line = (code: string, count: number, patients: number, took: string) => `2026-04-01,${code},A,UZ001,P,Z01,S,QZZ,I,Y1,R,"ONE LIMITED, TWO LIMITED",${count},${count},0,0,${patients},1.0,${took}`;
  await place.load('o.csv', `month,gp_code,gp_name,pcn_code,pcn_name,sub_icb_code,sub_icb_name,icb_code,icb_name,region_code,region_name,supplier,submissions,clinical_submissions,administrative_submissions,other_unknown_submissions,registered_patients,rate_per_1000,participation\n${[line('ZZA01', 200, 4_000, '1.0'), line('ZZA02', 0, 6_000, '0.0')].join('\n')}\n`);
  expect(await measured('ZZA01', 'online-consultations-per-1000')).toMatchObject({ numerator: 200, denominator: 4_000, value: 50 });
  expect(await measured('ZZA02', 'online-consultations-per-1000')).toMatchObject({ value: null, why: 'Its supplier sent no count for this month.' });
  expect(await measured('UZ001', 'online-consultations-per-1000')).toMatchObject({ value: null, why: '1 of its 3 practices have a count, fewer than 90 in 100.' });
});

test('all of a kind are told at once; a month of which nothing is held has none; a code of nobody has none', async () => {
  await place.load('a.csv', crosstab('01APR2026', WHOLE));
  expect([...(await accessOfAll(place.performance, { month: MONTH, kind: 'pcn' })).keys()].sort()).toEqual(['UZ001', 'UZ002']);
  expect((await accessOfAll(place.performance, { month: '2020-01-01', kind: 'pcn' })).size).toBe(0);
  expect(await accessFigures(place.performance, { code: 'NOBODY', month: MONTH })).toBeNull();
});
