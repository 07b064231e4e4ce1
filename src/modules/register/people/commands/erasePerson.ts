import { sql } from 'kysely';
import { addDays, toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { eraseMailTo } from '#platform/mail/index.ts';
import { forgetPerson } from '#platform/signIn/index.ts';
import { eraseWordsOf } from '#platform/words/words.ts';
import { requireAdministrator } from './changeRole.ts';
import { auditRole, believe, disbelieve, holdingsOf, momentOf } from './keepRoles.ts';
import { authorise, type PeopleContext } from './peopleContext.ts';

/**
 * Erases a person's name, address and mails, ends the roles and seats they hold and signs them out. That somebody held these
 * roles, and what they did, stays under a number that leads to nobody.
 */
export async function erasePerson(context: PeopleContext, personId: string): Promise<void> {
  authorise(context, 'system.administer');
  const now = context.now();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql`delete from person_details where person_id = ${personId} returning person_id`.execute(transaction);
    if (rows.length === 0) {
      throw new Refused({ code: 'person-not-found', what: 'Nobody known here has this number, or they were erased before.', where: personId, todo: 'Choose a person from the list of people.' });
    }
    await sql`update person set erased_at = ${now.toISOString()} where id = ${personId}`.execute(transaction);
    const at = await momentOf(transaction, personId, now);
    const yesterday = addDays(toIsoDate(now), -1);
    for (const end of context.onErased ?? []) await end(transaction, { personId, lastDay: yesterday, by: context.by }, now);
    for (const held of (await holdingsOf(transaction, [personId])).filter(({ end }) => end === null || end > yesterday)) {
      await disbelieve(transaction, held.holdingId, at);
      const ended = held.start <= yesterday ? { ...held, end: yesterday } : null;
      if (ended) await believe(transaction, ended, at);
      await auditRole(transaction, context, ended ? 'end-role' : 'withdraw-role', ended ?? held, now);
    }
    await eraseMailTo(transaction, personId);
    await eraseWordsOf(transaction, personId);
    await forgetPerson(transaction, personId, context.by, now);
    await appendAudit(transaction, { by: context.by, action: 'erase-person', subject: { module: 'register', kind: 'person', id: personId }, detail: {} }, now);
    await requireAdministrator(transaction, context);
  });
}
