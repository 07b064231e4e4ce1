import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
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

const INSIDE: readonly PersonKey[] = ['cara', 'colin', 'mina', 'lena', 'fred', 'pat'];

onBothEngines('pages of position, mandate and consultation', (engine) => {
  let database: Database;
  let place: VoicePlace;
  let site: PlaceSite;
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
    site = await placeSite(place, [...positionPages(voice), ...mandatePages(voice), ...briefingPages(voice), ...consultationPages(voice)]);
  });
  afterAll(async () => {
    await site.close();
    await database.close();
  });

  test('show a limit or a fall-back to nobody outside, on any of them', async () => {
    for (const who of Object.keys(PEOPLE) as PersonKey[]) {
      for (const url of [`/questions/${id}/position`, `/questions/${id}/mandates`, `/questions/${id}/mandates/new`, `/questions/${id}/mandates/${mandate}/replace`, `/questions/${id}/briefing`, '/consultations', `/consultations/${consultation}`, `/questions/${id}/consultations/new`]) {
        const { status, body } = await site.get(url, who);
        expect([200, 403], `${who} ${url} ${body.slice(0, 200)}`).toContain(status);
        if (!INSIDE.includes(who)) expect(/fall-back is|our fall-back|our limit|76,543|Only with a lift/i.test(body), `${who} ${url}`).toBe(false);
      }
      expect((await site.get(`/questions/${id}/mandates`, who)).status, who).toBe(INSIDE.includes(who) ? 200 : 403);
      expect((await site.get(`/questions/${id}/position`, who)).body).toContain('The clinic at the hub');
    }
    expect((await site.get(`/questions/${id}/mandates`, 'pat')).body).toContain('£76,543.21');
  });

  test('give a mandate from a form, with each fault beside its field, and one in another’s place', async () => {
    const again = await site.post(`/questions/${id}/mandates/${mandate}/replace`, 'pat', { forumCode: 'upper-ashvale-together', representatives: 'pat', 'option-a': 'excluded', 'rangeName-0': 'Rent', 'rangeUnit-0': 'pounds', 'rangeLeast-0': '£2,000', 'rangeMost-0': '£1,000', 'endsOn-day': '31', 'endsOn-month': '7', 'endsOn-year': '2026', why: 'A new offer' });
    expect(again.status).toBe(400);
    expect(again.body).toContain('The least of “Rent” is above its most.');
    expect(again.body).toContain('There is no option at all');
    const done = await site.post(`/questions/${id}/mandates/${mandate}/replace`, 'pat', { forumCode: 'upper-ashvale-together', representatives: 'pat', 'option-a': 'may-agree', 'rangeName-0': 'Share', 'rangeUnit-0': 'share', 'rangeLeast-0': '29%', 'endsOn-day': '31', 'endsOn-month': '7', 'endsOn-year': '2026', why: 'A new offer' });
    expect([done.status, done.location]).toEqual([303, `/questions/${id}/mandates?done=replaced`]);
    expect((await site.get(`/questions/${id}/mandates`, 'pat')).body).toContain('at least 29%');
    expect((await site.post(`/questions/${id}/mandates/new`, 'ivy', {})).status).toBe(403);
  });

  test('record that somebody came back only with what they were told', async () => {
    expect((await site.post(`/questions/${id}/mandates/${mandate}/returns`, 'pat', {})).status).toBe(400);
  });

  test('take the LMC’s answer from Today, and send its officer back there', async () => {
    expect((await site.post(`/consultations/${consultation}/responses`, 'pat', { stance: 'support' })).status).toBe(403);
    expect((await site.post(`/consultations/${consultation}/responses`, 'lena', { stance: 'objects', words: '' })).status).toBe(400);
    const done = await site.post(`/consultations/${consultation}/responses`, 'lena', { stance: 'support', words: '<b>Fine</b>', next: 'today' });
    expect([done.status, done.location]).toEqual([303, '/']);
    expect((await site.get(`/consultations/${consultation}`, 'lena')).body).toContain('&lt;b&gt;Fine&lt;/b&gt;');
  });
});
