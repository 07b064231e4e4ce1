import { sql } from 'kysely';
import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { WorkforceContext } from '../../context.ts';
import type { PostFacts } from '../domain/post.ts';
import { roleTitle } from './networkNames.ts';

/** How a post is named and found by who points at it: by its reference and its role as they last were, without anybody’s name. None is open to the public. */
export const describePost = ({ database }: Pick<WorkforceContext, 'database'>): DescribeSubject => async ({ kind, id }) => {
  if (kind !== 'post') return null;
  const { rows } = await sql<Pick<PostFacts, 'role' | 'title'> & { reference: string }>`
    select p.reference, v.role, v.title from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) where p.id::text = ${id} order by lower(v.valid) desc limit 1`.execute(database.as<unknown>());
  const [post] = rows;
  return post ? { title: `${post.reference}: ${roleTitle(post)}`, href: `/workforce/posts/${encodeURIComponent(id)}`, isPublic: false } : null;
};
