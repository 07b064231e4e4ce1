import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { financialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { impactFundPhases } from '#funding';
import { EARNINGS, MEASURES, REACHES } from './domain/indicatorDefinition.ts';
import type { IndicatorDefinition } from './domain/indicatorDefinition.ts';

const FOLDER = 'performance/indicators';
const day = z.iso.date().transform((text) => isoDate(text));
const monthAndDay = z.string().regex(/^\d{2}-\d{2}$/);
const CODE = /^[A-Z]+-\d{2}[A-Z]?$/;

/** `rules/performance/indicators/<year>/<code>.yaml`. */
const IndicatorRule = z.strictObject({
  code: z.string().regex(CODE), title: z.string(), earns: z.enum(EARNINGS), counted: z.string(), measure: z.enum(MEASURES), reach: z.enum(REACHES),
  /** Only where it earns no points that are known: else the funding rules say it. */
  direction: z.enum(['higher', 'lower', 'unknown']).optional(),
  from: day, to: day, published: day, numerator: z.string(), denominator: z.string().nullable(),
  season: z.strictObject({ from: monthAndDay, to: monthAndDay }).optional(),
  steps: z.array(z.strictObject({ rule: z.number().int().positive(), kind: z.enum(['exclusion', 'success', 'adjustment']), field: z.string().optional(), says: z.string() })),
  stepsStatus: RULE_STATUS.optional(), stepsLocator: z.string().optional(), stepsAbsent: z.string().optional(),
  codes: z.array(z.string()),
  fields: z.strictObject({ numerator: z.array(z.string()).optional(), denominator: z.array(z.string()).optional(), count: z.array(z.string()).optional() }),
  note: z.string().optional(), source: z.string(), locator: z.string(), status: RULE_STATUS,
});

const folderOf = (year: FinancialYear): string => year.replace('/', '-');

let known: readonly IndicatorDefinition[] | undefined;

/** Every indicator of every year, by year and code. Read once; throws where a file is not as it should be. */
export const indicatorDefinitions = (): readonly IndicatorDefinition[] => (known ??= readDefinitions());

/** A year's indicators: those that earn first, then by code. */
export const definitionsOf = (year: FinancialYear): IndicatorDefinition[] => indicatorDefinitions().filter((definition) => definition.year === year);

/** The years for which any indicator is known, the oldest first. */
export const indicatorYears = (): FinancialYear[] => [...new Set(indicatorDefinitions().map(({ year }) => year))];

function readDefinitions(): IndicatorDefinition[] {
  const root = new URL(`../../../../rules/${FOLDER}/`, import.meta.url);
  const find = sourceFinder();
  return readdirSync(root).sort().flatMap((folder) => {
    const year = financialYear(folder);
    const definitions = readdirSync(new URL(`${folder}/`, root)).filter((name) => name.endsWith('.yaml')).sort().map((name) => readDefinition(year, name, find));
    return definitions.sort((a, b) => EARNINGS.indexOf(a.earns) - EARNINGS.indexOf(b.earns) || (a.code < b.code ? -1 : 1));
  });
}

function readDefinition(year: FinancialYear, name: string, find: ReturnType<typeof sourceFinder>): IndicatorDefinition {
  const path = `${FOLDER}/${folderOf(year)}/${name}`;
  const parsed = IndicatorRule.safeParse(readRules(path));
  if (!parsed.success) throw new Error(`rules/${path}: ${z.prettifyError(parsed.error)}`);
  const { fields, steps, season, stepsStatus, stepsLocator, stepsAbsent, note, source, locator, direction, ...rule } = parsed.data;
  if (`${rule.code}.yaml` !== name) throw new Error(`rules/${path} says that it is ${rule.code}`);
  const funded = fundedOf(year, rule.code);
  const { title, address } = find(source);
  return {
    ...rule, year, season: season ?? null, funded, direction: funded?.indicator.direction ?? direction ?? 'unknown', note: note ?? null,
    steps: steps.map((step) => ({ ...step, field: step.field ?? null })), stepsStatus: stepsStatus ?? null, stepsLocator: stepsLocator ?? null, stepsAbsent: stepsAbsent ?? null,
    fields: { numerator: fields.numerator ?? [], denominator: fields.denominator ?? [], count: fields.count ?? [] }, source: { title, address, locator },
  };
}

/** Its points and thresholds, as the funding rules have them. */
export function fundedOf(year: FinancialYear, code: string): IndicatorDefinition['funded'] {
  for (const phase of impactFundPhases()) {
    const indicator = phase.year === year ? phase.indicators.find((one) => one.code === code) : undefined;
    if (indicator) return { indicator, phase };
  }
  return null;
}
