import { addDays, isoDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PerformanceContext } from '../../context.ts';
import { accessOfAll, figureOf, isHeldByPractice, isUsable } from '../../access/index.ts';
import type { AccessMeasureId, AccessOf } from '../../access/index.ts';
import { monthBeforePandemic } from '../criteriaRules.ts';
import { NOTHING_HELD } from '../domain/criterion.ts';
import type { FactsOfMonth } from '../domain/criterion.ts';
import type { MonthOfFacts } from '../domain/listOf.ts';
import { countedFacts, ratedFacts } from './countedFacts.ts';

/** From so many earlier months it is told how much figures wobble. */
const EARLIER_MONTHS = 6;

export const monthEarlier = (month: IsoDate, by = 1): IsoDate => {
  const [year, number] = month.split('-').map(Number);
  return isoDate(new Date(Date.UTC(year!, number! - 1 - by, 1)).toISOString().slice(0, 10));
};

/** A month's last day: on it the register says who belongs where. */
export const lastDayOf = (month: IsoDate): IsoDate => addDays(monthEarlier(month, -1), -1);

/** The month asked for, then those before it as far as they are held without a gap, all over England. The first may hold nothing. */
export async function monthsOfFacts(context: PerformanceContext, month: IsoDate): Promise<MonthOfFacts[]> {
  const months = [await monthOfFacts(context, month)];
  for (let by = 1; by <= EARLIER_MONTHS; by += 1) {
    const earlier = await monthOfFacts(context, monthEarlier(month, by));
    if (!isHeld(earlier)) break;
    months.push(earlier);
  }
  return months;
}

/** Whether anything that is counted by month is held of it; ratings stand whatever the month. */
export const isHeld = ({ facts }: MonthOfFacts): boolean => Object.entries(facts).some(([id, { absent }]) => id !== 'regulator-rating' && absent === null);

interface Kept {
  revision: number;
  months: Map<IsoDate, Promise<MonthOfFacts>>;
}

const kept = new WeakMap<PerformanceContext['statistics'], Kept>();

/** All that is held of one month, all over England. Worked out once, until a publication is loaded or the register changes: every list asks for the same months. */
export async function monthOfFacts(context: PerformanceContext, month: IsoDate): Promise<MonthOfFacts> {
  const revision = await context.register.reader.revision();
  let own = kept.get(context.statistics);
  if (own?.revision !== revision) kept.set(context.statistics, (own = { revision, months: new Map() }));
  const { months } = own;
  let made = months.get(month);
  if (!made) {
    months.set(month, (made = workedOut(context, month)));
    made.catch(() => months.delete(month));
  }
  return made;
}

async function workedOut(context: PerformanceContext, month: IsoDate): Promise<MonthOfFacts> {
  const access = await byPractice(context, month);
  const baseMonth = monthBeforePandemic(month);
  const base = access.size > 0 ? await byPractice(context, baseMonth) : access;
  return {
    month,
    facts: {
      'face-to-face': faceToFace(access, month),
      'appointments-against-before': againstBefore(access, base, month, baseMonth),
      'calls-111-in-hours': await countedFacts(context, 'calls-111-in-hours', 'Calls to 111 in hours', month, true),
      'a-and-e-attendances': await countedFacts(context, 'a-and-e-attendances', 'A&E attendances', month, true),
      'regulator-rating': await ratedFacts(context, month),
      'concerns-raised': await countedFacts(context, 'concerns-raised', 'Concerns raised with the commissioner', month, false),
    },
  };
}

type AccessByPractice = ReadonlyMap<string, AccessOf>;
const byPractice = async (context: PerformanceContext, month: IsoDate): Promise<AccessByPractice> => ((await isHeldByPractice(context, month)) ? accessOfAll(context, { month, kind: 'practice' }) : new Map());
const notHeld = (month: IsoDate): string => `No file of appointments by practice of ${sayMonth(month)} is held.`;

function faceToFace(access: AccessByPractice, month: IsoDate): FactsOfMonth {
  if (access.size === 0) return NOTHING_HELD(notHeld(month));
  const facts = emptyFacts();
  for (const [code, one] of access) {
    const { numerator, denominator, why, source } = figureOf(one, 'face-to-face');
    const not = whyNotUsed(one, 'face-to-face') ?? (numerator === null || denominator === null || denominator <= 0 ? (why ?? 'No appointment’s mode is known.') : null);
    facts.source ??= source || null;
    if (not === null) facts.counted.set(code, { count: numerator!, of: denominator! });
    else facts.unusable.set(code, not);
  }
  return facts;
}

function againstBefore(access: AccessByPractice, base: AccessByPractice, month: IsoDate, baseMonth: IsoDate): FactsOfMonth {
  if (access.size === 0) return NOTHING_HELD(notHeld(month));
  if (base.size === 0) return NOTHING_HELD(`${notHeld(baseMonth)} It stands for before the pandemic.`);
  const facts = emptyFacts();
  for (const [code, one] of access) {
    const now = figureOf(one, 'appointments-per-1000');
    const before = base.get(code);
    const then = before ? figureOf(before, 'appointments-per-1000').numerator : null;
    const not = whyNotUsed(one, 'appointments-per-1000') ?? (before && whyNotUsed(before, 'appointments-per-1000')) ?? (now.numerator === null ? (now.why ?? notHeld(month)) : then === null || then <= 0 ? `The file of ${sayMonth(baseMonth)} does not count it.` : null);
    facts.source ??= now.source || null;
    if (not === null) facts.counted.set(code, { count: now.numerator!, of: then! });
    else facts.unusable.set(code, not);
  }
  return facts;
}

const emptyFacts = () => ({ ...NOTHING_HELD(''), absent: null, source: null as string | null, counted: new Map<string, { count: number; of: number }>(), unusable: new Map<string, string>() });

function whyNotUsed(one: AccessOf, measure: AccessMeasureId): string | null {
  if (isUsable(one, measure)) return null;
  return one.notes.filter(({ weight, measures }) => weight === 'do-not-use' && (measures.length === 0 || measures.includes(measure))).map(({ says }) => says).join(' ');
}
