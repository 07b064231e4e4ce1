import { Refused } from '#kernel/result.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import type { Prepared, Publication } from '#platform/publications/index.ts';
import { previewPublications } from '#register';
import type { LoadPreview } from '#register';
import { discardPrepared, prepareFound } from './loadFiles.ts';
import type { FoundSource } from './loadFiles.ts';
import type { System } from './system.ts';

/** What loading some files would do, wherever they wait. */
export type FilesPreview = Omit<LoadPreview, 'previewId'>;

/** Checks files and says what would change: organisations opened, closed, moved, merged, renamed. Changes nothing. */
export async function previewLoad(system: System, found: FoundSource[], by: string): Promise<FilesPreview> {
  const prepared: { file: string; one: Prepared }[] = [];
  const refused: FilesPreview['refused'] = [];
  try {
    for (const source of found) {
      try {
        prepared.push({ file: source.label, one: await prepareFound(system, source, by) });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push({ file: source.label, refusal: error.refusal });
      }
    }
    const held = await publicationsHeld(system.database.as());
    const fresh = prepared.filter(({ one }) => !one.heldAs).map(({ one }) => one.publication);
    const changes = await previewPublications(system.register, held, inOrder([...held, ...fresh]));
    return {
      files: prepared.map(({ file, one }) => ({ file, recognisedAs: one.dataset.title, publicationDate: one.publication.asOf, rows: one.publication.rowsKept, rowsRefused: one.publication.rowsRefused, revision: one.publication.revision, isHeld: one.heldAs !== null })),
      refused,
      ...changes,
    };
  } finally {
    for (const { one } of prepared) discardPrepared(system, one);
  }
}

/** As `publicationsHeld` orders them. */
const inOrder = (publications: Publication[]): Publication[] =>
  publications.sort((a, b) => (a.dataset !== b.dataset ? (a.dataset < b.dataset ? -1 : 1) : (a.asOf ?? '') !== (b.asOf ?? '') ? ((a.asOf ?? '') < (b.asOf ?? '') ? -1 : 1) : a.revision - b.revision));
