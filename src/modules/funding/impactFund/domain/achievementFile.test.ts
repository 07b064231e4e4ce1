import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { impactFundPhases } from '../impactFundRules.ts';
import { readAchievements } from './achievementFile.ts';

const read = (text: string, year = '2021/22') => readAchievements(text, { year: financialYear(year), phases: impactFundPhases(), source: 'test' });
const HEADER = 'pcn_code,indicator,numerator,denominator,list_size,achieved,baseline\n';

test('a line for each PCN and indicator; a binary one says yes, or counts practices', () => {
  const { entries, refusals } = read(`${HEADER}u00001,vi-01,83,100,50000,,\nU00001,ACC-01,,,50000,yes,\nU00002,ACC-01,4,5,,,\n`);
  expect(refusals).toEqual([]);
  expect(entries.map(({ pcnCode, indicator, counted, listSize }) => [pcnCode, indicator.code, counted.kind === 'binary' ? `${counted.achieved}/${counted.practices}` : `${counted.numerator.toFraction()}/${counted.denominator.toFraction()}`, listSize])).toEqual([
    ['U00001', 'VI-01', '83/100', 50000], ['U00001', 'ACC-01', '1/1', 50000], ['U00002', 'ACC-01', '4/5', null],
  ]);
});

test('a denominator of 0 is taken: it is no achievement', () => expect(read(`${HEADER}U00001,VI-01,0,0,,,`).refusals).toEqual([]));

describe('is refused at its line', () => {
  const lines: [string, string, RegExp][] = [
    ['a numerator above its denominator', 'U00001,VI-01,101,100,,,', /101.*100/],
    ['a count below 0', 'U00001,VI-01,-1,100,,,', /below 0/],
    ['a part of a person', 'U00001,VI-01,1.5,100,,,', /whole number/],
    ['no number', 'U00001,VI-01,many,100,,,', /needs a number/],
    ['a list that is a fraction', 'U00001,VI-01,1,100,50000.5,,', /whole number above 0/],
    ['a list below 0', 'U00001,VI-01,1,100,-5,,', /whole number above 0/],
    ['a code that is none', 'PCN!,VI-01,1,100,,,', /PCN’s code/],
    ['maybe', 'U00001,ACC-01,,,,maybe,', /yes or no/],
    ['an indicator of the second phase, whose points are not known', 'U00001,VI-01,1,100,,,\nU00001,CVD-01,1,100,,,', /not known here/],
    ['an indicator that never was', 'U00001,VI-01,1,100,,,\nU00001,XX-99,1,100,,,', /2021\/22 had no indicator XX-99/],
    ['the same PCN and indicator twice', 'U00001,VI-01,1,100,,,\nU00001,VI-01,2,100,,,', /line 2 already/],
    ['two lists of one PCN', 'U00001,VI-01,1,100,5,,\nU00001,VI-02,2,100,6,,', /Line 2 gives U00001 a list of 5/],
    ['a field too few', 'U00001,VI-01,1', /3 fields/],
  ];
  test.each(lines)('%s', (_, text, reason) => {
    const { refusals } = read(`${HEADER}${text}\n`);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ line: text.split('\n').length + 1, reason: expect.stringMatching(reason) });
  });
  test('an indicator whose thresholds are not known', () => expect(read(`${HEADER}U00001,ACC-02,1,100,,,\nU00001,VI-01,1,100,,,`, '2022/23').refusals[0]?.reason).toMatch(/thresholds of ACC-02 are not known/));
  test('an improvement without its baseline', () => expect(read(`${HEADER}U00001,CVD-02,1,100,,,`, '2022/23').refusals[0]).toMatchObject({ column: 'baseline' }));
});

describe('a file of another year is refused whole, and told which it looks like', () => {
  test('by its indicators', () => {
    const { refusals, entries } = read(`${HEADER}U00001,HI-03,1,100,,,\nU00001,CAN-02,1,100,,,\n`);
    expect(entries).toEqual([]);
    expect(refusals.map(({ reason }) => reason)).toEqual([expect.stringMatching(/looks like a file of 2023\/24/)]);
  });
  test('by the columns of the published file', () => {
    const { refusals } = read('ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\nPCN,U00070,WEST,NCD2324,31/03/2024,NCD026,ACC-08 Numerator,1\n');
    expect(refusals[0]?.reason).toMatch(/published annual file of 2023\/24/);
  });
  test('by other columns', () => expect(read('code,indicator,value\n').refusals[0]?.reason).toMatch(/lacks pcn_code, numerator, denominator.*has code, value/));
});
