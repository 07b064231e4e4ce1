import { z } from 'zod';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RegisterContext } from '../context.ts';
import type { RegisterImage } from '../domain/registerImage.ts';

const day = z.string().transform((text, context) => {
  const parsed = parseIsoDate(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'Write the date like 2025-04-15.' });
  return z.NEVER;
});

/** The two dates that every page of the register takes: `?as-at=2025-04-15&known-at=2026-01-31`. */
export const asAtQuery = z.object({
  'as-at': z.union([z.literal('').transform(() => undefined), day]).optional(),
  'known-at': z.union([z.literal('').transform(() => undefined), day]).optional(),
});

/** Of which day, and as known at the end of which day; null for what is known now. */
export interface AsAt {
  asAt: IsoDate;
  isToday: boolean;
  knownAt: IsoDate | null;
  image: RegisterImage;
  /** The query string that keeps the two dates in a link, with its question mark; empty for today as known now. */
  query: string;
}

export async function readAsAt(context: RegisterContext, query: z.output<typeof asAtQuery>): Promise<AsAt> {
  const today = context.today();
  const asAt = query['as-at'] ?? today;
  const knownAt = query['known-at'] ?? null;
  const image = await context.reader.image(knownAt && new Date(`${knownAt}T23:59:59.999Z`));
  const parts = [asAt !== today && `as-at=${asAt}`, knownAt && `known-at=${knownAt}`].filter(Boolean);
  return { asAt, isToday: asAt === today, knownAt, image, query: parts.length ? `?${parts.join('&')}` : '' };
}
