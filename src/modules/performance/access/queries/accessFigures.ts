import type { PerformanceContext } from '../../context.ts';
import { approvedRebases } from '../../charts/index.ts';
import type { ApprovedRebase } from '../../charts/index.ts';
import { accessRules } from '../accessRules.ts';
import { ENGLAND } from '../domain/accessAnswer.ts';
import type { AccessOf } from '../domain/accessAnswer.ts';
import type { AccessFigure, AccessMeasureId } from '../domain/accessMeasure.ts';
import type { Dimension } from '../domain/accessRule.ts';
import { accessHeld } from './accessHeld.ts';
import { accessMonth } from './accessMonth.ts';
import type { AccessMonth } from './accessMonth.ts';
import { accessKindOf, accessOf } from './accessOf.ts';
import type { AccessWorkedOut } from './accessOf.ts';
import { accessLayout } from './accessTallies.ts';

/** The appointments of a month, split by one dimension. */
export interface AccessSplit {
  dimension: Dimension;
  label: string;
  /** `per1000` of the registered patients of those counted; null where no list of them is held. */
  lines: { label: string; appointments: number; share: number; per1000: number | null }[];
}

/** An organisation's month, split by what the file counts by, beside the bodies that it belongs to and England. */
export interface AccessAnswer extends AccessOf {
  splits: AccessSplit[];
  beside: AccessOf[];
}

/** A measure over the months; a month that is not held has no value, and says so. */
export interface AccessSeriesAnswer {
  measure: AccessMeasureId;
  points: AccessFigure[];
  /** The new baselines of its chart that were approved. */
  rebases: readonly ApprovedRebase[];
}

/** What the chart of a measure is called where new baselines are proposed. */
export const accessSeriesId = (measure: AccessMeasureId, code: string): string => `access/${measure}/${code}`;

/** The bodies that an organisation is shown beside, before England. */
const BESIDE: readonly string[] = ['pcn', 'icb'];

/** Every month of which something is held, oldest first. */
export async function accessMonths(context: PerformanceContext): Promise<string[]> {
  const { months } = await accessHeld(context);
  return [...new Set(Object.values(months).flat())].sort();
}

/** Null where no such organisation is known of which access is told. */
export async function accessFigures(context: PerformanceContext, { code, month }: { code: string; month: string }): Promise<AccessAnswer | null> {
  const facts = await accessMonth(context, month);
  const kind = accessKindOf(facts.image, code);
  if (kind === null) return null;
  const own = kept(facts, code)!;
  const above = kind === 'england' ? [] : [...facts.image.ancestors(code, facts.day).filter((one) => BESIDE.includes(one.kind)).sort((a, b) => BESIDE.indexOf(a.kind) - BESIDE.indexOf(b.kind)).map((one) => one.code), ENGLAND];
  return { ...published(own), splits: splitsOf(own), beside: above.map((one) => published(kept(facts, one)!)) };
}

/** The figures of some measures over every month from the first held to the last. Empty where no such organisation is known. */
export async function accessSeries(context: PerformanceContext, { code, measures }: { code: string; measures: readonly AccessMeasureId[] }): Promise<AccessSeriesAnswer[]> {
  const held = await accessMonths(context);
  const all = everyMonth(held);
  const byMonth = await Promise.all(all.map(async (month) => (held.includes(month) ? kept(await accessMonth(context, month), code) : null)));
  if (byMonth.every((one) => one === null)) return [];
  const rebases = await approvedRebases(context.database.as<unknown>(), measures.map((measure) => accessSeriesId(measure, code)));
  return measures.map((measure) => ({ measure, rebases: rebases.get(accessSeriesId(measure, code)) ?? [], points: all.map((month, index) => byMonth[index]?.figures.find((figure) => figure.measure === measure) ?? gap(measure, code, month)) }));
}

const gap = (measure: AccessMeasureId, code: string, month: string): AccessFigure => ({ measure, code, month, numerator: null, denominator: null, value: null, why: 'Nothing of this month is held.', source: '' });

function everyMonth(held: readonly string[]): string[] {
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

export const nextMonth = (month: string): string => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`;
};

const workedOut = new WeakMap<AccessMonth, Map<string, AccessWorkedOut | null>>();

/** Worked out once a month and code, as long as what is held is the same. */
function kept(facts: AccessMonth, code: string): AccessWorkedOut | null {
  let codes = workedOut.get(facts);
  if (!codes) workedOut.set(facts, (codes = new Map()));
  let one = codes.get(code);
  if (one === undefined) {
    const kind = accessKindOf(facts.image, code);
    codes.set(code, (one = kind && accessOf(facts, code, kind)));
  }
  return one;
}

function published({ appointments, ...own }: AccessWorkedOut): AccessOf {
  void appointments;
  return own;
}

function splitsOf({ appointments }: AccessWorkedOut): AccessSplit[] {
  const layout = accessLayout();
  return accessRules().dimensions.flatMap(({ dimension, label, words }) => {
    const counted = appointments.find(({ dimensions }) => dimensions.includes(dimension));
    if (!counted) return [];
    const all = counted.tally[0]!;
    const patients = counted.registered?.patients ?? 0;
    const line = (text: string, count: number) => ({ label: text, appointments: count, share: all > 0 ? count / all : 0, per1000: patients > 0 ? (count / patients) * 1_000 : null });
    const lines = words.map((word) => line(word.label, counted.tally[layout.placeOfWord(dimension, word.id)]!));
    const unrecognised = counted.tally[layout.placeOfUnrecognised(dimension)]!;
    return [{ dimension, label, lines: unrecognised > 0 ? [...lines, line('A word that Chorus does not know', unrecognised)] : lines }];
  });
}
