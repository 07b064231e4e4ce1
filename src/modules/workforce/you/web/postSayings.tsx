import type { ReactElement } from 'react';
import { sayDate } from '#kernel/isoDate.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import type { Post, PostFacts } from '../../posts/index.ts';
import { mayAnswer } from '../commands/sayNotSo.ts';
import { isStillSaid } from '../domain/notSo.ts';
import { notSoOfPcn } from '../queries/notSo.ts';
import { sayingOf } from '../queries/saying.ts';
import { sayAnswer, sayWords, testInWords } from './sayings.tsx';
import { notSoPath } from './youPaths.ts';

type Facts = PostFacts & Pick<Post, 'pcnCode'>;

/** What those who fill a post say is not so of it, shown at the post to who may answer; null for everybody else, and where nothing is. */
export async function postSayings(context: WorkforceContext, acting: Acting, { postId, facts, staffName }: { postId: string; facts: Facts; staffName: (id: string) => string | null }): Promise<ReactElement | null> {
  const db = context.database.as<unknown>();
  if (!(await mayAnswer(db, context, acting, facts, facts))) return null;
  const sayings = (await notSoOfPcn(db, facts.pcnCode)).filter((said) => said.postId === postId).map((said) => sayingOf(said, facts)).filter(({ state }) => isStillSaid(state));
  if (sayings.length === 0) return null;
  return (
    <div className="nhsuk-inset-text">
      {sayings.map((saying) => (
        <p key={saying.id}>
          {staffName(saying.staffId)} says, since {sayDate(saying.saidOn)}, that {testInWords(saying.test)} is not so: {sayWords(saying.words)} {sayAnswer(saying) ?? <a href={notSoPath(saying.id)}>Answer it</a>}
        </p>
      ))}
    </div>
  );
}

/** By post, which tests its holders say are not so: for a row of belonging, which stays as the facts have it. Only for who keeps the posts. */
export async function saidByPost(context: WorkforceContext, pcnCode: string, posts: readonly Post[]): Promise<ReadonlyMap<string, string>> {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const found = new Map<string, string>();
  for (const said of await notSoOfPcn(context.database.as<unknown>(), pcnCode)) {
    const post = byId.get(said.postId);
    if (!post || !isStillSaid(sayingOf(said, post).state)) continue;
    const before = found.get(said.postId);
    const one = `the holder says that ${testInWords(said.test)} is not so`;
    if (!before?.includes(one)) found.set(said.postId, before ? `${before}; ${one}` : one);
  }
  return found;
}
