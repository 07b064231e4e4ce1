import type { Database } from '#platform/database/index.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { questionOf, type QuestionOption } from './questions.ts';

/** What may be decided of a question; nothing for whatever else is decided about. */
export const questionOptions = (database: Database) => async ({ module, kind, id }: SubjectRef): Promise<readonly QuestionOption[]> =>
  module === 'voice' && kind === 'question' ? ((await questionOf(database.as(), id))?.options ?? []) : [];
