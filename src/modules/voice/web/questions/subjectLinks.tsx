import type { ReactElement } from 'react';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { VoiceContext } from '../../context.ts';
import { subjectText } from '../../domain/questionDraft.ts';

/** What something points at, each by its name where its module knows it. */
export async function subjectLinks({ describeSubject }: VoiceContext, subjects: readonly SubjectRef[]): Promise<ReactElement | null> {
  if (subjects.length === 0) return null;
  const described = await Promise.all(subjects.map(async (subject) => ({ text: subjectText(subject), found: await describeSubject(subject) })));
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {described.map(({ text, found }) => (
        <li key={text}>{found ? <a href={found.href}>{found.title}</a> : <>{text} (not found today)</>}</li>
      ))}
    </ul>
  );
}
