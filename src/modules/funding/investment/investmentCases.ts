import Fraction from 'fraction.js';
import type { z } from 'zod';
import { readRules, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { realGrowth } from './domain/realTerms.ts';
import { INVESTMENT_FOLDER, InvestmentCases } from './investmentRules.ts';

export type InvestmentCase = z.output<typeof InvestmentCases>['cases'][number];

/** `rules/funding/investment/cases.yaml`. */
export const investmentCases = (): readonly InvestmentCase[] => InvestmentCases.parse(readRules(`${INVESTMENT_FOLDER}/cases.yaml`)).cases;

const part = (percent: string): Fraction => new Fraction(percent).div(100);

/** What a case comes to instead of what it expects; null where it comes to that, to as many places as it was published with. Throws for a source that is not listed. */
export function faultOfInvestmentCase(one: InvestmentCase): string | null {
  sourceFinder()(one.source);
  const [found, expected, places] =
    'realGrowth' in one
      ? [realGrowth(part(one.given.cash), part(one.given.deflator)).mul(100), one.realGrowth, 2]
      : [new Fraction(one.given.after).sub(one.given.before).mul(part(one.given.part)), one.partOfGrowth, 0];
  return found.round(places).equals(expected) ? null : `expected ${expected}, and it comes to ${found.round(places).toString()}`;
}
