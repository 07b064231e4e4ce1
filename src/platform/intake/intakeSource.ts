/** One table found in a source: a sheet or a CSV, as UTF-8 CSV on disk with LF line ends and no byte order mark. */
export interface IntakeTable {
  /** The sheet's name, or the file's base name without `.csv`, `.csv.gz` and the like. */
  name: string;
  /** Ready for DuckDB's `read_csv(all_varchar)`. It may be the person's own file: only `dispose` knows what may go. */
  csvPath: string;
  /** Up to 50 parsed rows, the header among them where the source has one. */
  firstRows: string[][];
  /** 1 for a CSV; for a sheet, the number of its first row that holds anything. */
  sourceLineOfFirstRow: number;
  delimiter: ',';
  /** The size of the file at `csvPath`. */
  bytes: number;
}

export interface IntakeSource {
  /** The path as the person gave it, or `archive.zip » inner.csv`. */
  label: string;
  /** Of the file's own bytes; of the inner file's bytes inside a zip. */
  sha256: string;
  /** The size of what `sha256` is taken of. */
  bytes: number;
  kind: 'csv' | 'xlsx' | 'geojson';
  /** Empty for GeoJSON. */
  tables: IntakeTable[];
  /** The parsed FeatureCollection, for GeoJSON. */
  geojson?: unknown;
  encoding: 'utf-8' | 'windows-1252';
  /** Removes the temporary files of this source, and never a file of the person's. */
  dispose(): Promise<void>;
}
