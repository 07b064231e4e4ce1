import { z } from 'zod';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { RegisterContext } from '../context.ts';
import type { ImageRelation } from '../domain/registerImage.ts';
import { asAtField, codeField, firstDayField, kindField, knownAtField, lastDayField, lastDayOf, nameField, postcodeField, relatedField, sayMoment, sourceField, statusField } from './answerParts.ts';
import type { AskedAt } from './answerParts.ts';
import { refusalFor } from './organisationJson.ts';

const relatedWithSource = relatedField.extend({ source: sourceField });

export const organisationHistoryAnswer = z
  .strictObject({
    code: codeField,
    kind: kindField,
    asAt: asAtField,
    knownAt: knownAtField,
    versions: z
      .array(
        z.strictObject({
          from: firstDayField,
          to: lastDayField,
          name: nameField,
          status: statusField,
          isListed: z.boolean().describe('Whether the map of registered patients in force lists it, or a practice of it.'),
          postcode: postcodeField,
          address: z.string().nullable().describe('Null where none is published.'),
          source: sourceField,
        }),
      )
      .describe('How it stood, from the oldest days to the newest.'),
    parents: z.array(relatedWithSource).describe('All that it has been a member or a part of, commissioned by, …, oldest first; names are those of the day asked for.'),
    successors: z.array(relatedWithSource).describe('What took its place.'),
  })
  .describe('An organisation over all days that are known.');

export type OrganisationHistoryAnswer = z.output<typeof organisationHistoryAnswer>;

/** Everything known of one organisation up to the day asked for, and of what is planned after it. */
export async function organisationHistory(context: RegisterContext, code: string, { asAt, knownAt }: AskedAt): Promise<Result<OrganisationHistoryAnswer>> {
  const image = await context.reader.image(knownAt);
  const kind = image.kindOf(code);
  if (kind === null) return refuse(refusalFor(image, code));
  const { up, down } = image.relationsOf(code);
  const related = (relation: ImageRelation, other: string) => ({
    relation: relation.kind,
    code: other,
    name: image.nameOf(other, asAt),
    kind: image.kindOf(other)!,
    from: relation.from,
    to: lastDayOf(relation.to),
    source: relation.source,
  });
  return ok({
    code,
    kind,
    asAt,
    knownAt: sayMoment(knownAt),
    versions: image.versionsOf(code).map(({ from, to, name, status, isListed, postcode, address, source }) => ({ from, to: lastDayOf(to), name, status, isListed, postcode, address, source })),
    // A relation to a code that the register does not hold has no other end to name.
    parents: up.filter(({ toCode }) => image.kindOf(toCode) !== null).map((relation) => related(relation, relation.toCode)),
    successors: down.filter((relation) => relation.kind === 'succeeds').map((relation) => related(relation, relation.fromCode)),
  });
}
