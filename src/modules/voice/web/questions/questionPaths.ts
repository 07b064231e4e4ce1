import { Refused } from '#kernel/result.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { Acting } from '#governance';

export const QUESTIONS = '/questions';
export const questionPath = (id: string): string => `${QUESTIONS}/${id}`;
export const QUESTIONS_CRUMB = { label: 'Questions', href: QUESTIONS };

export const actingOf = (session: Session): Acting => ({ by: session.personId, personId: session.personId, permissions: session.permissions });

/** One value of a form as text; empty where it was not sent. */
export const textOf = (values: SentValues, name: string): string => String([values[name] ?? ''].flat()[0] ?? '').trim();

/** Every value of a form of this name. */
export const listOf = (values: SentValues, name: string): string[] => [values[name] ?? []].flat().map(String).filter(Boolean);

/** The lines of a text box that hold anything. */
export const linesOf = (values: SentValues, name: string): string[] => textOf(values, name).split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

/** A refusal beside the field that it is about; thrown on where it is about none of this form's. */
export function errorsFrom(error: unknown, fields: readonly string[]): FieldErrors {
  if (!(error instanceof Refused)) throw error;
  const { where, what, todo } = error.refusal;
  if (where === undefined || !fields.includes(where)) throw error;
  return { [where]: [what, todo].filter(Boolean).join(' ') };
}
