import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { RegisterContext } from '../context.ts';
import { displayName } from '../domain/displayName.ts';

/** How an organisation is named and found by what points at it. */
export const describeOrganisation = ({ reader, today }: Pick<RegisterContext, 'reader' | 'today'>): DescribeSubject => async ({ kind, id }) => {
  const image = kind === 'organisation' ? await reader.image() : null;
  if (!image?.kindOf(id)) return null;
  return { title: displayName(image.nameOf(id, today())), href: `/organisations/${id}`, isPublic: true };
};
