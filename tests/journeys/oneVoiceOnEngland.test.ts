import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { peopleOf } from '#app/people.ts';
import { castOf } from '#app/sample/cast.ts';
import type { Cast } from '#app/sample/cast.ts';
import { readSettings } from '#app/settings.ts';
import type { Settings } from '#app/settings.ts';
import { siteOver } from '#app/site.ts';
import { openSystem } from '#app/system.ts';
import type { System } from '#app/system.ts';
import { makeRequestLog } from '#platform/web/requestLog.ts';
import { addSeat, createForum, fillSeat } from '#governance';
import { atConsole, importPeople, printSignInLink, readContacts } from '#register';
import { answerCanvass, closeCanvass, constituentRowsOf, draftQuestion, openCanvass, rollUpOf } from '#voice';
import type { AnswerChoice, RollUp } from '#voice';
import { listsOf, mapOf } from '../oracles/register/publishedMaps.ts';
import type { MapRow } from '../oracles/register/publishedMaps.ts';
import { settingsFor } from '../testing/sampleTemplate.ts';
import { eachStepNeedsThoseBefore, journey } from './testing/chromium.ts';
import { freePort } from './testing/runningChorus.ts';
import { titled } from './testing/steps.ts';
import '../testing/madeRecord.ts';

const PUBLISHED = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const MONTH = '2025-11';
const FILES = ['organisations/epraccur_2025-05.csv', `list-sizes/gp-reg-pat-prac-map_${MONTH}.csv`, `list-sizes/gp-reg-pat-prac-all_${MONTH}.csv`].map((file) => join(PUBLISHED, file));
const missing = FILES.find((file) => !existsSync(file));

/** Northumberland: one of its PCNs reaches over its border, and some of its practices are in none. */
const PLACE = '00L';
const BESIDE = '99C';
const TITLE = 'Shall we ask to be paid for ECGs in our practices?';
const mailbox = (practice: string): string => `manager.${practice.toLowerCase()}`;
const byCode = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

if (missing) test.skip(`One voice over real PCNs (skipped: ${missing} is not there)`, () => {});
else journey('One voice over the real PCNs of a real place', (browser) => {
  const home = mkdtempSync(join(tmpdir(), 'chorus-one-voice-'));
  let settings: Settings;
  let system: System;
  let cast: Cast;
  let site: FastifyInstance;
  let page: Page;
  let address: string;
  let questionId: string;
  let canvassId: string;
  let rollUp: RollUp;
  /** Straight from the files. */
  let map: MapRow[];
  let lists: Map<string, number>;
  let pcns: Map<string, MapRow[]>;

  eachStepNeedsThoseBefore();
  beforeAll(async () => {
    map = [...mapOf(PUBLISHED, MONTH).values()].filter(({ subIcb }) => subIcb === PLACE).sort((a, b) => (a.practice < b.practice ? -1 : 1));
    lists = listsOf(PUBLISHED, MONTH);
    pcns = new Map(map.map(({ pcn }) => [pcn, map.filter((row) => row.pcn === pcn)]));
    const port = await freePort();
    settings = readSettings(settingsFor(home, { PORT: String(port) }), home);
    address = `http://localhost:${port}`;
    system = await openSystem(settings, false);
    ({ page } = await browser.window());
  });
  afterAll(async () => {
    await site?.close();
    await system?.close();
    rmSync(home, { recursive: true, force: true });
  });

  const patientsOf = (rows: readonly MapRow[]): number => rows.reduce((sum, { practice }) => sum + (lists.get(practice) ?? 0), 0);
  /** What each says: as its PCN has it, and one of each PCN otherwise where there are enough; from the last PCN nothing is heard. */
  const answerOf = ({ practice, pcn }: MapRow): AnswerChoice | null => {
    const codes = [...pcns.keys()].sort();
    const [place, own] = [codes.indexOf(pcn), pcns.get(pcn)!];
    if (place === codes.length - 1) return null;
    if (own.length > 2 && own[0]!.practice === practice) return 'block';
    return place % 3 === 2 ? 'object' : 'support';
  };
  const answered = (): MapRow[] => map.filter((row) => answerOf(row) !== null);

  it('given what the NHS publishes of England, and somebody invented at each practice of a place', async () => {
    const { found, refused } = await findFiles(system, FILES);
    expect(refused).toEqual([]);
    for (const source of found) {
      await loadFile(system, source, 'console:test');
      await source.dispose();
    }
    const contacts = ['email,name,role,organisation_code,start,end', ...map.map(({ practice }) => `${mailbox(practice)}@example.org,Manager of ${practice},practice-manager,${practice},2025-04-01,`), `chair@example.org,Dr Wilhelmina Thrupp,place-lead,${PLACE},2025-04-01,`];
    const imported = await importPeople(atConsole(peopleOf(system, settings), 'test'), readContacts(contacts.join('\n')).rows, { sendInvitations: false });
    expect(imported).toMatchObject({ refusals: [], peopleMade: map.length + 1 });
    cast = await castOf(system, settings);
  }, 240_000);

  it('when its leadership team asks a question, then exactly the practices of the published map are asked, in the PCNs as published', async () => {
    const { governance, voice } = cast.contexts;
    const openedOn = isoDate('2025-04-01');
    await createForum(governance, cast.console, {
      code: 'northumberland-gp', kind: 'gp-leadership-team', name: 'Northumberland GP Leadership Team', organisationCode: PLACE, placeCode: PLACE, openedOn,
      terms: { governanceForm: 'own-members', quorum: { least: 1 }, decisionRule: { kind: 'majority', castingVote: null, weighted: false }, meetsInPublic: false, reportDays: 10 },
    });
    const seatId = await addSeat(governance, cast.console, 'northumberland-gp', { title: 'Chair', sector: 'general-practice', office: 'chair', filling: 'elected', isVoting: true, from: openedOn });
    await fillSeat(governance, cast.console, { seatId, personId: cast.personId('chair'), capacity: 'holder', from: openedOn });
    const chair = await cast.acting('chair');
    questionId = await draftQuestion(voice, chair, 'northumberland-gp', { title: TITLE, asks: 'Shall we?', options: [], decisionType: 'money', matter: 'local-enhanced-services', amountPence: 3_600_000, placeCode: PLACE, decidesForumCode: null, leadPersonId: cast.personId('chair'), about: [] });
    canvassId = await openCanvass(voice, chair, { questionId, closesOn: addDays(voice.today(), 14) });
    const asked = await constituentRowsOf(system.database.as(), canvassId);
    expect(asked.map(({ code, kind, pcnCode, patients }) => [code, kind, pcnCode || 'U', patients])).toEqual(map.map(({ practice, pcn }) => [practice, 'practice', pcn, lists.get(practice)]));
    // The file has a PCN of two locations; only its practices on this side are asked.
    const across = [...mapOf(PUBLISHED, MONTH).values()].filter(({ subIcb, pcn }) => subIcb === BESIDE && pcns.has(pcn));
    expect(across.length).toBeGreaterThan(0);
    expect(asked.filter(({ code }) => across.some(({ practice }) => practice === code))).toEqual([]);
  });

  it('when they answer, then it is rolled up by practice and by patients, through each PCN, as the files have them', async () => {
    const { voice } = cast.contexts;
    for (const row of answered()) {
      const choice = answerOf(row)!;
      await answerCanvass(voice, await cast.acting(mailbox(row.practice)), { canvassId, organisationCode: row.practice, choice, ...(choice === 'block' ? { words: `Not without ${row.practice}.` } : {}), way: 'signed-in' });
    }
    await closeCanvass(voice, await cast.acting('chair'), { canvassId, reason: 'Everybody has had a say.' });
    rollUp = await rollUpOf(voice, canvassId);
    const heard = answered();
    expect(rollUp.coverage).toEqual({ practicesAsked: map.length, practicesAnswered: heard.length, patientsAsked: patientsOf(map), patientsAnswered: patientsOf(heard) });
    for (const choice of ['support', 'object', 'block'] as const) {
      const own = heard.filter((row) => answerOf(row) === choice);
      expect([choice, rollUp.agreement.practices[choice], rollUp.agreement.patients[choice]]).toEqual([choice, own.length, patientsOf(own)]);
    }
    expect(rollUp.notHeardFrom.map(({ code }) => code).sort()).toEqual(map.filter((row) => answerOf(row) === null).map(({ practice }) => practice));
  });

  it('and every PCN says what most of its practices said, with the one that spoke against it kept in its own words', () => {
    const said = rollUp.voices.map(({ voice: { pcnCode }, answer }) => [pcnCode ?? 'U', answer] as const).sort(byCode);
    const codes = [...pcns.keys()].sort();
    expect(said).toEqual(codes.map((code, place) => [code, place === codes.length - 1 ? null : place % 3 === 2 ? 'object' : 'support']));
    for (const { coverage, voice: { pcnCode } } of rollUp.voices) expect([pcnCode, coverage.patientsAsked]).toEqual([pcnCode, patientsOf(pcns.get(pcnCode ?? 'U')!)]);
    expect(rollUp.place.answer).toBe('support');
    for (const choice of ['support', 'object'] as const) {
      expect(rollUp.place.patientsByVoice[choice]).toBe(patientsOf(map.filter(({ pcn }) => said.some(([code, answer]) => code === pcn && answer === choice))));
    }
    const against = answered().filter((row) => answerOf(row) === 'block').map(({ practice }) => `Not without ${practice}.`);
    expect(rollUp.minority.flatMap(({ words }) => words ?? []).sort()).toEqual(against);
  });

  it('when its chair signs in, then the pages tell the same', async () => {
    site = await siteOver(system, settings, { log: makeRequestLog('silent'), limits: { pages: null, strict: null } });
    await site.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
    const printed = await printSignInLink(atConsole(peopleOf(system, settings), 'test'), { email: 'chair@example.org' });
    await page.goto(/https?:\S+/.exec(printed)![0]);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Dr Wilhelmina Thrupp' }).waitFor();
    await page.goto(`${address}/questions/${questionId}`);
    await titled(page, TITLE);
    const say = (number: number): string => number.toLocaleString('en-GB');
    const heard = answered();
    const thread = await page.getByRole('main').innerText();
    expect(thread).toContain(`${say(heard.length)} of ${say(map.length)}`);
    expect(thread).toContain(`${say(patientsOf(heard))} of ${say(patientsOf(map))}`);
    await page.goto(`${address}/questions/${questionId}/canvass`);
    const canvass = await page.getByRole('main').innerText();
    for (const { voice } of rollUp.voices) expect(canvass).toContain(voice.name);
    expect(canvass).toContain(rollUp.notHeardFrom[0]!.name);
  });
});
