import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { roleRules } from '#funding';
import { keyOfName, NOT_ADDITIONAL } from './domain/censusRole.ts';
import type { CensusMapping } from './domain/censusRole.ts';

const sourced = { source: z.string(), locator: z.string(), status: RULE_STATUS };

/** `rules/workforce/census-roles.yaml`. */
const CensusRolesFile = z.strictObject({ roles: z.array(z.strictObject({ names: z.array(z.string()).min(1), is: z.string(), ...sourced })) });

/** `rules/workforce/comparison.yaml`. */
const ComparisonFile = z.strictObject({
  comparison: z.strictObject({ pcns: z.int().min(3), patientsLeast: z.int().min(0), from: z.iso.date(), published: z.iso.date(), ...sourced }),
});

let mapping: CensusMapping | undefined;

/** What the rules say of the roles of the census. Read once; throws for a name that stands twice, a role that is not there, or a source that is not. */
export const ruledCensusRoles = (): CensusMapping => (mapping ??= readMapping());

function readMapping(): CensusMapping {
  const find = sourceFinder();
  const { roles } = roleRules();
  const found = new Map<string, string>();
  for (const { names, is, source } of CensusRolesFile.parse(readRules('workforce/census-roles.yaml')).roles) {
    find(source);
    if (is !== NOT_ADDITIONAL && !roles.has(is)) throw new Error(`rules/workforce/census-roles.yaml names the role ${is}, which is not there`);
    for (const name of names) {
      if (found.has(keyOfName(name))) throw new Error(`rules/workforce/census-roles.yaml names ${name} twice`);
      found.set(keyOfName(name), is);
    }
  }
  return found;
}

let compared: { pcns: number; patientsLeast: number } | undefined;

/** How many PCNs are compared with one, and which are too small for it. */
export const comparisonRule = (): { pcns: number; patientsLeast: number } => (compared ??= ComparisonFile.parse(readRules('workforce/comparison.yaml')).comparison);

/** The title of an additional role; its id where the rules do not have it. */
export const titleOfRole = (id: string): string => roleRules().roles.get(id)?.title ?? id;
