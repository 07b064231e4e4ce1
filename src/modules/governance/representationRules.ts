import { z } from 'zod';
import type { RuleSource } from './domain/composition.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';

const File = z.strictObject({ resourced: z.strictObject({ says: z.string(), quote: z.string(), source: z.string(), locator: z.string(), status: RULE_STATUS }) });

let known: { says: string; quote: string; source: RuleSource } | undefined;

/** Who is to resource the representation of PCNs in a place, as it is written, from rules/voice/representation.yaml. */
export function resourcingRule(): { says: string; quote: string; source: RuleSource } {
  if (known) return known;
  const { says, quote, source, locator, status } = File.parse(readRules('voice/representation.yaml')).resourced;
  return (known = { says, quote, source: { ...sourceFinder()(source), locator, status } });
}
