import type Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureStatus, Working } from '#platform/explanation/working.ts';
import type { Basis, StreamId } from '../../contract/domain/figure.ts';

/** Of whom a statement is: a practice, a PCN, or what is added up from PCNs. */
export type StatementKind = 'practice' | 'pcn' | 'place' | 'sub-icb-location' | 'icb' | 'england';

/** What is due under one stream, for a run of months in which its rate and those counted stayed the same. */
export interface StatementLine {
  /** Unique within the statement, and the same from one working-out to the next: `enhanced-access/rate`, or with a month, `…/2024-10`. */
  id: string;
  stream: StreamId;
  /** The figure whose rate it is; null where it rests on no rate, as what was achieved does. */
  figure: string | null;
  title: string;
  /** To whom the contract pays it; a practice's own line counts in its PCN's statement too, once. */
  paidTo: 'pcn' | 'practice';
  basis: Basis | null;
  quantity: Fraction;
  /** In pounds, or what the unit of its figure says. */
  rate: Fraction;
  /** The first month, and the first day after the last. */
  from: IsoDate;
  to: IsoDate;
  amountPence: number;
  /** Of the amount, what falls to each of the year's twelve months; adds up to it. */
  monthsPence: readonly number[];
  status: FigureStatus;
  sources: readonly string[];
  /** Null for a line that is the sum of the same line of others, which stand in `parts`. */
  working: Working | null;
  /** Of a sum: how much each PCN or practice adds. */
  parts: readonly { code: string; amountPence: number }[];
}

/** A stream that could not be worked out, and what would mend it. */
export interface MissingLine {
  stream: StreamId;
  /** One sentence: what is missing. */
  says: string;
  /** The data set to load, or what to enter; null where nobody published it yet. */
  todo: string | null;
}

/** Which count of patients was used, and from which publication. */
export interface PopulationUsed {
  basis: Basis;
  asOf: IsoDate;
  source: string;
  count: number;
  practices: number;
}

/** A member practice of which a publication says nothing; or one that it has and that closed, where the register does not know who took its place. */
export interface LackingPractice {
  basis: Basis;
  practice: string;
  source: string;
  /** The first day on which it was closed: from then on its patients are in no line. */
  closedOn?: IsoDate;
}

/** Something that may be earned and is not due yet: shown beside the lines, never added to the total. */
export interface UpTo {
  stream: StreamId;
  /** Such as `Maximum` or `Budgeted (nine tenths)`. */
  label: string;
  amountPence: number;
  status: FigureStatus;
  working: Working | null;
}

/** What is due to a body in a year, as far as was known on a day. Every total is the sum of what is shown. */
export interface Statement {
  code: string;
  name: string;
  kind: StatementKind;
  year: FinancialYear;
  /** Null for all that is known. */
  knownOn: IsoDate | null;
  populations: readonly PopulationUsed[];
  lines: readonly StatementLine[];
  totalPence: number;
  totalStatus: FigureStatus;
  upTo: readonly UpTo[];
  missing: readonly MissingLine[];
  /** Practices that a publication in use does not have, so that their patients are in no line of that basis. */
  lacking: readonly LackingPractice[];
  /** What a reader must know of how it was made: a split in mid-year and the rule used, an overlay, a stand-in. */
  notes: readonly string[];
}
