import { join } from 'node:path';
import Fraction from 'fraction.js';
import { countedOn, endOf, startOf, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { FundingContext } from '../../context.ts';
import { achievementResult } from '../domain/achievementResult.ts';
import type { AchievementResult } from '../domain/achievementResult.ts';
import type { AchievementEntry } from '../domain/achievementFile.ts';
import { figuresOf, phasesOf } from '../impactFundRules.ts';

interface MeasureRow extends Record<string, string | number | null> {
  code: string;
  indicator: string;
  numerator: number | null;
  denominator: number | null;
}

export interface PublishedAchievement extends AchievementResult {
  /** The indicators that the file has, and those of the year that it has not. */
  published: readonly string[];
  absent: readonly string[];
}

/**
 * What the published annual file says that PCNs achieved, and what it earned them. An indicator that is published by practice
 * is added up over the practices that belonged to a PCN on the file's day; those of none are left out, and counted in a note.
 */
export async function publishedAchievement(context: FundingContext, year: FinancialYear): Promise<Result<PublishedAchievement>> {
  const phase = phasesOf(year).find(({ indicators }) => indicators.length > 0);
  const figures = phase && figuresOf(phase);
  if (!phase || !figures) return refuse({ code: 'year-without-rules', what: `The rules have no indicators of the investment and impact fund for ${year}.`, todo: 'Ask for a year from 2020/21 to 2025/26.' });
  const publication = inForce(await publicationsHeld(context.database.as())).findLast(({ dataset, asOf }) => dataset === 'iif-annual' && asOf !== null && asOf >= startOf(year) && asOf < endOf(year));
  if (!publication) return refuse({ code: 'publication-not-held', what: `The published annual file of the investment and impact fund for ${year} is not held.`, todo: 'Load it: chorus load FILE. It was published for 2023/24.' });
  const { entries, leftOut, publishedCodes } = await entriesOf(context, publication, phase.indicators);
  const source = `iif-annual/${publication.asOf}`;
  const result = achievementResult(phase, figures, entries, { averageList: null, isEngland: true, prevalence: null, source });
  if (!result.ok) return result;
  const absent = phase.indicators.filter(({ code }) => !publishedCodes.has(code)).map(({ code }) => code);
  const notes = [
    ...(leftOut > 0 ? [`${leftOut} practices of the file belonged to no PCN on its day, or had no appointments counted, and are left out.`] : []),
    ...phase.deemed.map(({ code, reason, published }) => `${code}: ${reason} (${published}).`),
    ...result.value.notes,
  ];
  return { ok: true, value: { ...result.value, notes, published: [...publishedCodes], absent } };
}

async function entriesOf({ register, statistics, statisticsFolder }: FundingContext, publication: Publication, indicators: readonly AchievementEntry['indicator'][]): Promise<{ entries: AchievementEntry[]; leftOut: number; publishedCodes: ReadonlySet<string> }> {
  const rows = await statistics.rows<MeasureRow>(`
    SELECT organisation_code AS code, split_part(measure, ' ', 1) AS indicator,
      CAST(max(CASE WHEN lower(measure) LIKE '% numerator' THEN value END) AS DOUBLE) AS numerator,
      CAST(max(CASE WHEN lower(measure) LIKE '% denominator' THEN value END) AS DOUBLE) AS denominator
    FROM read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})
    WHERE regexp_matches(measure, '^[A-Z]+-[0-9]{2}[A-Za-z]? (Numerator|Denominator)$') GROUP BY 1, 2`);
  const image = await register.reader.image();
  const day = isoDate(publication.asOf!);
  const source = `iif-annual/${publication.asOf}`;
  const known = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const sums = new Map<string, { pcnCode: string; indicator: AchievementEntry['indicator']; numerator: number; denominator: number }>();
  let leftOut = 0;
  for (const { code, indicator: name, numerator, denominator } of rows) {
    const indicator = known.get(name);
    if (indicator?.kind !== 'fraction') continue;
    const pcnCode = image.kindOf(code) === 'pcn' ? code : image.inSlot(code, 'pcn', day);
    if (pcnCode === null || numerator === null || denominator === null) {
      leftOut += 1;
      continue;
    }
    const sum = sums.get(`${pcnCode} ${name}`) ?? { pcnCode, indicator, numerator: 0, denominator: 0 };
    sums.set(`${pcnCode} ${name}`, { ...sum, numerator: sum.numerator + numerator, denominator: sum.denominator + denominator });
  }
  const lists = await registered(register, yearOf(day));
  const entries = [...sums.values()].sort((a, b) => (a.pcnCode < b.pcnCode ? -1 : 1)).map(({ pcnCode, indicator, numerator, denominator }, index): AchievementEntry => ({
    line: index + 1, pcnCode, indicator, listSize: lists && (image.practicesWithin(pcnCode, day).reduce((sum, practice) => sum + (lists.byPractice.get(practice) ?? 0), 0) || null),
    counted: { kind: 'fraction', numerator: new Fraction(numerator), denominator: new Fraction(denominator), source },
  }));
  return { entries, leftOut, publishedCodes: new Set(entries.map(({ indicator }) => indicator.code)) };
}

/** Registered lists at the 1 January by which the contract counts the year; null where that day's publication is not held. No other day stands in for it. */
async function registered({ populations }: FundingContext['register'], year: FinancialYear) {
  const counts = await populations.registered(countedOn(year));
  return counts?.asOf === countedOn(year) ? counts : null;
}
