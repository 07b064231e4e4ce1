import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { Demand } from './domain/demand.ts';

const day = z.iso.date().transform((text) => isoDate(text));

/** `rules/performance/demands.yaml`. */
const DemandsFile = z.strictObject({
  demands: z.array(z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/), asks: z.string(), of: z.enum(['practice', 'pcn', 'commissioner', 'nhs-england']), by: z.string(), contract: z.string().nullable(), clause: z.string().nullable(),
    from: day, due: day.nullable(), every: z.number().int().positive().nullable().default(null), until: day.nullable().default(null), note: z.string().nullable().default(null),
    source: z.string(), locator: z.string(), status: RULE_STATUS,
  }).refine(({ contract, clause }) => (contract === null) === (clause === null), 'a clause is of a contract')),
});

let known: readonly Demand[] | undefined;

/** The demands that the rules know, in their order. Read once. */
export const knownDemands = (): readonly Demand[] => (known ??= readDemands());

function readDemands(): Demand[] {
  const find = sourceFinder();
  return DemandsFile.parse(readRules('performance/demands.yaml')).demands.map(({ source, locator, contract, clause, ...demand }): Demand => {
    const { title, address } = find(source);
    return { ...demand, clause: contract === null || clause === null ? null : { contract, clause }, withinCode: null, source: { title, address, locator }, withdrawn: null };
  });
}
