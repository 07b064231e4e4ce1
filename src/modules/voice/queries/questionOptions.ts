import type { IsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { termsToRecord } from './mandates.ts';
import { questionOf, type QuestionOption } from './questions.ts';

/** What may be decided of a question; nothing for whatever else is decided about. */
export const questionOptions = (database: Database) => async ({ module, kind, id }: SubjectRef): Promise<readonly QuestionOption[]> =>
  module === 'voice' && kind === 'question' ? ((await questionOf(database.as(), id))?.options ?? []) : [];

/** In what the numbers agreed on a question are counted, as the mandates in force on a day measure them; no limit is told. */
export const questionTermUnits = (database: Database) => async ({ module, kind, id }: SubjectRef, on: IsoDate): Promise<Readonly<Record<string, string>>> =>
  module === 'voice' && kind === 'question' ? Object.fromEntries((await termsToRecord(database.as(), id, on)).map(({ name, unit }) => [name, unit])) : {};
