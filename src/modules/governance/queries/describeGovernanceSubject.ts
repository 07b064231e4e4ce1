import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { GovernanceContext } from '../context.ts';
import { decisionOf } from './decisions.ts';
import { forumOf } from './forums.ts';
import { meetingHead } from './meetings.ts';

/** How forums, meetings and decisions are named and found by who points at them. What is not open says so on its own page. */
export const describeGovernanceSubject = ({ database, today }: Pick<GovernanceContext, 'database' | 'today'>): DescribeSubject => async ({ kind, id }) => {
  const db = database.as();
  if (kind === 'forum') {
    const forum = await forumOf(db, id, today());
    return forum && { title: forum.name, href: `/forums/${id}`, isPublic: true };
  }
  if (kind === 'meeting') {
    const meeting = await meetingHead(db, id);
    const forum = meeting && (await forumOf(db, meeting.forumCode, today()));
    return meeting && forum && { title: `${forum.name}, ${meeting.day}`, href: `/meetings/${id}`, isPublic: meeting.isPublic };
  }
  const decision = kind === 'decision' ? await decisionOf(db, id) : null;
  return decision && { title: decision.isPrivate ? 'A decision that is withheld' : decision.decided, href: `/decisions/${id}`, isPublic: !decision.isPrivate };
};
