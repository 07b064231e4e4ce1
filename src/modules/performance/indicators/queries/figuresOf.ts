import { group } from 'd3-array';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { PerformanceContext } from '../../context.ts';
import { seesFiguresOf } from '../../whoseFigures.ts';
import type { IndicatorFigure } from '../domain/indicatorFigure.ts';
import { rolledUp } from '../domain/rolledUp.ts';
import type { FiguresOfPcn, IndicatorOverYear, MonthOfFigures } from '../domain/rolledUp.ts';
import { definitionsOf } from '../indicatorRules.ts';
import { fileNumber, standingFigures } from './keptFigures.ts';
import { publishedFigures } from './publishedFigures.ts';

export interface FiguresAsked {
  pcnCode: string;
  year: FinancialYear;
  /** Only what was published, which anyone may see. */
  isPublishedOnly?: boolean;
}

/**
 * Every figure of a PCN in a year, by indicator and month: what stands of what was sent in, and what was published, which what
 * was sent in does not replace: of one practice and month the PCN's own figure comes first. It shows what a PCN entered, so
 * whoever calls it has asked `seesFiguresOf` before, or asks `figuresSeenBy` instead.
 */
export async function figuresOf(context: PerformanceContext, { pcnCode, year, isPublishedOnly = false }: FiguresAsked): Promise<FiguresOfPcn> {
  const image = await context.register.reader.image();
  const published = await publishedFigures(context, year);
  const kept = isPublishedOnly ? [] : await standingFigures(context.database.as<unknown>(), pcnCode, year);
  const figures = new Map<string, IndicatorFigure>();
  for (const figure of published?.figures ?? []) {
    const isOwn = figure.organisationCode === pcnCode || image.inSlot(figure.organisationCode, 'pcn', figure.countedTo) === pcnCode;
    if (isOwn) figures.set(keyOf(figure), figure);
  }
  for (const { fileId, enteredAt, practiceCode, indicator, countedTo, numerator, denominator, adjustments } of kept) {
    const figure: IndicatorFigure = { year, indicator, organisationCode: practiceCode, countedTo, numerator, denominator, adjustments, source: `Sent in by the PCN, ${fileNumber(fileId)} of ${sayDate(toIsoDate(enteredAt))}` };
    figures.set(keyOf(figure), figure);
  }
  const counts = new Set(definitionsOf(year).filter(({ measure }) => measure === 'count').map(({ code }) => code));
  const byIndicator = group(figures.values(), ({ indicator }) => indicator);
  const indicators = [...byIndicator].sort(([a], [b]) => (a < b ? -1 : 1)).map(([indicator, own]): IndicatorOverYear => {
    const byDay = [...group(own, ({ countedTo }) => countedTo)].sort(([a], [b]) => (a < b ? -1 : 1));
    return { indicator, months: byDay.map(([countedTo, ofDay]) => monthOf(ofDay, image.practicesWithin(pcnCode, countedTo), { year, indicator, countedTo, pcnCode, isCount: counts.has(indicator) })) };
  });
  return { pcnCode, year, indicators };
}

const keyOf = ({ indicator, organisationCode, countedTo }: IndicatorFigure): string => `${indicator} ${organisationCode} ${countedTo}`;

/** What is published for the PCN itself needs no adding up. */
function monthOf(figures: readonly IndicatorFigure[], members: readonly string[], of: Parameters<typeof rolledUp>[2]): MonthOfFigures {
  const whole = figures.find(({ organisationCode }) => organisationCode === of.pcnCode);
  const month = rolledUp(members, figures.filter((figure) => figure !== whole), of);
  return whole && month.practices.length === 0 ? { ...month, pcn: { ...whole, isPartial: whole.numerator === null, missing: [] } } : month;
}

/** The same for somebody, or for a visitor: with what the PCN entered only for those who may see it. */
export async function figuresSeenBy(context: PerformanceContext, acting: Acting | null, { pcnCode, year }: Omit<FiguresAsked, 'isPublishedOnly'>): Promise<FiguresOfPcn & { isPublishedOnly: boolean }> {
  const sees = acting !== null && (await seesFiguresOf(context.database.as<unknown>(), await context.register.reader.image(), acting, pcnCode, context.today()));
  return { ...(await figuresOf(context, { pcnCode, year, isPublishedOnly: !sees })), isPublishedOnly: !sees };
}
