import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { claimLines, notClaimed } from './monthsClaim.ts';
import type { Filling, PostLine } from './networkPosts.ts';
import type { PostFacts } from './post.ts';

const FACTS: PostFacts = {
  role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: null, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null,
  meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: 6_000_000,
};
const fill = (id: string, wte: string, from: string, to: string | null): Filling => ({ id, postId: 'p', staffId: id, wte, from: isoDate(from), to: to === null ? null : isoDate(to), leavingReason: null });
const post = (fillings: Filling[], change: Partial<PostFacts> = {}): PostLine => ({ id: 'p', reference: 'CP1', pcnCode: 'UZ001', spans: [{ from: isoDate('2025-01-01'), to: null, facts: { ...FACTS, ...change } }], fillings, agreed: [] });
const lines = (line: PostLine) => claimLines([line], isoDate('2025-06-01')).map(({ reference, wte, ends, costPence }) => [reference, wte.toString(), ends, costPence]);

test('one person for a whole month is the post, at a twelfth of its year', () => {
  expect(lines(post([fill('a', '1', '2025-01-01', null)]))).toEqual([['CP1', '1', null, 500_000]]);
});

test('one who leaves on 15 June and one who follows are two lines, of 15 days each', () => {
  expect(lines(post([fill('a', '1', '2025-01-01', '2025-06-16'), fill('b', '1', '2025-06-16', null)]))).toEqual([['CP1/1', '1', '2025-06-15', 250_000], ['CP1/2', '1', null, 250_000]]);
});

test('a part of a post costs a part of it, and of a post of less than 1 the part of that', () => {
  expect(lines(post([fill('a', '0.4', '2025-01-01', null)], { wte: '0.8' }))).toEqual([['CP1', '0.4', null, 250_000]]);
});

test('a vacancy, other money, another month and a post of no role are not claimed; a cost that is not known stays so', () => {
  expect([post([]), post([fill('a', '1', '2025-01-01', null)], { fundedBy: 'pcn' }), post([fill('a', '1', '2025-07-01', null)]), post([fill('a', '1', '2025-01-01', null)], { role: null })].flatMap(lines)).toEqual([]);
  expect(lines(post([fill('a', '1', '2025-01-01', null)], { costPence: null }))).toEqual([['CP1', '1', null, null]]);
});

test('what is not claimed is said with why: a vacancy, a part of a post, and a post of no role; other money and another month are nothing to say', () => {
  const why = (line: PostLine) => notClaimed([line], isoDate('2025-06-01')).map((one) => [one.reference, one.why]);
  expect(why(post([]))).toEqual([['CP1', 'Nobody filled it']]);
  expect(why(post([fill('a', '0.6', '2025-01-01', null)]))).toEqual([['CP1', 'At the end of the month 0.4 of its 1 WTE was vacant']]);
  expect(why(post([fill('a', '1', '2025-01-01', '2025-06-16')]))).toEqual([['CP1', 'At the end of the month 1 of its 1 WTE was vacant']]);
  expect(why(post([], { role: null }))).toEqual([['CP1', 'It is none of the additional roles']]);
  expect([post([fill('a', '1', '2025-01-01', null)]), post([], { fundedBy: 'pcn' }), { ...post([]), spans: post([]).spans.map((span) => ({ ...span, from: isoDate('2025-07-01') })) }].flatMap(why)).toEqual([]);
});
