import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { inventedPlace } from '#governance/testing';
import type { InventedPlace, PersonKey } from '#governance/testing';
import { FUNDING_PERMISSIONS } from '#funding';
import { describeProgramme, PROGRAMMES_PERMISSIONS, recordFact, startProgramme } from '#programmes';
import type { ProgrammesContext } from '#programmes';
import { loadProgrammesPages } from '#programmes';
import { loadVoicePages, openCanvass, questionOf, VOICE_PERMISSIONS } from '#voice';
import type { VoiceContext } from '#voice';
import { WORKFORCE_PERMISSIONS } from '#workforce';
import { describeOrganisation } from '#register';
import { describeByModule } from '#platform/subject/subject.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../tests/testing/index.ts';
import { askVoice } from './askVoice.ts';

let database: Database;
let place: InventedPlace;
let voice: VoiceContext;
let programmes: ProgrammesContext;
let site: PlaceSite;
/** The programme of Mill PCN, to which Weir PCN offers help by its own. */
let [own, offering]: string[] = [];

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database, [...VOICE_PERMISSIONS, ...PROGRAMMES_PERMISSIONS, ...WORKFORCE_PERMISSIONS, ...FUNDING_PERMISSIONS]);
  const { register, governance } = place;
  const { now, today, statistics, statisticsFolder } = register;
  const describeSubject = describeByModule({ register: describeOrganisation(register), programmes: describeProgramme({ database }) });
  const shared = { database, register, now, today, publicUrl: governance.publicUrl, siteName: 'Chorus', describeSubject };
  voice = { ...shared, governance, isMailSent: false };
  programmes = { ...shared, statistics, statisticsFolder, askAbout: askVoice(voice) };
  const start = (by: PersonKey, organisationCode: string, title: string) => startProgramme(programmes, place.acting(by), { organisationCode, title, pattern: 'visiting-team', startedOn: isoDate('2026-01-01'), vision: '' });
  [offering, own] = [await start('colin', 'UZ002', 'Visits in Weir'), await start('cara', 'UZ001', 'Visits in Mill')];
  await recordFact(programmes, place.acting('colin'), { programmeId: offering!, fact: { kind: 'peer-offer', on: isoDate('2026-06-01'), detail: {}, words: 'Ring us.' } });
  site = await placeSite(place, [...(await loadProgrammesPages()).programmesPages(programmes), ...(await loadVoicePages()).voicePages(voice)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

test('who leads the team drafts the question to their own PCN’s practices from the offer, and finds it there; their practices are led to nothing that they may not see', async () => {
  const cara = await site.browserOf('cara');
  expect((await cara.get(`/programmes/${own}`)).body).toContain('Ask our practices first');
  const { location } = await cara.post(`/programmes/${own}/peers`, { peer: offering!, answer: 'ask' });
  expect(location).toMatch(/^\/questions\/Q\d+$/);
  const question = (await questionOf(database.as(), location.split('/').at(-1)!))!;
  expect(question).toMatchObject({ placeCode: 'UZ001', state: 'drafted', title: 'Shall we take the help that Weir PCN offers?', asks: expect.stringContaining('our programme “Visits in Mill” and offers to help. It says: Ring us.') as string });
  const after = (await cara.get(`/programmes/${own}`)).body;
  expect(after).toContain('Shall we take the help that Weir PCN offers?</a> (a draft: open its canvass to ask them)');
  expect(after).not.toContain('Ask our practices first');
  await openCanvass(voice, place.acting('pat'), { questionId: question.id, closesOn: isoDate('2026-06-15') });
  const mina = await site.browserOf('mina');
  const thread = (await mina.get(location)).body;
  expect(thread).toContain(`<a href="/programmes/${own}">Visits in Mill</a>`);
  expect(thread).not.toContain(`/programmes/${offering}`);
  expect((await mina.get(`/programmes/${own}`)).status).toBe(200);
  expect((await mina.get(`/programmes/${own}`)).body).toContain('Your practices are asked');
});

test('who keeps the programme and leads no team of that place cannot draft one, and is told who can', async () => {
  const ofPlace = await startProgramme(programmes, place.acting('pat'), { organisationCode: 'PL-1', title: 'Visits in the place', pattern: 'visiting-team', startedOn: isoDate('2026-01-01'), vision: '' });
  const ask = (by: PersonKey, organisationCode: string) => programmes.askAbout!.draft(place.acting(by), { organisationCode, title: 'Shall we?', asks: 'Shall we take it?', about: [{ module: 'programmes', kind: 'programme', id: ofPlace }] });
  await expect(ask('ivy', 'UZ001')).rejects.toMatchObject({ refusal: { code: 'not-allowed', todo: expect.stringContaining('general practice seats') as string } });
  await expect(ask('cara', 'RZZ')).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
});

test('a question of other practices, or about another offer, is not found with this one', async () => {
  const about = [{ module: 'programmes', kind: 'programme', id: own! }, { module: 'register', kind: 'organisation', id: 'UZ002' }];
  const { asked } = programmes.askAbout!;
  expect(await asked(about, 'UZ001')).toHaveLength(1);
  expect(await asked(about, 'UZ002')).toEqual([]);
  expect(await asked([about[0]!, { ...about[1]!, id: 'PL-1' }], 'UZ001')).toEqual([]);
});
