import { z } from 'zod';
import { isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { isOrganisationKind, ORGANISATION_KINDS } from '../domain/organisationKind.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import type { RegisterContext } from '../context.ts';
import type { AskedAt } from '../queries/answerParts.ts';

const DAY = 'Write the day like 2025-04-15';

const aDay = z.iso.date({ error: DAY, abort: true }).refine((text) => parseIsoDate(text) !== null, DAY);

export const dayParameter = aDay.describe('A day, YYYY-MM-DD.');

/** The two times that every answer may be asked for. */
export const askedAtParameters = {
  'as-at': aDay.optional().describe('As it was on this day, YYYY-MM-DD; today where left out.'),
  'known-at': z
    .union([aDay, z.iso.datetime({ offset: true, error: 'Write the moment like 2026-01-31 or 2026-01-31T09:30:00Z' })], `Write the moment like 2026-01-31 or 2026-01-31T09:30:00Z`)
    .optional()
    .describe('As it was known at this moment, or at the end of this day (UTC); what is known now where left out.'),
};

interface SentAskedAt {
  'as-at'?: string;
  'known-at'?: string;
}

export function askedAt(context: Pick<RegisterContext, 'today'>, sent: SentAskedAt): AskedAt {
  return { asAt: sent['as-at'] === undefined ? context.today() : isoDate(sent['as-at']), knownAt: knownAtOf(sent['known-at']) };
}

function knownAtOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  return new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text);
}

export const daySent = (text: string): IsoDate => isoDate(text);

export const codeParameter = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, 'Write a code such as A81001')
  .transform((code) => code.toUpperCase());

export const kindParameter = z
  .string()
  .refine(isOrganisationKind, `Write one of ${Object.keys(ORGANISATION_KINDS).join(', ')}`)
  .transform((kind) => kind as OrganisationKind)
  .meta({ enum: Object.keys(ORGANISATION_KINDS) });

/** Rows an answer: 50 unless asked otherwise. */
export const LIMIT_MAX = 200;
export const limitParameter = z
  .string()
  .regex(/^\d{1,4}$/, `Write a whole number from 1 to ${LIMIT_MAX}`)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= LIMIT_MAX, `Write a whole number from 1 to ${LIMIT_MAX}`)
  .meta({ type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: 50 });
