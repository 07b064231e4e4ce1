import { z } from 'zod';
import type { RuleSource } from './domain/composition.ts';
import type { InterestRules } from './domain/interest.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';

const figure = z.array(z.object({ value: z.int().min(1), from: z.iso.date(), published: z.iso.date(), unit: z.string(), source: z.string(), locator: z.string(), status: RULE_STATUS })).length(1);
const Figures = z.strictObject({ 'review-months': figure, 'declare-days': figure });

let known: (InterestRules & { reviewSource: RuleSource; declareSource: RuleSource }) | undefined;

/** How often interests are reviewed and how soon they are declared, from rules/governance/interests.yaml, with where that is written. */
export function interestRules(): InterestRules & { reviewSource: RuleSource; declareSource: RuleSource } {
  if (known) return known;
  const find = sourceFinder();
  const figures = Figures.parse(readRules('governance/interests.yaml'));
  const [review, declare] = [figures['review-months'][0]!, figures['declare-days'][0]!];
  const cited = ({ source, locator, status }: typeof review): RuleSource => ({ ...find(source), locator, status });
  return (known = { reviewMonths: review.value, declareDays: declare.value, reviewSource: cited(review), declareSource: cited(declare) });
}
