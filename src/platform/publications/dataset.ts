import type { Result } from '#kernel/result.ts';

/**
 * A data set is one file of description: what it is recognised by, its columns under the names that they have had, its
 * checks, and where it goes. Everything else – reading, checking, storing, reporting – is one mechanism for all.
 */
export interface Dataset {
  /** Kebab case; names the folder of its Parquet files and its how-to. Never changed once published. */
  id: string;
  title: string;
  /** Where the title is too long for a cell of a table. */
  shortTitle: string;
  /** What a person gets from it, in a sentence. */
  whatFor: string;
  /** What stays unknown, or gets less true, while the newest is old or none is held. Goes on after "A newer one would bring". */
  newerOneBrings: string;
  publisher: string;
  /** The page where the publisher offers it. */
  address: string;
  /** How often a new one comes out, in months; null where it is not regular. */
  everyMonths: number | null;
  tables: DatasetTable[];
  asOf: AsOf;
  /** For GeoJSON: makes the rows of each table out of the layer, or gives null where the layer is something else. */
  fromGeoJson?: (layer: GeoJsonLayer) => Record<string, string[][]> | null;
}

/** How the day that a publication speaks of is found in it. */
export type AsOf =
  | { from: 'column'; table: string; column: string }
  /** No day is stated: the newest of these days is the earliest on which it can have been made. */
  | { from: 'newest-of'; table: string; columns: string[]; /** Only rows whose days have come; SQL over the columns' names. */ where?: string }
  /** A heading states it, such as "PCN member January 25". */
  | { from: 'heading'; table: string; pattern: RegExp; day: (match: RegExpExecArray) => string }
  /** Nothing states it: it is concluded from the newest of some days and from the headings, unless whoever loads the file says it. */
  | { from: 'inference'; table: string; newestOf: string[]; /** `newest` are in the order of `newestOf`. */ day: (newest: (string | null)[], headings: string[]) => Result<string> }
  /** Its rows state a year, or a year and a month: the newest of the days that SQL over the columns' names makes of them. */
  | { from: 'newest-made'; table: string; day: string }
  /** Nothing states it. Where it may be stated, whoever loads the file can say it. */
  | { from: 'nothing'; mayBeStated?: true };

export interface DatasetTable {
  name: string;
  /** Without a header a table is known by its width and by what its cells look like. */
  layout: { hasHeader: true } | { hasHeader: false; width: number; looksLikeIt: (row: string[]) => boolean; /** Whether a row of another width seems to be of this family. */ resembles: (row: string[]) => boolean };
  columns: DatasetColumn[];
  /** Rows with one key must agree. Empty where each row stands for itself, such as a post: two may be equal in all that is published. */
  key: string[];
  /** Makes a column of every heading that is none of `columns`, so that what a later year adds is held too; without it, such cells are left out. */
  otherColumn?: (heading: string) => DatasetColumn;
  /** Rows that are in the file and are not data, such as a total at the foot; SQL over the columns' names. */
  setAside?: { why: string; where: string };
}

export interface DatasetColumn {
  name: string;
  /** The spellings that headings have had; letters and digits count, case and punctuation do not. */
  headings?: string[];
  /** Where the column stands in a table without a header, from 0. */
  position?: number;
  /** `pounds` are read to the penny, commas, a £ and a negative in brackets included, and held as whole pence. */
  kind: 'text' | 'code' | 'day' | 'count' | 'number' | 'pounds';
  /** Whether a table without this column is refused. */
  isOptional?: boolean;
  /** Whether a row may leave it empty. */
  mayBeEmpty?: boolean;
  /** What each value must match, and how to say so. */
  pattern?: { is: string; says: string };
  /** Words that stand for nothing, such as `no_data`. */
  emptyWords?: string[];
}

export interface GeoJsonLayer {
  features: { properties: Record<string, unknown> | null; geometry: { type: string; coordinates: unknown } | null }[];
}

/** Past this share of bad rows a file is refused whole: it is not what it seems. */
export const BAD_ROWS_MAX_SHARE = 0.05;
