import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { DescribeSubject, SubjectRef } from '#platform/subject/subject.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { RegisterContext } from '#register';
import type { Decision, DecisionDraft, Finding } from './domain/decision.ts';
import type { TermUnits } from './domain/numbersAgreed.ts';

/** Asked, in the transaction that records a decision, of what another module knows: mandates, consultation. */
export type DecisionCheck = (transaction: Transaction<unknown>, draft: DecisionDraft) => Promise<Finding[]>;

/** Told, in the same transaction, of a decision that was recorded or cured. */
export type DecisionListener = (transaction: Transaction<unknown>, decision: Decision, acting: Acting) => Promise<void>;

export type { Acting };

/** What governance's pages, commands and API work with; made once by the composition. */
export interface GovernanceContext {
  database: Database;
  register: RegisterContext;
  now: () => Date;
  today: () => IsoDate;
  publicUrl: string;
  siteName: string;
  /** The folder of papers, by the digest of what they hold. */
  papersFolder: string;
  describeSubject: DescribeSubject;
  /** What may be decided of a thing that has options, such as a question; left out where no module has any. */
  optionsOf?: (subject: SubjectRef) => Promise<readonly { id: string; label: string }[]>;
  /** In what the numbers agreed on a thing are counted on a day, by their names; left out where no module knows. */
  termUnitsOf?: (subject: SubjectRef, on: IsoDate) => Promise<TermUnits>;
  /**
   * Holds a thing of a module above until the transaction ends, where a decision is about one. It is held before the
   * decision is, and both before the audit chain: who takes them in another order may wait for each other for ever.
   */
  holdSubject?: (transaction: Transaction<unknown>, subject: SubjectRef) => Promise<void>;
  decisionChecks: readonly DecisionCheck[];
  onDecision: readonly DecisionListener[];
}
