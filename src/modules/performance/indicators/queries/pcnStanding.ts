import Fraction from 'fraction.js';
import { countedOn, yearAfter } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { displayName } from '#register';
import { averageListOf, impactFundFiguresOf, listAndPrevalence, listSizeAdjustment } from '#funding';
import type { PerformanceContext } from '../../context.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import { reachOf, windowOf } from '../domain/reach.ts';
import type { Reach, Window } from '../domain/reach.ts';
import type { IndicatorOverYear, MonthOfFigures } from '../domain/rolledUp.ts';
import { averageWorth, indicatorWorth } from '../domain/worth.ts';
import type { IndicatorWorth, PointWorth } from '../domain/worth.ts';
import { definitionsOf } from '../indicatorRules.ts';
import { figuresSeenBy } from './figuresOf.ts';
import { publishedIndicator } from './publishedIndicator.ts';

/** An indicator in a PCN, as it stands by the newest month of which anything is known. */
export interface IndicatorStanding {
  definition: IndicatorDefinition;
  months: readonly MonthOfFigures[];
  latest: MonthOfFigures | null;
  window: Window;
  reach: Reach | null;
  worth: IndicatorWorth | null;
  pointWorth: PointWorth | null;
  /** Why it is worth nothing that can be said; null where it is said. */
  whyNot: string | null;
  /** The same month of the year before, of the same indicator; null where it is not known. */
  lastYear: MonthOfFigures | null;
  /** The year before as a whole; null where the rules had no such indicator in it. */
  before: { definition: IndicatorDefinition; months: readonly MonthOfFigures[] } | null;
}

export interface PcnStanding {
  pcn: { code: string; name: string };
  year: FinancialYear;
  standings: readonly IndicatorStanding[];
  /** What was assumed, in sentences. */
  notes: readonly string[];
  isPublishedOnly: boolean;
  /** The day as of which it stands so, where that is not today; and every day to which anything was counted. */
  on: IsoDate | null;
  countedTo: readonly IsoDate[];
}

export interface StandingAsked {
  pcnCode: string;
  year: FinancialYear;
  /** As it stood on an earlier day, by what had been counted to it; today where it is left out. Who may see it is as of today. */
  on?: IsoDate | null;
}

/** How a PCN stands in a year, for somebody or for a visitor, who sees what was published alone. */
export async function pcnStanding(context: PerformanceContext, acting: Acting | null, { pcnCode, year, on = null }: StandingAsked): Promise<PcnStanding> {
  const image = await context.register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.`, todo: 'Look for it in the register.' });
  const today = context.today();
  const [figures, before] = [await figuresSeenBy(context, acting, { pcnCode, year }), await figuresSeenBy(context, acting, { pcnCode, year: yearAfter(year, -1) })];
  const { listSize, note } = await listSizeOf(context, pcnCode, year);
  const standings: IndicatorStanding[] = [];
  const definitionsBefore = definitionsOf(yearAfter(year, -1));
  for (const definition of definitionsOf(year)) {
    const months = monthsOf(figures.indicators, definition.code).filter(({ countedTo }) => on === null || countedTo <= on);
    if (definition.earns !== 'points' && months.length === 0) continue;
    const latest = months.at(-1) ?? null;
    const window = windowOf(definition, on ?? today);
    const monthsBefore = monthsOf(before.indicators, definition.code);
    const definitionBefore = definitionsBefore.find(({ code }) => code === definition.code);
    const base = definition.funded && impactFundFiguresOf(definition.funded.phase);
    const pointWorth = base && (await pointWorthOf(context, definition, { ...averageWorth(base), listSize }, latest));
    standings.push({ definition, months, latest, window, pointWorth, ...worthOf(definition, latest, window, pointWorth), lastYear: latest && sameMonth(monthsBefore, latest), before: definitionBefore ? { definition: definitionBefore, months: monthsBefore } : null });
  }
  const notes = [note, 'England’s prevalence is not known before a year’s end, so the prevalence adjustment is 1, save where the published file counts all of England.'].filter((one) => one !== null);
  return { pcn: { code: pcnCode, name: displayName(image.nameOf(pcnCode, today)) }, year, standings, notes, isPublishedOnly: figures.isPublishedOnly, on, countedTo: [...new Set(figures.indicators.flatMap(({ months }) => months.map((month) => month.countedTo)))].sort() };
}

const monthsOf = (indicators: readonly IndicatorOverYear[], code: string): readonly MonthOfFigures[] => indicators.find(({ indicator }) => indicator === code)?.months ?? [];
export const sameMonth = (months: readonly MonthOfFigures[], { countedTo }: MonthOfFigures): MonthOfFigures | null => months.find((month) => month.countedTo.slice(5, 7) === countedTo.slice(5, 7)) ?? null;

function worthOf(definition: IndicatorDefinition, latest: MonthOfFigures | null, window: Window, pointWorth: PointWorth | null): Pick<IndicatorStanding, 'reach' | 'worth' | 'whyNot'> {
  const none = (whyNot: string) => ({ reach: null, worth: null, whyNot });
  const { numerator = null, denominator = null, source = '' } = latest?.pcn ?? {};
  if (!latest || numerator === null || (denominator === null && definition.measure !== 'count')) return none('Nothing is known of it yet');
  if (!definition.funded || !pointWorth || denominator === null) return none(definition.earns === 'nothing' ? 'It earns nothing: management information' : 'Its points are not known here');
  const reach = reachOf(definition, window, { numerator, denominator, countedTo: latest.countedTo });
  const deemed = definition.funded.phase.deemed.find(({ code }) => code === definition.code) ?? null;
  const worth = indicatorWorth(definition.funded.indicator, pointWorth, { numerator, denominator, reach: reach.people, ...(reach.toCome === null ? {} : { toCome: reach.toCome }), source }, deemed);
  return worth.ok ? { reach, worth: worth.value, whyNot: null } : { reach, worth: null, whyNot: worth.refusal.what };
}

/** The PCN's registered list of the 1 January by which the year is paid, beside the average PCN's. */
async function listSizeOf(context: PerformanceContext, pcnCode: string, year: FinancialYear): Promise<{ listSize: PointWorth['listSize']; note: string | null }> {
  const day = countedOn(year);
  const [lists, average, image] = [await context.register.populations.registered(day), await averageListOf(context, year), await context.register.reader.image()];
  const own = lists?.asOf === day ? image.practicesWithin(pcnCode, day).reduce((sum, practice) => sum + (lists.byPractice.get(practice) ?? 0), 0) : 0;
  if (!average || !lists || own === 0) return { listSize: listSizeAdjustment(null), note: `Pounds are those of a PCN of average list: the registered lists of ${sayDate(day)} are not loaded.` };
  return { listSize: listSizeAdjustment({ list: { value: new Fraction(own), source: lists.source }, average }), note: null };
}

/** Where the figure is the published file's own, the whole of England is counted: the denominator stands beside the mean one. */
async function pointWorthOf(context: PerformanceContext, definition: IndicatorDefinition, worth: PointWorth, latest: MonthOfFigures | null): Promise<PointWorth> {
  if (!latest?.pcn.source.startsWith('iif-annual/') || latest.pcn.denominator === null) return worth;
  const published = await publishedIndicator(context, { name: definition.code, year: definition.year });
  if (!published.ok || !published.value.england.meanPcnDenominator) return worth;
  const { source } = published.value;
  return { ...worth, listSize: listSizeAdjustment(null), prevalence: listAndPrevalence({ value: new Fraction(latest.pcn.denominator), source }, { value: published.value.england.meanPcnDenominator, source: `The mean of all PCNs of ${source}` }) };
}
