import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { maskedToken } from '#platform/web/csrf.tsx';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { createServer } from '#platform/web/server.ts';
import { mayUseByPermission } from '#platform/web/session.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { PEOPLE, type PersonKey } from '#governance/testing';
import { openConsultation } from '../../commands/consultations/openConsultation.ts';
import { giveMandate } from '../../commands/mandates/giveMandate.ts';
import { publishPosition } from '../../commands/positions/publishPosition.ts';
import { agreedQuestion, mandateTerms } from '../../testing/heldQuestion.ts';
import { voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { consultationPages } from '../consultations/consultationPages.tsx';
import { positionPages } from '../position/positionPages.tsx';
import { briefingPages } from './briefingPages.tsx';
import { mandatePages } from './mandatePages.tsx';

const TOKEN = 'a-token-of-this-test';
const INSIDE: readonly PersonKey[] = ['cara', 'colin', 'mina', 'lena', 'fred', 'pat'];

onBothEngines('pages of position, mandate and consultation', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let app: FastifyInstance;
  let id: string;
  let mandate: string;
  let consultation: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await voicePlace(database);
    const { voice } = place;
    id = await agreedQuestion(place, database);
    await publishPosition(voice, place.acting('pat'), id, 1);
    mandate = await giveMandate(voice, place.acting('pat'), id, mandateTerms());
    consultation = await openConsultation(voice, place.acting('pat'), id, { lmcCode: 'LM-1', matter: 'other', basis: 'voluntary', confidence: 'mandate', words: 'Our fall-back is two days: is it yours?', papers: [], deadline: isoDate('2026-06-20') });
    const sessionOf = async ({ headers }: { headers: Record<string, unknown> }) => {
      const who = headers['x-test-who'] as PersonKey | undefined;
      return who ? { personId: who, name: PEOPLE[who][0], permissions: place.acting(who).permissions, csrfToken: TOKEN } : null;
    };
    app = await createServer({
      publicUrl: 'http://localhost:3000', site: { name: 'Chorus', navigation: [] }, access: { sessionOf, mayUse: mayUseByPermission }, log: makeRequestLog('silent'), limits: { pages: null, strict: null },
      routes: [...positionPages(voice), ...mandatePages(voice), ...briefingPages(voice), ...consultationPages(voice)],
    });
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  const get = async (who: PersonKey, url: string) => app.inject({ url, headers: { 'x-test-who': who } });
  const post = async (who: PersonKey, url: string, fields: Record<string, string>) =>
    app.inject({ method: 'POST', url, headers: { 'x-test-who': who, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:3000' }, payload: new URLSearchParams({ _csrf: maskedToken(TOKEN), ...fields }).toString() });

  test('show a limit or a fall-back to nobody outside, on any of them', async () => {
    for (const who of Object.keys(PEOPLE) as PersonKey[]) {
      for (const url of [`/questions/${id}/position`, `/questions/${id}/mandates`, `/questions/${id}/mandates/new`, `/questions/${id}/mandates/${mandate}/replace`, `/questions/${id}/briefing`, '/consultations', `/consultations/${consultation}`, `/questions/${id}/consultations/new`]) {
        const { statusCode, body } = await get(who, url);
        expect([200, 403], `${who} ${url} ${body.slice(0, 200)}`).toContain(statusCode);
        if (!INSIDE.includes(who)) expect(/fall-back is|our fall-back|our limit|76,543|Only with a lift/i.test(body), `${who} ${url}`).toBe(false);
      }
      expect((await get(who, `/questions/${id}/mandates`)).statusCode, who).toBe(INSIDE.includes(who) ? 200 : 403);
      expect((await get(who, `/questions/${id}/position`)).body).toContain('The clinic at the hub');
    }
    expect((await get('pat', `/questions/${id}/mandates`)).body).toContain('£76,543.21');
  });

  test('give a mandate from a form, with each fault beside its field, and one in another’s place', async () => {
    const again = await post('pat', `/questions/${id}/mandates/${mandate}/replace`, { forumCode: 'upper-ashvale-together', representatives: 'pat', 'option-a': 'excluded', 'rangeName-0': 'Rent', 'rangeUnit-0': 'pounds', 'rangeLeast-0': '£2,000', 'rangeMost-0': '£1,000', 'endsOn-day': '31', 'endsOn-month': '7', 'endsOn-year': '2026', why: 'A new offer' });
    expect(again.statusCode).toBe(400);
    expect(again.body).toContain('The least of “Rent” is above its most.');
    expect(again.body).toContain('There is no option at all');
    const done = await post('pat', `/questions/${id}/mandates/${mandate}/replace`, { forumCode: 'upper-ashvale-together', representatives: 'pat', 'option-a': 'may-agree', 'rangeName-0': 'Share', 'rangeUnit-0': 'share', 'rangeLeast-0': '29%', 'endsOn-day': '31', 'endsOn-month': '7', 'endsOn-year': '2026', why: 'A new offer' });
    expect([done.statusCode, done.headers['location']]).toEqual([303, `/questions/${id}/mandates?done=replaced`]);
    expect((await get('pat', `/questions/${id}/mandates`)).body).toContain('at least 29%');
    expect((await post('ivy', `/questions/${id}/mandates/new`, {})).statusCode).toBe(403);
  });

  test('record that somebody came back only with what they were told', async () => {
    expect((await post('pat', `/questions/${id}/mandates/${mandate}/returns`, {})).statusCode).toBe(400);
  });

  test('take the LMC’s answer from Today, and send its officer back there', async () => {
    expect((await post('pat', `/consultations/${consultation}/responses`, { stance: 'support' })).statusCode).toBe(403);
    expect((await post('lena', `/consultations/${consultation}/responses`, { stance: 'objects', words: '' })).statusCode).toBe(400);
    const done = await post('lena', `/consultations/${consultation}/responses`, { stance: 'support', words: '<b>Fine</b>', next: 'today' });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/']);
    expect((await get('lena', `/consultations/${consultation}`)).body).toContain('&lt;b&gt;Fine&lt;/b&gt;');
  });
});
