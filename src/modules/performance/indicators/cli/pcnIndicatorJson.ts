import { sayPounds } from '#kernel/pounds.ts';
import type { Refusal } from '#kernel/result.ts';
import type { ForecastPoint, ForecastRange } from '../domain/forecastWorth.ts';
import type { RolledUpFigure } from '../domain/rolledUp.ts';
import type { IndicatorWorth } from '../domain/worth.ts';
import type { PcnIndicator } from '../queries/pcnIndicator.ts';
import { exactJson } from './exactJson.ts';

const worthJson = (worth: IndicatorWorth | null) => worth && { points: exactJson(worth.points), pointsMax: exactJson(worth.pointsMax), earnedPence: worth.earnedPence, stillPence: worth.stillPence, lostPence: worth.lostPence, nextPence: worth.nextPence, toLower: worth.toLower, toUpper: worth.toUpper, deemedPence: worth.deemedPence };
const countsJson = ({ countedTo, numerator, denominator, isPartial, missing, source }: RolledUpFigure) => ({ countedTo, numerator, denominator, isPartial, missing, source });
const pointJson = ({ share, points, pence }: ForecastPoint) => ({ share, points: exactJson(points), pence });
const rangeJson = ({ low, high }: ForecastRange) => ({ low: pointJson(low), high: pointJson(high) });
const whyNot = ({ code, what }: Refusal) => ({ code, what });

/** An indicator in a PCN, as scripts read it: how it stands, each month beside last year's, by practice, and where it is likely to end. */
export const pcnIndicatorJson = ({ pcn, year, definition, standing, months, practices, forecast, notes }: PcnIndicator) => ({
  code: pcn.code, name: pcn.name, year, indicator: definition.code,
  latest: standing?.latest ? countsJson(standing.latest.pcn) : null,
  worth: worthJson(standing?.worth ?? null), whyNot: standing?.whyNot ?? null, reach: standing?.reach ?? null,
  months: months.map(({ month, worth, lastYear }) => ({ ...countsJson(month.pcn), earnedPence: worth?.earnedPence ?? null, lastYear: lastYear && { ...countsJson(lastYear.month.pcn), earnedPence: lastYear.worth?.earnedPence ?? null } })),
  practices: practices.map(({ figure: { organisationCode, numerator, denominator, adjustments }, worth }) => ({ code: organisationCode, numerator, denominator, adjustments, worth: worth && { ...worth, points: exactJson(worth.points) } })),
  forecast: forecast.ok ? { likeliest: pointJson(forecast.value.likeliest), half: rangeJson(forecast.value.half), ninety: rangeJson(forecast.value.ninety), monthsSeen: forecast.value.monthsSeen, monthsToCome: forecast.value.monthsToCome, knowsSeason: forecast.value.knowsSeason } : null,
  whyNoForecast: forecast.ok ? null : whyNot(forecast.refusal),
  notes,
});

/** The same in lines, for somebody at the console. */
export function sayPcnIndicator({ pcn, definition, standing, forecast }: PcnIndicator): string[] {
  const latest = standing?.latest?.pcn ?? null;
  const worth = standing?.worth ?? null;
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  const money = ({ pence }: ForecastPoint): string => (pence === null ? '' : ` (${sayPounds(pence)})`);
  const lines = [latest === null || latest.numerator === null ? `${definition.code} in ${pcn.name} (${pcn.code}): nothing is known of it.` : `${definition.code} in ${pcn.name} (${pcn.code}), counted to ${latest.countedTo}: ${latest.numerator}${latest.denominator === null ? '' : ` of ${latest.denominator}`}${latest.isPartial ? ', only part of the PCN' : ''}.`];
  if (worth) lines.push(`${worth.points.valueOf().toFixed(2)} of ${worth.pointsMax.valueOf()} points: ${sayPounds(worth.earnedPence)} earned, ${sayPounds(worth.stillPence)} to be had, ${sayPounds(worth.lostPence)} beyond reach.`);
  if (forecast.ok) lines.push(`Likely to end at ${percent(forecast.value.likeliest.share)}${money(forecast.value.likeliest)}; nine times in ten from ${percent(forecast.value.ninety.low.share)}${money(forecast.value.ninety.low)} to ${percent(forecast.value.ninety.high.share)}${money(forecast.value.ninety.high)}.`);
  else lines.push(forecast.refusal.what);
  return lines;
}
