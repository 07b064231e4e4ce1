import Fraction from 'fraction.js';
import { z } from 'zod';
import { financialYear } from '#kernel/financialYear.ts';
import { readRules } from '#platform/rules/ruleFiles.ts';
import { CONTRACT_FOLDER } from '../contract/contractRules.ts';

const year = z.string().transform((text) => financialYear(text));
const exact = z.string().transform((text) => new Fraction(text));
const pounds = z.number().transform((amount) => Math.round(amount * 100));

const Cases = z.strictObject({
  table: z.strictObject({
    year,
    lines: z.array(z.strictObject({ code: z.string(), points: exact, upper: exact.nullable(), lower: exact.nullable(), pounds })),
    total: z.strictObject({ points: exact, pounds, budgeted: pounds }),
  }),
  between: z.array(z.strictObject({ year, code: z.string(), numerator: z.number(), denominator: z.number(), points: exact, pounds })),
});

/** `rules/funding/network-contract-des/investment-and-impact-fund/cases.yaml`: results known from elsewhere; amounts in pence. */
export const impactFundCases = (): z.output<typeof Cases> => Cases.parse(readRules(`${CONTRACT_FOLDER}/investment-and-impact-fund/cases.yaml`));
