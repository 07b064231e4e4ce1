import type { Refusal } from '#kernel/result.ts';
import type { Session } from '#platform/web/session.ts';
import type { RegisterChanges } from '../../queries/previewPublications.ts';

/** A file that somebody chose in the browser. */
export interface ChosenFile {
  fileName: string;
  bytes: Buffer;
}

/** One publication found in the file: an archive holds several. */
export interface FoundPublication {
  file: string;
  recognisedAs: string;
  publicationDate: string | null;
  rows: number;
  rowsRefused: number;
  revision: number;
  /** Whether this very content is held already. */
  isHeld: boolean;
}

/** What loading a file would do; nothing has changed yet. */
export interface LoadPreview extends RegisterChanges {
  /** Names the file that waits to be loaded; good for one load by the same person, for a while. */
  previewId: string;
  files: FoundPublication[];
  refused: { file: string; refusal: Refusal }[];
}

/** What became of the file. */
export interface LoadedFile {
  file: string;
  recognisedAs: string;
  publicationDate: string | null;
  rowsKept: number;
  rowsUnchanged: number;
  rowsRefused: number;
}

/** Loads from the browser. Handed in by the composition, which knows every module's data sets. Both throw `Refused`. */
export interface LoadService {
  preview(file: ChosenFile, by: Session): Promise<LoadPreview>;
  load(previewId: string, by: Session): Promise<LoadedFile[]>;
}
