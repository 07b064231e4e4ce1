import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { mapCensusRole } from '../../census/index.ts';
import { inventedCensus } from '../../census/testing/inventedCensus.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { addPost, addStaff, awayOf, describePost, fillPost, postHistory, postsOf, staffOf, startFromCensus, takeBackPost, takeBackStart } from '../index.ts';
import type { PostFacts } from '../index.ts';
import { censusStartPages } from './censusStartPages.tsx';
import { correctionPages } from './correctionPages.tsx';
import { peoplePages } from './peoplePages.tsx';
import { postPages } from './postPages.tsx';

const PCN = '/workforce/pcns/UZ001';
const START = `${PCN}/from-census`;
let place: InventedWorkforce & { loader: Loader };
let site: PlaceSite;

beforeAll(async () => {
  place = await inventedCensus(await testDatabase('pglite'));
  place.setNow('2026-06-03');
  const { workforce } = place;
  site = await placeSite(place, [...peoplePages(workforce), ...postPages(workforce), ...censusStartPages(workforce), ...correctionPages(workforce)]);
});
afterAll(async () => {
  await site.close();
  await place.loader.close();
});

const refusal = (code: string, what?: RegExp) => ({ refusal: { code, ...(what ? { what: expect.stringMatching(what) as unknown as string } : {}) } });
const day = (name: string, text: string) => {
  const [year, month, date] = text.split('-');
  return { [`${name}-day`]: date!, [`${name}-month`]: month!, [`${name}-year`]: year! };
};
const posts = () => postsOf(place.workforce, { pcnCode: 'UZ001', on: isoDate('2026-06-03') });
/** What the form holds when it is first shown, as a browser would send it. */
async function formSent(): Promise<Record<string, string>> {
  const { body } = await site.get(START, 'cara');
  const sent: Record<string, string> = { employer: 'unknown', region: 'national' };
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const [name, value, isBox, isTicked] = [/name="([^"]+)"/.exec(tag)?.[1], /value="([^"]*)"/.exec(tag)?.[1] ?? '', tag.includes('checkbox'), tag.includes('checked=""')];
    if (name && name !== '_csrf' && name !== 'q' && (!isBox || isTicked)) sent[name] = value;
  }
  for (const [, name, options] of body.matchAll(/<select[^>]*name="(paid-\d+)"[^>]*>(.*?)<\/select>/g)) sent[name!] = /<option value="([^"]*)" selected=""/.exec(options!)?.[1] ?? '';
  return sent;
}
const FACTS: PostFacts = {
  role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: null, wte: '1', employerCode: null, home: null, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null,
  meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: null,
};
const start = (who: PersonKey, lines: readonly { reference: string; change?: Partial<PostFacts> }[], startsOn = '2025-12-01') =>
  startFromCensus(place.workforce, place.acting(who), { pcnCode: 'UZ001', censusDay: isoDate('2025-11-30'), startsOn: isoDate(startsOn), posts: lines.map(({ reference, change }) => ({ reference, facts: { ...FACTS, ...change } })) });

test('a PCN without posts is offered those that the census shows, one for each, with unknown roles apart and the rest to be said by a person', async () => {
  const people = (await site.get(PCN, 'cara')).body;
  expect(people).toContain('The census of 30 November 2025 counts 6 posts of this PCN');
  expect(people).toContain('Start from what the census of 30 November 2025 shows');
  expect((await site.get(PCN, 'mina')).body).not.toContain('from-census');
  const { body } = await site.get(START, 'cara');
  expect(body).toContain('Cloud Watcher (1 post)');
  expect(body).toContain('The census counts 1.4 WTE as one; a post has at most 1');
  expect(body).toContain('Bought from another body');
  const sent = await formSent();
  expect(Object.entries(sent).filter(([name]) => name.startsWith('take-'))).toHaveLength(3);
  expect(Object.values(sent).filter((value) => /^(CP|CC|SPLW|OA)/.test(value)).sort()).toEqual(['CC1', 'CP1', 'CP2', 'OANC1', 'SPLW1']);
});

test('where the census shows more posts than a form has lines, one role is begun with at a time, as many as fit', async () => {
  const small = await placeSite(place, censusStartPages(place.workforce, 1));
  const roles = (await small.get(START, 'cara')).body;
  expect(roles).toContain('These are too many for one form');
  expect(roles).not.toContain('name="take-');
  const { body } = await small.get(`${START}?role=clinical-pharmacist`, 'cara');
  expect(body.match(/name="take-/g)).toHaveLength(1);
  expect(body).toContain('The first 1 are shown; 1 more of this role come once these are made.');
  expect((await small.get(`${START}?role=clinical-pharmacist`, 'mina')).status).toBe(403);
  const wrong = await small.post(START, 'cara', { census: '2025-11-30', chosen: 'clinical-pharmacist', employer: 'unknown', region: 'national', 'role-0': 'clinical-pharmacist', 'title-0': 'Clinical pharmacist', 'paid-0': 'additional-roles', 'take-0-0': 'yes', 'reference-0-0': '', 'wte-0-0': '1', ...day('starts', '2025-12-01') });
  expect([wrong.status, wrong.body.includes('A reference has 1 to 36 characters')]).toEqual([400, true]);
  await small.close();
});

test('one line that is refused keeps all from being made, and every line that was refused is listed', async () => {
  const sent = await formSent();
  const [one, other] = Object.keys(sent).filter((name) => name.startsWith('take-')).map((name) => name.slice('take-'.length)) as [string, string];
  const answer = await site.post(START, 'cara', { ...sent, ...day('starts', '2025-12-01'), [`wte-${one}`]: '1.5', [`reference-${other}`]: 'x'.repeat(40) });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('at most 1; 1.5 was entered');
  expect(answer.body).toContain('1 to 36 characters; 40 were entered');
  expect(await posts()).toEqual([]);
  expect((await site.post(START, 'cara', { ...sent })).body).toContain('Enter a real date');
  expect((await site.post(START, 'cara', { ...sent, ...day('starts', '2025-12-01'), census: '2024-01-31' })).body).toContain('A newer census came in');
});

test.each<[fact: string, lines: { reference: string; change?: Partial<PostFacts> }[], startsOn: string, code: string, at: number]>([
  ['a WTE of 0', [{ reference: 'A' }, { reference: 'B', change: { wte: '0' } }], '2025-12-01', 'wte-out-of-range', 1],
  ['a WTE of 1.5', [{ reference: 'A', change: { wte: '1.5' } }], '2025-12-01', 'wte-out-of-range', 0],
  ['a reference twice in one go', [{ reference: 'A' }, { reference: ' a' }], '2025-12-01', 'reference-twice', 1],
  ['a post before its role existed', [{ reference: 'G', change: { role: 'gp' } }], '2024-09-01', 'role-not-yet', 0],
  ['the fourth of a role, of which three may stand', ['A', 'B', 'C', 'D'].map((reference) => ({ reference, change: { role: 'advanced-practitioner' } })), '2023-06-01', 'over-cap', 3],
  ['an employer that nobody knows', [{ reference: 'A', change: { employerCode: 'NONE' } }], '2025-12-01', 'employer-unknown', 0],
])('%s is refused by its line, and none is made', async (_, lines, startsOn, code, at) => {
  expect(await start('cara', lines, startsOn)).toMatchObject({ startId: null, refused: [{ index: at, refusal: { code } }] });
  expect(await posts()).toEqual([]);
});

test('none ticked, or somebody who keeps no posts of this PCN, is refused', async () => {
  await expect(start('cara', [])).rejects.toMatchObject(refusal('posts-count', /^0 posts/));
  for (const who of ['colin', 'mina', 'petra', 'ivy', 'adam'] as const) await expect(start(who, [{ reference: 'A' }])).rejects.toMatchObject(refusal('not-allowed'));
});

test('the posts that are ticked are made in one go, with an employer that is not known yet, and are all taken back in one go', async () => {
  expect((await site.post(START, 'cara', { ...(await formSent()), ...day('starts', '2025-12-01') })).location).toBe(`${PCN}?done=started`);
  const made = await posts();
  expect(made.map(({ reference, wte, employerCode, fundedBy, startsOn, holders }) => [reference, wte, employerCode, fundedBy, startsOn, holders])).toEqual([
    ['CC1', '0.666667', null, 'additional-roles', '2025-12-01', []], ['CP1', '1', null, 'additional-roles', '2025-12-01', []], ['CP2', '0.6', null, 'additional-roles', '2025-12-01', []],
  ]);
  expect((await site.get(`/workforce/posts/${made[0]!.id}`, 'mina')).body).toContain('Not known yet');
  expect((await site.get(START, 'cara')).body).toContain('You have a post of this role already');
  const people = (await site.get(PCN, 'cara')).body;
  expect(people).toContain('3 posts were made on 3 June 2026 from the census of 30 November 2025');
  const id = /name="start" value="([0-9a-f-]{36})"/.exec(people)![1]!;
  for (const who of ['colin', 'mina'] as const) expect((await site.post(`${START}/take-back`, who, { start: id })).status).toBe(403);
  expect((await site.post(`${START}/take-back`, 'cara', { start: id })).location).toBe(`${PCN}?done=taken-back`);
  expect(await posts()).toEqual([]);
  await expect(takeBackStart(place.workforce, place.acting('cara'), { startId: id })).rejects.toMatchObject(refusal('start-not-found'));
  expect((await site.get(`/workforce/posts/${made[0]!.id}`, 'cara')).status).toBe(404);
  const { rows } = await sql<{ kept: number }>`select count(*)::int as kept from post_version where post_id = ${made[0]!.id}::uuid and not upper_inf(recorded)`.execute(place.workforce.database.as());
  expect(rows).toEqual([{ kept: 1 }]);
});

test('two keepers who begin at once do not both: the second is told of every reference that stands', async () => {
  const [one, other] = await Promise.all([start('cara', [{ reference: 'T1' }, { reference: 'T2' }]), start('cara', [{ reference: 'T1' }, { reference: 'T3' }])]);
  const [kept, refused] = one.startId ? [one, other] : [other, one];
  expect([kept.refused, refused.startId, refused.refused.map(({ refusal: { code } }) => code)]).toEqual([[], null, ['reference-twice']]);
  expect(await takeBackStart(place.workforce, place.acting('cara'), { startId: kept.startId! })).toBe(2);
});

test('a reference that was taken back is free again, and what was made is taken back no more once somebody is in it or it was changed', async () => {
  // A day later, as what changed since is told by the clock, which stands still in these tests.
  place.setNow('2026-06-04');
  const again = await start('cara', [{ reference: 'T1' }, { reference: 'T4' }]);
  const [t1, t4] = await posts();
  await fillPost(place.workforce, place.acting('cara'), { postId: t1!.id, newName: 'Tess', wte: '1', startsOn: isoDate('2026-01-01') });
  await expect(takeBackStart(place.workforce, place.acting('cara'), { startId: again.startId! })).rejects.toMatchObject(refusal('post-filled', /1 of 2 posts are or was filled: T1/));
  expect(await posts()).toHaveLength(2);
  expect((await site.get(PCN, 'cara')).body).not.toContain('from the census of 30 November 2025.');
  await expect(takeBackPost(place.workforce, place.acting('cara'), { postId: t1!.id })).rejects.toMatchObject(refusal('post-filled'));
  await expect(takeBackPost(place.workforce, place.acting('mina'), { postId: t4!.id })).rejects.toMatchObject(refusal('not-allowed'));
  expect((await site.post(`/workforce/posts/${t4!.id}/take-back`, 'cara')).location).toBe(`${PCN}?done=taken-back`);
  expect((await posts()).map(({ reference }) => reference)).toEqual(['T1']);
  await expect(takeBackPost(place.workforce, place.acting('cara'), { postId: t4!.id })).rejects.toMatchObject(refusal('post-not-found'));
});

test('a role that a person has mapped is listed among the posts, and no longer apart', async () => {
  await mapCensusRole(place.workforce, place.acting('cara'), { name: 'Cloud Watcher', is: 'paramedic' });
  const { body } = await site.get(START, 'cara');
  expect(body).not.toContain('Cloud Watcher');
  expect(body).toContain('Paramedic, 1 post');
});

test('who filled a post is corrected from the post’s page; an end is taken back; who never filled it is taken out', async () => {
  const [post] = await posts();
  const path = `/workforce/posts/${post!.id}`;
  const filling = post!.holders[0]!.fillingId;
  expect((await site.get(path, 'cara')).body).toContain(`${path}/filling?filling=${filling}`);
  expect((await site.get(path, 'mina')).body).not.toContain('/filling?');
  const form = (await site.get(`${path}/filling?filling=${filling}`, 'cara')).body;
  expect(form).toContain('Correct when Tess was in T1');
  const right = { filling, wte: '0.8', ...day('starts', '2026-01-05') };
  expect((await site.post(`${path}/filling`, 'cara', { ...right, wte: '1.5' })).body).toContain('at most 1; 1.5 was entered');
  expect((await site.post(`${path}/filling`, 'cara', { ...right, ...day('ends', '2026-01-01') })).body).toContain('Its last day would be 1 January 2026');
  expect((await site.post(`${path}/filling`, 'cara', { ...right, reason: 'retired' })).body).toContain('1 reason for leaving was entered, and 0 last days');
  expect((await site.post(`${path}/filling`, 'cara', { filling, wte: '0.8' })).body).toContain('Enter a real date');
  expect((await site.post(`${path}/filling`, 'cara', { ...right, ...day('ends', '2026-03-31'), reason: 'retired' })).location).toBe(`${path}?done=corrected`);
  expect((await posts())[0]!.holders).toEqual([]);
  expect((await site.post(`${path}/filling`, 'cara', right)).status).toBe(303);
  expect((await posts())[0]!.holders).toMatchObject([{ wte: '0.8', startsOn: '2026-01-05', endsOn: null }]);
  expect((await site.post(`${path}/filling`, 'cara', { filling, what: 'never' })).location).toBe(`${path}?done=never`);
  expect((await postHistory(place.workforce, { postId: post!.id })).line.fillings).toEqual([]);
  expect((await site.get(`${path}/filling?filling=${filling}`, 'cara')).status).toBe(404);
});

test('a name is corrected, with who signs in as them; those of another PCN are not offered, and are refused', async () => {
  const staffId = (await staffOf(place.workforce, { pcnCode: 'UZ001' }))[0]!.id;
  const path = `${PCN}/staff/${staffId}`;
  expect((await site.get(`${PCN}/staff`, 'cara')).body).toContain(path);
  const { body } = await site.get(path, 'cara');
  expect([body.includes('Mina Manager'), body.includes('Dr Paul Partner')]).toEqual([true, false]);
  expect((await site.post(path, 'cara', { name: ' ', person: '' })).body).toContain('1 to 120 characters; 0 were entered');
  expect((await site.post(path, 'cara', { name: 'Tess', person: 'paul' })).body).toContain('0 of their 1 roles are in this PCN');
  expect((await site.post(path, 'cara', { name: 'Tessa', person: 'mina' })).location).toBe(`${PCN}/staff?done=corrected`);
  expect(await staffOf(place.workforce, { pcnCode: 'UZ001' })).toEqual([{ id: staffId, pcnCode: 'UZ001', name: 'Tessa', personId: 'mina' }]);
  const elsewhere = await addStaff(place.workforce, place.acting('colin'), { pcnCode: 'UZ002', name: 'Other' });
  expect((await site.get(`${PCN}/staff/${elsewhere}`, 'cara')).status).toBe(404);
});

test('a time away is taken back from the page of people', async () => {
  const [tessa] = await staffOf(place.workforce, { pcnCode: 'UZ001' });
  await site.post(`${PCN}/staff`, 'cara', { what: 'away', staff: tessa!.id, kind: 'away', ...day('starts', '2026-06-01'), ...day('ends', '2026-06-30') });
  const { body } = await site.get(`${PCN}/staff`, 'cara');
  expect(body).toContain('Tessa: away 1 June 2026 to 30 June 2026');
  const away = /name="away" value="([0-9a-f-]{36})"/.exec(body)![1]!;
  expect((await site.post(`${PCN}/staff`, 'mina', { what: 'withdraw-away', staff: tessa!.id, away })).status).toBe(403);
  expect((await site.post(`${PCN}/staff`, 'cara', { what: 'withdraw-away', staff: tessa!.id, away })).location).toBe(`${PCN}/staff?done=back`);
  expect(await awayOf(place.workforce, [tessa!.id])).toEqual([]);
  expect((await site.post(`${PCN}/staff`, 'cara', { what: 'withdraw-away', staff: tessa!.id, away })).status).toBe(404);
});

test.each<PersonKey>(['mina', 'petra', 'colin', 'ivy', 'adam'])('%s is not shown the forms, and nothing of theirs is taken', async (who) => {
  const id = (await posts())[0]?.id ?? (await addPost(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', reference: 'Z1', startsOn: isoDate('2026-01-01'), facts: FACTS }));
  const [tessa] = await staffOf(place.workforce, { pcnCode: 'UZ001' });
  for (const path of [START, `/workforce/posts/${id}/filling`, `${PCN}/staff/${tessa!.id}`]) {
    expect((await site.get(path, who)).status).toBe(403);
    expect((await site.post(path, who, { name: 'No', what: 'never' })).status).toBe(403);
  }
  expect((await site.post(`/workforce/posts/${id}/take-back`, who)).status).toBe(403);
});

test('a post is named by its reference and role for who points at it, without anybody’s name, and is not for the public', async () => {
  const [post] = await posts();
  const describe = describePost(place.workforce);
  expect(await describe({ module: 'workforce', kind: 'post', id: post!.id })).toEqual({ title: 'T1: Clinical pharmacist', href: `/workforce/posts/${post!.id}`, isPublic: false });
  expect(await describe({ module: 'workforce', kind: 'post', id: 'none' })).toBeNull();
  expect(await describe({ module: 'workforce', kind: 'staff', id: post!.id })).toBeNull();
});

test('the chain of the audit is whole after all that, and names nobody', async () => {
  expect((await verifyAudit(place.workforce.database.as())).isIntact).toBe(true);
  const { rows } = await sql<{ all: string }>`select string_agg(detail::text, ' ') as all from audit_entry`.execute(place.workforce.database.as());
  expect(rows[0]!.all).not.toMatch(/Tess/);
});
