import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { roleRules } from '#funding';
import { capFault } from './checkCap.ts';
import { faultOf, readWte } from './checkPost.ts';
import type { Filling, PostLine } from './networkPosts.ts';
import type { PostFacts } from './post.ts';

const FACTS: PostFacts = {
  role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: null, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null,
  meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: null,
};
const fill = (staffId: string, wte = '1', from = '2025-05-01', to: string | null = null): Filling => ({ id: `f-${staffId}-${from}`, postId: 'p', staffId, wte, from: isoDate(from), to: to === null ? null : isoDate(to), leavingReason: null });
const post = (id: string, change: Partial<PostFacts> = {}, fillings: Filling[] = [], from = '2025-05-01', to: string | null = null): PostLine => ({
  id, reference: id, pcnCode: 'UZ001', spans: [{ from: isoDate(from), to: to === null ? null : isoDate(to), facts: { ...FACTS, ...change } }], fillings, agreed: [],
});
const STAFF = new Set(['ann', 'bea', 'cal', 'dan']);

test.each([['0', false], ['0.0', false], ['1.5', false], ['1', true], ['0.6', true], ['2/3', true], ['-1', false], ['half', false], ['1/0', false], ['', false]])('%s is a whole-time equivalent: %s', (text, is) => {
  expect(readWte(text) !== null).toBe(is);
});

test.each<[fact: string, post: PostLine, others: PostLine[], code: string | null, says: RegExp]>([
  ['a post of 1.5', post('A', { wte: '1.5' }), [], 'wte-out-of-range', /at most 1; 1\.5/],
  ['somebody who fills 0 of it', post('A', {}, [fill('ann', '0')]), [], 'wte-out-of-range', /; 0 was/],
  ['a job-share', post('A', {}, [fill('ann', '0.6'), fill('bea', '0.4')]), [], null, /./],
  ['three thirds, exactly', post('A', {}, [fill('ann', '1/3'), fill('bea', '1/3'), fill('cal', '1/3')]), [], null, /./],
  ['a job-share of too much', post('A', { wte: '0.8' }, [fill('ann', '0.6'), fill('bea', '0.4', '2025-06-01')]), [], 'wte-exceeded', /2 people would fill 1 WTE of it on 1 June 2025; the post has 0\.8, which is 0\.2 less/],
  ['one who follows another', post('A', {}, [fill('ann', '1', '2025-05-01', '2025-06-01'), fill('bea', '1', '2025-06-01')]), [], null, /./],
  ['somebody of another PCN', post('A', {}, [fill('zed')]), [], 'staff-of-another-pcn', /1 of 1 people named is not among the 4/],
  ['a supervisor of another PCN', post('A', { clinicalSupervisorId: 'zed' }), [], 'staff-of-another-pcn', /./],
  ['who manages themselves', post('A', { lineManagerId: 'ann' }, [fill('ann')]), [], 'supervises-self', /line manager would be 1 of those/],
  ['who supervises themselves', post('A', { clinicalSupervisorId: 'ann' }, [fill('ann', '0.5'), fill('bea', '0.5')]), [], 'supervises-self', /clinical supervisor/],
  ['who managed it before they came', post('A', {}, [fill('ann', '1', '2025-07-01')]), [], null, /./],
  ['days before the post', post('A', {}, [fill('ann', '1', '2025-04-01')]), [], 'outside-post', /from 1 May 2025 on; it would be filled from 1 April 2025 on/],
  ['days after the post', post('A', {}, [fill('ann')], '2025-05-01', '2025-09-01'), [], 'outside-post', /to 31 August 2025/],
  ['an end before the start', post('A', {}, [fill('ann', '1', '2025-06-01', '2025-05-15')]), [], 'end-before-start', /last day would be 14 May 2025, and its first is 1 June 2025/],
  ['two who manage one another', post('A', { lineManagerId: 'bea' }, [fill('ann')]), [post('B', { lineManagerId: 'ann' }, [fill('bea')])], 'circle-of-managers', /2 people/],
  ['a circle of three', post('A', { lineManagerId: 'bea' }, [fill('ann')]), [post('B', { lineManagerId: 'cal' }, [fill('bea')]), post('C', { lineManagerId: 'ann' }, [fill('cal', '1', '2025-08-01')])], 'circle-of-managers', /From 1 August 2025 on, 3 people/],
  ['those who managed one another at other times', post('A', { lineManagerId: 'bea' }, [fill('ann', '1', '2025-05-01', '2025-08-01')]), [post('B', { lineManagerId: 'ann' }, [fill('bea', '1', '2025-08-01')])], null, /./],
])('%s', (_, one, others, code, says) => {
  const fault = faultOf(one, others, STAFF);
  expect(fault?.code ?? null).toBe(code);
  if (fault) expect(`${fault.what} ${fault.todo}`).toMatch(says);
});

const asked = (listSize: number | null) => ({ rules: roleRules(), listSizeOf: () => listSize });
const advanced = (id: string, wte = '1', from = '2023-04-01', to: string | null = '2024-03-01') => post(id, { role: 'advanced-practitioner', title: 'Advanced practitioner', wte }, [], from, to);
const three = [advanced('1'), advanced('2'), advanced('3')];

test.each<[fact: string, post: PostLine, others: PostLine[], listSize: number | null, code: string | null, says: RegExp]>([
  ['the fourth advanced practitioner of 99,999 patients in 2023/24', advanced('4', '0.5'), three, 99_999, 'over-cap', /3\.5 WTE of advanced practitioner on 1 April 2023; with a list of 99,999 patients it may have 3/],
  ['the fourth of 100,000 patients', advanced('4'), three, 100_000, null, /./],
  ['the fourth of a list that nobody knows, of which the widest is 6', advanced('4'), three, null, null, /./],
  ['the fourth, paid from other money', { ...advanced('4'), spans: advanced('4').spans.map((span) => ({ ...span, facts: { ...span.facts, fundedBy: 'pcn' } })) }, three, 99_999, null, /./],
  ['the fourth, once the caps were gone', advanced('4', '1', '2025-04-01', null), [advanced('1', '1', '2023-04-01', null), advanced('2', '1', '2023-04-01', null), advanced('3', '1', '2023-04-01', null)], 99_999, null, /./],
  ['the fourth, as was agreed', { ...advanced('4'), agreed: ['over-cap'] }, three, 99_999, null, /./],
  ['the fourth that is too many only when another begins', advanced('4', '1', '2023-04-01'), [...three.slice(0, 2), advanced('3', '1', '2023-09-01')], 99_999, 'over-cap', /4 WTE of advanced practitioner on 1 September 2023/],
  ['one beside another that was agreed above the cap', advanced('3'), [advanced('1'), advanced('2'), { ...advanced('4'), agreed: ['over-cap'] }], 99_999, null, /./],
  ['a GP before October 2024', post('G', { role: 'gp', title: 'GP' }, [], '2024-09-30'), [], 20_000, 'role-not-yet', /from 1 October 2024; the post would stand on 30 September 2024/],
  ['a GP from October 2024', post('G', { role: 'gp', title: 'GP' }, [], '2024-10-01', '2025-04-01'), [], 20_000, null, /./],
  ['a role that is none', post('M', { role: null, title: 'Manager' }), [], 20_000, 'role-not-yet', /“Manager” is none/],
  ['a role that is none, from other money', post('M', { role: null, title: 'Manager', fundedBy: 'pcn' }), [], 20_000, null, /./],
  ['a role that nobody knows', post('M', { role: 'wizard' }), [], 20_000, 'role-unknown', /“wizard”/],
])('%s', (_, one, others, listSize, code, says) => {
  const fault = capFault(one, others, asked(listSize));
  expect(fault?.code ?? null).toBe(code);
  if (fault) expect(`${fault.what} ${fault.todo}`).toMatch(says);
});
