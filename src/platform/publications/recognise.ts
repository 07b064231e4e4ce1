import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Dataset, DatasetColumn, DatasetTable } from './dataset.ts';

/** One table of a file, and where in it each of the data set's columns stands. */
export interface RecognisedTable {
  table: DatasetTable;
  /** Which of the file's tables it is. */
  index: number;
  /** Position in the file by the column's name; an optional column that is absent is not there. */
  positions: Map<string, number>;
  width: number;
  headings: string[];
}

export interface Recognised {
  dataset: Dataset;
  tables: RecognisedTable[];
}

/** What recognition looks at: a sheet or a file with its first rows. */
export interface Candidate {
  name: string;
  firstRows: string[][];
}

const bare = (heading: string): string => heading.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** A file that has this share of a data set's required columns is that data set, with something wrong. */
const NEARLY = 0.6;
/** Of a file's headings, how many must be the data set's for a lack of columns to be worth saying. */
const OWN_HEADINGS_MIN_SHARE = 0.2;

/**
 * Says what a file is by its content. A file that is nearly a known one is refused with the columns that it lacks; one that
 * resembles nothing is refused with what is known.
 */
export function recognise(candidates: Candidate[], datasets: Dataset[]): Result<Recognised> {
  const nearly: { dataset: Dataset; table: DatasetTable; missing: DatasetColumn[]; share: number; headings: string[] }[] = [];
  for (const dataset of datasets) {
    const found: RecognisedTable[] = [];
    for (const table of dataset.tables) {
      for (const [index, candidate] of candidates.entries()) {
        const match = matchTable(table, candidate);
        if (!match) continue;
        if (match.missing.length === 0) {
          found.push(withOtherColumns({ table, index, positions: match.positions, width: match.width, headings: match.headings }));
          break;
        }
        nearly.push({ dataset, table, missing: match.missing, share: match.share, headings: match.headings });
      }
    }
    if (found.length === dataset.tables.length) return ok({ dataset, tables: found });
    const lost = dataset.tables.find((table) => !found.some((one) => one.table.name === table.name));
    if (found.length > 0 && lost) nearly.push({ dataset, table: lost, missing: lost.columns.filter((column) => !column.isOptional), share: 0.7, headings: [] });
  }
  const misshapen = candidates.flatMap(({ firstRows }) => datasets.flatMap((dataset) => dataset.tables.flatMap((table) => wrongWidth(table, firstRows) ?? []))).at(0);
  if (misshapen) {
    const families = datasets.filter((dataset) => dataset.tables.some((table) => !table.layout.hasHeader)).map((dataset) => dataset.title);
    return refuse({
      code: 'missing-column',
      what: `This looks like one of the files without a header (${families.join('; ')}), but its rows have ${misshapen.found} columns where ${misshapen.needed} belong: a column is missing or was added.`,
      todo: 'Download the file again from its publisher and load it as it comes.',
    });
  }
  const [closest] = nearly.sort((a, b) => b.share - a.share);
  if (closest && closest.share >= NEARLY) {
    const missing = closest.missing.map((column) => `"${column.headings?.[0] ?? column.name}"`).join(', ');
    return refuse({
      code: 'missing-column',
      what: `This looks like ${closest.dataset.title}, but ${closest.missing.length === 1 ? 'the column' : 'columns'} ${missing} ${closest.missing.length === 1 ? 'is' : 'are'} missing or renamed${closest.dataset.tables.length > 1 ? ` in its table of ${closest.table.name}` : ''}.`,
      todo: 'Download the file again from its publisher and load it as it comes. If the publisher renamed the column, add the new name to the data set’s description (see docs/how-to/add-a-data-set.md).',
    });
  }
  return refuse({
    code: 'unknown-file',
    what: 'This is none of the publications that Chorus knows.',
    todo: `Chorus reads: ${datasets.map((dataset) => dataset.title).join('; ')}. The Data page says where each is published.`,
  });
}

/** Adds a column for every heading that the data set does not know, where it keeps such. */
function withOtherColumns(found: RecognisedTable): RecognisedTable {
  const { table, headings } = found;
  if (!table.otherColumn) return found;
  const positions = new Map(found.positions);
  const known = new Set(positions.values());
  const names = new Set(table.columns.map(({ name }) => name));
  const others: DatasetColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = table.otherColumn(heading.trim());
    // A second column of one name says nothing that could be told apart; spreadsheets also leave headings empty.
    if (known.has(index) || heading.trim() === '' || names.has(column.name)) continue;
    names.add(column.name);
    positions.set(column.name, index);
    others.push(column);
  }
  return { ...found, positions, table: { ...table, columns: [...table.columns, ...others] } };
}

function matchTable(table: DatasetTable, candidate: Candidate) {
  return table.layout.hasHeader ? matchHeader(table, candidate.firstRows[0] ?? []) : matchCells(table, table.layout, candidate.firstRows);
}

function matchHeader(table: DatasetTable, headings: string[]) {
  const bareHeadings = headings.map(bare);
  const positions = new Map<string, number>();
  for (const column of table.columns) {
    const spellings = (column.headings ?? [column.name]).map(bare);
    const position = bareHeadings.findIndex((heading) => spellings.includes(heading));
    if (position >= 0) positions.set(column.name, position);
  }
  const required = table.columns.filter((column) => !column.isOptional);
  const missing = required.filter((column) => !positions.has(column.name));
  const share = (required.length - missing.length) / required.length;
  // A wide file of another kind may happen to have some of the columns.
  const isStranger = missing.length > 0 && positions.size / headings.length < OWN_HEADINGS_MIN_SHARE;
  return share === 0 || isStranger ? null : { positions, missing, share, width: headings.length, headings };
}

function matchCells(table: DatasetTable, layout: { width: number; looksLikeIt: (row: string[]) => boolean }, rows: string[][]) {
  const sample = rows.slice(0, 50);
  if (sample.length === 0) return null;
  // A row or two may be bad; the rest say what the file is.
  const alike = sample.filter((row) => row.length === layout.width && layout.looksLikeIt(row)).length;
  if (alike / sample.length < NEARLY) return null;
  const positions = new Map(table.columns.map((column) => [column.name, column.position ?? -1]));
  return { positions, missing: [] as DatasetColumn[], share: 1, width: layout.width, headings: [] as string[] };
}

/** How wide the rows of a table without a header are and should be, where they seem to be of its family and have another width. */
function wrongWidth({ layout }: DatasetTable, rows: string[][]): { found: number; needed: number } | null {
  if (layout.hasHeader || rows.length === 0) return null;
  const alike = rows.filter((row) => row.length !== layout.width && layout.resembles(row));
  return alike.length / rows.length >= NEARLY ? { found: alike[0]!.length, needed: layout.width } : null;
}
