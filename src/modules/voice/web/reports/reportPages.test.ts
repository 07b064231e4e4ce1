import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { openPulse } from '../../commands/openPulse.ts';
import { sendReport } from '../../commands/sendReport.ts';
import { canvassServer } from '../../testing/canvassServer.ts';
import { plantDecision } from '../../testing/plantedDecision.ts';
import { LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';

let database: Database;
let place: VoicePlace;
let site: Awaited<ReturnType<typeof canvassServer>>;
let ids: { questionId: string; decisionId: string };

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await voicePlace(database);
  site = await canvassServer({ context: place.voice, place });
});
afterAll(async () => {
  await site.app.close();
  await database.close();
});
beforeEach(async () => {
  place.setNow('2026-06-01');
  ids = await plantDecision(database, place, { answers: { ZZA01: 'object', ZZA02: 'support', ZZB01: 'support' }, standing: 'recommendation', findings: [{ check: 'authority', isMet: false, says: 'Beyond its authority.', rule: 'r', source: 's', standing: 'recommendation' }] });
});

const open = async (key: PersonKey, path: string) => {
  const answer = await site.browserOf(key).get(path);
  return { ...answer, text: answer.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
};
const send = () => sendReport(place.voice, place.acting('pat'), { ...ids, traded: 'We gave <b>Fridays</b>.', next: 'It opens.', version: 1 });
const path = () => `/questions/${ids.questionId}/report`;

describe('writing a report', () => {
  test('shows the record, who will be told, and to general practice’s own seats what each is told', async () => {
    const { text, body } = await open('cara', `${path()}?as=ZZA01`);
    for (const part of ['is to be told by 15 June 2026', 'It is a recommendation, not yet a decision', 'It goes to 10 people at 10 of 10 organisations', 'Practice ZZA01 said: object.']) expect(text).toContain(part);
    expect(body).toContain('The clinic moves in &lt;b&gt;September&lt;/b&gt;.');
  });

  test('keeps a draft, shows what is missing beside its field, and sends', async () => {
    const browser = site.browserOf('pat');
    await browser.get(path());
    const fields = { decisionId: ids.decisionId, version: '1', traded: 'We gave Fridays.', next: '' };
    expect((await browser.post(`${path()}/draft`, fields)).location).toContain('done=drafted');
    expect((await browser.get(path())).body).toContain('We gave Fridays.');
    const refused = await browser.post(path(), fields);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatch(/There is a problem[^]*href="#field-next"[^]*We gave Fridays\./);
    expect((await browser.post(path(), { ...fields, next: 'It opens.' })).location).toContain('done=sent');
    expect((await browser.get(`${path()}?done=sent`)).body).toContain('In time: it was promised by 15 June 2026.');
    expect((await browser.post(path(), { ...fields, next: 'It opens.' })).status).toBe(400);
  });

  test('an empty form is answered in words', async () => {
    const browser = site.browserOf('pat');
    for (const to of [path(), `${path()}/draft`]) {
      await browser.get(path());
      expect((await browser.post(to, {})).status).toBe(400);
    }
  });

  test.each<[PersonKey, string]>([['ivy', 'the commissioner'], ['tara', 'a system partner'], ['adam', 'an administrator'], ['milo', 'a practice']])('%s, %s, reads counts and never a name, an answer or the form', async (key) => {
    await send();
    const { text, status } = await open(key, path());
    expect(status).toBe(200);
    expect(text).toContain('0 of 6 practices');
    for (const part of ['ZZA', 'Dr Petra Partner', 'Send to all', 'correction']) expect(text).not.toContain(part);
  });

  test('names who has read it to the leadership team', async () => {
    await send();
    expect((await open('cara', path())).text).toMatch(/Who has opened and read it.*Practice ZZA01.*not opened.*Mina Manager/);
  });

  test('of a question without a decision is not there', async () => {
    expect((await open('pat', '/questions/Q999/report')).status).toBe(404);
  });
});

describe('reading a report', () => {
  test('tells a practice of its own answer alone, notes that it was opened, and takes “I have read this”', async () => {
    const id = await send();
    const browser = site.browserOf('mina');
    const { body } = await browser.get(`/reports/${id}`);
    for (const part of ['How your answer counted', 'Practice ZZA01 said: object.', 'We gave &lt;b&gt;Fridays&lt;/b&gt;.']) expect(body).toContain(part);
    expect(body).not.toMatch(/ZZA02|ZZB0/);
    expect((await open('cara', path())).text).toContain('Opened by 1 of 6 practices');
    expect((await browser.post(`/reports/${id}/acknowledge`, { back: 'today' })).location).toBe('/?done=report-read');
    expect((await browser.get(`/reports/${id}`)).body).toContain('You said on 1 June 2026 that you have read this.');
  });

  test.each<PersonKey>(['ivy', 'tara', 'boris', 'adam', 'sam'])('is not there for %s, to whom it was not sent', async (key) => {
    const id = await send();
    expect((await open(key, `/reports/${id}`)).status).toBe(404);
    const browser = site.browserOf(key);
    await browser.get('/reports');
    expect((await browser.post(`/reports/${id}/acknowledge`)).status).toBe(404);
  });

  test('by the link of the mail records nothing until its button is pressed, and a link that was altered says nothing', async () => {
    const id = await send();
    const { rows } = await sql<{ plain_text: string }>`select plain_text from mail join mail_content on mail.id = mail_id where person_id = 'mina' order by mail.id desc limit 1`.execute(database.as());
    const link = /(\/reports\/link\/\S+)/.exec(rows[0]!.plain_text)![1]!;
    const browser = site.browserOf();
    expect((await browser.get(link)).body).toContain('Practice ZZA01 said: object.');
    const openedAt = async () => (await sql<{ acknowledged_at: Date | null; opened_at: Date | null }>`select opened_at, acknowledged_at from report_receipt where report_id = ${id} and person_id = 'mina'`.execute(database.as())).rows[0]!;
    expect(await openedAt()).toEqual({ opened_at: null, acknowledged_at: null });
    expect((await browser.post(link)).location).toBe(`${link}?done=read`);
    expect((await openedAt()).acknowledged_at).not.toBeNull();
    expect((await browser.get(`${link}x`)).status).toBe(404);
    place.setNow('2026-12-01');
    expect((await browser.get(link)).status).toBe(404);
  });

  test('lists what one was told, and to leaders what is owed and how many days over', async () => {
    place.setNow('2026-06-17');
    expect((await open('pat', '/reports')).text).toMatch(/Reports owed by your forums.*Should the diabetes clinic move.* 2 /);
    expect((await open('mina', '/reports')).text).not.toContain('Reports owed');
  });
});

describe('trust', () => {
  test('says what can be counted, of how many, and shows no figure where there is nothing', async () => {
    const { text, status } = await open('ivy', '/trust?by=year');
    expect(status).toBe(200);
    expect(text).toContain('Trust in Upper Ashvale');
    expect(text).toMatch(/Canvassed before deciding \d+ of \d+ \(100%\) in 2026\/27/);
    expect(text).toContain('There was nothing to count yet. Decisions at which a mandate was checked');
    expect((await open('ivy', '/trust?place=PL-9')).status).toBe(404);
  });

  test('the yearly question is put by the leadership team alone, and answered once', async () => {
    expect((await open('mina', '/trust')).text).not.toContain('Ask this year’s question');
    const leader = site.browserOf('cara');
    await leader.get('/trust');
    const wrong = await leader.post('/trust/pulse', { forum: LEADERSHIP_TEAM, place: 'PL-1', 'closesOn-day': '2', 'closesOn-month': '6', 'closesOn-year': '2026' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('It is open for 7 to 60 days.');
    const id = await openPulse(place.voice, place.acting('pat'), { forumCode: LEADERSHIP_TEAM, closesOn: isoDate('2026-06-20') });
    const browser = site.browserOf('mina');
    await browser.get(`/pulse/${id}`);
    expect((await browser.post(`/pulse/${id}`)).status).toBe(400);
    expect((await browser.post(`/pulse/${id}`, { trust: '4', back: 'today' })).location).toBe('/?done=pulse-answered');
    expect((await browser.get(`/pulse/${id}`)).body).toContain('you have answered for 2026');
    expect((await open('lena', `/pulse/${id}`)).status).toBe(404);
    expect((await open('ivy', `/pulse/${id}`)).status).toBe(403);
    expect((await open('cara', '/trust')).text).not.toContain('Ask this year’s question');
  });
});
