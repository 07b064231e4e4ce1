import Fraction from 'fraction.js';
import { plusOf, timesOf } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, FigureUsed, Step } from '#platform/explanation/working.ts';
import type { RoleFact } from './role.ts';

/** What an employer pays on top of a salary, in parts of it and pounds. */
export interface OnCostRates extends RoleFact {
  pension: Fraction;
  nationalInsurance: Fraction;
  /** National insurance is paid on what is above it, in pounds a year. */
  threshold: Fraction;
}

/** A year's cost of a salary in pounds, with pension and national insurance, exact. Checks an actual cost; never stands in for one. */
export function costOfSalary(salaryPence: number, rates: OnCostRates): Step {
  const salary: FactUsed = { kind: 'fact', says: 'Salary', value: new Fraction(salaryPence, 100), unit: '£ a year', source: 'entered' };
  const figure = (name: string, says: string, unit: string, value: Fraction): FigureUsed => ({ kind: 'figure', figure: `additional-roles-sum/on-costs/${name}`, says, unit, value, from: rates.from, published: rates.published, status: rates.status, source: rates.source });
  const threshold = figure('threshold', 'Below this no national insurance is paid', '£ a year', rates.threshold);
  const gap = salary.value.sub(rates.threshold);
  const above: Step = { kind: 'step', rule: 'pay-above-threshold', says: 'Salary above the threshold, at least nothing', sign: '−', value: gap.compare(0) < 0 ? new Fraction(0) : gap, unit: '£ a year', parts: [salary, threshold] };
  const pension = timesOf({ rule: 'employer-pension', says: 'Employer’s pension contribution', unit: '£ a year' }, [salary, figure('pension', 'Part of the salary', 'share', rates.pension)]);
  const insurance = timesOf({ rule: 'employer-national-insurance', says: 'Employer’s national insurance', unit: '£ a year' }, [above, figure('national-insurance', 'Part of what is above the threshold', 'share', rates.nationalInsurance)]);
  return plusOf({ rule: 'cost-of-salary', says: 'Salary with on-costs', unit: '£ a year' }, [salary, pension, insurance]);
}
