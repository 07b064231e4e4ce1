import { z } from 'zod';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { RegisterContext } from '../context.ts';
import type { Status } from '../domain/deriveRegister.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import type { OrganisationAt, RegisterImage } from '../domain/registerImage.ts';
import { asAtField, codeField, kindField, knownAtField, nameField, postcodeField, sayMoment, statusField } from './answerParts.ts';
import type { AskedAt } from './answerParts.ts';
import { refusalFor } from './organisationJson.ts';

export const organisationListAnswer = z
  .strictObject({
    asAt: asAtField,
    knownAt: knownAtField,
    total: z.int().nonnegative().describe('How many there are in all.'),
    organisations: z.array(
      z.strictObject({
        code: codeField,
        name: nameField,
        kind: kindField,
        status: statusField,
        isListed: z.boolean().describe('Whether the map of registered patients in force lists it, or a practice of it.'),
        postcode: postcodeField,
      }),
    ),
    nextCursor: z.string().nullable().describe('Send it as `cursor`, with all else the same, for the rows after these; null after the last.'),
  })
  .describe('Organisations as they stood on a day, in the order of their codes.');

export type OrganisationListAnswer = z.output<typeof organisationListAnswer>;

export interface OrganisationFilter {
  kind?: OrganisationKind;
  status?: Status;
  /** Only what is in this body, at whatever remove. */
  within?: string;
  /** Words that each stand in the name, or begin the code. */
  q?: string;
}

/** A page of organisations, those after the code `after`. Refuses a body to look within that is not there. */
export async function organisationList(
  context: RegisterContext,
  filter: OrganisationFilter,
  { asAt, knownAt, limit, after }: AskedAt & { limit: number; after: string | null },
): Promise<Result<Omit<OrganisationListAnswer, 'nextCursor'> & { next: string | null }>> {
  const image = await context.reader.image(knownAt);
  if (filter.within !== undefined && !image.at(filter.within, asAt)) return refuse(refusalFor(image, filter.within, asAt));
  const { total, found, next } = pageOf(organisationsInOrder(image, asAt), isLike(image, asAt, filter), { limit, after });
  const organisations = found.map(({ code, name, kind, status, isListed, postcode }) => ({ code, name, kind, status, isListed, postcode }));
  return ok({ asAt, knownAt: sayMoment(knownAt), total, organisations, next });
}

/** The days whose organisations are kept at hand: filters go over all of them, and few days are asked for at once. */
const DAYS_KEPT = 4;
const daysOf = new WeakMap<RegisterImage, Map<string, readonly OrganisationAt[]>>();

/** All organisations on a day in the order of their codes, in which they are paged: no page skips or repeats one. */
export function organisationsInOrder(image: RegisterImage, day: string): readonly OrganisationAt[] {
  const days = daysOf.get(image) ?? new Map<string, readonly OrganisationAt[]>();
  daysOf.set(image, days);
  let organisations = days.get(day);
  if (!organisations) {
    organisations = image.all(day).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    days.set(day, organisations);
    for (const oldest of days.keys()) if (days.size > DAYS_KEPT) days.delete(oldest);
  }
  return organisations;
}

/** Those that pass, after a code, as many as asked for; how many pass in all; and after which code to go on. */
export function pageOf(
  organisations: readonly OrganisationAt[],
  passes: (organisation: OrganisationAt) => boolean,
  { limit, after }: { limit: number; after: string | null },
): { total: number; found: OrganisationAt[]; next: string | null } {
  const passing = organisations.filter(passes);
  const start = after === null ? 0 : passing.findIndex(({ code }) => code > after);
  const found = start < 0 ? [] : passing.slice(start, start + limit);
  const hasMore = start >= 0 && start + limit < passing.length;
  return { total: passing.length, found, next: hasMore && found.length ? found.at(-1)!.code : null };
}

function isLike(image: RegisterImage, asAt: string, { kind, status, within, q }: OrganisationFilter): (organisation: OrganisationAt) => boolean {
  const codes = within === undefined ? null : codesWithin(image, within, asAt);
  const words = (q ?? '').toUpperCase().split(/\s+/).filter(Boolean);
  return (organisation) => {
    if ((codes && !codes.has(organisation.code)) || (kind !== undefined && organisation.kind !== kind) || (status !== undefined && organisation.status !== status)) return false;
    if (words.length === 0) return true;
    const name = organisation.name.toUpperCase();
    return words.every((word) => name.includes(word) || organisation.code.startsWith(word));
  };
}

/**
 * The codes of what is in a body on a day, at whatever remove, itself left out. Practices are those that stand in it
 * themselves: those of a PCN that lies in two ICBs are each in their own.
 */
export function codesWithin(image: RegisterImage, within: string, asAt: string): Set<string> {
  const codes = new Set(image.practicesWithin(within, asAt));
  const queue = [within];
  const seen = new Set(queue);
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    for (const { relation, organisation } of image.children(current, asAt)) {
      if (!['member', 'part-of', 'commissioned-by'].includes(relation) || organisation.kind === 'practice' || seen.has(organisation.code)) continue;
      seen.add(organisation.code);
      codes.add(organisation.code);
      queue.push(organisation.code);
    }
  }
  codes.delete(within);
  return codes;
}
