import { sql } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, VoiceContext } from '../context.ts';
import { contactsAt } from '../queries/canvassContacts.ts';
import { canvassOf, isOpenOn } from '../queries/canvasses.ts';
import { ALL_ANSWERING_ROLES, canvassNotFound } from '../queries/canvassRollUp.ts';
import { heldRegister } from '../queries/heldRegister.ts';
import { questionOf } from '../queries/questions.ts';
import { byPerson, mailAsked } from './canvassMails.ts';
import { requireCanvassLeader } from './requireCanvassLeader.ts';

/**
 * Reminds those who can answer for a constituent that has not, as they are today: also who came after the canvass was
 * opened. Nobody gets two mails of it on one day. Gives how many were reminded.
 */
export async function remindCanvass(context: VoiceContext, acting: Acting, { canvassId }: { canvassId: string }): Promise<number> {
  const now = context.now();
  const today = context.today();
  const register = await heldRegister(context.register);
  return context.database.inTransaction<unknown, number>(async (transaction) => {
    // Held, so that two who press the button at once send one reminder.
    await sql`select from canvass where id = ${canvassId} for update`.execute(transaction);
    const canvass = await canvassOf(transaction, canvassId);
    if (!canvass) throw canvassNotFound(canvassId);
    const question = (await questionOf(transaction, canvass.questionId))!;
    await requireCanvassLeader(transaction, register, acting, question, today);
    if (!isOpenOn(canvass, today)) throw new Refused({ code: 'canvass-closed', what: 'This canvass is closed.', where: canvassId, todo: 'There is nobody left to remind.' });
    const { rows } = await sql<{ silent: string[] | null; mailed: string[] | null }>`
      select (select json_agg(organisation_code) from canvass_constituent c where canvass_id = ${canvassId}
          and not exists (select from canvass_answer a where a.canvass_id = c.canvass_id and a.organisation_code = c.organisation_code)) as silent,
        (select json_agg(person_id) from canvass_mail where canvass_id = ${canvassId} and on_day = ${toIsoDate(now)}::date and kind <> 'informed') as mailed`.execute(transaction);
    const mailedToday = new Set(rows[0]?.mailed ?? []);
    const contacts = byPerson(await contactsAt(transaction, rows[0]?.silent ?? [], ALL_ANSWERING_ROLES, today)).filter(({ personId }) => !mailedToday.has(personId));
    await mailAsked(transaction, context, { canvassId, question, closesOn: canvass.closesOn }, 'reminded', contacts, acting.by, now);
    if (contacts.length > 0) {
      await appendAudit(transaction, { by: acting.by, action: 'remind-canvass', subject: { module: 'voice', kind: 'canvass', id: canvassId }, detail: { people: contacts.length } }, now);
    }
    return contacts.length;
  });
}
