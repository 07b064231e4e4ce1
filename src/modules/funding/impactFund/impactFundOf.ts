import Fraction from 'fraction.js';
import { endOf, monthsOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sourcesOfWorking } from '#platform/explanation/working.ts';
import type { MissingLine, StatementLine, UpTo } from '../statements/domain/statement.ts';
import { listSizeAdjustment } from './domain/payment.ts';
import type { Count } from './domain/payment.ts';
import { pcnFund, upToOf } from './domain/pcnFund.ts';
import type { FundSum } from './domain/pcnFund.ts';
import type { Counted } from './domain/pointsEarned.ts';
import { figuresOf, phasesOf } from './impactFundRules.ts';

const STREAM = 'investment-and-impact-fund';

/** A PCN in a year. Without a list or an average list the adjustment is 1; without achievements nothing is achieved yet. */
export interface ImpactFundFacts {
  year: FinancialYear;
  knownOn?: IsoDate | null;
  pcnCode: string;
  list: Count | null;
  averageList: Count | null;
  counted: ReadonlyMap<string, Counted> | null;
}

export interface ImpactFundLines {
  upTo: UpTo[];
  /** What was achieved; null where nothing was entered. The year's end settles it, so it all falls to March. */
  line: StatementLine | null;
  missing: MissingLine | null;
}

/** A PCN's investment and impact fund as a statement shows it: maximum and budgeted beside the lines, achieved as a line. */
export function impactFundOf({ year, knownOn = null, pcnCode, list, averageList, counted }: ImpactFundFacts): ImpactFundLines {
  const phases = phasesOf(year, knownOn);
  if (phases.length === 0) return { upTo: [], line: null, missing: null };
  const upTo: UpTo[] = [];
  const earned: FundSum[] = [];
  const refused: string[] = [];
  for (const phase of phases) {
    const figures = figuresOf(phase, knownOn);
    if (!figures) continue;
    const suffix = phases.length > 1 ? `, ${figures.pointsInAll.value.toFraction()} points: ${phase.title.charAt(0).toLowerCase()}${phase.title.slice(1)}` : '';
    const sums = upToOf(phase, figures, listSizeAdjustment(list && averageList && { list, average: averageList }));
    for (const { label, pence, status, working } of [sums.maximum, sums.budgeted]) upTo.push({ stream: STREAM, label: `${label}${suffix}`, amountPence: pence, status, working });
    if (!counted) continue;
    const fund = pcnFund(phase, figures, { code: pcnCode, list, counted }, { averageList, prevalence: new Map() });
    if (!fund.ok) refused.push(fund.refusal.what);
    else if (fund.value.achieved) earned.push(fund.value.achieved);
  }
  if (upTo.length === 0) return { upTo, line: null, missing: { stream: STREAM, says: `The value of a point of the investment and impact fund is not known for ${year}.`, todo: 'Enter it with its source.' } };
  const missing = earned.length > 0 ? null : { stream: STREAM, says: refused[0] ?? `What was achieved in ${year} was not entered, so only the maximum and what is budgeted are shown.`, todo: 'Enter the PCN’s achievements on its page of the investment and impact fund.' } as const;
  return { upTo, line: earned[0] ? achievedLine(year, earned[0]) : null, missing };
}

function achievedLine(year: FinancialYear, { points, pence, working, status }: FundSum): StatementLine {
  return {
    id: `${STREAM}/achieved`, stream: STREAM, figure: null, title: 'Investment and impact fund, achieved so far', paidTo: 'pcn', basis: 'points', quantity: points,
    // What a point came to, after the adjustments: an exact quotient of what is shown.
    rate: points.equals(0) ? new Fraction(0) : new Fraction(pence, 100).div(points),
    from: startOf(year), to: endOf(year), amountPence: pence, monthsPence: monthsOf(year).map((_, index) => (index === 11 ? pence : 0)),
    status, sources: sourcesOfWorking(working), working, parts: [],
  };
}
