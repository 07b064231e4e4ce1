import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { figuresOf, listSizeAdjustment, phasesOf, upToOf } from '../../impactFund/index.ts';
import { countedMonths, inheritedBy } from '../domain/closedPractices.ts';
import type { ClosedPractice, CountedPractices } from '../domain/closedPractices.ts';
import type { PcnYear } from '../domain/pcnStatement.ts';
import type { UpTo } from '../domain/statement.ts';
import type { CountsUsed } from '../domain/yearFacts.ts';

const FUND = 'investment-and-impact-fund';

interface Asked {
  year: FinancialYear;
  knownOn: IsoDate | null;
  registered: CountsUsed | undefined;
  pcns: readonly PcnYear[];
  closed: readonly ClosedPractice[];
}

/** What of the investment and impact fund may be earned: the maximum and what is budgeted, by the PCN's list beside the average one. */
export function impactFundUpTo({ year, knownOn, registered, pcns, closed }: Asked): (pcn: string) => readonly UpTo[] {
  // A later phase brings the points of the year to its own sum.
  const phase = phasesOf(year, knownOn).at(-1);
  const figures = phase && figuresOf(phase, knownOn);
  if (!phase || !figures || !registered) return () => [];
  const inherited = inheritedBy(closed);
  const lists = new Map(pcns.map(({ code, months }) => [code, listOf(registered, countedMonths(inherited, months).find((counted) => counted !== null))]));
  const counted = [...lists.values()].filter((list) => list > 0);
  if (counted.length === 0) return () => [];
  const average = { value: new Fraction(counted.reduce((sum, list) => sum + list, 0), counted.length), source: registered.source };
  return (pcn) => {
    const list = lists.get(pcn) ?? 0;
    if (list === 0) return [];
    const { maximum, budgeted } = upToOf(phase, figures, listSizeAdjustment({ list: { value: new Fraction(list), source: registered.source }, average }));
    return [maximum, budgeted].map(({ label, pence, status, working }) => ({ stream: FUND, label, amountPence: pence, status, working }));
  };
}

const listOf = ({ byPractice }: CountsUsed, counted: CountedPractices | null | undefined): number =>
  [...(counted?.members ?? []), ...(counted?.inherited ?? []).map(({ code }) => code)].reduce((sum, code) => sum + (byPractice.get(code) ?? 0), 0);
