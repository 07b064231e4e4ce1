import { group } from 'd3-array';
import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { displayName } from '#register';
import { impactFundFiguresOf, listAndPrevalence, prevalenceAdjustment } from '#funding';
import type { PerformanceContext } from '../../context.ts';
import { definitionFor } from '../domain/figureFile.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import type { IndicatorFigure } from '../domain/indicatorFigure.ts';
import { rolledUp } from '../domain/rolledUp.ts';
import type { RolledUpFigure } from '../domain/rolledUp.ts';
import { averageWorth, indicatorWorth } from '../domain/worth.ts';
import type { IndicatorWorth } from '../domain/worth.ts';
import { definitionsOf, indicatorDefinitions } from '../indicatorRules.ts';
import { publishedFigures } from './publishedFigures.ts';

export interface PublishedPractice {
  code: string;
  name: string;
  pcnCode: string | null;
  numerator: number | null;
  denominator: number | null;
}

export interface PublishedPcn {
  code: string;
  name: string;
  figure: RolledUpFigure;
  practices: number;
  /** Null where it earns no points that are known, or nothing is known of the PCN. */
  worth: IndicatorWorth | null;
}

/** An indicator as the published annual file has it: by practice, by PCN as practices belonged on its day, and England. */
export interface PublishedIndicator {
  definition: IndicatorDefinition;
  asOf: IsoDate;
  source: string;
  practices: readonly PublishedPractice[];
  pcns: readonly PublishedPcn[];
  england: { numerator: number; denominator: number; practices: number; meanPcnDenominator: Fraction | null };
  /** In no PCN on that day, or without a count: counted in England where they have one, and in no PCN. */
  leftOut: readonly PublishedPractice[];
}

/** The indicator of a year that somebody names; refused where there is none, with the years that had it. */
export function definitionAsked(name: string, year: FinancialYear): Result<IndicatorDefinition> {
  const named = definitionFor(name, { year, definitions: indicatorDefinitions() });
  return 'definition' in named ? ok(named.definition) : refuse({ code: 'indicator-not-found', what: named.reason, where: name, todo: 'Choose another indicator or year.' });
}

export async function publishedIndicator(context: PerformanceContext, { name, year }: { name: string; year: FinancialYear }): Promise<Result<PublishedIndicator>> {
  const asked = definitionAsked(name, year);
  if (!asked.ok) return asked;
  const definition = asked.value;
  const published = await publishedFigures(context, year);
  if (!published) return refuse({ code: 'publication-not-held', what: `The published annual file of the investment and impact fund for ${year} is not held.`, where: definition.code, todo: 'Load it: chorus load FILE. It was published for 2023/24.' });
  const { asOf, source } = published;
  const own = published.figures.filter(({ indicator }) => indicator === definition.code);
  if (own.length === 0) {
    const has = definitionsOf(year).filter(({ code }) => published.figures.some(({ indicator }) => indicator === code)).map(({ code }) => code);
    return refuse({ code: 'indicator-not-published', what: `The published annual file of ${year} does not have ${definition.code}; it has ${has.join(', ')}.`, where: definition.code, todo: 'Ask for one of those, or for a PCN that sent its own figures in.' });
  }
  const image = await context.register.reader.image();
  const nameOf = (code: string): string => displayName(image.nameOf(code, asOf));
  const isOfPcns = own.every(({ organisationCode }) => image.kindOf(organisationCode) === 'pcn');
  const pcnOf = ({ organisationCode }: IndicatorFigure): string | null => (isOfPcns ? organisationCode : image.inSlot(organisationCode, 'pcn', asOf));
  const practices = isOfPcns ? [] : own.map((figure): PublishedPractice => ({ code: figure.organisationCode, name: nameOf(figure.organisationCode), pcnCode: pcnOf(figure), numerator: figure.numerator, denominator: figure.denominator }));
  const rolled = [...group(own.filter((figure) => pcnOf(figure) !== null), (figure) => pcnOf(figure)!)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, figures]) => {
    const whole = isOfPcns ? figures[0]! : null;
    const { pcn } = rolledUp(whole ? [] : image.practicesWithin(code, asOf), whole ? [] : figures, { year, indicator: definition.code, countedTo: asOf, pcnCode: code, isCount: definition.measure === 'count' });
    return { code, practices: figures.length, figure: whole ? { ...whole, isPartial: whole.numerator === null, missing: [] } : pcn };
  });
  const known = rolled.filter(({ figure }) => (figure.denominator ?? 0) > 0);
  const meanPcnDenominator = known.length === 0 ? null : new Fraction(known.reduce((sum, { figure }) => sum + figure.denominator!, 0), known.length);
  const pcns = rolled.map((pcn): PublishedPcn => ({ ...pcn, name: nameOf(pcn.code), worth: worthOf(definition, pcn.figure, meanPcnDenominator, source) }));
  const sum = (of: 'numerator' | 'denominator'): number => own.reduce((total, figure) => total + (figure[of] ?? 0), 0);
  return ok({ definition, asOf, source, practices, pcns, england: { numerator: sum('numerator'), denominator: sum('denominator'), practices: practices.length, meanPcnDenominator }, leftOut: practices.filter(({ pcnCode, numerator }) => pcnCode === null || numerator === null) });
}

/** The year is over and the whole of England counted, so list sizes cancel: a PCN’s denominator stands beside the mean one. */
function worthOf({ funded }: IndicatorDefinition, { numerator, denominator }: RolledUpFigure, mean: Fraction | null, source: string): IndicatorWorth | null {
  const figures = funded && impactFundFiguresOf(funded.phase);
  if (!funded || !figures || numerator === null || denominator === null) return null;
  const average = averageWorth(figures);
  const prevalence = mean && funded.indicator.prevalence === 'denominator' ? listAndPrevalence({ value: new Fraction(denominator), source }, { value: mean, source: `The mean of all PCNs of ${source}` }) : prevalenceAdjustment(funded.indicator, null);
  const worth = indicatorWorth(funded.indicator, { ...average, prevalence }, { numerator, denominator, reach: 0, source }, funded.phase.deemed.find(({ code }) => code === funded.indicator.code) ?? null);
  return worth.ok ? worth.value : null;
}
