import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import { STREAMS } from '../../contract/index.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { answersFor, requireMoneyKeeper } from '../../whoseMoney.ts';
import { disputeMachine, STEP_BY } from '../domain/dispute.ts';
import type { DisputeEvent, DisputeNeed, DisputeState } from '../domain/dispute.ts';

export type DisputeHouse = Pick<FundingContext, 'database' | 'register' | 'now' | 'today'>;

/** What is disputed: a stream in a month, or over the year. */
export interface NewDispute {
  pcnCode: string;
  year: FinancialYear;
  stream: StreamId;
  month: IsoDate | null;
  duePence: number;
  paidPence: number;
  claimedPence: number;
  words: string;
  evidence: string;
}

const WORDS_MAX = 4_000;
/** `D12`. */
export const disputeNumber = (id: number): string => `D${id}`;

/** Opens a dispute for who keeps the PCN's money; the same line cannot be disputed twice at once. Gives its id. */
export async function openDispute({ database, register, now, today }: DisputeHouse, acting: Acting, dispute: NewDispute): Promise<number> {
  const { pcnCode, year, stream, month, duePence, paidPence, claimedPence } = dispute;
  const image = await register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.` });
  if (!Object.hasOwn(STREAMS, stream) || parseFinancialYear(year) !== year || (month !== null && yearOf(month) !== year)) throw new Refused({ code: 'line-not-found', what: 'There is no such stream and month in that year.', todo: 'Open the dispute from a line of what was paid.' });
  if (claimedPence === 0) throw new Refused({ code: 'nothing-claimed', what: 'Nothing is claimed: £0.', where: 'claimed', todo: 'Enter the amount that should be paid, or taken back.' });
  if (dispute.words.trim() === '') throw new Refused({ code: 'words-missing', what: 'No reason was given.', where: 'words', todo: 'Say what is wrong, in a sentence or two.' });
  checkLength(dispute.words, 'words');
  checkLength(dispute.evidence, 'evidence');
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    const state: DisputeState = dispute.evidence.trim() === '' ? 'opened' : 'evidence';
    const { rows } = await sql<{ id: number }>`
      insert into dispute (pcn_code, year, stream, month, due_pence, paid_pence, claimed_pence, state, opened_at, opened_by)
      values (${pcnCode}, ${year}, ${stream}, ${month}, ${duePence}, ${paidPence}, ${claimedPence}, ${state}, ${now().toISOString()}, ${acting.by})
      on conflict do nothing returning id::float8 as id`.execute(transaction);
    const id = rows[0]?.id;
    if (id === undefined) throw await alreadyOpen(transaction, dispute);
    await keepStep(transaction, acting, { id, event: 'open', state, amountPence: claimedPence, words: dispute.words, evidence: dispute.evidence }, now());
    return id;
  });
}

async function alreadyOpen(transaction: Transaction<unknown>, { pcnCode, year, stream, month }: NewDispute): Promise<Refused> {
  const { rows } = await sql<{ id: number }>`select id::float8 as id from dispute where pcn_code = ${pcnCode} and year = ${year} and stream = ${stream} and month is not distinct from ${month}::date and state not in ('settled', 'withdrawn')`.execute(transaction);
  return new Refused({ code: 'disputed-already', what: `This is disputed already, as ${rows.map(({ id }) => disputeNumber(id)).join(', ')}.`, where: 'words', todo: 'Add to that one.' });
}

export interface DisputeStep {
  disputeId: number;
  event: DisputeEvent;
  amountPence?: number | null;
  words?: string;
  evidence?: string;
}

/** Takes a step in a dispute: evidence and its end by who keeps the PCN's money, the answer by who answers for the commissioner. Gives its new state. */
export async function stepDispute({ database, register, now, today }: DisputeHouse, acting: Acting, step: DisputeStep): Promise<DisputeState> {
  const { disputeId, event, amountPence = null, words = '', evidence = '' } = step;
  const image = await register.reader.image();
  checkLength(words, 'words');
  checkLength(evidence, 'evidence');
  return database.inTransaction<unknown, DisputeState>(async (transaction) => {
    const { rows } = await sql<{ pcnCode: string; state: DisputeState }>`select pcn_code as "pcnCode", state from dispute where id = ${disputeId} for update`.execute(transaction);
    const [dispute] = rows;
    if (!dispute) throw new Refused({ code: 'dispute-not-found', what: `There is no dispute ${disputeNumber(disputeId)}.` });
    if (STEP_BY[event] === 'keeper') await requireMoneyKeeper(transaction, acting, dispute.pcnCode, today());
    else if (!(await answersFor(transaction, image, acting, dispute.pcnCode, today()))) throw new Refused({ code: 'not-allowed', what: 'You do not answer this PCN’s disputes for the commissioner.', where: disputeNumber(disputeId), todo: 'The primary care manager of its ICB does.' });
    const met = new Set<DisputeNeed>([...(words.trim() ? (['words'] as const) : []), ...(evidence.trim() ? (['evidence'] as const) : []), ...(amountPence === null ? [] : (['amount'] as const))]);
    const next = nextState(disputeMachine, dispute.state, event, met);
    if (!next.ok) throw new Refused({ ...next.refusal, where: event });
    await sql`update dispute set state = ${next.value} where id = ${disputeId}`.execute(transaction);
    await keepStep(transaction, acting, { id: disputeId, event, state: next.value, amountPence, words, evidence }, now());
    return next.value;
  });
}

async function keepStep(transaction: Transaction<unknown>, acting: Acting, { id, event, state, amountPence, words, evidence }: { id: number; event: DisputeEvent | 'open'; state: DisputeState; amountPence: number | null; words: string; evidence: string }, at: Date): Promise<void> {
  const [wordsId, evidenceId] = [await keepWordsIfAny(transaction, { personId: acting.personId, words }, at), await keepWordsIfAny(transaction, { personId: acting.personId, words: evidence }, at)];
  await sql`insert into dispute_step (dispute_id, event, state, amount_pence, words_id, evidence_words_id, at, by) values (${id}, ${event}, ${state}, ${amountPence}, ${wordsId}, ${evidenceId}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: `${event}-dispute`, subject: { module: 'funding', kind: 'dispute', id: disputeNumber(id) }, detail: { state, amountPence } }, at);
}

function checkLength(text: string, where: string): void {
  if (text.length > WORDS_MAX) throw new Refused({ code: 'too-long', what: `This has ${text.length} characters; ${WORDS_MAX} are the most.`, where, todo: 'Shorten it.' });
}
