import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { faultOfSteps, indicatorFaults } from './checkIndicators.ts';
import { definitionNamed } from './domain/indicatorDefinition.ts';
import { definitionsOf, indicatorDefinitions, indicatorYears } from './indicatorRules.ts';

const DICTIONARY = '../shared/data/network-contract/ncdes/NCD_metadata.csv';
const of = (year: string) => definitionsOf(financialYear(year));
const named = (year: string, code: string) => definitionNamed(of(year), code)!;

test('every code of the funding rules has its file, and every file its code there or its reason for having none', () => {
  expect(indicatorFaults()).toEqual([]);
  expect(indicatorYears()).toEqual(['2020/21', '2021/22', '2022/23', '2023/24', '2024/25', '2025/26']);
});

test('a file that claims points which the funding rules do not have is a fault, and so is a code without a file', () => {
  const [first] = of('2025/26');
  const faults = indicatorFaults([{ ...first!, code: 'ZZ-99', funded: null }]);
  expect(faults.find(({ where }) => where === 'ZZ-99')?.says).toMatch(/no points for it/);
  expect(faults.find(({ where, file }) => where === 'CAN-04' && file.includes('2025-26'))?.says).toMatch(/what it counts is not said/);
});

test('points, thresholds and direction come from the funding rules alone', () => {
  const { funded, direction } = named('2020/21', 'MS-01');
  expect([funded?.indicator.points.value.valueOf(), direction]).toEqual([32, 'lower']);
  expect(named('2023/24', 'ACC-08').funded?.phase.deemed[0]?.reason).toMatch(/deemed/);
});

test.each([['HI-03'], ['hi03'], ['HI03'], ['NCD120']])('an indicator of 2023/24 is found as %s', (name) => expect(named('2023/24', name).code).toBe('HI-03'));

test('what earned nothing is held and marked', () => {
  expect(of('2025/26').map(({ code, earns }) => `${code} ${earns}`)).toEqual(['CAN-04 points', 'HI-03 points', 'HI-21 nothing', 'SMR-01A nothing', 'SMR-01B nothing', 'SMR-01C nothing', 'SMR-01D nothing', 'SMR-03 nothing']);
});

test('flu counts from September to March in every year that had it', () => {
  const flu = indicatorDefinitions().filter(({ code }) => code.startsWith('VI-') || code === 'PR-01');
  expect(flu).toHaveLength(9);
  expect(new Set(flu.map(({ season }) => JSON.stringify(season)))).toEqual(new Set(['{"from":"09-01","to":"03-31"}']));
});

describe('the rules of counting stand in the NHS’s order', () => {
  const step = (rule: number, kind: 'exclusion' | 'success' | 'adjustment', field: string | null = kind === 'success' ? null : 'A') => ({ rule, kind, field, says: '' });
  test.each([
    ['exclusion, success, adjustment', [step(1, 'exclusion'), step(2, 'success'), step(3, 'adjustment')], null],
    ['an adjustment before success', [step(1, 'adjustment'), step(2, 'success')], /order/],
    ['a gap', [step(1, 'exclusion'), step(3, 'success')], /1, 3/],
    ['two of success', [step(1, 'success'), step(2, 'success')], /one rule of success/],
    ['an exclusion without its field', [step(1, 'exclusion', null), step(2, 'success')], /rule 1/],
  ])('%s', (_, steps, says) => (says === null ? expect(faultOfSteps(steps)).toBeNull() : expect(faultOfSteps(steps)).toMatch(says)));
});

describe.skipIf(!existsSync(DICTIONARY))('the dictionary of 2025/26 as published', () => {
  const rows: Record<string, string>[] = existsSync(DICTIONARY) ? parse(readFileSync(DICTIONARY), { columns: true, bom: true }) : [];
  test('has exactly the indicators that are held for 2025/26', () => {
    expect([...new Set(rows.map((row) => row['INDICATOR_ID']))].sort()).toEqual(of('2025/26').flatMap(({ codes }) => codes).sort());
  });
  test('has exactly their exclusions and adjustments, by the same numbers and fields', () => {
    const published = rows.filter((row) => /Exclusion|PCA/.test(row['MEASURE_TYPE']!)).map((row) => `${row['INDICATOR_ID']} ${row['MEASURE']} ${row['MEASURE_TYPE']}`).sort();
    const held = of('2025/26').flatMap(({ codes, steps }) => steps.filter(({ kind }) => kind !== 'success').map(({ rule, kind, field }) => `${codes[0]} Rule ${rule}: ${field} ${kind === 'exclusion' ? 'Exclusion' : 'PCA'}`)).sort();
    expect(held).toEqual(published);
  });
});
