import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import { FORM_RULES, MATTERS } from '../authorityRules.ts';
import type { Acting, GovernanceContext } from '../context.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Condition } from '../domain/authority/grant.ts';
import { decideGrant } from '../domain/authority/grantEntry.ts';
import type { GrantEntry } from '../domain/authority/grantEntry.ts';
import { requireBody, requireGiver } from './requireGiver.ts';

export type GrantHouse = Pick<GovernanceContext, 'database' | 'register' | 'now' | 'today'>;

/** Records what one body grants another, as a draft or in force; gives its id. */
export async function grantAuthority({ database, register, now, today }: GrantHouse, acting: Acting, entry: GrantEntry): Promise<string> {
  const image = await register.reader.image();
  return database.inTransaction<unknown, string>(async (transaction) => {
    const giver = await requireBody(transaction, image, entry.giver, today(), 'giver');
    await requireGiver(transaction, image, acting, giver, today());
    const receiver = await requireBody(transaction, image, entry.receiver, today(), 'receiver');
    const jointWith = entry.jointWith && (await requireBody(transaction, image, entry.jointWith, today(), 'jointWith'));
    if (image.versionsOf(entry.withinCode).length === 0) throw new Refused({ code: 'place-unknown', what: `The register has no organisation “${entry.withinCode.slice(0, 40)}”.`, where: 'within', todo: 'Find its code with the search.' });
    const decided = decideGrant({ ...entry, giver, receiver, jointWith }, { matters: MATTERS, forms: FORM_RULES });
    if (!decided.ok) throw new Refused(decided.refusal);
    return keepGrant(transaction, acting, decided.value, { at: now(), replacesId: null });
  });
}

/** Stores and audits a grant that was decided; `replacesId` is the draft that it puts in force. */
export async function keepGrant(transaction: Transaction<unknown>, acting: Acting, grant: GrantEntry, { at, replacesId }: { at: Date; replacesId: string | null }): Promise<string> {
  const { giver, receiver, matters, withinCode } = grant;
  // The words are the giver’s, not the officer’s own: a limit does not go when somebody is erased.
  const instrument = await keepWordsIfAny(transaction, { personId: null, words: grant.instrument }, at);
  const other = grant.otherCondition?.trim() ? await keepWords(transaction, { personId: null, words: grant.otherCondition.trim() }, at) : null;
  const conditions: Condition[] = [
    ...(grant.consultLmc ? [{ kind: 'consult-lmc' } as const] : []),
    ...(grant.jointWith ? [{ kind: 'joint-with', body: grant.jointWith } as const] : []),
    ...(other ? [{ kind: 'other', wordsId: other } as const] : []),
  ];
  const span = `[${grant.from},${grant.lastDay === null ? '' : addDays(grant.lastDay, 1)})`;
  const { rows } = await sql<{ id: string }>`
    insert into delegation (giver_kind, giver_id, receiver_kind, receiver_id, matters, kept_back, within_code, limit_decision_pence, limit_year_pence, may_delegate_onward,
      conditions, governance_form, instrument_words_id, valid, status, replaces_id, entered_at, entered_by, revision)
    values (${giver.kind}, ${giver.id}, ${receiver.kind}, ${receiver.id}, ${matters}::text[], ${grant.keptBack}::text[], ${withinCode}, ${grant.limitDecisionPence}, ${grant.limitYearPence},
      ${grant.mayDelegateOnward}, ${JSON.stringify(conditions)}::jsonb, ${grant.form}, ${instrument}, ${span}, ${grant.status}, ${replacesId}, ${at.toISOString()}, ${acting.by}, ${await raiseRevision(transaction)}) returning id`.execute(transaction);
  const id = rows[0]!.id;
  await sql`insert into delegation_matter (within_code, matter, delegation_id) select ${withinCode}, matter, ${id}::uuid from unnest(${matters}::text[]) as matter`.execute(transaction);
  const action = grant.status === 'draft' ? 'draft-grant' : 'grant-authority';
  const detail = { giver: bodyKey(giver), receiver: bodyKey(receiver), within: withinCode, matters: matters.join(' '), from: grant.from, lastDay: grant.lastDay, limitDecisionPence: grant.limitDecisionPence, limitYearPence: grant.limitYearPence, replaces: replacesId };
  await appendAudit(transaction, { by: acting.by, action, subject: { module: 'governance', kind: 'delegation', id }, detail }, at);
  return id;
}

/** The number of this change of the grants. Who changes them at once takes turns, so that the numbers are committed in their order. */
export async function raiseRevision(transaction: Transaction<unknown>): Promise<number> {
  const { rows } = await sql<{ revision: number }>`update delegation_revision set revision = revision + 1 returning revision::float8 as revision`.execute(transaction);
  return rows[0]!.revision;
}
