import { z } from 'zod';

const address = z.email().max(254);

/** An e-mail address in the one form that people are known by: trimmed, in lower case. Null for anything else. */
export function emailOf(text: string): string | null {
  const parsed = address.safeParse(text.trim().toLowerCase());
  return parsed.success ? parsed.data : null;
}
