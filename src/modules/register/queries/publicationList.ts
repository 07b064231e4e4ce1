import { z } from 'zod';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { RegisterContext } from '../context.ts';
import { registerDatasets } from '../datasets/index.ts';
import type { AskedAt } from './answerParts.ts';

export const publicationListAnswer = z
  .array(
    z
      .strictObject({
        dataset: z.string().describe('The data set, as sources name it.'),
        title: z.string(),
        publisher: z.string(),
        address: z.url().describe('Where it is published.'),
        asOf: z.iso.date().nullable().describe('The day that it speaks of; null where it states none.'),
        revision: z.int().positive().describe('1 for what was published first of that day, 2 for its first restatement, …'),
        isInForce: z.boolean().describe('Whether it is the last revision held of its day.'),
        loadedAt: z.iso.datetime(),
        rowsRead: z.int().nonnegative(),
        rowsKept: z.int().nonnegative(),
        rowsSetAside: z.int().nonnegative().describe('In the file, and not data: a total at its foot.'),
        rowsRefused: z.int().nonnegative(),
        digest: z.string().describe('Of the rows: the same data loaded again has the same.'),
      })
      .describe('A publication that is held.'),
  )
  .describe('The publications held, by data set, each from the oldest day to the newest.');

export type PublicationListAnswer = z.output<typeof publicationListAnswer>;

/** The publications of the days up to the one asked for, and those of no day, held at the moment asked for. */
export async function publicationList({ database }: RegisterContext, { asAt, knownAt, dataset }: AskedAt & { dataset?: string }): Promise<PublicationListAnswer> {
  const held = await publicationsHeld(database.as(), knownAt ?? undefined);
  const current = new Set(inForce(held));
  const datasets = new Map(registerDatasets.map((each) => [each.id, each]));
  return held.flatMap((publication) => {
    const described = datasets.get(publication.dataset);
    const isAsked = (dataset === undefined || publication.dataset === dataset) && (publication.asOf === null || publication.asOf <= asAt);
    if (!described || !isAsked) return [];
    const { asOf, revision, loadedAt, rowsRead, rowsKept, rowsSetAside, rowsRefused, digest } = publication;
    const { title, publisher, address } = described;
    return [{ dataset: publication.dataset, title, publisher, address, asOf, revision, isInForce: current.has(publication), loadedAt: loadedAt.toISOString(), rowsRead, rowsKept, rowsSetAside, rowsRefused, digest }];
  });
}
