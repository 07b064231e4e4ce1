import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { keepWords } from '#platform/words/words.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { shareOut } from '../domain/shareOut.ts';
import type { Cost, SharedOut, SharingMethod } from '../domain/shareOut.ts';
import { basesFor } from '../queries/basesFor.ts';
import { membersOfPcn } from '../queries/membersOfPcn.ts';

export interface SharingEntry {
  pcnCode: string;
  /** Which money it is. */
  title: string;
  sumPence: number;
  costs: readonly Cost[];
  method: SharingMethod;
  /** The PCN's practices of this day share. */
  on: IsoDate;
  /** What was typed for each practice, by code; only where the method is counted in figures that are entered. */
  figures: Readonly<Record<string, string>>;
  /** The decision that agreed it, of those that the actor may read. */
  agreedBy: SubjectRef | null;
  /** The locked version that this one will replace. */
  replacesId: string | null;
  /** Whether its practices see one another's amounts; else each sees its own, with the rule and the totals. */
  isOpen?: boolean;
}

export type SharingHouse = Pick<FundingContext, 'database' | 'register' | 'now' | 'today' | 'decisionsFor'>;

/** Works out how a sum is shared and keeps it as a draft; gives its id. */
export async function draftSharing(house: SharingHouse, acting: Acting, entry: SharingEntry): Promise<string> {
  const { database, register, now, today, decisionsFor } = house;
  if (!entry.title.trim()) throw new Refused({ code: 'no-title', what: 'It is not said which money this is.', where: 'title', todo: 'Enter a few words, such as “Investment and impact fund 2025/26”.' });
  await requireReadable(decisionsFor, acting, entry.agreedBy);
  const members = membersOfPcn(await register.reader.image(), entry.pcnCode, entry.on);
  const bases = await basesFor(register, entry, members);
  return database.inTransaction<unknown, string>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, entry.pcnCode, today());
    await requireReplaceable(transaction, entry);
    const shared = shareOut({ ...entry, practices: bases.practices, members });
    if (!shared.ok) throw new Refused(shared.refusal);
    return keepDraft(transaction, acting, { entry, shared: shared.value, source: bases.source }, now());
  });
}

interface Draft {
  entry: SharingEntry;
  shared: SharedOut;
  source: string | null;
}

async function keepDraft(transaction: Transaction<unknown>, acting: Acting, { entry, shared, source }: Draft, at: Date): Promise<string> {
  const { agreedBy, isOpen = false, method, on, pcnCode, replacesId, sumPence } = entry;
  // The words are the PCN's record, not the writer's own: they do not go when somebody is erased.
  const wordsId = await keepWords(transaction, { personId: null, words: entry.title.trim() }, at);
  const costs: { wordsId: string; amountPence: number }[] = [];
  for (const { label, amountPence } of entry.costs) costs.push({ wordsId: await keepWords(transaction, { personId: null, words: label }, at), amountPence });
  const { rows } = await sql<{ id: string }>`
    insert into sharing (pcn_code, words_id, sum_pence, costs, method, shared_on, basis_source, left_pence, agreed_module, agreed_kind, agreed_id, replaces_id, is_open, drafted_at, drafted_by)
    values (${pcnCode}, ${wordsId}, ${sumPence}, ${JSON.stringify(costs)}::jsonb, ${method}, ${on}::date, ${source}, ${shared.leftPence},
      ${agreedBy?.module ?? null}, ${agreedBy?.kind ?? null}, ${agreedBy?.id ?? null}, ${replacesId}, ${isOpen}, ${at.toISOString()}, ${acting.by}) returning id`.execute(transaction);
  const id = rows[0]!.id;
  for (const { code, basis, pence, oddPence } of shared.shares) {
    await sql`insert into sharing_share (sharing_id, practice_code, basis, share_pence, odd_pence) values (${id}, ${code}, ${basis.toFraction()}, ${pence}, ${oddPence})`.execute(transaction);
  }
  const detail = { pcn: pcnCode, method, on, sumPence, costsPence: shared.costsPence, leftPence: shared.leftPence, practices: shared.shares.length, replaces: replacesId, isOpen };
  await appendAudit(transaction, { by: acting.by, action: 'draft-sharing', subject: { module: 'funding', kind: 'sharing', id }, detail }, at);
  return id;
}

/** Nobody points at a decision that they may not read: its title would be shown. */
async function requireReadable(decisionsFor: SharingHouse['decisionsFor'], { personId }: Acting, agreedBy: SubjectRef | null): Promise<void> {
  if (agreedBy === null) return;
  const readable = personId === null ? [] : ((await decisionsFor?.(personId)) ?? []);
  if (readable.some(({ subject }) => subject.module === agreedBy.module && subject.kind === agreedBy.kind && subject.id === agreedBy.id)) return;
  throw new Refused({ code: 'decision-unknown', what: `None of the ${readable.length} decisions that you may read is this one.`, where: 'agreedBy', todo: 'Choose one from the list, or none.' });
}

async function requireReplaceable(transaction: Transaction<unknown>, { pcnCode, replacesId }: SharingEntry): Promise<void> {
  if (replacesId === null) return;
  const { rows } = await sql<{ isLocked: boolean; isReplaced: boolean }>`
    select locked_at is not null as "isLocked", exists (select from sharing n where n.replaces_id = s.id and n.locked_at is not null) as "isReplaced"
    from sharing s where id::text = ${replacesId} and pcn_code = ${pcnCode}`.execute(transaction);
  const [old] = rows;
  if (!old) throw new Refused({ code: 'sharing-not-found', what: 'There is no such sharing-out to replace.', todo: 'Choose one from the PCN’s list.' });
  if (!old.isLocked) throw new Refused({ code: 'not-locked', what: 'Only a locked version is replaced; this one is a draft.', where: 'title', todo: 'Withdraw the draft and make another.' });
  if (old.isReplaced) throw new Refused({ code: 'replaced-already', what: 'Another version has replaced this one already.', where: 'title', todo: 'Replace the newest version.' });
}
