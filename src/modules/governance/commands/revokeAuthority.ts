import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import { FORM_RULES, MATTERS } from '../authorityRules.ts';
import type { Acting } from '../context.ts';
import { decideGrant } from '../domain/authority/grantEntry.ts';
import { isUuid } from '../domain/uuid.ts';
import { delegationOf } from '../queries/delegations.ts';
import type { Delegation } from '../queries/delegations.ts';
import { keepGrant, raiseRevision } from './grantAuthority.ts';
import type { GrantHouse } from './grantAuthority.ts';
import { requireGiver } from './requireGiver.ts';

/** Takes a grant back from a day on: today's or a later one, for what was decided under it until then stands. */
export async function revokeAuthority(house: GrantHouse, acting: Acting, { id, on, reason }: { id: string; on: IsoDate; reason: string }): Promise<void> {
  const words = reason.trim();
  if (words === '') throw new Refused({ code: 'no-reason', what: 'It is not said why the grant is taken back.', where: 'reason', todo: 'Say why: delegations are published, and so is this.' });
  if (words.length > 2_000) throw new Refused({ code: 'too-long', what: 'The reason is longer than 2,000 characters.', where: 'reason', todo: 'Say it shorter.' });
  await changing(house, acting, id, async (transaction, grant) => {
    if (grant.status === 'draft') throw new Refused({ code: 'only-a-draft', what: 'This is a draft: it was never granted.', todo: 'Withdraw the draft.' });
    if (on < house.today()) throw new Refused({ code: 'revoked-backwards', what: 'A grant cannot be taken back from a day that has passed.', where: 'on', todo: 'Choose today or a later day; where it was entered by mistake, withdraw it.' });
    if (grant.to !== null && on >= grant.to) throw new Refused({ code: 'ended-already', what: 'By that day the grant has ended.', where: 'on', todo: 'Choose an earlier day, or leave it to end.' });
    await endGrant(transaction, house, acting, grant, { kind: 'revoked', on, reason: words });
  });
}

/** Takes out a draft, or a grant that was entered by mistake: then it never was. It stays on record that it was entered. */
export const withdrawGrant = (house: GrantHouse, acting: Acting, { id, reason }: { id: string; reason: string }): Promise<void> =>
  changing(house, acting, id, (transaction, grant) => endGrant(transaction, house, acting, grant, { kind: 'withdrawn', on: null, reason }));

/** Puts a draft in force as it stands; gives the id of the grant, in which the draft is named. */
export async function putInForce(house: GrantHouse, acting: Acting, id: string): Promise<string> {
  let granted = '';
  await changing(house, acting, id, async (transaction, draft) => {
    if (draft.status !== 'draft') throw new Refused({ code: 'in-force-already', what: 'This grant is no draft.', todo: 'Look at it again.' });
    const decided = decideGrant(entryOf(draft), { matters: MATTERS, forms: FORM_RULES });
    if (!decided.ok) throw new Refused(decided.refusal);
    await endGrant(transaction, house, acting, draft, { kind: 'withdrawn', on: null, reason: '' });
    granted = await keepGrant(transaction, acting, { ...decided.value, status: 'in-force' }, { at: house.now(), replacesId: id });
  });
  return granted;
}

/** A grant as it would be entered again. */
export function entryOf(grant: Delegation) {
  const joint = grant.conditions.find((one) => one.kind === 'joint-with');
  const other = grant.conditions.find((one) => one.kind === 'other');
  return {
    ...grant,
    consultLmc: grant.conditions.some(({ kind }) => kind === 'consult-lmc'),
    jointWith: joint?.body ?? null,
    otherCondition: other ? (grant.wordsById[other.wordsId] ?? null) : null,
    lastDay: grant.to === null ? null : addDays(grant.to, -1),
  };
}

/** The grant, locked, for somebody who speaks for its giver; who comes second to end it is refused. */
async function changing({ database, register, today }: GrantHouse, acting: Acting, id: string, change: (transaction: Transaction<unknown>, grant: Delegation) => Promise<void>): Promise<void> {
  const image = await register.reader.image();
  await database.inTransaction<unknown, void>(async (transaction) => {
    if (isUuid(id)) await sql`select from delegation where id = ${id} for update`.execute(transaction);
    const grant = await delegationOf(transaction, id);
    if (!grant) throw new Refused({ code: 'delegation-not-found', what: 'There is no such grant.', todo: 'Choose one from the list of delegations.' });
    await requireGiver(transaction, image, acting, grant.giver, today());
    if (grant.end) throw new Refused({ code: 'ended-already', what: grant.end.kind === 'revoked' ? 'This grant has been taken back already.' : 'This grant has been withdrawn already.', todo: 'Look at it again.' });
    await change(transaction, grant);
  });
}

async function endGrant(transaction: Transaction<unknown>, { now }: GrantHouse, acting: Acting, { id }: Delegation, { kind, on, reason }: { kind: 'revoked' | 'withdrawn'; on: IsoDate | null; reason: string }): Promise<void> {
  const at = now();
  const words = await keepWordsIfAny(transaction, { personId: acting.personId, words: reason }, at);
  await sql`insert into delegation_end (delegation_id, kind, ends_on, reason_words_id, entered_at, entered_by, revision)
    values (${id}, ${kind}, ${on}, ${words}, ${at.toISOString()}, ${acting.by}, ${await raiseRevision(transaction)})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: kind === 'revoked' ? 'revoke-authority' : 'withdraw-grant', subject: { module: 'governance', kind: 'delegation', id }, detail: { from: on } }, at);
}
