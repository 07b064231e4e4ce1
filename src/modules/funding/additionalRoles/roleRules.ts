import Fraction from 'fraction.js';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import type { FigureValue } from '../contract/domain/figure.ts';
import type { OnCostRates } from './domain/onCosts.ts';
import { isReimbursed, maximumOf, REGIONS } from './domain/role.ts';
import type { CapLine, Region, Role, RoleFact, UncappedLine } from './domain/role.ts';

const FOLDER = 'funding/network-contract-des/additional-roles-sum';

const exact = z.string().regex(/^\d+(\.\d+)?(\/\d+)?$/, 'a decimal or a fraction in quotes, so that it stays exact');
const fact = { from: z.iso.date(), to: z.iso.date().optional(), published: z.iso.date(), source: z.string(), locator: z.string(), status: RULE_STATUS };
type FactInFile = z.output<z.ZodObject<typeof fact>>;

/** `roles.yaml`. */
export const RolesFile = z.strictObject({
  roles: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      title: z.string(),
      band: z.string().optional(),
      says: z.string().optional(),
      introduced: z.strictObject(fact),
      shares: z.array(z.strictObject({ ...fact, value: exact })).default([]),
      maxima: z.array(z.strictObject({ ...fact, national: exact, outerLondon: exact.optional(), innerLondon: exact.optional() })).default([]),
    }),
  ),
});

/** `caps.yaml`. */
export const CapsFile = z.strictObject({
  caps: z.array(z.strictObject({ ...fact, roles: z.array(z.string()).min(1), listFrom: z.int().default(0), listTo: z.int().optional(), most: exact })),
  uncapped: z.array(z.strictObject({ ...fact, roles: z.array(z.string()), except: z.array(z.string()) })),
});

/** `on-costs.yaml`. */
export const OnCostsFile = z.strictObject({ onCosts: z.array(z.strictObject({ ...fact, pension: exact, nationalInsurance: exact, threshold: exact })) });

export interface RoleRules {
  /** By id, in the order in which they were introduced. */
  roles: ReadonlyMap<string, Role>;
  caps: readonly CapLine[];
  uncapped: readonly UncappedLine[];
  onCosts: readonly OnCostRates[];
}

let known: RoleRules | undefined;

/** What the rules say of additional roles. Read once; throws where a file is not as it should be. */
export const roleRules = (): RoleRules => (known ??= readRoleRules());

function readRoleRules(): RoleRules {
  const find = sourceFinder();
  const factOf = ({ from, to, published, source, locator, status }: FactInFile): RoleFact => {
    const { title, address } = find(source);
    return { from: isoDate(from), to: to === undefined ? null : isoDate(to), published: isoDate(published), status, source: { title, address, locator } };
  };
  const valued = (line: FactInFile, value: string): FigureValue => ({ ...factOf(line), value });
  const { roles } = RolesFile.parse(readRules(`${FOLDER}/roles.yaml`));
  const read = roles.map(({ id, title, band = null, says = null, introduced, shares, maxima }): Role => {
    const inRegion = (key: 'outerLondon' | 'innerLondon'): FigureValue[] => maxima.flatMap((line) => (line[key] === undefined ? [] : [valued(line, line[key])]));
    return {
      id, title, band, says, introduced: factOf(introduced), shares: shares.map((line) => valued(line, line.value)),
      maxima: { national: maxima.map((line) => valued(line, line.national)), 'outer-london': inRegion('outerLondon'), 'inner-london': inRegion('innerLondon') },
    };
  });
  const caps = CapsFile.parse(readRules(`${FOLDER}/caps.yaml`));
  const byId = new Map(read.map((role) => [role.id, role]));
  const stranger = [...caps.caps.flatMap((line) => line.roles), ...caps.uncapped.flatMap((line) => [...line.roles, ...line.except])].find((id) => !byId.has(id));
  if (byId.size < read.length || stranger !== undefined) throw new Error(`rules/${FOLDER} names a role twice, or one that is not there: ${stranger ?? 'twice'}`);
  return {
    roles: byId,
    caps: caps.caps.map((line) => ({ ...factOf(line), roles: line.roles, listFrom: line.listFrom, listTo: line.listTo ?? null, most: new Fraction(line.most) })),
    uncapped: caps.uncapped.map((line) => ({ ...factOf(line), roles: line.roles, except: line.except })),
    onCosts: OnCostsFile.parse(readRules(`${FOLDER}/on-costs.yaml`)).onCosts.map(({ pension, nationalInsurance, threshold, ...line }) => ({
      ...factOf(line), pension: new Fraction(pension), nationalInsurance: new Fraction(nationalInsurance), threshold: new Fraction(threshold),
    })),
  };
}

/** The roles that are reimbursed on a day. */
export const rolesOn = (on: IsoDate, knownOn: IsoDate | null = null): Role[] => [...roleRules().roles.values()].filter((role) => isReimbursed(role, { on, knownOn }));

/** The maxima that are known of the roles reimbursed on a day, by region; a region without one is not there. */
export const roleMaxima = (on: IsoDate, knownOn: IsoDate | null = null): { role: Role; maxima: ReadonlyMap<Region, NonNullable<ReturnType<typeof maximumOf>>> }[] =>
  rolesOn(on, knownOn).map((role) => ({
    role,
    maxima: new Map((Object.keys(REGIONS) as Region[]).flatMap((region) => {
      const maximum = maximumOf(role, region, { on, knownOn });
      return maximum ? [[region, maximum] as const] : [];
    })),
  }));
