import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { createMailSender, eraseMail, eraseMailTo, mailOf, outboxOf, queueMail, type MailSender } from './index.ts';
import { layOut } from './mailWords.ts';
import { testDatabase } from '../../../tests/testing/index.ts';

let at = new Date('2026-05-01T09:00:00Z').getTime();
const now = (): Date => new Date(at);
const received: string[] = [];
let isRefusing = false;
let database: Database;
let smtp: Server;
let sender: MailSender;

/** A mail server that speaks just enough SMTP: it keeps what it is sent, or refuses every recipient for now. */
const smallSmtp = (): Server =>
  createServer((socket) => {
    let words = '';
    let isData = false;
    socket.write('220 test\r\n');
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      words += chunk.toString();
      for (let end = words.indexOf('\r\n'); end >= 0; end = words.indexOf('\r\n')) {
        if (isData) {
          const done = words.indexOf('\r\n.\r\n');
          if (done < 0) return;
          received.push(words.slice(0, done));
          words = words.slice(done + 5);
          isData = false;
          socket.write('250 kept\r\n');
          continue;
        }
        const line = words.slice(0, end);
        words = words.slice(end + 2);
        if (/^DATA/i.test(line)) isData = true;
        socket.write(isData ? '354 go on\r\n' : /^RCPT/i.test(line) && isRefusing ? '451 later, ada@example.org\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 fine\r\n');
      }
    });
  });

beforeAll(async () => {
  database = await testDatabase('pglite');
  smtp = smallSmtp();
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  sender = createMailSender({ database, smtpUrl: `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}`, from: 'chorus@example.org', now });
});
afterAll(async () => {
  await sender.stop();
  await database.close();
  await new Promise((resolve) => smtp.close(resolve));
});
beforeEach(() => {
  received.length = 0;
  isRefusing = false;
  at += 24 * 60 * 60_000;
});

const words = { subject: 'Sign in', greeting: 'Dear Ada,', paragraphs: ['Follow this link.'], action: { label: 'Sign in', href: 'https://chorus.example/sign-in/link/secret' } };
const queue = (personId = 'ada'): Promise<number> =>
  database.inTransaction<unknown, number>((transaction) => queueMail(transaction, { purpose: 'sign-in-link', personId, recipient: 'ada@example.org', words }, now()));

describe('the outbox', () => {
  it('keeps nothing of a transaction that fails', async () => {
    const before = (await outboxOf(database.as())).length;
    const failing = database.inTransaction<unknown, void>(async (transaction) => {
      await queueMail(transaction, { purpose: 'x', personId: null, recipient: 'ada@example.org', words }, now());
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    expect((await outboxOf(database.as())).length).toBe(before);
  });

  it('sends as plain text and HTML, once, and erases what was said', async () => {
    const id = await queue();
    expect(await sender.sendDue()).toEqual({ sent: 1, failed: 0 });
    expect(await sender.sendDue()).toEqual({ sent: 0, failed: 0 });
    expect(received).toHaveLength(1);
    for (const part of ['text/plain', 'text/html', 'Dear Ada', 'To: ada@example.org', 'From: chorus@example.org']) expect(received[0]).toContain(part);
    expect(await mailOf(database.as(), id)).toMatchObject({ state: 'sent', recipient: null, plainText: null });
  });

  it('tries again later and later, then gives up, and never notes an address', async () => {
    const id = await queue();
    isRefusing = true;
    const tries: number[] = [];
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      if ((await sender.sendDue()).failed > 0) tries.push(minute);
      at += 60_000;
    }
    expect(tries).toEqual([0, 1, 6, 21, 81, 321, 1041]);
    const mail = await mailOf(database.as(), id);
    expect(mail).toMatchObject({ state: 'given up', attempts: 7, failure: 'EENVELOPE 451' });
    const { rows } = await sql<{ row: string }>`select mail::text as row from mail where id = ${id}`.execute(database.as());
    expect(rows[0]!.row).not.toContain('@');
  });

  it('takes up a mail whose sender died', async () => {
    await queue();
    await sql`update mail set attempts = 1, next_attempt_at = ${new Date(at + 10 * 60_000).toISOString()} where next_attempt_at is not null`.execute(database.as());
    expect((await sender.sendDue()).sent).toBe(0);
    at += 11 * 60_000;
    expect((await sender.sendDue()).sent).toBe(1);
  });

  it('erases one mail, or all to a person, and sends them no more', async () => {
    const [one, other] = [await queue('ben'), await queue('ben')];
    await eraseMail(database, { id: one, by: 'admin', now: now() });
    await expect(eraseMail(database, { id: one, by: 'admin', now: now() })).rejects.toThrow(/erased before/);
    await database.inTransaction<unknown, void>((transaction) => eraseMailTo(transaction, 'ben'));
    expect((await sender.sendDue()).sent).toBe(0);
    expect(await mailOf(database.as(), other)).toMatchObject({ recipient: null, subject: null, state: 'given up' });
  });
});

describe('the words of a mail', () => {
  it('stay words in HTML, and a subject stays one line', () => {
    const { html, subject, plainText } = layOut({ ...words, greeting: 'Dear <b>Ada</b> & co,', subject: 'Sign in\r\nBcc: all@example.org' });
    expect(html).toContain('Dear &lt;b&gt;Ada&lt;/b&gt; &amp; co,');
    expect(subject).toBe('Sign in Bcc: all@example.org');
    expect(plainText).toBe('Dear <b>Ada</b> & co,\n\nFollow this link.\n\nSign in:\nhttps://chorus.example/sign-in/link/secret\n');
  });
});
