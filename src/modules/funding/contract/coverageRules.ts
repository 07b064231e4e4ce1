import { z } from 'zod';
import { endOf, financialYear, startOf, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import { readRules } from '#platform/rules/ruleFiles.ts';
import type { Stream } from './contractRules.ts';
import { figureOn, STREAMS } from './domain/figure.ts';
import type { Figure, FigureUnit, FigureValue, StreamId } from './domain/figure.ts';

/** The formulas that read figures, and in what a figure must be counted for each. */
export const FORMULAS = {
  'per-head': { says: 'due, by the head of its population', units: ['£ a year', '£ for the period'] },
  'up-to': { says: 'the most that may be earned, by the head of its population', units: ['£ a year'] },
  'part-of-maximum': { says: 'a part of the most that may be earned', units: ['share'] },
  points: { says: 'paid by the points that were earned', units: ['£ a point', 'points'] },
  hours: { says: 'the hours of appointments that it pays for', units: ['minutes a week', 'hours a week'] },
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

/** Whether a year of a stream can be worked out; where it cannot, why, and what would mend it. `rests` are the values that somebody entered for it. */
export type YearCoverage = { state: 'supported'; says: string | null; rests?: readonly FigureValue[] } | { state: 'not-applicable'; says: string } | { state: 'absent'; says: string; todo: string | null };

/** `inForce` is the stream with what was entered: an entered rate fills what the rules do not have. */
export function coverageOf(id: StreamId, asked: FinancialYear, { coverage = contractCoverage(), inForce }: { coverage?: Coverage; inForce?: Stream | undefined } = {}): YearCoverage {
  const found = coverage.streams[id];
  const absent = found?.absent.find((one) => one.year === asked);
  if (absent) return (inForce && byEntered(inForce, asked, found!)) ?? { state: 'absent', says: absent.says, todo: absent.todo };
  const notApplicable = found?.notApplicable.find(({ years }) => years.includes(asked));
  if (notApplicable) return { state: 'not-applicable', says: notApplicable.says };
  if (found?.supported.includes(asked)) return { state: 'supported', says: found.parts.find((one) => one.year === asked)?.says ?? null };
  return { state: 'absent', says: `The rules say nothing of ${STREAMS[id].toLowerCase()} in ${asked}.`, todo: null };
}

/** The years of which the rules speak. */
export const contractYears = ({ first, last }: Coverage = contractCoverage()): FinancialYear[] => yearsBetween(first, last);

const BY_THE_HEAD: ReadonlySet<FormulaId> = new Set<FormulaId>(['per-head', 'up-to']);

/** What was entered for a year that the rules have no rate of; null where nothing was. A rate that the year before had and this one lacks is named. */
function byEntered({ id, figures }: Stream, year: FinancialYear, { figures: read }: StreamCoverage): YearCoverage | null {
  const [start, end] = [startOf(year), endOf(year)];
  const paying = figures.filter((figure) => BY_THE_HEAD.has(read[figure.id.slice(id.length + 1)]?.formula as FormulaId));
  const begun = (figure: Figure): FigureValue[] => figure.values.filter(({ from, value }) => value !== null && from >= start && from < end);
  const entered = paying.filter((figure) => begun(figure).length > 0);
  if (entered.length === 0) return null;
  const lacking = paying.filter((figure) => !entered.includes(figure) && !read[figure.id.slice(id.length + 1)]?.beside && figureOn(figure, { on: addDays(start, -1), knownOn: null }) !== null);
  if (lacking.length > 0) return { state: 'absent', says: `${sayList(entered.map(({ title }) => title))} ${entered.length === 1 ? 'was' : 'were'} entered; ${sayList(lacking.map(({ title }) => title))} of ${year} ${lacking.length === 1 ? 'is' : 'are'} not known.`, todo: 'Enter it with its source under Rates.' };
  const rests = entered.flatMap(begun);
  return { state: 'supported', says: `As it was entered from ${sayList([...new Set(rests.map(({ source }) => source.title))])}${rests.some(({ status }) => status === 'unverified') ? ', not verified' : ''}.`, rests };
}
