import Fraction from 'fraction.js';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { AchievementEntry } from './achievementFile.ts';
import { groupedBy } from './groupedBy.ts';
import type { Phase } from './indicator.ts';
import type { Count } from './payment.ts';
import { pcnFund } from './pcnFund.ts';
import type { England, NationalCount, PcnFund, PhaseFigures } from './pcnFund.ts';

/** England's denominator and list for an indicator, as somebody gave them. */
export interface NationalPrevalence {
  indicator: string;
  denominator: number;
  listSize: number;
}

export interface AchievementBasis {
  /** The average PCN's list, where it was given; else the mean of the file's. */
  averageList: number | null;
  /** Whether the file holds every PCN, so that it is England. */
  isEngland: boolean;
  /** Where it was given; it comes before the file's own. */
  prevalence: readonly NationalPrevalence[] | null;
  source: string;
}

export interface AchievementResult {
  phase: Phase;
  funds: readonly PcnFund[];
  /** What was assumed, and why, in sentences. */
  notes: readonly string[];
}

/** Works a phase out for every PCN of a file. */
export function achievementResult(phase: Phase, figures: PhaseFigures, entries: readonly AchievementEntry[], basis: AchievementBasis): Result<AchievementResult> {
  const own = entries.filter(({ indicator }) => phase.indicators.includes(indicator));
  const byPcn = groupedBy(own, ({ pcnCode }) => pcnCode);
  const lists = new Map([...byPcn].flatMap(([code, lines]) => lines.flatMap(({ listSize }) => (listSize === null ? [] : [[code, listSize] as const]))));
  const { england, notes } = englandOf(own, lists, byPcn.size, basis);
  const funds: PcnFund[] = [];
  for (const [code, lines] of byPcn) {
    const list = lists.get(code);
    const fund = pcnFund(phase, figures, { code, list: list === undefined ? null : { value: new Fraction(list), source: basis.source }, counted: new Map(lines.map(({ indicator, counted }) => [indicator.code, counted])) }, england);
    if (!fund.ok) return fund;
    funds.push(fund.value);
  }
  return ok({ phase, funds, notes });
}

function englandOf(entries: readonly AchievementEntry[], lists: ReadonlyMap<string, number>, pcns: number, basis: AchievementBasis): { england: England; notes: string[] } {
  const count = (value: Fraction, source = basis.source): Count => ({ value, source });
  const notes: string[] = [];
  const sum = new Fraction([...lists.values()].reduce((total, list) => total + list, 0));
  let averageList: Count | null = null;
  if (lists.size === 0) notes.push(basis.isEngland ? 'No list sizes were given. Where every PCN is counted they cancel: both adjustments together are the PCN’s denominator beside the mean denominator.' : 'The list-size adjustment is 1 for every PCN: no list sizes were given.');
  else if (basis.averageList !== null) averageList = count(new Fraction(basis.averageList), 'The average list that was given');
  else {
    averageList = count(sum.div(lists.size), `The mean list of the ${lists.size} PCNs of ${basis.source}`);
    if (!basis.isEngland) notes.push(`The average PCN’s list is the mean of the ${lists.size} ${lists.size === 1 ? 'PCN' : 'PCNs'} of the file, ${sum.div(lists.size).valueOf().toLocaleString('en-GB', { maximumFractionDigits: 1 })}, as none was given.`);
  }
  if (lists.size > 0 && lists.size < pcns) notes.push(`${pcns - lists.size} of ${pcns} PCNs have no list size; their adjustments are 1.`);
  const prevalence = new Map<string, NationalCount>();
  if (basis.prevalence) {
    for (const { indicator, denominator, listSize } of basis.prevalence) prevalence.set(indicator, { denominator: count(new Fraction(denominator), 'England’s prevalence, as given'), list: count(new Fraction(listSize), 'England’s prevalence, as given') });
  } else if (basis.isEngland && (lists.size === pcns || lists.size === 0)) {
    for (const [code, lines] of groupedBy(entries, ({ indicator }) => indicator.code)) {
      if (lines.length < pcns) continue;
      const denominator = lines.reduce((total, { counted }) => (counted.kind === 'binary' ? total : total.add(counted.denominator)), new Fraction(0));
      prevalence.set(code, lists.size === 0 ? { mean: count(denominator.div(pcns), `The mean of the ${pcns} PCNs of ${basis.source}`) } : { denominator: count(denominator), list: count(sum) });
    }
  }
  const without = [...new Set(entries.map(({ indicator }) => indicator))].filter(({ code, kind, prevalence: by }) => kind !== 'binary' && by === 'denominator' && !prevalence.has(code)).map(({ code }) => code);
  if (without.length > 0) notes.push(`The prevalence adjustment is 1 for ${without.join(', ')}: England’s prevalence was not given, and the file does not hold every PCN with its list.`);
  return { england: { averageList, prevalence }, notes };
}
