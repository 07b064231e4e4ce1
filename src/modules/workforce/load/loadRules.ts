import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { LOAD_KINDS } from './domain/load.ts';
import type { LoadDefault, LoadKind } from './domain/load.ts';

const sourced = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const kinds = z.enum(Object.keys(LOAD_KINDS) as [LoadKind, ...LoadKind[]]);

const LoadFile = z.strictObject({
  defaults: z.array(z.strictObject({ roles: z.union([z.literal('any'), z.array(z.string()).min(1)]), kind: kinds, minutesPerWeek: z.int().min(0), ...sourced })),
  imbalance: z.strictObject({ points: z.int().min(1).max(100), ...sourced }),
});

let known: { defaults: readonly LoadDefault[]; imbalancePoints: number } | undefined;

/** What a role is expected to take, and which difference of shares is shown. Read once; all of it is unverified. */
export function loadRules(): { defaults: readonly LoadDefault[]; imbalancePoints: number } {
  if (known) return known;
  const find = sourceFinder();
  const { defaults, imbalance } = LoadFile.parse(readRules('workforce/load.yaml'));
  for (const { source } of [...defaults, imbalance]) find(source);
  return (known = { defaults: defaults.map(({ roles, kind, minutesPerWeek }) => ({ roles: roles === 'any' ? null : roles, kind, minutesPerWeek })), imbalancePoints: imbalance.points });
}
