import { Refused } from '#kernel/result.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { dateFieldText } from '#platform/web/formValues.ts';
import type { FieldErrors } from '#platform/web/formValues.ts';
import type { SentValues } from '#platform/web/route.ts';
import type { Session } from '#platform/web/session.ts';
import type { Acting } from '../../context.ts';

export const FORUMS = '/forums';
export const FORUMS_CRUMB = { label: 'Forums', href: FORUMS };
export const HOME_CRUMB = { label: 'Home', href: '/' };

export const forumPath = (code: string): string => `${FORUMS}/${encodeURIComponent(code)}`;
export const seatPath = (code: string, seatId: string): string => `${forumPath(code)}/seats/${encodeURIComponent(seatId)}`;
export const forumCrumbs = ({ code, name }: { code: string; name: string }) => [HOME_CRUMB, FORUMS_CRUMB, { label: name, href: forumPath(code) }];

/** A signed-in person as the one who acts. */
export const actingOf = ({ personId, permissions }: Session): Acting => ({ by: personId, personId, permissions });

/**
 * What a command refused, beside the field that it is about; `otherwise` is where it stands if it is about none. What is not
 * allowed or not there is no mistake in a form, and goes on to the frame.
 */
export function errorsOf(error: unknown, fields: readonly string[], otherwise: string): FieldErrors {
  if (!(error instanceof Refused) || error.refusal.code === 'not-allowed' || error.refusal.code.endsWith('-not-found')) throw error;
  const { what, where = '', todo } = error.refusal;
  const about = where.split(':')[0]!;
  return { [fields.includes(about) ? about : otherwise]: [what, todo].filter(Boolean).join(' ') };
}

export const textIn = (values: SentValues, name: string): string => {
  const value = values[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
};

export const listIn = (values: SentValues, name: string): string[] => [values[name] ?? []].flat().filter((each) => each !== '');

/** The day of a three-box field; null where it is empty, 'wrong' where it is no day. */
export function dayIn(values: SentValues, name: string): IsoDate | null | 'wrong' {
  const text = dateFieldText(values, name);
  return text === '' ? null : (parseIsoDate(text) ?? 'wrong');
}

/** A day that must be there, or what is wrong with it. */
export function needDay(values: SentValues, name: string, errors: Record<string, string>): IsoDate | null {
  const day = dayIn(values, name);
  if (day !== null && day !== 'wrong') return day;
  errors[name] = 'Enter a real date, such as 1 4 2026';
  return null;
}

/** A day that may be left out, or what is wrong with it. */
export function mayDay(values: SentValues, name: string, errors: Record<string, string>): IsoDate | null {
  const day = dayIn(values, name);
  if (day !== 'wrong') return day;
  errors[name] = 'Enter a real date, such as 31 3 2027, or leave it empty';
  return null;
}

/** A day as the values of a three-box field. */
export function dayFieldValues(name: string, day: IsoDate): SentValues {
  const [year, month, date] = day.split('-').map(Number);
  return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}
