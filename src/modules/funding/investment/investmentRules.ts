import Fraction from 'fraction.js';
import { z } from 'zod';
import { financialYear } from '#kernel/financialYear.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { Deflator, InvestmentPromise, Series, SeriesValue } from './domain/tracker.ts';

export const INVESTMENT_FOLDER = 'funding/investment';

const exact = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal in quotes, so that it stays exact');
const published = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a day, a month or a year');
const sourced = { source: z.string(), locator: z.string() };
const unit = z.enum(['£m', 'per cent']);
const values = z.array(z.strictObject({ year: z.string(), value: exact, published, ...sourced, status: RULE_STATUS })).min(1);

/** `rules/funding/investment/series.yaml`. */
export const SeriesFile = z.strictObject({
  series: z.array(z.strictObject({ id: z.string(), title: z.string(), country: z.string(), unit, says: z.string(), values })),
  notUsed: z.array(z.strictObject({ says: z.string(), why: z.string(), ...sourced })),
});

/** `rules/funding/investment/promises.yaml`. */
export const PromisesFile = z.strictObject({
  promises: z.array(
    z.strictObject({ id: z.string(), title: z.string(), by: z.string(), made: published, from: z.string(), to: z.string().nullable(), unit, value: exact, kind: z.enum(['promise', 'asked for']), ...sourced, status: RULE_STATUS }),
  ),
});

/** `rules/funding/investment/deflators.yaml`. */
export const DeflatorsFile = z.strictObject({
  deflators: z.array(z.strictObject({ id: z.string(), title: z.string(), says: z.string(), unit: z.literal('per cent'), values })).min(1),
});

/** `rules/funding/investment/cases.yaml`: what the arithmetic must give. */
export const InvestmentCases = z.strictObject({
  cases: z.array(
    z.union([
      z.strictObject({ says: z.string(), given: z.strictObject({ cash: exact, deflator: exact }), realGrowth: exact, ...sourced }),
      z.strictObject({ says: z.string(), given: z.strictObject({ part: exact, before: exact, after: exact }), partOfGrowth: exact, ...sourced }),
    ]),
  ),
});

export interface InvestmentRules {
  series: readonly Series[];
  promises: readonly InvestmentPromise[];
  /** The first is the one that is used where none is named. */
  deflators: readonly [Deflator, ...Deflator[]];
  notUsed: readonly { says: string; why: string; source: { title: string; address: string; locator: string } }[];
}

let known: InvestmentRules | undefined;

/** What was promised, what was spent and how prices rose. Read once; throws where a file is not as it should be. */
export const investmentRules = (): InvestmentRules => (known ??= readInvestmentRules());

function readInvestmentRules(): InvestmentRules {
  const find = sourceFinder();
  const sourceOf = ({ source, locator }: { source: string; locator: string }) => {
    const { title, address } = find(source);
    return { title, address, locator };
  };
  const valuesOf = (read: z.output<typeof values>): SeriesValue[] =>
    read
      .map((one) => ({ year: financialYear(one.year), value: new Fraction(one.value), published: one.published, status: one.status, source: sourceOf(one) }))
      .sort((a, b) => (a.year < b.year ? -1 : 1));
  const { series, notUsed } = SeriesFile.parse(readRules(`${INVESTMENT_FOLDER}/series.yaml`));
  const { promises } = PromisesFile.parse(readRules(`${INVESTMENT_FOLDER}/promises.yaml`));
  const { deflators } = DeflatorsFile.parse(readRules(`${INVESTMENT_FOLDER}/deflators.yaml`));
  const [first, ...others] = deflators.map(({ id, title, says, values: read }): Deflator => ({ id, title, says, values: valuesOf(read) }));
  return {
    series: series.map((one) => ({ ...one, values: valuesOf(one.values) })),
    promises: promises.map(({ source, locator, ...one }) => ({ ...one, from: financialYear(one.from), to: one.to === null ? null : financialYear(one.to), value: new Fraction(one.value), source: sourceOf({ source, locator }) })),
    deflators: [first!, ...others],
    notUsed: notUsed.map(({ says, why, ...one }) => ({ says, why, source: sourceOf(one) })),
  };
}
