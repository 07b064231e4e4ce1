import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { claimsOf, disputesFor, dueByRules, paidOf, sharingsOf } from '#funding';
import { decisionsOf, interestsOfForum, itemsAbout, meetingOf, meetingsOf, minutesOf, papersOf, portfolioOn, representationOn } from '#governance';
import { canvassesOf, consultationsOf, objectionsAfterAgreement, reportTasks, rollUpOf } from '#voice';
import { commandLine } from '../../../tests/testing/commandLine.ts';
import { plantedSample } from '../../../tests/testing/index.ts';
import { settingsFor } from '../../../tests/testing/sampleTemplate.ts';
import { readSettings } from '../settings.ts';
import { openSystem } from '../system.ts';
import type { System } from '../system.ts';
import { castOf } from './cast.ts';
import type { Cast } from './cast.ts';
import { holdSampleMeeting } from './meeting.ts';

let discard: () => void;
let system: System;
let cast: Cast;
const chorus = commandLine();
beforeAll(async () => {
  const sample = await plantedSample();
  discard = sample.discard;
  const settings = readSettings(settingsFor(sample.data), sample.data);
  system = await openSystem(settings, true);
  cast = await castOf(system, settings);
  // The first of all test files to ask for a sample waits while it is planted.
}, 300_000);
afterAll(async () => {
  await system.close();
  discard();
  chorus.discard();
});

const db = () => system.database.as<unknown>();
const today = () => cast.contexts.voice.today();

/** What a command answers with `--json`. */
async function asked(...words: string[]): Promise<unknown> {
  const { exitCode, out, err } = await chorus.run([...words, '--json'], system);
  expect(exitCode, err).toBe(0);
  return JSON.parse(out);
}

/** What Today is asked with, for one of the sample’s people. */
const acting = async (mailbox: string) => {
  const { personId, permissions } = await cast.acting(mailbox);
  return { personId: personId!, permissions };
};

describe('six told questions stand at six points of the thread', () => {
  test.each([
    ['Q6', 'canvassed', 'half have answered', []],
    ['Q5', 'mandated', 'the partnership meets next week', []],
    ['Q3', 'decided', 'agreed outside the mandate, to be ratified', [{ standing: 'provisional', owed: [expect.stringContaining('ratifies')] }]],
    ['Q4', 'decided', 'by a forum that can only advise', [{ standing: 'recommendation', owed: [expect.stringContaining('Integrated Care Board has to decide it')] }]],
    ['Q2', 'reported-back', 'and then the LMC objects', [{ standing: 'stands', owed: [] }]],
    ['Q1', 'closed', 'the whole thread', [{ standing: 'stands', owed: [] }]],
  ])('%s is %s: %s', async (id, state, _what, decisions) => {
    expect(await asked('question', 'show', id)).toMatchObject({ id, state, decisions });
  });

  test('the closed one began as an idea of a practice and went every step', async () => {
    const { proposal, steps } = (await asked('question', 'show', 'Q1')) as { proposal: string; steps: { to: string }[] };
    expect(proposal).toBe('P1');
    expect(steps.map(({ to }) => to)).toEqual(['drafted', 'canvassed', 'position-agreed', 'mandated', 'decided', 'reported-back', 'acted-on', 'closed']);
  });

  test('the LMC objected after the agreement, unasked, and that is flagged', async () => {
    const objections = objectionsAfterAgreement(await consultationsOf(db(), 'Q2'));
    expect(objections.map(({ response }) => response.stance)).toEqual(['objects']);
  });

  test('what was recommended to the board is on the agenda of its next meeting', async () => {
    const onAgendas = await itemsAbout(db(), { module: 'voice', kind: 'question', id: 'Q4' });
    const [planned] = (await meetingsOf(db(), 'icb-board')).filter(({ state }) => state === 'planned');
    const { items } = (await meetingOf(db(), planned!.id))!;
    expect(items.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Recommended to us: A same-day hub/));
    expect(onAgendas.length).toBeGreaterThanOrEqual(2);
  });

  test('the report on the blood tests is overdue for the chair', async () => {
    const tasks = await reportTasks(cast.contexts.voice)(await acting('anjali.fernsby'), new Date());
    const owed = tasks.find(({ title }) => title.startsWith('Report back: At what price'));
    expect(owed!.due! < today()).toBe(true);
  });
});

describe('what goes on around them', () => {
  test('each PCN answers by its own network’s rule; two have entered none and have a default', async () => {
    const rulesOf = async (questionId: string): Promise<Record<string, string>> => {
      const [canvass] = await canvassesOf(db(), questionId);
      const { voices } = await rollUpOf(cast.contexts.voice, canvass!.id);
      return Object.fromEntries(voices.map(({ voice: { pcnCode, rule, ruleFrom } }) => [pcnCode, `${rule.votes} ${rule.threshold}, ${ruleFrom}`]));
    };
    expect(await rulesOf('Q5')).toEqual({
      XU001: 'list simple, agreement-ordinary', XU002: 'practice two-thirds, agreement', XU003: 'partners consent, agreement-ordinary', XU004: 'practice simple, place-default',
    });
    expect(await rulesOf('Q2')).toEqual({
      XU006: 'practice unanimous, agreement', XU007: 'list two-thirds, agreement-ordinary', XU008: 'partners simple, agreement-ordinary', XU009: 'practice simple, chorus-default',
    });
  });

  test('the PCNs of each place are represented in another way, and four programmes have a lead', async () => {
    expect(await representationOn(db(), 'merrowdale-leadership', today())).toMatchObject({ way: 'elected', quarterSessionsAWeek: 8, resourcedByCode: 'XF-PB1' });
    expect(await representationOn(db(), 'vale-of-lark-leadership', today())).toMatchObject({ way: 'lead-pcn', leadCode: 'XU008', resourcedByCode: null });
    expect(await representationOn(db(), 'vale-of-lark-leadership', addDays(today(), 40))).toMatchObject({ way: 'neutral-manager' });
    expect(await portfolioOn(db(), 'merrowdale-leadership', today())).toHaveLength(4);
  });

  test('a member’s interests are overdue for review, another’s are in order', async () => {
    const entries = new Map((await interestsOfForum(db(), 'merrowdale-partnership', today())).map((entry) => [entry.name, entry]));
    expect(entries.get('Dashiell Kerr')).toMatchObject({ interests: [{ kind: 'financial' }], review: { isOverdue: true } });
    expect(entries.get('Xanthe Morrow')).toMatchObject({ interests: [{ kind: 'financial' }], review: { isOverdue: false } });
    expect(entries.get('Leopold Nwosu')).toMatchObject({ interests: [], review: { isOverdue: false } });
  });

  test('at the meeting on wound care a conflict was declared and ruled on, what the chair did meanwhile was reported, and its minutes were agreed', async () => {
    const [first] = [...(await meetingsOf(db(), 'merrowdale-partnership'))].sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
    const { items, conflicts, votes } = (await meetingOf(db(), first!.id))!;
    expect(conflicts).toMatchObject([{ name: 'Xanthe Morrow', interestId: expect.any(String), ruling: { ruling: 'stay-without-vote' } }]);
    expect(votes.filter(({ seatId }) => seatId === conflicts[0]!.seatId)).toEqual([]);
    expect(items.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^Report of chair’s action: .*Saturday bus/));
    expect((await minutesOf(db(), first!.id)).at(-1)).toMatchObject({ agreed: { day: addDays(today(), -20) } });
    expect((await decisionsOf(db(), 'merrowdale-partnership')).map(({ way }) => way).sort()).toEqual(['chairs-action', 'meeting', 'meeting']);
  });

  test('papers are on two agendas; the hospital’s offer is withheld, with a reason', async () => {
    const items = [...(await itemsAbout(db(), { module: 'voice', kind: 'question', id: 'Q1' })), ...(await itemsAbout(db(), { module: 'voice', kind: 'question', id: 'Q3' }))];
    const papers = await papersOf(db(), 'item', items.map(({ id }) => id));
    expect(Object.fromEntries(papers.map(({ paper, withheldReason }) => [paper.fileName, withheldReason]))).toEqual({
      'wound-care-scheme.pdf': null, 'dressings-in-march.csv': null, 'blood-tests-by-town.csv': null, 'offer.txt': expect.stringContaining('negotiated'),
    });
  });
});

describe('the money of the coast’s PCN', () => {
  const YEAR = financialYear('2025/26');
  const paidYear = async () => paidOf(dueByRules(cast.contexts.funding), await cast.acting('callum.tidewell'), { code: 'XU004', year: YEAR });

  test('was paid as it was due for eleven months, but for July’s care homes, which were paid for the beds of June; that is disputed', async () => {
    const { streams } = await paidYear();
    const apart = streams.filter(({ stream }) => stream !== 'additional-roles-sum').flatMap(({ months }) => months).filter(({ reason, month }) => reason && month < '2026-03-01');
    expect(apart.map(({ stream, month, reason }) => [stream, month, reason!.kind, reason!.says])).toEqual([['care-home-premium', '2025-07-01', 'beds', 'It was paid for 391 beds, 42 fewer than the 433 counted.']]);
    const disputes = await disputesFor(cast.contexts.funding, await cast.acting('desmond.ravensworthy'));
    expect(disputes).toMatchObject([{ pcnCode: 'XU004', stream: 'care-home-premium', month: '2025-07-01', claimedPence: -apart[0]!.differencePence, state: 'evidence' }]);
  });

  test('has claims at every point but a query', async () => {
    const states = (await claimsOf(db(), 'XU004', YEAR)).map(({ state, month }) => `${month.slice(5, 7)} ${state}`);
    expect([...new Set(states)]).toEqual(['04 paid', '05 paid', '06 submitted', '07 draft']);
  });

  test('was shared by its board’s decision, and each practice sees that', async () => {
    const { sharings } = await sharingsOf(cast.contexts.funding, await cast.acting('winifred.odukoya'), 'XU004');
    const [decision] = await decisionsOf(db(), 'saltwhistle-coast-board');
    expect(sharings).toMatchObject([{ state: 'locked', method: 'registered', agreedBy: { module: 'governance', kind: 'decision', id: decision!.id } }]);
    expect(sharings[0]!.shares.map(({ code }) => code)).toEqual(['XX017', 'XX018', 'XX019', 'XX021', 'XX022']);
  });

  test('is not for the manager of another PCN', async () => {
    const joss = await cast.acting('joss.quillfeather');
    await expect(paidOf(dueByRules(cast.contexts.funding), joss, { code: 'XU004', year: YEAR })).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
  });
});

describe('what is counted, declared and asked', () => {
  test('of the coast’s year before, health checks are paid; this year’s wait for its clinical director, Burdockmoor’s for the commissioner', async () => {
    const { rows } = await sql<{ says: string }>`select pcn_code || ' ' || year || ' ' || state as says from declaration where indicator = 'HI-03' order by 1`.execute(db());
    expect(rows.map(({ says }) => says)).toEqual(['XU003 2025/26 with-commissioner', 'XU004 2024/25 paid', 'XU004 2025/26 with-pcn']);
  });

  test('Cocklewyke is surely among those with least face to face, and nobody knows of A&E', async () => {
    const list = (await asked('performance', 'list', '--within', 'XI1', '--month', '2025-10')) as { practices: { code: string; findings: { criterion: string; verdict: string; chance: number | null }[] }[] };
    const { findings } = list.practices.find(({ code }) => code === 'XX021')!;
    expect(findings.find(({ criterion }) => criterion === 'least-face-to-face')).toMatchObject({ verdict: 'meets', chance: expect.closeTo(1, 2) });
    expect(findings.find(({ criterion }) => criterion === 'most-a-and-e')).toMatchObject({ verdict: 'no-data', chance: null });
  });

  test('its chart of face to face begins anew where triage did, approved with a reason', async () => {
    const { rows } = await sql<{ at: string; state: string }>`select to_char(begins_on, 'YYYY-MM-DD') as at, state from rebasing where series_id = 'access/face-to-face/XX021'`.execute(db());
    expect(rows).toEqual([{ at: '2024-11-01', state: 'approved' }]);
  });
});

describe('the console answers about the sample', () => {
  test('who decides a local scheme in Merrowdale, and that nobody below the board decides it in Vale of Lark', async () => {
    expect(await asked('authority', '--subject', 'local-enhanced-services', '--amount', '96000', '--within', 'XF-PL1')).toMatchObject({ outcome: 'decides', decides: [{ id: 'XF-PB1' }] });
    expect(await asked('authority', '--subject', 'urgent-primary-care', '--amount', '240000', '--within', 'XF-PL2')).toMatchObject({ decides: [{ id: 'XI1' }] });
  });

  test('Vale of Lark Together has an empty seat of general practice', async () => {
    expect(await asked('forum', 'check', 'vale-of-lark-together')).toMatchObject({ counts: { vacant: 1, 'not-met': 1 }, alarms: [{ seatTitle: 'General practice of the city', kind: 'vacant' }] });
    expect(await asked('forum', 'check', 'icb-board')).toMatchObject({ counts: { vacant: 0, 'not-met': 0 } });
  });

  test('the lottery and the rotation follow from their seeds; who had the first comes last in the second', async () => {
    const { outcome: lottery, ...drawn } = (await asked('opportunity', 'verify', 'O1')) as Outcome;
    expect(drawn).toMatchObject({ method: 'lottery', isVerified: true });
    expect(grantedIn(lottery)).toEqual(['XX001', 'XX012', 'XX004']);
    const { outcome: rotation, ...turned } = (await asked('opportunity', 'verify', 'O2')) as Outcome;
    expect(turned).toMatchObject({ method: 'rotation', isVerified: true });
    expect(grantedIn(rotation)).toEqual(['XX019', 'XX016']);
    expect(rotation.slice(-3).map(({ code }) => code).sort()).toEqual(['XX001', 'XX004', 'XX012']);
  });

  test('an opportunity that is open has nothing to verify yet', async () => {
    expect(await chorus.run(['opportunity', 'verify', 'O3'], system)).toMatchObject({ exitCode: 1, err: expect.stringContaining('not decided') });
  });
});

interface Outcome {
  outcome: { code: string; isGranted: boolean }[];
}
const grantedIn = (outcome: Outcome['outcome']): string[] => outcome.filter(({ isGranted }) => isGranted).map(({ code }) => code);

test('the chain of all that was planted is whole', async () => {
  const verdict = await verifyAudit(db());
  expect(verdict).toMatchObject({ isIntact: true });
  expect(verdict.entries).toBeGreaterThan(600);
});

/** It goes on from where the sample stands: no test of where it stands may follow. */
test('the agreement on blood tests stands once the team has ratified it in its next meeting, as the agenda has it', async () => {
  const { governance } = cast.contexts;
  const keeper = 'anjali.fernsby';
  const [planned] = (await meetingsOf(db(), 'merrowdale-leadership')).filter(({ state }) => state === 'planned');
  const toRatify = (await meetingOf(db(), planned!.id))!.items.find(({ suggestion }) => suggestion?.kind === 'ratify')!;
  const planted = cast.now();
  cast.setNow(planned!.startsAt);
  const scene = { ...cast.contexts, cast, day: (offset: number) => addDays(governance.today(), offset), acting: (mailbox: string) => cast.acting(mailbox) };
  const outcome = { outcome: 'agreed', decided: 'We ratify £2.60 for one year.', reasons: 'Patients are spared a journey.' } as const;
  const decided = await holdSampleMeeting(scene, { forumCode: 'merrowdale-leadership', keeper, meetingId: planned!.id, outcomes: [{ itemId: toRatify.id, outcome }] });
  cast.setNow(planted);
  expect(decided).toHaveLength(1);
  expect(await asked('question', 'show', 'Q3')).toMatchObject({ decisions: expect.arrayContaining([expect.objectContaining({ forum: expect.objectContaining({ code: 'merrowdale-partnership' }), standing: 'stands', owed: [] })]) });
});

/** A practice, a PCN, an ICB, a sub-ICB location or an area, as the NHS and the ONS number them. */
const REAL_CODE = /\b(?:[A-HJ-NP-WYZ]\d{5}|Q[A-Z][A-Z\d]|\d\d[A-Z]|[A-HJ-WYZ]\d[A-Z]\d[A-Z]|[EW]\d{8})\b/g;

test('no story names a real code', () => {
  const folder = new URL('./stories/', import.meta.url);
  const sample = new URL('../../../sample/', import.meta.url);
  const files = [...readdirSync(folder).map((name) => new URL(name, folder)), ...['forums.yaml', 'delegations.yaml', 'people.csv', 'local-bodies.csv'].map((name) => new URL(name, sample))];
  const named = files.flatMap((file) => (readFileSync(fileURLToPath(file), 'utf8').match(REAL_CODE) ?? []).map((code) => `${file.pathname.split('/').at(-1)}: ${code}`));
  expect(named).toEqual([]);
});
