import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { moneyRights } from '../../whoseMoney.ts';
import { disputeNumber } from '../commands/disputes.ts';
import type { DisputeEvent, DisputeState } from '../domain/dispute.ts';

export interface Dispute {
  id: number;
  pcnCode: string;
  year: FinancialYear;
  stream: StreamId;
  month: IsoDate | null;
  duePence: number;
  paidPence: number;
  claimedPence: number;
  state: DisputeState;
  openedOn: IsoDate;
}

export interface DisputeStepKept {
  /** Beside its events: that it was opened, and that a statement of payment about it was withdrawn. */
  event: DisputeEvent | 'open' | 'payment-withdrawn';
  state: DisputeState;
  amountPence: number | null;
  words: string | null;
  evidence: string | null;
  on: IsoDate;
  by: string;
  /** Null for the console, and for who was erased. */
  name: string | null;
}

/** What somebody may do with a PCN's disputes. */
export interface DisputeRights {
  sees: boolean;
  keeps: boolean;
  answers: boolean;
}

const cells = sql`id::float8 as id, pcn_code as "pcnCode", year, stream, to_char(month, 'YYYY-MM-DD') as month, due_pence::float8 as "duePence", paid_pence::float8 as "paidPence", claimed_pence::float8 as "claimedPence", state, to_char(opened_at, 'YYYY-MM-DD') as "openedOn"`;
type Reader = Pick<FundingContext, 'database' | 'register' | 'today'>;

export async function disputeRights({ database, register, today }: Reader, acting: Acting, pcnCode: string): Promise<DisputeRights> {
  const { sees, keeps, answers } = (await moneyRights(database.as(), await register.reader.image(), acting, today()))(pcnCode);
  return { sees: sees || keeps || answers, keeps, answers };
}

/** A dispute with all its steps, for the PCN's people and for who answers it. */
export async function disputeOf(context: Reader, acting: Acting, id: number): Promise<{ dispute: Dispute; steps: readonly DisputeStepKept[]; rights: DisputeRights }> {
  const db = context.database.as<unknown>();
  const { rows } = await sql<Dispute>`select ${cells} from dispute where id = ${id}`.execute(db);
  const [dispute] = rows;
  if (!dispute) throw new Refused({ code: 'dispute-not-found', what: `There is no dispute ${disputeNumber(id)}.` });
  const rights = await disputeRights(context, acting, dispute.pcnCode);
  if (!rights.sees) throw new Refused({ code: 'not-allowed', what: 'A dispute is seen by the people of its PCN, and by who answers it for the commissioner.', where: disputeNumber(id) });
  const { rows: steps } = await sql<DisputeStepKept>`
    select s.event, s.state, s.amount_pence::float8 as "amountPence", w.words, e.words as evidence, to_char(s.at, 'YYYY-MM-DD') as "on", s.by, p.name
    from dispute_step s left join words_written w on w.id = s.words_id left join words_written e on e.id = s.evidence_words_id left join person_details p on p.person_id = s.by
    where s.dispute_id = ${id} order by s.id`.execute(db);
  return { dispute, steps, rights };
}

/** A dispute with what somebody may do with it. */
export type SeenDispute = Dispute & { rights: DisputeRights };

/** Every dispute that somebody sees, those that are open first. Their roles are read once, however many PCNs dispute. */
export async function disputesFor({ database, register, today }: Reader, acting: Acting): Promise<readonly SeenDispute[]> {
  const db = database.as<unknown>();
  const { rows } = await sql<Dispute>`select ${cells} from dispute order by state in ('settled', 'withdrawn'), id desc`.execute(db);
  if (rows.length === 0) return [];
  const rightsOf = await moneyRights(db, await register.reader.image(), acting, today());
  return rows.flatMap((dispute) => {
    const { sees, keeps, answers } = rightsOf(dispute.pcnCode);
    return sees || keeps || answers ? [{ ...dispute, rights: { sees: true, keeps, answers } }] : [];
  });
}

/** The open disputes of a PCN in a year. */
export async function openDisputesOf(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<readonly Dispute[]> {
  const { rows } = await sql<Dispute>`select ${cells} from dispute where pcn_code = ${pcnCode} and year = ${year} and state not in ('settled', 'withdrawn') order by id`.execute(db);
  return rows;
}
