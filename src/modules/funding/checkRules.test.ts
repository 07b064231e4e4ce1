import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { faultOfRoleCase, roleCases } from './additionalRoles/roleCases.ts';
import { checkFundingRules, fundingCaseFiles } from './checkRules.ts';
import { impactFundCases } from './impactFund/impactFundCases.ts';
import { wrongImpactFundCases } from './impactFund/wrongCases.ts';
import { faultOfInvestmentCase, investmentCases } from './investment/investmentCases.ts';

const rules = fileURLToPath(new URL('../../../rules/', import.meta.url));

test('every file of cases about money is run, none is empty, and all of them hold', () => {
  const there = readdirSync(join(rules, 'funding'), { recursive: true, encoding: 'utf8' }).filter((path) => /cases\.ya?ml$/.test(path));
  const run = fundingCaseFiles();
  expect(run.map(({ file }) => relative('rules/funding', file)).sort()).toEqual(there.sort());
  expect(run.filter(({ cases }) => cases === 0)).toEqual([]);
  expect(checkFundingRules()).toEqual({ cases: run.reduce((sum, { cases }) => sum + cases, 0), faults: [] });
});

test('a case of the fund that comes to something else says by how much', () => {
  const { table, between } = impactFundCases();
  const changed = { table: { ...table, total: { ...table.total, budgeted: 1 } }, between: [{ ...between[0]!, points: new Fraction(19) }] };
  expect(wrongImpactFundCases(changed)).toEqual([
    { where: 'total, 2021/22', says: 'expected 225 points and 4500000 pence and 1 pence, and it comes to 225 points and 4500000 pence and 4050000 pence' },
    { where: 'VI-01 with 83 of 100, 2021/22', says: 'expected 19 points and 400000 pence, and it comes to 20 points and 400000 pence' },
  ]);
  expect(wrongImpactFundCases({ table: { ...table, lines: [{ ...table.lines[0]!, upper: new Fraction(1) }] }, between: [] })).toMatchObject([{ where: 'VI-01, 2021/22', says: 'its thresholds are others in the rules' }]);
});

test('so does a claim, and one that should have been refused', () => {
  const [first] = roleCases();
  expect(faultOfRoleCase({ ...first!, claim: 1 })).toBe('expected 1 pence, and it comes to 507520 pence');
  expect(faultOfRoleCase({ ...first!, refused: 'role-not-yet' })).toBe('expected role-not-yet, and it comes to 507520 pence');
});

test('and so does a growth in real terms; one without a source that is listed is no case', () => {
  const [first] = investmentCases();
  expect(faultOfInvestmentCase({ ...first!, realGrowth: '3.18' } as typeof first & object)).toBe('expected 3.18, and it comes to 3.17');
  expect(() => faultOfInvestmentCase({ ...first!, source: 'nowhere' })).toThrow('nowhere is not in rules/sources.yaml');
});
