import { z } from 'zod';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { RegisterContext } from '../context.ts';
import { codeField, kindField, nameField, sourceField } from './answerParts.ts';
import type { AskedAt } from './answerParts.ts';
import { disagreementsAt } from './disagreements.ts';
import { refusalFor } from './organisationJson.ts';
import { codesWithin } from './organisationList.ts';

export const DISAGREEMENT_SUBJECTS = ['name', 'postcode', 'status', 'pcn', 'sub-icb', 'icb', 'region'] as const;

export const disagreementsAnswer = z
  .array(
    z
      .strictObject({
        code: codeField,
        name: nameField,
        kind: kindField.nullable(),
        about: z.string().describe('What it is about: name, postcode, status, pcn, sub-icb, icb, region.'),
        claims: z.array(z.strictObject({ value: z.string().nullable().describe('Null says “none”.'), source: sourceField })),
        applied: z.string().nullable().describe('What the register shows; null for none.'),
        rule: z.enum(['precedence', 'pcn-in-two-icbs', 'practice-in-no-pcn', 'icb-not-of-sub-icb', 'listed-though-not-open']).describe('By what it was settled or found.'),
        from: z.iso.date().nullable().describe('The first day on which all claims stood; null without bound.'),
        to: z.iso.date().nullable().describe('The last such day, itself included; null without bound.'),
      })
      .describe('One thing of one organisation that sources say differently.'),
  )
  .describe('Where sources disagree about days up to the one asked for, in the order of codes.');

export type DisagreementsAnswer = z.output<typeof disagreementsAnswer>;

/** What `chorus register disagreements` prints and the API serves. Refuses a body to look within that is not there. */
export async function disagreementsJson(context: RegisterContext, { asAt, knownAt, about, within }: AskedAt & { about?: string; within?: string }): Promise<Result<DisagreementsAnswer>> {
  const image = await context.reader.image(knownAt);
  if (within !== undefined && !image.at(within, asAt)) return refuse(refusalFor(image, within, asAt));
  const codes = within === undefined ? null : codesWithin(image, within, asAt).add(within);
  const found = await disagreementsAt(context, { asAt, image, knownAt });
  return ok(
    found
      .filter((one) => (about === undefined || one.about === about) && (!codes || codes.has(one.code)))
      .map(({ code, name, kind, about: subject, claims, applied, rule, from, to }) => ({
        code, name, kind, about: subject, claims: claims.map(({ value, source }) => ({ value, source })), applied, rule, from, to,
      })),
  );
}
