import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';

/** `rules/workforce/turnover.yaml`. */
const TurnoverFile = z.strictObject({
  from: z.iso.date(), published: z.iso.date(), source: z.string(), locator: z.string(), status: RULE_STATUS,
  fewestStays: z.int().min(2),
  parts: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), says: z.string() })).min(1),
});

export interface TurnoverRules {
  /** From how many stays on a curve is drawn. */
  fewestStays: number;
  /** What it costs to begin again, by part. */
  parts: readonly { id: string; says: string }[];
}

let known: TurnoverRules | undefined;

export const turnoverRules = (): TurnoverRules => (known ??= readTurnoverRules());

function readTurnoverRules(): TurnoverRules {
  const { source, fewestStays, parts } = TurnoverFile.parse(readRules('workforce/turnover.yaml'));
  sourceFinder()(source);
  return { fewestStays, parts };
}
