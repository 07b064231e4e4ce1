import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { appendAudit } from '#platform/audit/audit.ts';
import { queueMail } from '#platform/mail/index.ts';
import { LIFE_WORDS, makeLink } from '#platform/signIn/index.ts';
import type { InTransaction, PeopleContext } from './peopleContext.ts';

/** Makes a person known. Their name and address are kept apart; the chain gets a digest that only their own salt can show to be theirs. */
export async function makePerson(transaction: InTransaction, { by }: PeopleContext, { name, email }: { name: string; email: string }, now: Date): Promise<string> {
  const personId = randomUUID();
  const salt = randomBytes(16).toString('base64url');
  await sql`insert into person (id, made_at) values (${personId}, ${now.toISOString()})`.execute(transaction);
  await sql`insert into person_details (person_id, name, email, salt) values (${personId}, ${name}, ${email}, ${salt})`.execute(transaction);
  const details = createHash('sha256').update(JSON.stringify([salt, name, email])).digest('hex');
  await appendAudit(transaction, { by, action: 'make-person', subject: { module: 'register', kind: 'person', id: personId }, detail: { details } }, now);
  return personId;
}

/** Sends a person the link that lets them in for the first time. */
export async function sendInvitation(transaction: InTransaction, context: PeopleContext, person: { personId: string; name: string; email: string }, now: Date): Promise<void> {
  const { publicUrl, siteName, by } = context;
  const { personId, name, email } = person;
  const href = await makeLink(transaction, { personId, purpose: 'invitation', by }, publicUrl, now);
  await queueMail(
    transaction,
    {
      purpose: 'invitation',
      personId,
      recipient: email,
      words: {
        subject: `You are invited to ${siteName}`,
        greeting: `Dear ${name},`,
        paragraphs: [
          `You are invited to ${siteName}, the operating record of your integrated care system: who is in it, who may decide what, and what was agreed.`,
          `Follow this link and press the button to sign in for the first time. It works once, within ${LIFE_WORDS.invitation}. After that, ask for a link on the sign-in page whenever you need one.`,
        ],
        action: { label: `Sign in to ${siteName}`, href },
        closing: ['If you did not expect this, you need do nothing.'],
      },
    },
    now,
  );
}

export async function personWithEmail(db: Kysely<unknown>, email: string): Promise<{ personId: string; name: string; email: string } | null> {
  const { rows } = await sql<{ personId: string; name: string; email: string }>`
    select person_id as "personId", name, email from person_details where email = ${email}`.execute(db);
  return rows[0] ?? null;
}
