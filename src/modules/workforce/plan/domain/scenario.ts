import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Region } from '#funding';
import { referenceKey } from './planYear.ts';
import type { PlannedPost } from './planYear.ts';

/** What a scenario changes, each from the first day of a month. */
export type ScenarioChange =
  | { kind: 'add'; reference: string; month: IsoDate; role: string; wte: string; region: Region; costPence: number | null }
  | { kind: 'end'; reference: string; month: IsoDate }
  | { kind: 'move'; reference: string; month: IsoDate };

export const CHANGE_KINDS = { add: 'Add a post', end: 'End a post', move: 'Begin a post in another month, or fill what is vacant of it' } as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;
export const isChangeKind = (text: string): text is ChangeKind => Object.hasOwn(CHANGE_KINDS, text);

/** What a year has: the posts as they are filled, and what is vacant of them and counts for nothing until somebody begins. */
export interface YearPosts {
  filled: readonly PlannedPost[];
  vacant: readonly PlannedPost[];
}

/** The posts as one scenario has them; what a change is about and is not there is refused, with its number. */
export function postsInScenario({ filled, vacant }: YearPosts, changes: readonly ScenarioChange[]): Result<PlannedPost[]> {
  let now = [...filled];
  let empty = [...vacant];
  for (const [index, change] of changes.entries()) {
    const isOf = (post: PlannedPost): boolean => referenceKey(post.reference) === referenceKey(change.reference);
    const waiting = change.kind === 'add' ? [] : empty.filter((post) => isOf(post) && (post.to === null || post.to > change.month));
    if (change.kind === 'move' && waiting.length > 0) now = [...now, ...waiting.map((post) => (post.from < change.month ? { ...post, from: change.month } : post))];
    else {
      const next = changed(now, change, empty.some(isOf));
      if (!next.ok) return refuse({ ...next.refusal, where: `change ${index + 1}` });
      now = next.value;
    }
    if (change.kind !== 'add') empty = empty.filter((post) => !isOf(post));
  }
  return ok(now);
}

function changed(posts: readonly PlannedPost[], change: ScenarioChange, isVacant: boolean): Result<PlannedPost[]> {
  const isIt = ({ reference }: PlannedPost): boolean => referenceKey(reference) === referenceKey(change.reference);
  const own = posts.filter(isIt);
  if (change.kind === 'add') {
    if (own.length > 0 || isVacant) return refuse({ code: 'post-known', what: `There is a post ${change.reference} already.`, todo: 'Give the new one a reference that no post has.' });
    const { reference, role, wte, region, costPence, month } = change;
    return ok([...posts, { reference, role, wte, region, costPence, from: month, to: null }]);
  }
  if (own.length === 0 && isVacant && change.kind === 'end') return ok([...posts]);
  if (own.length === 0) return refuse({ code: 'post-unknown', what: `There is no post ${change.reference} in this year that additional roles money pays for.`, todo: 'Choose one of the posts in the plan.' });
  const first = own.reduce((least, one) => (one.from < least.from ? one : least));
  const others = posts.filter((post) => !isIt(post));
  if (change.kind === 'end') {
    if (change.month < first.from) return refuse({ code: 'ends-before-start', what: `The post ${change.reference} begins on ${sayDate(first.from)}; it cannot end before ${sayMonth(change.month)}.`, todo: 'Choose a later month.' });
    return ok([...others, ...own.filter(({ from }) => from < change.month).map((post) => (post.to !== null && post.to <= change.month ? post : { ...post, to: change.month }))]);
  }
  const last = own.reduce((most, one) => (one.to === null || (most.to !== null && one.to > most.to) ? one : most));
  if (last.to !== null && last.to <= change.month) return refuse({ code: 'starts-after-end', what: `The post ${change.reference} ends on ${sayDate(last.to)}; it cannot begin in ${sayMonth(change.month)}.`, todo: 'Choose an earlier month.' });
  return ok([...others, ...own.filter(({ to }) => to === null || to > change.month).map((post) => (post === first || post.from < change.month ? { ...post, from: change.month } : post))]);
}

/** Whether a change is in its year: from the first day of one of its months. */
export const isMonthOf = (month: IsoDate, year: FinancialYear): boolean => month.endsWith('-01') && startOf(year) <= month && month < endOf(year);
