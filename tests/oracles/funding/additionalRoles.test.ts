import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { costOfSalary, maximumOf, roleRules } from '#funding';

const maximum = (role: string, region: 'national' | 'outer-london' | 'inner-london', on: string): Fraction => maximumOf(roleRules().roles.get(role)!, region, { on: isoDate(on), knownOn: null })!.value;

// Humberside LMCs on the network contract of 2025/26: a salary of £82,418 is reimbursed up to £105,882.
test('a GP’s salary with on-costs is the maximum published for a GP', () => {
  const { value } = costOfSalary(8_241_800, roleRules().onCosts[0]!);
  expect(value.round().valueOf()).toBe(105_882);
  expect(value.toString()).toBe('105882.4084');
  expect(maximum('gp', 'national', '2025-04-01').equals(105_882)).toBe(true);
});

// The Pharmacist, on maxima from July 2023: from £59,312 to £62,340, with a consolidated rise in pay of 5%.
test('the pharmacist’s uplift of July 2023 is 5.1%', () => {
  const [before, after] = [maximum('clinical-pharmacist', 'national', '2023-06-30'), maximum('clinical-pharmacist', 'national', '2023-07-01')];
  expect([before.valueOf(), after.valueOf()]).toEqual([59_312, 62_340]);
  expect(after.div(before).sub(1).mul(1000).round().valueOf()).toBe(51);
});

// The Pharmacist and the Pharmaceutical Journal: 5.6% in October 2024, 1.7% and for technicians 2.2% in April 2025.
test('the uplifts of October 2024 and April 2025 are those that were reported', () => {
  const rise = (role: string, before: string, after: string) => maximum(role, 'national', after).div(maximum(role, 'national', before)).sub(1).mul(1000).round().valueOf();
  expect(rise('clinical-pharmacist', '2024-09-30', '2024-10-01')).toBe(56);
  expect(rise('clinical-pharmacist', '2025-03-31', '2025-04-01')).toBe(17);
  expect(rise('pharmacy-technician', '2025-03-31', '2025-04-01')).toBe(22);
});

// London's supplement is one amount for a band, so two roles of the same supplement differ from the nation by the same.
test('London’s supplement is the same for pharmacists and advanced practitioners', () => {
  const supplement = (role: string, region: 'outer-london' | 'inner-london', on: string) => maximum(role, region, on).sub(maximum(role, 'national', on)).valueOf();
  for (const role of ['clinical-pharmacist', 'advanced-practitioner']) {
    expect([supplement(role, 'outer-london', '2024-10-01'), supplement(role, 'inner-london', '2024-10-01')]).toEqual([7_351, 10_475]);
    expect([supplement(role, 'outer-london', '2025-04-01'), supplement(role, 'inner-london', '2025-04-01')]).toEqual([7_420, 10_573]);
  }
});

// At Scale: a PCN of 50,000 weighted patients has £615,000 at £12.30 a patient, which buys eleven pharmacists at £55,670 and no twelfth.
test('50,000 weighted patients at £12.30 are £615,000', () => {
  const sum = new Fraction('12.30').mul(50_000);
  expect(sum.valueOf()).toBe(615_000);
  expect(sum.div(maximum('clinical-pharmacist', 'national', '2020-05-01')).floor().valueOf()).toBe(11);
});
