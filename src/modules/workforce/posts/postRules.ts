import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureSource, FigureStatus } from '#platform/explanation/working.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { roleRules } from '#funding';

const sourced = { from: z.iso.date(), to: z.iso.date().optional(), published: z.iso.date(), source: z.string(), locator: z.string(), status: RULE_STATUS };

/** `rules/workforce/leaving-reasons.yaml`. */
const LeavingReasonsFile = z.strictObject({
  ...sourced,
  reasons: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), label: z.string(), staysHere: z.boolean(), isLoss: z.boolean() })).min(1),
});

/** `rules/workforce/eligibility.yaml`. */
const EligibilityFile = z.strictObject({
  lines: z.array(z.strictObject({ ...sourced, roles: z.array(z.string()), kind: z.enum(['eligibility', 'supervision']), says: z.string() })),
});

export interface LeavingReason {
  id: string;
  label: string;
  /** Whether they go on working in the PCN, so that those whom they manage keep them. */
  staysHere: boolean;
  /** Whether they count among those who left. */
  isLoss: boolean;
}

/** What must be so of somebody in a role, or how the role is to be supervised. */
export interface EligibilityLine {
  /** Those that it is about; none where it is about every role. */
  roles: readonly string[];
  kind: 'eligibility' | 'supervision';
  says: string;
  from: IsoDate;
  to: IsoDate | null;
  published: IsoDate;
  status: FigureStatus;
  source: FigureSource;
}

let reasons: ReadonlyMap<string, LeavingReason> | undefined;
let eligibility: readonly EligibilityLine[] | undefined;

/** Why people leave a post, by id, in the order in which a form offers them. */
export const leavingReasons = (): ReadonlyMap<string, LeavingReason> => (reasons ??= readReasons());

function readReasons(): ReadonlyMap<string, LeavingReason> {
  const { source, reasons: read } = LeavingReasonsFile.parse(readRules('workforce/leaving-reasons.yaml'));
  sourceFinder()(source);
  const byId = new Map(read.map((reason) => [reason.id, reason]));
  if (byId.size < read.length) throw new Error('rules/workforce/leaving-reasons.yaml names a reason twice');
  return byId;
}

/** What the rules say of a role and those who fill it on a day; nothing for a post of another kind. */
export const eligibilityOf = (role: string | null, on: IsoDate): EligibilityLine[] =>
  role === null ? [] : allEligibility().filter(({ roles, from, to }) => from <= on && (to === null || on < to) && (roles.length === 0 || roles.includes(role)));

export const allEligibility = (): readonly EligibilityLine[] => (eligibility ??= readEligibility());

function readEligibility(): EligibilityLine[] {
  const find = sourceFinder();
  const known = roleRules().roles;
  return EligibilityFile.parse(readRules('workforce/eligibility.yaml')).lines.map(({ source, locator, from, to, published, ...line }) => {
    const stranger = line.roles.find((role) => !known.has(role));
    if (stranger !== undefined) throw new Error(`rules/workforce/eligibility.yaml names the role ${stranger}, which the rules of the additional roles do not`);
    const { title, address } = find(source);
    return { ...line, from: isoDate(from), to: to === undefined ? null : isoDate(to), published: isoDate(published), source: { title, address, locator } };
  });
}
