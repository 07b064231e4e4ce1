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

/** What the network contract makes due to a practice in a year of which no payments are published. Null is not known: never nothing. */
export interface DueYear {
  year: FinancialYear;
  /** What the contract pays to the practice itself. */
  ownPence: number | null;
  pcnCodes: readonly string[];
  /** All that is due to its PCNs, the practices' own lines left out. */
  pcnPence: number | null;
  /** Its part of what its PCN has shared and locked; null for whoever does not see the PCN's money. */
  sharedPence: number | null;
  /** Its part by registered list of what is due to the PCN and not shared: nobody has agreed to it. Null also where its list is not known. */
  partPence: number | null;
  /** What is known of own, shared and part together. */
  throughPcnPence: number | null;
  /** At best derived where some of it is a part by list. */
  status: FigureStatus | null;
  /** How many things the statements lack. */
  missing: number;
}

type Lines = Pick<Statement, 'lines' | 'missing'>;

/** A practice's own lines, with its part of what is due to its PCNs: what they locked as its share, and its registered part of the rest. */
export function dueYear(code: string, own: Lines & Pick<Statement, 'year'>, pcns: readonly (PcnOfPractice & { statement: Lines })[]): DueYear {
  const ofPcns = pcns.map((pcn) => ({ code: pcn.statement.code, ...ofPcn(code, pcn) }));
  const lines = [...own.lines, ...ofPcns.flatMap(({ due }) => due)];
  const missing = own.missing.length + pcns.reduce((total, { statement }) => total + statement.missing.length, 0);
  // A rate that nobody knows yet stands in the PCN's statement alone.
  const ownPence = own.lines.length === 0 && missing > 0 ? null : sumOf(own.lines);
  const [pcnPence, partPence, locked] = [addKnown(ofPcns.map((pcn) => pcn.duePence)), addKnown(ofPcns.map((pcn) => pcn.partPence)), addKnown(ofPcns.map((pcn) => pcn.sharedPence))];
  const sharedPence = pcns.every((pcn) => pcn.locked !== null) ? locked : null;
  return {
    year: own.year, ownPence, pcnCodes: ofPcns.map((pcn) => pcn.code), pcnPence, sharedPence, partPence, throughPcnPence: addKnown([ownPence, locked, partPence]),
    status: lines.length === 0 ? null : leastSure([...lines.map(({ status }) => status), ...(partPence ? ['derived' as const] : [])]),
    missing,
  };
}

function ofPcn(code: string, { statement: { lines }, members, locked }: PcnOfPractice): { due: Statement['lines']; duePence: number | null; sharedPence: number | null; partPence: number | null } {
  const due = lines.filter(({ paidTo }) => paidTo === 'pcn');
  const sharedPence = locked && locked.reduce((total, { sharePence }) => total + sharePence, 0);
  if (due.length === 0) return { due, duePence: null, sharedPence, partPence: null };
  const duePence = sumOf(due);
  const leftPence = Math.max(0, duePence - (locked ?? []).reduce((total, { sumPence }) => total + sumPence, 0));
  const isCounted = members.some((member) => member.code === code && member.registered !== null);
  return { due, duePence, sharedPence, partPence: leftPence === 0 ? 0 : isCounted ? (shareByList(leftPence, members).get(code) ?? 0) : null };
}

const sumOf = (lines: Statement['lines']): number => lines.reduce((total, { amountPence }) => total + amountPence, 0);

/** The sum of what is known; null where nothing is. */
const addKnown = (amounts: readonly (number | null)[]): number | null => {
  const known = amounts.filter((pence) => pence !== null);
  return known.length === 0 ? null : known.reduce((total, pence) => total + pence, 0);
};
