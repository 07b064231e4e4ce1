import { z } from 'zod';
import { financialYear, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { readRules } from '#platform/rules/ruleFiles.ts';
import { STREAMS } from './domain/figure.ts';
import type { FigureUnit, StreamId } from './domain/figure.ts';

/** The formulas that read figures, and in what a figure must be counted for each. */
export const FORMULAS = {
  'per-head': { says: 'due, by the head of its population', units: ['£ a year', '£ for the period'] },
  'up-to': { says: 'the most that may be earned, by the head of its population', units: ['£ a year'] },
  'part-of-maximum': { says: 'a part of the most that may be earned', units: ['share'] },
  points: { says: 'paid by the points that were earned', units: ['£ a point', 'points'] },
  budget: { says: 'what is budgeted, beside what may be earned', units: ['share', '£m'] },
} as const satisfies Record<string, { says: string; units: readonly FigureUnit[] }>;
export type FormulaId = keyof typeof FORMULAS;

const year = z.string().transform((text) => financialYear(text));
const day = z.iso.date().transform((text) => isoDate(text));
const stream = z.strictObject({
  figures: z.record(
    z.string(),
    z.strictObject({
      formula: z.enum(Object.keys(FORMULAS) as [FormulaId, ...FormulaId[]]),
      /** Its values leave no gap from here. */
      from: day,
      to: day.optional(),
      /** The figure of the same population beside which this one is paid, and not in its place. */
      beside: z.string().optional(),
    }),
  ),
  supported: z.array(year),
  parts: z.array(z.strictObject({ year, from: day.optional(), to: day.optional(), says: z.string() })).default([]),
  notApplicable: z.array(z.strictObject({ years: z.array(year), says: z.string() })).default([]),
  absent: z.array(z.strictObject({ year, says: z.string(), todo: z.string().nullable() })).default([]),
  doubts: z.array(z.string()).default([]),
});
const CoverageFile = z.strictObject({ first: year, last: year, streams: z.partialRecord(z.enum(Object.keys(STREAMS) as [StreamId, ...StreamId[]]), stream) });
export type Coverage = z.output<typeof CoverageFile>;
export type StreamCoverage = z.output<typeof stream>;

let known: Coverage | undefined;

/** `rules/coverage.yaml`: what is known of which stream and year, and which formula reads which figure. */
export const contractCoverage = (): Coverage => (known ??= readCoverage(readRules('coverage.yaml')));
export const readCoverage = (sent: unknown): Coverage => CoverageFile.parse(sent);

/** Whether a year of a stream can be worked out; where it cannot, why, and what would mend it. */
export type YearCoverage = { state: 'supported'; says: string | null } | { state: 'not-applicable'; says: string } | { state: 'absent'; says: string; todo: string | null };

export function coverageOf(id: StreamId, asked: FinancialYear, coverage: Coverage = contractCoverage()): YearCoverage {
  const found = coverage.streams[id];
  const absent = found?.absent.find((one) => one.year === asked);
  if (absent) return { state: 'absent', says: absent.says, todo: absent.todo };
  const notApplicable = found?.notApplicable.find(({ years }) => years.includes(asked));
  if (notApplicable) return { state: 'not-applicable', says: notApplicable.says };
  if (found?.supported.includes(asked)) return { state: 'supported', says: found.parts.find((one) => one.year === asked)?.says ?? null };
  return { state: 'absent', says: `The rules say nothing of ${STREAMS[id].toLowerCase()} in ${asked}.`, todo: null };
}

/** The years of which the rules speak. */
export const contractYears = ({ first, last }: Coverage = contractCoverage()): FinancialYear[] => yearsBetween(first, last);
