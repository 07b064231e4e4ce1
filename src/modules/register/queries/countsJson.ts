import { z } from 'zod';
import type { RegisterContext } from '../context.ts';
import { registerCounts } from '../domain/counts.ts';
import { ORGANISATION_KINDS } from '../domain/organisationKind.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import type { AskedAt } from './answerParts.ts';

const countField = z.strictObject({
  open: z.int().nonnegative().describe('Open by the organisation files.'),
  listed: z.int().nonnegative().describe('In the map of registered patients in force on that day.'),
});

export const countsAnswer = z
  .strictObject(Object.fromEntries(Object.keys(ORGANISATION_KINDS).map((kind) => [kind, countField])) as Record<OrganisationKind, typeof countField>)
  .describe('How many organisations of each kind there were on a day.');

export type CountsAnswer = z.output<typeof countsAnswer>;

/** What `chorus register counts` prints and the API serves. */
export async function countsJson(context: RegisterContext, { asAt, knownAt }: AskedAt): Promise<CountsAnswer> {
  return registerCounts(await context.reader.image(knownAt), asAt);
}
