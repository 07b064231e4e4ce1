import type { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { SentValues } from './route.ts';

/** What is wrong with a form, by field name; a message reads on its own: "Enter a postcode". */
export type FieldErrors = Readonly<Record<string, string>>;

export type ParsedForm<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors; values: SentValues };

/**
 * Parses a form so that a mistake can be shown beside its field with everything typed kept. A route that uses
 * this leaves `body` out of its definition (or takes any object) and answers with the form again.
 */
export function parseForm<T extends z.ZodType>(schema: T, sent: unknown): ParsedForm<z.output<T>> {
  const values = (sent && typeof sent === 'object' ? sent : {}) as SentValues;
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[path.join('.') || 'form'] ??= message;
  return { ok: false, errors, values };
}

/** The date of a three-box date field as `YYYY-MM-DD` text, unchecked; empty where all three are. */
export function dateFieldText(values: SentValues, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => String(values[`${name}-${part}`] ?? '').trim());
  if (!day && !month && !year) return '';
  return `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/**
 * What a command refused, beside the field that it is about; `otherwise` is where it stands if it is about none, and without
 * that it is thrown on. So is what is not allowed or not there: no mistake in a form, it goes to the frame.
 */
export function errorsOf(error: unknown, fields: readonly string[], otherwise?: string): FieldErrors {
  if (!(error instanceof Refused) || error.refusal.code === 'not-allowed' || error.refusal.code.endsWith('-not-found')) throw error;
  const { what, where = '', todo } = error.refusal;
  const about = where.split(':')[0]!;
  const field = fields.includes(about) ? about : otherwise;
  if (field === undefined) throw error;
  return { [field]: [what, todo].filter(Boolean).join(' ') };
}

/** One value of a form as text; empty where it was not sent. */
export const textIn = (values: SentValues, name: string): string => String([values[name] ?? ''].flat()[0] ?? '').trim();

/** Every value of a form of this name. */
export const listIn = (values: SentValues, name: string): string[] => [values[name] ?? []].flat().map(String).filter(Boolean);

/** The lines of a text box that hold anything. */
export const linesIn = (values: SentValues, name: string): string[] => textIn(values, name).split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

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
