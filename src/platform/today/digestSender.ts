import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { queueMail } from '#platform/mail/index.ts';
import { lookEvery } from '#platform/mail/lookEvery.ts';
import { digestOf, newSecret } from '../signIn/secret.ts';
import type { Session } from '../web/session.ts';
import { digestReaders } from './digestChoice.ts';
import { digestMail } from './digestMail.ts';
import { periodDue } from './digestPeriod.ts';
import type { DigestChoice } from './digestPeriod.ts';
import { londonTime } from './londonTime.ts';
import type { Today } from './gatherTasks.ts';

/** Somebody who reads it, as they are today. */
export interface DigestReader extends Pick<Session, 'personId' | 'permissions' | 'name'> {
  email: string;
}

export interface DigestSenderOptions {
  database: Database;
  now: () => Date;
  publicUrl: string;
  siteName: string;
  /** Null for somebody who is known no more, or holds no role today. */
  readerOf: (personId: string) => Promise<DigestReader | null>;
  todayOf: (person: Pick<Session, 'personId' | 'permissions'>) => Promise<Today>;
  onFailure?: (error: unknown) => void;
}

export interface DigestSender {
  /** Queues the mails that are due now and says how many. */
  sendDue(): Promise<number>;
  /** Looks every few minutes until stopped. */
  start(): void;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 5 * 60_000;

/** Sends each person what needs them, at most once a period, however many processes look. Nothing is sent when nothing does. */
export function createDigestSender(options: DigestSenderOptions): DigestSender {
  const { database, now, onFailure = () => {} } = options;

  async function sendDue(): Promise<number> {
    let sent = 0;
    for (const { personId, choice, chosenAt, lastPeriod } of await digestReaders(database.as())) {
      const period = periodDue(choice, chosenAt, now());
      if (period === null || (lastPeriod !== null && period <= lastPeriod)) continue;
      try {
        if (await sendOne(options, personId, choice, period)) sent += 1;
      } catch (error) {
        // One person's list that cannot be made keeps nobody else's from leaving; it is tried again at the next look.
        onFailure(error);
      }
    }
    return sent;
  }

  return { sendDue, ...lookEvery(LOOK_EVERY_MS, () => sendDue().catch(onFailure)) };
}

/** What needs the person is gathered first; the row of the period then decides which process sends. */
async function sendOne({ database, now, publicUrl, siteName, readerOf, todayOf }: DigestSenderOptions, personId: string, choice: DigestChoice, period: IsoDate): Promise<boolean> {
  const reader = await readerOf(personId);
  const today = reader ? await todayOf(reader) : { tasks: [], missing: [] };
  if (today.tasks.length === 0 && today.missing.length > 0) throw new Error(`What needs a person could not be gathered: ${today.missing.join(', ')}`);
  const at = now();
  return database.inTransaction<unknown, boolean>(async (transaction) => {
    const secret = newSecret();
    const taskCount = today.tasks.length;
    const isToSend = reader !== null && taskCount > 0;
    const { rows } = await sql`
      insert into digest_sent (person_id, period, at, task_count, stop_digest)
      values (${personId}, ${period}, ${at.toISOString()}, ${taskCount}, ${isToSend ? digestOf(secret) : null})
      on conflict do nothing returning person_id`.execute(transaction);
    if (rows.length === 0 || !isToSend) return false;
    const stopHref = new URL(`/today/digest/stop/${secret}`, publicUrl).href;
    const words = digestMail({ name: reader.name, today, day: londonTime(at).day, choice, siteName, publicUrl, stopHref });
    await queueMail(transaction, { purpose: 'what-needs-you', personId, recipient: reader.email, words, isConfidential: true }, at);
    await appendAudit(transaction, { by: 'chorus', action: 'send-digest', subject: { module: 'today', kind: 'person', id: personId }, detail: { period, taskCount } }, at);
    return true;
  });
}
