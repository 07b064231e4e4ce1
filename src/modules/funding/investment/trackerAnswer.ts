import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { partOfGrowth, progressOf, yearsArrived } from './domain/tracker.ts';
import type { Deflator, PromiseProgress, SeriesValue, Told, YearArrived } from './domain/tracker.ts';
import { investmentRules } from './investmentRules.ts';
import type { InvestmentRules } from './investmentRules.ts';

/** A single fact beside the series: its value, where it was read and what it says. */
export interface Finding {
  id: string;
  title: string;
  year: FinancialYear;
  unit: '£m' | 'per cent';
  told: Told;
  says: string;
  locator: string | null;
}

export interface TrackerAnswer {
  deflator: Deflator;
  countries: readonly { country: string; years: readonly YearArrived[] }[];
  promises: readonly PromiseProgress[];
  findings: readonly Finding[];
  notUsed: InvestmentRules['notUsed'];
  /** What cannot be known, in sentences. */
  unknown: readonly string[];
}

const COUNTRIES = ['England', 'United Kingdom', 'Wales', 'Northern Ireland', 'Scotland'];

/** What was promised against what arrived. */
export function trackerAnswer(): TrackerAnswer {
  const { series, promises, deflators, notUsed } = investmentRules();
  const [deflator] = deflators;
  const countries = COUNTRIES.map((country) => ({ country, years: yearsArrived(series, deflator, country) }));
  const england = countries[0]!.years;
  const valuesOf = (id: string) => series.find((one) => one.id === id)!;
  const finding = (id: string, value: SeriesValue): Finding => {
    const { title, unit, says } = valuesOf(id);
    return { id: `${id}/${value.year}`, title, unit, says, year: value.year, locator: value.source.locator, told: { value: value.value, status: value.status, sources: [value.source.title] } };
  };
  const share = valuesOf('england/information-technology-share-of-growth').values[0]!;
  const index = england.findIndex(({ year }) => year === share.year);
  const [before, after] = [england[index - 1]!.spent!, england[index]!.spent!];
  const technology = partOfGrowth(share, before, after);
  return {
    deflator, countries, notUsed,
    promises: promises.map((promise) => progressOf(promise, england, series)),
    findings: [
      finding('england/information-technology-share-of-growth', share),
      { id: 'technology', title: 'That part in money', unit: '£m', year: share.year, locator: null, told: technology, says: '29% of the growth in cash. It does not reach practices directly.' },
      { id: 'other-growth', title: 'The rest of the growth', unit: '£m', year: share.year, locator: null, told: { ...technology, value: after.value.sub(before.value).sub(technology.value) }, says: 'At the most this reached the front line: some of it is out of hours services and work led from the centre, which are not told apart.' },
      finding('england/commissioners-underspend', valuesOf('england/commissioners-underspend').values[0]!),
      ...valuesOf('england/share-of-nhs').values.map((value) => finding('england/share-of-nhs', value)),
    ],
    unknown: [
      'Nobody has published a file that sets what the General Practice Forward View promised beside what arrived, scheme by scheme.',
      'How much of the growth reached the front line is not published. The national figures hold money that does not reach practices: information technology, systems, work led from the centre, out of hours services and, from 2017/18, GPs in A&E departments.',
      'Of the 2.3% that commissioners left unspent in 2016/17 it is not known how much was meant for general practice: the budget held secondary dental care too.',
      'The national figures are on the basis of accounts; the payments to practices are on the basis of cash. They cannot be taken one from the other.',
      `No rise in prices is held after ${deflator.values.at(-1)!.year}, so later years are in cash only, and whether 14% in real terms had come by 2020/21 cannot be said here.`,
      'Whether the money was enough for the work is not in any of these figures.',
    ],
  };
}

/** Exact fractions as numbers of six places, for a program that reads JSON; everything else as it is. */
export function plainly(value: unknown): unknown {
  if (value instanceof Fraction) return Number(value.valueOf().toFixed(6));
  if (Array.isArray(value)) return value.map(plainly);
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainly(one)]));
  return value;
}
