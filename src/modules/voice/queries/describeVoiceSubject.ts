import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { VoiceContext } from '../context.ts';
import { opportunityOf } from './opportunities.ts';
import { proposalOf } from './proposals.ts';
import { questionOf } from './questions.ts';

/** How questions, proposals and opportunities are named and found by who points at them. None is open to the public. */
export const describeVoiceSubject = ({ database }: Pick<VoiceContext, 'database'>): DescribeSubject => async ({ kind, id }) => {
  const db = database.as();
  const found = kind === 'question' ? await questionOf(db, id) : kind === 'proposal' ? await proposalOf(db, id) : kind === 'opportunity' ? await opportunityOf(db, id) : null;
  if (!found) return null;
  const folder = kind === 'question' ? 'questions' : kind === 'proposal' ? 'proposals' : 'opportunities';
  return { title: found.title, href: `/${folder}/${id}`, isPublic: false };
};
