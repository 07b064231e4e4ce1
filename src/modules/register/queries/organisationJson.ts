import { z } from 'zod';
import { sayDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { RegisterContext } from '../context.ts';
import type { RegisterImage } from '../domain/registerImage.ts';
import { asAtField, codeField, kindField, knownAtField, lastDayOf, nameField, postcodeField, relatedAnswer, relatedField, sayMoment, sourceField, statusField } from './answerParts.ts';
import type { AskedAt } from './answerParts.ts';
import { populationsKnownAt } from './populationsKnownAt.ts';

export const organisationAnswer = z
  .strictObject({
    code: codeField,
    name: nameField,
    kind: kindField,
    status: statusField,
    asAt: asAtField,
    knownAt: knownAtField,
    postcode: postcodeField,
    parents: z.array(relatedField).describe('What it is a member or a part of, is commissioned by, … on that day, in the order of codes.'),
    children: z.array(relatedField).describe('What is a member or a part of it, … on that day, in the order of names.'),
    populations: z
      .array(
        z.strictObject({
          kind: z.enum(['registered', 'pcn-raw', 'pcn-adjusted', 'contractor-weighted']).describe('How the people are counted. Kinds are never to be added to each other.'),
          asOf: z.iso.date().describe('The day on which they were counted.'),
          count: z.int().nonnegative().describe('People, over all practices in it that the publication gives.'),
          source: sourceField,
        }),
      )
      .describe('Whom it serves: the newest count of each kind on or before that day.'),
  })
  .describe('An organisation as it stood on a day.');

export type OrganisationAnswer = z.output<typeof organisationAnswer>;

/**
 * What `chorus org` prints and the API serves. Refuses a code that is not in the register, and a day on which there is
 * nothing of that code.
 */
export async function organisationJson(context: RegisterContext, code: string, { asAt, knownAt }: AskedAt): Promise<Result<OrganisationAnswer>> {
  const image = await context.reader.image(knownAt);
  const found = image.at(code, asAt);
  if (!found) return refuse(refusalFor(image, code, asAt));
  const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  const populations = await populationsKnownAt(context, image.practicesWithin(code, asAt), { asAt, knownAt });
  return ok({
    code,
    name: found.name,
    kind: found.kind,
    status: found.status,
    asAt,
    knownAt: sayMoment(knownAt),
    postcode: found.postcode,
    parents: image.parents(code, asAt).map(relatedAnswer).sort(byCode),
    children: image.children(code, asAt).map(relatedAnswer),
    populations: populations.map(({ kind, asOf, count, source }) => ({ kind, asOf, count, source })),
  });
}

/** Why there is no answer for a code: it is unknown, or only known of other days. */
export function refusalFor(image: RegisterImage, code: string, asAt?: string): Refusal {
  const versions = image.versionsOf(code);
  const first = versions[0];
  if (!first || asAt === undefined) {
    const isLowerCase = code !== code.toUpperCase() && image.kindOf(code.toUpperCase()) !== null;
    return {
      code: 'organisation-not-found',
      what: `No organisation in the register has the code ${code}.`,
      where: code,
      todo: isLowerCase ? `Write it in capitals: ${code.toUpperCase()}.` : 'Check the code, or load the publication that has it.',
    };
  }
  const last = lastDayOf(versions.at(-1)!.to);
  const days = [first.from && `from ${sayDate(first.from)}`, last && `up to ${sayDate(last)}`].filter(Boolean).join(' ');
  return {
    code: 'organisation-on-that-day-not-found',
    what: `The register knows nothing of ${code} (${versions.at(-1)!.name}) on ${sayDate(asAt)}.`,
    where: `${code} as at ${asAt}`,
    todo: days ? `Ask for a day ${days}.` : 'Ask for another day.',
  };
}
