import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { indicatorDefinitions } from '../indicatorRules.ts';
import { readFigures } from './readFigures.ts';

const read = (text: string, year = '2025/26') => readFigures(text, { year: financialYear(year), definitions: indicatorDefinitions() });
const template = (...lines: string[]) => read(['practice_code,indicator,month,numerator,denominator,adjustments', ...lines].join('\n'));
const plain = ({ entries }: ReturnType<typeof read>) => entries.map(({ practiceCode, definition, countedTo, numerator, denominator, adjustments }) => [practiceCode, definition.code, countedTo, numerator, denominator, adjustments]);

test('the template gives counts to the end of each month, with adjustments by their field', () => {
  const found = template('zza01,hi03,2025-06,12,40,HLTHCHKDEC 3; HLTHAPDEC *', 'ZZA01,CAN-04,31/07/2025,5,9,2');
  expect(found.refusals).toEqual([]);
  expect(plain(found)).toEqual([['ZZA01', 'HI-03', '2025-06-30', 12, 40, { HLTHCHKDEC: 3, HLTHAPDEC: null }], ['ZZA01', 'CAN-04', '2025-07-31', 5, 9, { all: 2 }]]);
});

test('what is suppressed or left empty stays unknown, and is never zero', () => {
  expect(plain(template('ZZA01,HI-03,2025-06,*,,')).map((line) => line.slice(3))).toEqual([[null, null, {}]]);
});

describe('a line of the template is refused with what is wrong', () => {
  test.each([
    ['an unknown indicator', 'ZZA01,XX-01,2025-06,1,2,', /No indicator of 2025\/26 is called XX-01/],
    ['an indicator of another year', 'ZZA01,VI-02,2025-06,1,2,', /VI-02 is an indicator of 2021\/22, 2022\/23, 2023\/24, not of 2025\/26/],
    ['a numerator above its denominator', 'ZZA01,HI-03,2025-06,41,40,', /numerator, 41, is above the denominator, 40/],
    ['a percentage', 'ZZA01,HI-03,2025-06,80%,40,', /percentage stands where a count belongs/],
    ['a part of one', 'ZZA01,HI-03,2025-06,0.8,40,', /looks like a percentage/],
    ['a count below 0', 'ZZA01,HI-03,2025-06,-1,40,', /below 0/],
    ['words', 'ZZA01,HI-03,2025-06,many,40,', /not a count/],
    ['a month of another year', 'ZZA01,HI-03,2026-06,1,40,', /2026-06-30 is not in 2025\/26/],
    ['a day within a month', 'ZZA01,HI-03,2025-06-17,1,40,', /to whose end/],
    ['a denominator of a number alone', 'ZZA01,HI-21,2025-06,1,40,', /no denominator/],
    ['an adjustment that is no count', 'ZZA01,HI-03,2025-06,1,40,HLTHCHKDEC four', /four/],
  ])('%s', (_, line, says) => expect(template(line).refusals.map(({ line: at, reason }) => `${at} ${reason}`).join()).toMatch(says));
});

test('the same month twice in one file is refused with the numbers of both', () => {
  expect(template('ZZA01,HI-03,2025-06,1,40,', 'ZZA01,HI03,June 2025,2,40,').refusals).toEqual([{ line: 3, column: 'indicator', value: 'HI-03', reason: 'HI-03 of ZZA01 to 2025-06-30 stands on line 2 already, with 1 of 40; here it is 2 of 40.' }]);
});

test('a file without its columns is refused, naming what it lacks and what is not read', () => {
  expect(read('practice,indicator,month,numerator,denominator\nA,B,C,1,2').refusals[0]?.reason).toMatch(/it lacks practice_code; it has practice, which is not read/);
  expect(read('a,"b\n1,2').refusals[0]?.reason).toMatch(/not closed/);
});

const extract = (...lines: string[]) => ['QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,LAST_SUBMISSION', ...lines].join('\n');

test('an extract’s fields make one figure; who was excluded is counted and not kept', () => {
  const found = read(extract(
    'NCD2526,N,ZZA01,20250930,HI03,Number of patients on the QOF Learning Disability register aged 14 years or over.,40,Y',
    'NCD2526,N,ZZA01,20250930,HI03,"Of the denominator, the number who received an annual Learning Disability Health Check, have a Health Action Plan and have a recording of ethnicity on their GP record by the end of the reporting period.",12,Y',
    'NCD2526,N,ZZA01,20250930,HI03,HLTHAPDEC,3,Y', 'NCD2526,N,ZZA01,20250930,HI03,PAT_AGEU14,7,Y', 'NCD2526,N,ZZA01,20250930,HI03,HLTHAPDEC,2,N',
  ));
  expect(found.refusals).toEqual([]);
  expect(plain(found)).toEqual([['ZZA01', 'HI-03', '2025-09-30', 12, 40, { HLTHAPDEC: 3 }]]);
  expect(found.leftOut).toEqual(['1 line tells who was excluded, which no figure needs.', '1 line is of an earlier submission, by the file’s own word.']);
});

test.each([
  ['NCD2425,N,ZZA01,20250930,HI03,HLTHAPDEC,3,Y', /of 2024\/25, and figures of 2025\/26/],
  ['NCD2526,N,ZZA01,20250915,HI03,HLTHAPDEC,3,Y', /end of a month/],
  ['NCD2526,N,ZZA01,20250930,HI03,NOTAFIELD,3,Y', /no field of this name/],
  ['NCD2526,N,ZZA01,20250930,NCD999,HLTHAPDEC,3,Y', /No indicator of 2025\/26/],
  ['NCD2526,N,ZZA01,20250930,HI03,HLTHAPDEC,3.5,Y', /whole number/],
])('an extract’s line is refused: %s', (line, says) => expect(read(extract(line)).refusals[0]?.reason).toMatch(says));

test('a field that stands twice in an extract is refused with both values', () => {
  expect(read(extract('NCD2526,N,ZZA01,20250930,HI03,HLTHAPDEC,3,Y', 'NCD2526,N,ZZA01,20250930,HI03,HLTHAPDEC,4,Y')).refusals[0]?.reason).toMatch(/line 2 already, with 3; here it is 4/);
});

const SYNTHETIC = '../shared/data/network-contract/ncdes/ncdes_synthetic_data.csv';
test.skipIf(!existsSync(SYNTHETIC))('the synthetic extract of 2024/25 is read whole', () => {
  const found = read(readFileSync(SYNTHETIC, 'utf8'), '2024/25');
  expect(found.refusals).toEqual([]);
  expect(found.entries.find(({ practiceCode, definition }) => practiceCode === 'A81002' && definition.code === 'SMR-01B')?.denominator).toBe(325);
});

const report = (more: object = {}) => ({
  resourceType: 'MeasureReport', status: 'complete', type: 'summary', measure: 'https://example.org/Measure/HI-03|2025', reporter: { identifier: { value: 'zza01' } }, period: { start: '2025-04-01', end: '2025-06-30' },
  group: [{ population: [{ code: { coding: [{ code: 'denominator' }] }, count: 45 }, { code: { coding: [{ code: 'denominator-exception' }] }, count: 5 }, { code: { coding: [{ code: 'numerator' }] }, count: 12 }] }], ...more,
});

test('a FHIR summary gives the denominator less those whom an exception takes out of it', () => {
  const found = read(JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: report() }, { resource: { resourceType: 'Organization' } }] }));
  expect(found.refusals).toEqual([]);
  expect(plain(found)).toEqual([['ZZA01', 'HI-03', '2025-06-30', 12, 40, { 'denominator-exception': 5 }]]);
  expect(found.leftOut).toEqual(['1 resource is no MeasureReport.']);
});

test.each([
  ['a report about a single person', report({ type: 'individual' }), /Only a summary/],
  ['a report that is pending', report({ status: 'pending' }), /complete/],
  ['one that names no practice', report({ reporter: {} }), /which practice/],
  ['one to a day within a month', report({ period: { end: '2025-06-12' } }), /end of a month/],
  ['one of another indicator', report({ measure: 'Measure/VI-02' }), /VI-02 is an indicator of/],
  ['a numerator above the denominator', report({ group: [{ population: [{ code: { text: 'numerator' }, count: 3 }, { code: { text: 'denominator' }, count: 2 }] }] }), /above the denominator/],
  ['one without a period', report({ period: {} }), /which day/],
  ['no MeasureReport', { resourceType: 'Patient' }, /no MeasureReport/],
])('FHIR is refused: %s', (_, resource, says) => expect(read(JSON.stringify(resource)).refusals[0]?.reason).toMatch(says));
