import type { IsoDate } from '#kernel/isoDate.ts';
import type { TestId } from '../../belonging/index.ts';
import type { Post } from '../../posts/index.ts';

/** What somebody who fills a post says is not so of it. It stands beside the facts and changes none. */
export interface NotSo {
  id: string;
  postId: string;
  /** Who says it. */
  staffId: string;
  test: TestId;
  /** What the post said of it then, as `postSays` writes it. */
  postSaid: string | null;
  /** Null once they were erased. */
  words: string | null;
  saidOn: IsoDate;
  withdrawnOn: IsoDate | null;
  answer: { words: string | null; on: IsoDate; by: string } | null;
}

type Said = Pick<Post, 'role' | 'title' | 'home' | 'lineManagerId' | 'clinicalSupervisorId' | 'meetsEveryWeeks' | 'sitsAt'>;

/** What a post says that decides a test, as one value that can be compared with a later one; null where it says nothing. */
export function postSays(test: TestId, { role, title, home, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt }: Said): string | null {
  const homeText = home === null ? null : home.kind === 'practice' ? `practice ${home.code}` : `team ${home.teamId}`;
  switch (test) {
    case 'named-home': return homeText;
    case 'line-manager': return lineManagerId;
    case 'clinical-supervisor': return clinicalSupervisorId;
    // Others come and go: of the post itself, its role and its team say who its peers are.
    case 'peers': return `${role ?? title} ${homeText ?? ''}`.trim();
    case 'regular-meeting': return meetsEveryWeeks === null ? null : String(meetsEveryWeeks);
    case 'place-to-sit': return sitsAt;
  }
}

/** How what somebody said stands: it asks for an answer, was answered by a sentence or by a change of the post, or was taken back. */
export type NotSoState = 'asks' | 'answered' | 'changed' | 'withdrawn';

export function stateOf(said: Pick<NotSo, 'test' | 'postSaid' | 'withdrawnOn' | 'answer'>, post: Said): NotSoState {
  if (said.withdrawnOn !== null) return 'withdrawn';
  if (said.postSaid !== postSays(said.test, post)) return 'changed';
  return said.answer ? 'answered' : 'asks';
}

/** Whether it is still said beside the facts: a change of the post has ended it, an answer in a sentence has not. */
export const isStillSaid = (state: NotSoState): boolean => state === 'asks' || state === 'answered';
