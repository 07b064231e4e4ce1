import type { FinancialYear } from '#kernel/financialYear.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import type { Statement } from '../../statements/index.ts';
import { shareByList } from './shareByList.ts';

/** A PCN that a practice was in for some of a year, and what is known of how it shares. */
export interface PcnOfPractice {
  statement: Pick<Statement, 'code' | 'lines'>;
  /** Its members of the year: those registered at 1 January, times the months in which they were members. */
  members: readonly { code: string; registered: number | null }[];
  /** Sums that the PCN has shared and locked, and the practice's part of each; null for whoever does not see its money. */
  locked: readonly { sumPence: number; sharePence: number }[] | null;
}

/** What the network contract makes due to a practice in a year of which no payments are published. */
export interface DueYear {
  year: FinancialYear;
  /** What the contract pays to the practice itself. */
  ownPence: number;
  pcnCodes: readonly string[];
  /** All that is due to its PCNs, the practices' own lines left out. */
  pcnPence: number;
  /** Its part of what its PCN has shared and locked; null for whoever does not see the PCN's money. */
  sharedPence: number | null;
  /** Its part by registered list of what is due to the PCN and not shared: nobody has agreed to it. */
  partPence: number;
  /** Own, shared and part together. */
  throughPcnPence: number;
  /** At best derived where some of it is a part by list. */
  status: FigureStatus;
  /** How many things the statements lack. */
  missing: number;
}

/** A practice's own lines, with its part of what is due to its PCNs: what they locked as its share, and its registered part of the rest. */
export function dueYear(code: string, own: Pick<Statement, 'year' | 'lines' | 'missing'>, pcns: readonly (PcnOfPractice & { statement: Pick<Statement, 'missing'> })[]): DueYear {
  const sum = (lines: Statement['lines']) => lines.reduce((total, { amountPence }) => total + amountPence, 0);
  const ofPcns = pcns.map(({ statement: { code: pcn, lines }, members, locked }) => {
    const due = lines.filter(({ paidTo }) => paidTo === 'pcn');
    const duePence = sum(due);
    const leftPence = Math.max(0, duePence - (locked ?? []).reduce((total, { sumPence }) => total + sumPence, 0));
    return { pcn, due, duePence, partPence: shareByList(leftPence, members).get(code) ?? 0, sharedPence: (locked ?? []).reduce((total, { sharePence }) => total + sharePence, 0) };
  });
  const ownPence = sum(own.lines);
  const [sharedPence, partPence] = [ofPcns.reduce((total, one) => total + one.sharedPence, 0), ofPcns.reduce((total, one) => total + one.partPence, 0)];
  const statuses = [...own.lines, ...ofPcns.flatMap(({ due }) => due)].map(({ status }) => status);
  return {
    year: own.year, ownPence, pcnCodes: ofPcns.map(({ pcn }) => pcn), pcnPence: ofPcns.reduce((total, { duePence }) => total + duePence, 0),
    sharedPence: pcns.length > 0 && pcns.every(({ locked }) => locked !== null) ? sharedPence : null, partPence, throughPcnPence: ownPence + sharedPence + partPence,
    status: leastSure(partPence > 0 ? [...statuses, 'derived'] : statuses), missing: own.missing.length + pcns.reduce((total, { statement }) => total + statement.missing.length, 0),
  };
}
