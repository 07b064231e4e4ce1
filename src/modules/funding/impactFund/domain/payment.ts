import Fraction from 'fraction.js';
import { timesOf, toPence } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, FigureUsed, Step, Working } from '#platform/explanation/working.ts';
import type { Indicator } from './indicator.ts';

const RULE = 'investment-and-impact-fund';
const ONE = new Fraction(1);

/** A count with where it was read. */
export interface Count {
  value: Fraction;
  source: string;
}

/** A PCN's list beside that of the average PCN. */
export interface ListSizes {
  list: Count;
  average: Count;
}

/** Those counted by an indicator, of the list: in the PCN and in England. */
export interface Prevalences {
  denominator: Count;
  list: Count;
  nationalDenominator: Count;
  nationalList: Count;
}

const fact = (says: string, { value, source }: Count): FactUsed => ({ kind: 'fact', says, value, unit: 'count', source });
const quotient = (rule: string, says: string, above: Working, below: Working): Step => ({ kind: 'step', rule: `${RULE}/${rule}`, says, sign: '÷', unit: 'share', value: above.value.div(below.value), parts: [above, below] });
const one = (says: string): FactUsed => ({ kind: 'fact', says, value: ONE, unit: 'share', source: 'The contract’s rule, or nothing to compare with' });

/** The PCN's list ÷ the average PCN's; 1, and said so, where the lists are not given. */
export function listSizeAdjustment(sizes: ListSizes | null): Working {
  if (!sizes || sizes.average.value.lte(0)) return one('List-size adjustment: 1, as for a PCN of average list');
  return quotient('list-size-adjustment', 'List-size adjustment', fact('Registered list of the PCN', sizes.list), fact('Registered list of the average PCN', sizes.average));
}

/** The PCN's prevalence ÷ England's; 1 for an indicator that has none, and, said so, where it is not given. */
export function prevalenceAdjustment(indicator: Pick<Indicator, 'kind' | 'prevalence'>, prevalences: Prevalences | null): Working {
  if (indicator.kind === 'binary' || indicator.prevalence === 'one') return one('Prevalence adjustment: 1, as this indicator has none');
  if (!prevalences || prevalences.list.value.lte(0) || prevalences.nationalDenominator.value.lte(0)) return one('Prevalence adjustment: 1, as England’s prevalence is not given');
  const { denominator, list, nationalDenominator, nationalList } = prevalences;
  const own = quotient('prevalence', 'Prevalence in the PCN', fact('Denominator of the PCN', denominator), fact('Registered list of the PCN', list));
  const national = quotient('prevalence', 'Prevalence in England', fact('Denominators of all PCNs', nationalDenominator), fact('Registered lists of all PCNs', nationalList));
  return quotient('prevalence-adjustment', 'Prevalence adjustment', own, national);
}

/** Both adjustments at once, where every PCN is counted: list sizes cancel, and the denominator stands beside the mean one. */
export const listAndPrevalence = (denominator: Count, mean: Count): Working =>
  mean.value.lte(0) ? one('Prevalence adjustment: 1, as nobody is counted') : quotient('list-and-prevalence', 'List size × prevalence: list size cancels', fact('Denominator of the PCN', denominator), fact('Mean denominator of all PCNs', mean));

export interface Adjustments {
  listSize: Working;
  prevalence: Working;
}

/** Points × £ a point × list-size adjustment × prevalence adjustment, rounded once. */
export function paymentFor(points: Working, pointValue: FigureUsed, { listSize, prevalence }: Adjustments): { pence: number; working: Step } {
  return toPence(`${RULE}/to-the-penny`, timesOf({ rule: `${RULE}/payment`, says: 'Points × £ a point × list size × prevalence', unit: '£' }, [points, pointValue, listSize, prevalence]));
}

/** What is budgeted of a maximum: nine tenths, as a figure of the rules. Rounded once, from the exact amount. */
export function budgetedOf(points: Working, pointValue: FigureUsed, adjustments: Adjustments, budgetShare: FigureUsed): { pence: number; working: Step } {
  const { listSize, prevalence } = adjustments;
  return toPence(`${RULE}/to-the-penny`, timesOf({ rule: `${RULE}/budgeted`, says: 'Part budgeted × points × £ a point × list size × prevalence', unit: '£' }, [budgetShare, points, pointValue, listSize, prevalence]));
}

/** How many PCNs a national budget implies: budget ÷ (points × £ a point × part budgeted). */
export const impliedPcns = (budgetPounds: Fraction, points: Fraction, pointValue: Fraction, budgetShare: Fraction): Fraction => budgetPounds.div(points.mul(pointValue).mul(budgetShare));
