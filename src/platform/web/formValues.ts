import type { z } from 'zod';
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
