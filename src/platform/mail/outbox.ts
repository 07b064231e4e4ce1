import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit, type Actor } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { Refused } from '#kernel/result.ts';
import { layOut, type MailWords } from './mailWords.ts';

export interface MailToSend {
  /** Why it is sent, in kebab case, such as `invitation`: shown in the outbox and kept for ever. */
  purpose: string;
  personId: string | null;
  /** One e-mail address. */
  recipient: string;
  words: MailWords;
  /** For its reader alone: no page shows what it says. */
  isConfidential?: boolean;
}

/** Puts a mail in the outbox within the transaction of what it tells of: both stand or neither. Gives its number. */
export async function queueMail(transaction: Transaction<unknown>, mail: MailToSend, now: Date): Promise<number> {
  const { subject, plainText, html } = layOut(mail.words);
  const at = now.toISOString();
  const { rows } = await sql<{ id: number }>`
    insert into mail (purpose, person_id, queued_at, next_attempt_at, is_confidential)
    values (${mail.purpose}, ${mail.personId}, ${at}, ${at}, ${mail.isConfidential ?? false}) returning id`.execute(transaction);
  const id = rows[0]!.id;
  await sql`insert into mail_content (mail_id, recipient, subject, plain_text, html)
    values (${id}, ${mail.recipient}, ${subject}, ${plainText}, ${html})`.execute(transaction);
  return id;
}

/** The same for many at once, in one statement. */
export async function queueMails(transaction: Transaction<unknown>, mails: readonly MailToSend[], now: Date): Promise<void> {
  const at = now.toISOString();
  const cells = mails.map(({ purpose, personId, recipient, words, isConfidential = false }) => {
    const { subject, plainText, html } = layOut(words);
    return [purpose, personId, isConfidential, recipient, subject, plainText, html];
  });
  await sql`
    with one as materialized (select nextval(pg_get_serial_sequence('mail', 'id')) as id, cells from jsonb_array_elements(${JSON.stringify(cells)}::jsonb) as cells),
    kept as (
      insert into mail (id, purpose, person_id, queued_at, next_attempt_at, is_confidential) overriding system value
      select id, cells ->> 0, cells ->> 1, ${at}::timestamptz, ${at}::timestamptz, (cells ->> 2)::boolean from one
    )
    insert into mail_content (mail_id, recipient, subject, plain_text, html) select id, cells ->> 3, cells ->> 4, cells ->> 5, cells ->> 6 from one`.execute(transaction);
}

export type MailState = 'waiting' | 'sent' | 'given up';

export interface OutboxRow {
  id: number;
  purpose: string;
  queuedAt: Date;
  state: MailState;
  attempts: number;
  failure: string | null;
  /** Null once its content is erased. */
  recipient: string | null;
  subject: string | null;
}

export interface OutboxMail extends OutboxRow {
  /** Null too where it is confidential. */
  plainText: string | null;
  isConfidential: boolean;
}

const outboxRows = sql<OutboxMail>`
  select id, case when is_confidential then 'confidential' else purpose end as purpose, queued_at as "queuedAt", attempts, failure, recipient, case when is_confidential then 'For its reader alone' else subject end as subject, is_confidential as "isConfidential",
    case when is_confidential then null else plain_text end as "plainText",
    case when sent_at is not null then 'sent' when next_attempt_at is null then 'given up' else 'waiting' end as state
  from mail left join mail_content on mail_content.mail_id = mail.id`;

const OUTBOX_ROWS_MAX = 2_000;

/** The newest mails first, without what they say. */
export async function outboxOf(db: Kysely<unknown>): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxMail>`${outboxRows} order by id desc limit ${sql.lit(OUTBOX_ROWS_MAX)}`.execute(db);
  return rows.map(({ plainText: _, isConfidential: __, ...row }) => row);
}

export async function mailOf(db: Kysely<unknown>, id: number): Promise<OutboxMail | null> {
  const { rows } = await sql<OutboxMail>`${outboxRows} where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Erases who a mail went to and what it said, and stops sending it. */
export async function eraseMail(database: Database, { id, by, now }: { id: number; by: Actor; now: Date }): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql`delete from mail_content where mail_id = ${id} returning mail_id`.execute(transaction);
    if (rows.length === 0) {
      throw new Refused({ code: 'mail-not-found', what: 'That mail is not in the outbox, or its words were erased before.', todo: 'Go back to the outbox.' });
    }
    await sql`update mail set next_attempt_at = null where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by, action: 'erase-mail', subject: { module: 'mail', kind: 'mail', id: String(id) }, detail: {} }, now);
  });
}

/** Erases every mail to a person, within the transaction that erases the person. */
export async function eraseMailTo(transaction: Transaction<unknown>, personId: string): Promise<void> {
  await sql`delete from mail_content using mail where mail.id = mail_content.mail_id and mail.person_id = ${personId}`.execute(transaction);
  await sql`update mail set next_attempt_at = null where person_id = ${personId} and next_attempt_at is not null`.execute(transaction);
}
