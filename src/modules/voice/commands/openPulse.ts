import { sql } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { queueMail } from '#platform/mail/index.ts';
import { forumOf } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import { PULSE_QUESTION } from '../domain/pulse.ts';
import { contactsAt } from '../queries/canvassContacts.ts';
import { askedInPlace, PULSE_ROLES } from '../queries/pulses.ts';
import { requireLead } from './requireLead.ts';

/** Long enough for everybody to be back from leave, short enough to be one moment. The house's own, not the NHS's. */
export const PULSE_DAYS = { least: 7, most: 60, usual: 28 };

/** Puts the yearly question to everybody in the practices and PCNs of a leadership team's place. Once a year: a second is refused. Gives its number. */
export async function openPulse(context: VoiceContext, acting: Acting, { forumCode, closesOn }: { forumCode: string; closesOn: IsoDate }): Promise<string> {
  const [today, now] = [context.today(), context.now()];
  const image = await context.register.reader.image();
  if (closesOn < addDays(today, PULSE_DAYS.least) || closesOn > addDays(today, PULSE_DAYS.most)) {
    throw new Refused({ code: 'pulse-days', what: `It is open for ${PULSE_DAYS.least} to ${PULSE_DAYS.most} days.`, where: 'closesOn', todo: `Choose a last day from ${sayDate(addDays(today, PULSE_DAYS.least))} to ${sayDate(addDays(today, PULSE_DAYS.most))}.` });
  }
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const { placeCode, name, kind } = (await forumOf(transaction, forumCode, today)) ?? (await requireLead(transaction, acting, forumCode, today));
    await requireLead(transaction, acting, forumCode, today);
    if (kind !== 'gp-leadership-team') throw new Refused({ code: 'not-a-leadership-team', what: `The ${name} does not speak for general practice of a place.`, todo: 'Choose a GP leadership team.' });
    const year = Number(today.slice(0, 4));
    const { rows } = await sql<{ id: string }>`
      insert into pulse (place_code, forum_code, year, opens_on, closes_on, opened_at, opened_by) values (${placeCode}, ${forumCode}, ${year}, ${today}, ${closesOn}, ${now.toISOString()}, ${acting.by})
      on conflict (place_code, year) do nothing returning id`.execute(transaction);
    if (!rows[0]) throw new Refused({ code: 'pulse-of-this-year', what: `It was asked in ${year} before.`, todo: 'Ask again next year.' });
    const id = rows[0].id;
    await sql`insert into pulse_count (pulse_id, trust) select ${id}, generate_series(1, 5)`.execute(transaction);
    const people = new Map((await contactsAt(transaction, [...askedInPlace(image, placeCode, today)], PULSE_ROLES, today)).map((contact) => [contact.personId, contact]));
    for (const { personId, name: of, email } of people.values()) {
      await queueMail(transaction, { purpose: 'pulse', personId, recipient: email, isConfidential: true, words: {
        subject: PULSE_QUESTION,
        greeting: `Dear ${of},`,
        paragraphs: [`Once a year the ${name} asks everybody it speaks for: ${PULSE_QUESTION}`, `It takes half a minute, until ${sayDate(closesOn)}. What you choose is added to a count and kept nowhere beside your name.`],
        action: { label: 'Answer, after signing in', href: new URL(`/pulse/${id}`, context.publicUrl).href },
      } }, now);
    }
    await appendAudit(transaction, { by: acting.by, action: 'open-pulse', subject: { module: 'voice', kind: 'pulse', id }, detail: { place: placeCode, year, closesOn, people: people.size } }, now);
    return id;
  });
}
