import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { IMPROVEMENTS } from '../charts/domain/series.ts';
import { ACCESS_MEASURES } from './domain/accessMeasure.ts';
import { DIMENSIONS, LIMITS } from './domain/accessRule.ts';
import type { AccessRules, DimensionWords, MeasureRule } from './domain/accessRule.ts';

const FOLDER = 'performance/access';
const origin = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const Words = z.strictObject({
  ...origin,
  dimensions: z.record(z.enum(DIMENSIONS), z.strictObject({ label: z.string(), words: z.array(z.strictObject({ id: z.string(), label: z.string(), spellings: z.array(z.string()).min(1) })) })),
});
const Condition = z.partialRecord(z.enum(DIMENSIONS), z.array(z.string()).min(1));
const Measures = z.array(
  z.strictObject({
    id: z.enum(ACCESS_MEASURES), title: z.string(), unit: z.enum(['share', 'rate']), improvement: z.enum(IMPROVEMENTS), says: z.string(),
    numerator: Condition.optional(), denominator: Condition.optional(), indicator: z.string().optional(), ...origin,
  }),
);
const Limits = z.record(z.enum(LIMITS), z.strictObject({ value: z.number(), unit: z.string(), says: z.string(), from: z.iso.date(), published: z.iso.date(), ...origin }));

let known: AccessRules | undefined;

/** The measures of access, the words that they are counted by, and when figures should not be used. Read once; throws where a file is not as it should be. */
export const accessRules = (): AccessRules => (known ??= readAccessRules());

function readAccessRules(): AccessRules {
  const find = sourceFinder();
  const words = Words.parse(readRules(`${FOLDER}/words.yaml`));
  find(words.source);
  const dimensions = DIMENSIONS.map((dimension): DimensionWords => ({ dimension, ...words.dimensions[dimension] }));
  const measures = Measures.parse(readRules(`${FOLDER}/measures.yaml`)).map(({ source, locator, numerator, denominator, indicator, ...line }): MeasureRule => {
    const { title, address } = find(source);
    return { ...line, numerator: numerator ?? null, denominator: denominator ?? null, indicator: indicator ?? null, source: { title, address, locator } };
  });
  checkWords(measures, dimensions);
  if (ACCESS_MEASURES.some((id, index) => measures[index]?.id !== id)) throw new Error(`${FOLDER}/measures.yaml has other measures, or in another order, than ACCESS_MEASURES`);
  const limits = Object.entries(Limits.parse(readRules(`${FOLDER}/figures.yaml`))).map(([id, { source, locator, value, unit, says, status }]) => {
    const { title, address } = find(source);
    return [id, { id, value, unit, says, status, source: { title, address, locator } }] as const;
  });
  return { measures, dimensions, limits: Object.fromEntries(limits) as unknown as AccessRules['limits'] };
}

function checkWords(measures: readonly MeasureRule[], dimensions: readonly DimensionWords[]): void {
  for (const { id, numerator, denominator } of measures)
    for (const condition of [numerator, denominator])
      for (const [dimension, ids] of Object.entries(condition ?? {})) {
        const words = dimensions.find((one) => one.dimension === dimension)!.words;
        const unknown = ids.find((word) => !words.some((one) => one.id === word));
        if (unknown) throw new Error(`${FOLDER}/measures.yaml, ${id}: ${unknown} is no word of ${dimension}`);
      }
}
