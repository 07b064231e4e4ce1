import { yearAfter } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import { approvedRebases, rebasingRights } from '../../charts/index.ts';
import type { ApprovedRebase } from '../../charts/index.ts';
import type { PerformanceContext } from '../../context.ts';
import type { ForecastWorth } from '../domain/forecastWorth.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';
import { practiceStandings } from '../domain/practiceWorth.ts';
import type { PracticeStanding } from '../domain/practiceWorth.ts';
import type { MonthOfFigures } from '../domain/rolledUp.ts';
import { indicatorWorth } from '../domain/worth.ts';
import type { IndicatorWorth } from '../domain/worth.ts';
import { indicatorYears } from '../indicatorRules.ts';
import { pcnStanding, sameMonth } from './pcnStanding.ts';
import type { IndicatorStanding, PcnStanding, StandingAsked } from './pcnStanding.ts';
import { definitionAsked, publishedIndicator } from './publishedIndicator.ts';
import type { PublishedIndicator } from './publishedIndicator.ts';
import { standingForecast } from './standingForecast.ts';

/** A month of the year, beside the same month of the year before. Worth is what the year would have earned had it ended then. */
export interface MonthBeside {
  month: MonthOfFigures;
  worth: IndicatorWorth | null;
  lastYear: { month: MonthOfFigures; worth: IndicatorWorth | null } | null;
}

/** All that is known of an indicator in a PCN. */
export interface PcnIndicator extends Pick<PcnStanding, 'pcn' | 'year' | 'notes' | 'isPublishedOnly'> {
  /** The standing of the whole PCN, of which this is a part. */
  ofPcn: PcnStanding;
  definition: IndicatorDefinition;
  /** Null where nothing is known of it and it earns nothing. */
  standing: IndicatorStanding | null;
  months: readonly MonthBeside[];
  practices: readonly PracticeStanding[];
  forecast: Result<ForecastWorth>;
  england: Result<PublishedIndicator>;
  /** The name of its chart, for new baselines; those that were approved; and whether this person may propose one. */
  seriesId: string;
  rebases: readonly ApprovedRebase[];
  proposes: boolean;
}

/** An indicator in a PCN, for somebody or for a visitor, who sees what was published alone. Refuses an indicator that the year does not have. */
export async function pcnIndicator(context: PerformanceContext, acting: Acting | null, { pcnCode, year, name, on = null }: StandingAsked & { name: string }): Promise<PcnIndicator> {
  const asked = definitionAsked(name, year);
  if (!asked.ok) throw new Refused(asked.refusal);
  const definition = asked.value;
  const ofPcn = await pcnStanding(context, acting, { pcnCode, year, on });
  const standing = ofPcn.standings.find((one) => one.definition.code === definition.code) ?? null;
  const yearBefore = yearAfter(year, -1);
  const before = standing?.before && indicatorYears().includes(yearBefore) ? (await pcnStanding(context, acting, { pcnCode, year: yearBefore })).standings.find((one) => one.definition.code === definition.code) ?? null : null;
  const seriesId = `indicators/${definition.code}/${pcnCode}`;
  const db = context.database.as<unknown>();
  const rights = acting === null ? null : await rebasingRights(db, await context.register.reader.image(), acting, seriesId, context.today());
  return {
    ofPcn, pcn: ofPcn.pcn, year, notes: ofPcn.notes, isPublishedOnly: ofPcn.isPublishedOnly, definition, standing,
    months: standing ? monthsBeside(standing, before) : [],
    practices: standing ? practiceStandings(standing) : [],
    forecast: standingForecast(standing ?? { definition, months: [], before: null, window: { is: 'over', since: definition.to }, pointWorth: null }),
    england: await publishedIndicator(context, { name: definition.code, year }),
    seriesId, rebases: ofPcn.isPublishedOnly ? [] : ((await approvedRebases(db, [seriesId])).get(seriesId) ?? []), proposes: rights?.proposes ?? false,
  };
}

const monthsBeside = (now: IndicatorStanding, before: IndicatorStanding | null): MonthBeside[] =>
  now.months.map((month) => {
    const same = sameMonth(now.before?.months ?? [], month);
    return { month, worth: worthIn(now, month), lastYear: same && { month: same, worth: before && worthIn(before, same) } };
  });

/** Only a month in which the whole PCN is known says what the PCN would have earned. */
function worthIn({ definition, pointWorth }: IndicatorStanding, { pcn }: MonthOfFigures): IndicatorWorth | null {
  const { numerator, denominator, isPartial, source } = pcn;
  if (!definition.funded || !pointWorth || isPartial || numerator === null || denominator === null) return null;
  const worth = indicatorWorth(definition.funded.indicator, pointWorth, { numerator, denominator, reach: 0, source });
  return worth.ok ? worth.value : null;
}
