import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { yearPostsOf } from './yearPosts.ts';
import type { PaidSpan } from './yearPosts.ts';

const TODAY = isoDate('2026-06-10');
const days = (from: string, to: string | null = null, wte = '1') => ({ from: isoDate(from), to: to === null ? null : isoDate(to), wte });
const span = (fillings: PaidSpan['fillings'], from = '2026-01-01', to: string | null = null): PaidSpan => ({ reference: 'P1', role: 'clinical-pharmacist', region: 'national', costPence: 6_000_001, ...days(from, to), fillings });
const told = (spans: PaidSpan[]) => {
  const { filled, vacant } = yearPostsOf(spans, TODAY);
  const say = ({ from, to, wte, costPence }: (typeof filled)[number]) => [from, to, wte, costPence];
  return { filled: filled.map(say), vacant: vacant.map(say) };
};

test.each<[string, PaidSpan[], ReturnType<typeof told>]>([
  ['a post that is filled costs while it is', [span([days('2026-02-01')])], { filled: [['2026-02-01', null, '1', 6_000_001]], vacant: [] }],
  ['one that nobody fills is vacant from the month after today', [span([])], { filled: [], vacant: [['2026-07-01', null, '1', 6_000_001]] }],
  ['one that begins later is vacant from its first day', [span([], '2026-09-15')], { filled: [], vacant: [['2026-09-15', null, '1', 6_000_001]] }],
  ['one that ends before then has nothing to fill', [span([], '2026-01-01', '2026-07-01')], { filled: [], vacant: [] }],
  ['half of it filled has half of its cost, to the penny', [span([days('2026-01-01', null, '1/2')])], { filled: [['2026-01-01', null, '1/2', 3_000_001]], vacant: [['2026-07-01', null, '1/2', 3_000_001]] }],
  ['one holder after another is one stretch', [span([days('2026-01-01', '2026-03-01'), days('2026-03-01')])], { filled: [['2026-01-01', null, '1', 6_000_001]], vacant: [] }],
  ['a holder who leaves in August leaves it vacant from then', [span([days('2026-01-01', '2026-08-16')])], { filled: [['2026-01-01', '2026-08-16', '1', 6_000_001]], vacant: [['2026-08-16', null, '1', 6_000_001]] }],
])('%s', (_, spans, expected) => expect(told(spans)).toEqual(expected));
