import Fraction from 'fraction.js';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import { readRules } from '#platform/rules/ruleFiles.ts';
import { claimableFor } from './domain/claimable.ts';
import { roleRules } from './roleRules.ts';

const pence = z.string().transform((text, context) => {
  const read = readPounds(text);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.refusal.what });
  return z.NEVER;
});
const day = z.iso.date().transform((text) => isoDate(text));
const Cases = z.strictObject({
  cases: z.array(
    z.strictObject({
      title: z.string(), role: z.string(), month: z.string().transform((text) => isoDate(`${text}-01`)), wte: z.string().transform((text) => new Fraction(text)),
      region: z.enum(['national', 'outer-london', 'inner-london']).default('national'), starts: day.default(isoDate('2019-07-01')), ends: day.nullable().default(null),
      salary: pence, ni: pence, pension: pence, asked: pence.nullable().default(null), maximum: pence.nullable().default(null),
      /** What may be claimed, or the code of the refusal. */
      claim: pence.optional(), refused: z.string().optional(),
    }),
  ),
});
export type RoleCase = z.output<typeof Cases>['cases'][number];

/** `rules/funding/network-contract-des/additional-roles-sum/role-cases.yaml`: claims worked out by hand. */
export const roleCases = (): readonly RoleCase[] => Cases.parse(readRules('funding/network-contract-des/additional-roles-sum/role-cases.yaml')).cases;

/** What a case comes to instead of what it expects; null where it comes to that. */
export function faultOfRoleCase(one: RoleCase): string | null {
  const found = claimableFor(
    { post: 'case', role: one.role, wte: one.wte, starts: one.starts, ends: one.ends, month: one.month, region: one.region, salaryPence: one.salary, nationalInsurancePence: one.ni, pensionPence: one.pension, askedPence: one.asked, maximumEnteredPence: one.maximum },
    roleRules().roles,
  );
  const [expected, came] = [one.refused ?? `${one.claim} pence`, found.ok ? `${found.value.claimPence} pence` : found.refusal.code];
  return came === expected ? null : `expected ${expected}, and it comes to ${came}`;
}
