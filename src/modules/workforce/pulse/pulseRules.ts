import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { Statement } from './domain/staffPulse.ts';

const sourced = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const days = z.int().min(1);

const PulseFile = z.strictObject({
  statements: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), text: z.string(), ...sourced })).min(3).max(4),
  round: z.strictObject({ daysLeast: days, daysMost: days, daysUsual: days, answersLeast: z.int().min(5), ...sourced }),
});

export interface PulseRules {
  statements: readonly Statement[];
  round: { daysLeast: number; daysMost: number; daysUsual: number; answersLeast: number };
}

let known: PulseRules | undefined;

/** What the pulse asks, for how long, and how few answers are too few to show. Read once. */
export function pulseRules(): PulseRules {
  if (known) return known;
  const find = sourceFinder();
  const { statements, round } = PulseFile.parse(readRules('workforce/pulse.yaml'));
  for (const { source } of [...statements, round]) find(source);
  return (known = { statements: statements.map(({ id, text }) => ({ id, text })), round });
}
