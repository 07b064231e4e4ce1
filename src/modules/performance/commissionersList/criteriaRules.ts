import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { readRules, RULE_STATUS, sourceFinder } from '#platform/rules/ruleFiles.ts';
import { FACT_IDS, SCOPES } from './domain/criterion.ts';
import type { Criterion, Scope } from './domain/criterion.ts';

const day = z.iso.date().transform((text) => isoDate(text));
const number = z.string().regex(/^\d+(\.\d+)?$/).transform(Number);
const origin = { source: z.string(), locator: z.string(), status: RULE_STATUS };
const share = number.refine((value) => value > 0 && value < 1, 'a share lies between 0 and 1');

/** `rules/performance/commissioners-list/criteria.yaml`. */
const CriteriaFile = z.strictObject({
  plan: z.strictObject({ title: z.string(), from: day, published: day, ...origin }),
  criteria: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/), title: z.string(), says: z.string(), facts: z.enum(FACT_IDS), counts: z.string(), of: z.string(), readAs: z.string().nullable().default(null), ...origin,
      rule: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('fewer') }), z.strictObject({ kind: z.literal('lowest'), share }), z.strictObject({ kind: z.literal('highest'), share }),
        z.strictObject({ kind: z.literal('rated'), ratings: z.array(z.string()).min(1) }), z.strictObject({ kind: z.literal('raised') }),
      ]),
    }),
  ),
  settings: z.strictObject({
    scope: z.strictObject({ value: z.enum(SCOPES), ...origin }),
    monthsBefore: z.strictObject({ from: day, to: day, ...origin }),
    upTo: z.strictObject({ value: share, ...origin }),
    reportEvery: z.strictObject({ value: number, ...origin }),
    reachFrom: z.strictObject({ value: share, ...origin }),
  }),
});

export interface ListRules {
  plan: { title: string; published: IsoDate; status: FigureStatus };
  criteria: readonly Criterion[];
  scope: Scope;
  /** The twelve months that stand for "before the pandemic"; `to` is the first day after them. */
  monthsBefore: { from: IsoDate; to: IsoDate };
  /** Up to which part of its practices a system was told to list. */
  upTo: number;
  reportEveryDays: number;
  reachFrom: number;
}

let known: ListRules | undefined;

/** The rules of the commissioner's list. Read once; throws where the file is not as it should be. */
export const listRules = (): ListRules => (known ??= readListRules());

function readListRules(): ListRules {
  const find = sourceFinder();
  const { plan, criteria, settings } = CriteriaFile.parse(readRules('performance/commissioners-list/criteria.yaml'));
  for (const { source } of [plan, ...Object.values(settings)]) find(source);
  return {
    plan: { title: plan.title, published: plan.published, status: plan.status },
    criteria: criteria.map(({ source, locator, ...criterion }): Criterion => {
      const { title, address } = find(source);
      return { ...criterion, source: { title, address, locator } };
    }),
    scope: settings.scope.value,
    monthsBefore: { from: settings.monthsBefore.from, to: settings.monthsBefore.to },
    upTo: settings.upTo.value,
    reportEveryDays: settings.reportEvery.value,
    reachFrom: settings.reachFrom.value,
  };
}

/** The month that stands for the same month before the pandemic. */
export function monthBeforePandemic(month: IsoDate): IsoDate {
  const { from } = listRules().monthsBefore;
  const first = Number(from.slice(0, 4));
  const inFirst = isoDate(`${first}-${month.slice(5, 7)}-01`);
  return inFirst >= from ? inFirst : isoDate(`${first + 1}-${month.slice(5, 7)}-01`);
}
