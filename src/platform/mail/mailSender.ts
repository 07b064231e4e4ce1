import nodemailer from 'nodemailer';
import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { lookEvery } from './lookEvery.ts';

export interface MailSenderOptions {
  database: Database;
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  smtpUrl: string;
  /** The address that mails come from. */
  from: string;
  now: () => Date;
  /** Told of each failure, by a short code and never an address. */
  onFailure?: (failure: { mailId: number; code: string }) => void;
}

export interface MailSender {
  /** Sends what is due now and says how it went. */
  sendDue(): Promise<{ sent: number; failed: number }>;
  /** Looks for due mails every few seconds until stopped. */
  start(): void;
  stop(): Promise<void>;
}

interface DueMail {
  id: number;
  attempts: number;
  recipient: string;
  subject: string;
  plainText: string;
  html: string;
}

/** Waits after the first, second, … failed attempt; after the last the mail is given up. */
const WAITS_MINUTES = [1, 5, 15, 60, 240, 720];
/** A mail that a sender took and never reported on (it died) is due again after this long. */
const CLAIM_MINUTES = 10;
const BATCH = 20;
const LOOK_EVERY_MS = 3_000;

/**
 * Sends the outbox through SMTP. A mail is taken first and sent outside any transaction, so that a slow mail server
 * holds up nobody; one whose sender dies between sending and marking goes out twice rather than never.
 */
export function createMailSender({ database, smtpUrl, from, now, onFailure = () => {} }: MailSenderOptions): MailSender {
  const transport = nodemailer.createTransport(smtpUrl, { from });

  async function sendOne(mail: DueMail): Promise<boolean> {
    try {
      await transport.sendMail({
        to: { name: '', address: mail.recipient },
        subject: mail.subject,
        text: mail.plainText,
        html: mail.html,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      const code = failureCode(error);
      await markFailed(database, mail, code, now());
      onFailure({ mailId: mail.id, code });
      return false;
    }
    await markSent(database, mail.id, now());
    return true;
  }

  async function sendDue(): Promise<{ sent: number; failed: number }> {
    const count = { sent: 0, failed: 0 };
    for (;;) {
      const mails = await claimDue(database, now());
      for (const mail of mails) count[(await sendOne(mail)) ? 'sent' : 'failed'] += 1;
      if (mails.length < BATCH) return count;
    }
  }

  const looking = lookEvery(LOOK_EVERY_MS, () => sendDue().catch(() => onFailure({ mailId: 0, code: 'outbox-unreadable' })));
  return {
    sendDue,
    start: looking.start,
    stop: async () => {
      await looking.stop();
      transport.close();
    },
  };
}

async function claimDue(database: Database, now: Date): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    with taken as (
      update mail set attempts = attempts + 1, next_attempt_at = ${minutesAfter(now, CLAIM_MINUTES)}
      where id in (select id from mail where next_attempt_at <= ${now.toISOString()} order by next_attempt_at limit ${sql.lit(BATCH)} for update skip locked)
      returning id, attempts
    )
    select id, attempts, recipient, subject, plain_text as "plainText", html
    from taken join mail_content on mail_content.mail_id = taken.id order by id`.execute(database.as());
  return rows;
}

/** A mail that is on its way has served: its words, which may hold a link that signs somebody in, go at once. */
async function markSent(database: Database, id: number, now: Date): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    await sql`update mail set sent_at = ${now.toISOString()}, next_attempt_at = null, failure = null where id = ${id}`.execute(transaction);
    await sql`delete from mail_content where mail_id = ${id}`.execute(transaction);
  });
}

async function markFailed(database: Database, { id, attempts }: DueMail, failure: string, now: Date): Promise<void> {
  const wait = WAITS_MINUTES[attempts - 1];
  await sql`update mail set failure = ${failure}, next_attempt_at = ${wait === undefined ? null : minutesAfter(now, wait)}
    where id = ${id} and sent_at is null`.execute(database.as());
}

const minutesAfter = (now: Date, minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();

/** The transport's own code and the server's number; its message may quote the address. */
function failureCode(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return [code ?? 'failed', responseCode].filter((part) => part !== undefined).map(String).join(' ');
}
