import { z } from 'zod';
import { readRules, RULE_STATUS } from '#platform/rules/ruleFiles.ts';
import type { RegisterRules } from './domain/deriveRegister.ts';
import type { SuccessionRules } from './domain/succession.ts';

const figure = <Value extends z.ZodType>(value: Value) =>
  z.array(z.object({ value, from: z.string(), published: z.string(), unit: z.string(), source: z.string(), locator: z.string(), status: RULE_STATUS })).length(1);

const Figures = z.strictObject({
  'icb-established-on': figure(z.iso.date()),
  'series-by-rank': figure(z.array(z.string())),
  'successor-practices-min-share': figure(z.number().gt(0.5).lte(1)),
  'successor-patients-min-share': figure(z.number().gt(0).lte(1)),
});

/** The register's figures, from `rules/register/figures.yaml`. Throws where the file is not as it should be. */
export function registerRules(): RegisterRules & SuccessionRules {
  const figures = Figures.parse(readRules('register/figures.yaml'));
  return {
    icbEstablishedOn: figures['icb-established-on'][0]!.value,
    seriesByRank: figures['series-by-rank'][0]!.value,
    practicesMinShare: figures['successor-practices-min-share'][0]!.value,
    patientsMinShare: figures['successor-patients-min-share'][0]!.value,
  };
}
