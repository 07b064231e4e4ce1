import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import { chooseDigest, digestChoiceOf, personOfStopLink } from './digestChoice.ts';
import { createDigestSender, type DigestSender } from './digestSender.ts';
import type { Task } from './task.ts';

const task: Task = { id: 'a', title: 'Answer: <b>should the clinic move?</b>', why: 'You answer for Mill Surgery.', href: '/q', due: null, minutes: 1 };

onBothEngines('what needs you by e-mail', (engine) => {
  let database: Database;
  let at = new Date('2026-06-01T12:00:00Z');
  let tasks: Task[] = [task];
  let isFailing = false;
  const failures: unknown[] = [];

  const sender = (): DigestSender =>
    createDigestSender({
      database,
      now: () => at,
      publicUrl: 'https://chorus.example',
      siteName: 'Chorus',
      readerOf: async (personId) => (personId === 'gone' ? null : { personId, name: 'Ada', permissions: new Set(), email: `${personId}@example.org` }),
      todayOf: async () => {
        if (isFailing) throw new Error('the sources are away');
        return { tasks, missing: [] };
      },
      onFailure: (error) => failures.push(error),
    });
  const mails = async () => (await sql<{ recipient: string; plain_text: string; html: string; is_confidential: boolean }>`select * from mail join mail_content on mail.id = mail_id order by mail.id`.execute(database.as())).rows;
  const choose = (personId: string, every: 'off' | 'day') => chooseDigest(database, { personId, choice: { every } }, at);

  beforeAll(async () => void (database = await testDatabase(engine)));
  afterAll(() => database.close());
  beforeEach(async () => {
    for (const table of ['mail_content', 'mail', 'digest_sent', 'digest_choice']) await sql`delete from ${sql.table(table)}`.execute(database.as());
    [at, tasks, isFailing] = [new Date('2026-06-01T12:00:00Z'), [task], false];
    failures.length = 0;
  });

  test('is off until it is chosen', async () => {
    expect(await digestChoiceOf(database.as(), 'ada')).toEqual({ every: 'off' });
    expect(await sender().sendDue()).toBe(0);
  });

  test('goes once a period, though two processes look at once', async () => {
    await choose('ada', 'day');
    await choose('ben', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    expect((await Promise.all([sender().sendDue(), sender().sendDue()])).reduce((a, b) => a + b)).toBe(2);
    expect(await sender().sendDue()).toBe(0);
    expect((await mails()).map(({ recipient, is_confidential }) => [recipient, is_confidential]).sort()).toEqual([['ada@example.org', true], ['ben@example.org', true]]);
    at = new Date('2026-06-03T06:01:00Z');
    expect(await sender().sendDue()).toBe(2);
  });

  test('says what the page says, with words as words', async () => {
    await choose('ada', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    await sender().sendDue();
    const [mail] = await mails();
    expect(mail!.plain_text).toContain('1. Answer: <b>should the clinic move?</b>. No date; about 1 minute. You answer for Mill Surgery.');
    expect(mail!.html).not.toContain('<b>');
  });

  test('is not sent when nothing needs its reader, nor later that day', async () => {
    await choose('ada', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    tasks = [];
    expect(await sender().sendDue()).toBe(0);
    tasks = [task];
    expect(await sender().sendDue()).toBe(0);
  });

  test('is tried again where it could not be gathered, and keeps nobody else’s back', async () => {
    await choose('ada', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    isFailing = true;
    expect(await sender().sendDue()).toBe(0);
    expect(failures).toHaveLength(1);
    isFailing = false;
    expect(await sender().sendDue()).toBe(1);
  });

  test('goes to nobody who is known no more', async () => {
    await choose('gone', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    expect(await sender().sendDue()).toBe(0);
  });

  test('is stopped from the mail itself, by its own link alone', async () => {
    await choose('ada', 'day');
    at = new Date('2026-06-02T06:01:00Z');
    await sender().sendDue();
    const token = /\/today\/digest\/stop\/([\w-]+)/.exec((await mails())[0]!.plain_text)![1]!;
    expect(await personOfStopLink(database.as(), token)).toBe('ada');
    await expect(personOfStopLink(database.as(), `${token}x`)).rejects.toMatchObject({ refusal: { code: 'link-not-found' } });
    await choose('ada', 'off');
    at = new Date('2026-06-03T06:01:00Z');
    expect(await sender().sendDue()).toBe(0);
  });
});
