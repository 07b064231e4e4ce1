import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { postRemittanceLines } from '../../ledger/index.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import type { PayeeIs } from '../domain/paidAgainstDue.ts';
import { identityOf, readRemittances } from '../domain/remittanceFile.ts';
import type { RemittanceRefusal, RemittanceEntry } from '../domain/remittanceFile.ts';
import { remittanceWords } from '../remittanceWords.ts';

export type RemittanceHouse = Pick<FundingContext, 'database' | 'register' | 'now' | 'today'>;

/** What became of a file; with any refusal nothing of it was kept. */
export interface RemittanceOutcome {
  refusals: readonly RemittanceRefusal[];
  /** Of how many lines were kept anew, and the sum of those that are the PCN's. */
  kept: number;
  keptPence: number;
  /** Lines that were on record already, with the number under which they are. */
  recognised: readonly { line: number; number: string }[];
  /** Lines by who was paid. */
  payees: Readonly<Record<PayeeIs, number>>;
  unmatched: number;
}

/** `R12`. */
export const remittanceNumber = (id: number): string => `R${id}`;

/** Keeps a statement of payment in a PCN's record and posts to its ledger what it received. Payments that are on record are recognised, also when two send them at once. */
export async function recordRemittances({ database, register, now, today }: RemittanceHouse, acting: Acting, { pcnCode, text }: { pcnCode: string; text: string }): Promise<RemittanceOutcome> {
  const image = await register.reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${pcnCode.slice(0, 20)}”.` });
  const { entries, refusals } = readRemittances(text, { wordings: remittanceWords(), today: today() });
  const payeeOf = ({ payeeCode, month }: RemittanceEntry): PayeeIs => {
    if (payeeCode === pcnCode) return 'pcn';
    if (image.parents(payeeCode, month).some(({ relation, organisation }) => relation === 'nominated-payee' && organisation.code === pcnCode)) return 'nominated';
    return image.inSlot(payeeCode, 'pcn', month) === pcnCode ? 'practice' : 'elsewhere';
  };
  const unknown = entries.filter(({ payeeCode }) => image.kindOf(payeeCode) === null).map(({ line, payeeCode }): RemittanceRefusal => ({ line, column: 'payee_code', value: payeeCode, reason: `The register has no organisation “${payeeCode}”.` }));
  return database.inTransaction<unknown, RemittanceOutcome>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    const payees: Record<PayeeIs, number> = { pcn: 0, nominated: 0, practice: 0, elsewhere: 0 };
    const nothing = { kept: 0, keptPence: 0, recognised: [], payees, unmatched: 0 };
    const all = [...refusals, ...unknown].sort((left, right) => left.line - right.line);
    if (all.length > 0) return { ...nothing, refusals: all };
    const kept = await keepLines(transaction, acting, { pcnCode, text, lines: entries.map((entry) => ({ ...entry, payeeIs: payeeOf(entry) })) }, now());
    for (const { payeeIs } of kept.lines) payees[payeeIs] += 1;
    const own = kept.lines.filter(({ payeeIs }) => payeeIs !== 'elsewhere');
    await postRemittanceLines(transaction, acting, pcnCode, own, now());
    return { refusals: [], kept: kept.lines.length, keptPence: own.reduce((sum, { amountPence }) => sum + amountPence, 0), recognised: kept.recognised, payees, unmatched: kept.lines.filter(({ stream }) => stream === null).length };
  });
}

type AttributedLine = RemittanceEntry & { payeeIs: PayeeIs };

/** Keeps the lines that are not on record, and says under which number the others are; refuses a file of which nothing is new. */
async function keepLines(transaction: Transaction<unknown>, acting: Acting, { pcnCode, text, lines }: { pcnCode: string; text: string; lines: readonly AttributedLine[] }, at: Date): Promise<{ lines: (AttributedLine & { id: number })[]; recognised: { line: number; number: string }[] }> {
  const digest = createHash('sha256').update(text).digest('hex');
  const { rows: made } = await sql<{ id: number }>`insert into remittance (pcn_code, digest, entered_at, entered_by) values (${pcnCode}, ${digest}, ${at.toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
  const remittanceId = made[0]!.id;
  // In one order for everybody, so that two who send the same lines wait for one another and never across.
  const sorted = [...lines].sort((left, right) => (identityOf(left) < identityOf(right) ? -1 : 1));
  const cells = JSON.stringify(sorted);
  const { rows } = await sql<{ id: number; reference: string; payeeCode: string; month: string; amountPence: number }>`
    insert into remittance_line (remittance_id, pcn_code, payee_code, payee_is, month, description, stream, amount_pence, reference, paid_on)
    select ${remittanceId}::bigint, ${pcnCode}, item ->> 'payeeCode', item ->> 'payeeIs', (item ->> 'month')::date, item ->> 'description', item ->> 'stream', (item ->> 'amountPence')::bigint, item ->> 'reference', (item ->> 'paidOn')::date
    from jsonb_array_elements(${cells}::jsonb) with ordinality as items (item, place) order by place
    on conflict (reference, payee_code, month, amount_pence) where withdrawn_at is null do nothing
    returning id::float8 as id, reference, payee_code as "payeeCode", to_char(month, 'YYYY-MM-DD') as month, amount_pence::float8 as "amountPence"`.execute(transaction);
  const idOf = new Map(rows.map((row) => [identityOf({ ...row, month: row.month as RemittanceEntry['month'] }), row.id]));
  const known = lines.filter((line) => !idOf.has(identityOf(line)));
  const recognised = known.length > 0 ? await numbersOf(transaction, known) : [];
  if (rows.length === 0) {
    const [first] = recognised;
    throw new Refused({ code: 'remittance-twice', what: `All ${lines.length} lines are on record already: line ${first!.line} is ${first!.number}.`, where: 'file', todo: 'Nothing was saved; nothing was missing.' });
  }
  await appendAudit(transaction, { by: acting.by, action: 'record-remittances', subject: { module: 'funding', kind: 'remittance', id: String(remittanceId) }, detail: { pcn: pcnCode, digest, lines: lines.length, kept: rows.length, keptPence: rows.reduce((sum, { amountPence }) => sum + amountPence, 0) } }, at);
  return { lines: lines.flatMap((line) => { const id = idOf.get(identityOf(line)); return id === undefined ? [] : [{ ...line, id }]; }), recognised };
}

async function numbersOf(transaction: Transaction<unknown>, lines: readonly AttributedLine[]): Promise<{ line: number; number: string }[]> {
  const { rows } = await sql<{ line: number; id: number }>`
    select (item ->> 'line')::int as line, l.id::float8 as id from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) as items (item)
    join remittance_line l on l.reference = item ->> 'reference' and l.payee_code = item ->> 'payeeCode' and l.month = (item ->> 'month')::date and l.amount_pence = (item ->> 'amountPence')::bigint and l.withdrawn_at is null
    order by line`.execute(transaction);
  return rows.map(({ line, id }) => ({ line, number: remittanceNumber(id) }));
}
