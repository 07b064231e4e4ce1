import { z } from 'zod';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { ForecastSettings } from './domain/forecast.ts';
import type { ReachSettings } from './domain/reach.ts';

const Believed = z.object({ weight: z.number().gt(0).max(1), variance: z.number().positive(), months: z.number().positive() });
const File = z.object({
  share: z.object({ withSeason: Believed, withoutSeason: Believed, source: z.string(), status: RULE_STATUS }),
  reach: z.object({ variance: z.number().positive(), months: z.number().positive(), source: z.string(), status: RULE_STATUS }),
});

export interface ForecastRules {
  share: { withSeason: ForecastSettings; withoutSeason: ForecastSettings };
  reach: Omit<ReachSettings, 'season'>;
}

let rules: ForecastRules | null = null;

/** What forecasts believe at first, from rules/performance/forecasts.yaml. Throws where its source is not in the list of sources. */
export function forecastRules(): ForecastRules {
  if (rules) return rules;
  const { share, reach } = File.parse(readRules('performance/forecasts.yaml'));
  const source = sourceFinder();
  source(share.source);
  source(reach.source);
  rules = { share, reach: { variance: reach.variance, months: reach.months } };
  return rules;
}
