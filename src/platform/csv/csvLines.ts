import { parse } from 'csv-parse/sync';

/** A line of a table that somebody sent, with its number in the file. */
export interface FileLine {
  line: number;
  cells: readonly string[];
}

/** Why a line cannot be taken; the column is empty where it is about the line or the file as a whole. */
export interface LineRefusal<Column extends string = string> {
  line: number;
  column: Column | '';
  value: string;
  reason: string;
}

/** A refusal that is about no one column. */
export const refusedLine = (line: number, value: string, reason: string): LineRefusal<never> => ({ line, column: '', value: value.slice(0, 200), reason });

/** The lines of a CSV without the blank ones, each numbered as it ends; or from which line on it is no CSV. */
export function csvLines(text: string): FileLine[] | LineRefusal<never> {
  try {
    // A line break of two characters within quotes would count as two lines.
    const records = parse(text.replaceAll('\r\n', '\n'), { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    return refusedLine(Number((error as { lines?: unknown }).lines ?? 1), '', 'The file is not a CSV from this line on: a quotation mark is not closed.');
  }
}

/** The headings of a first line as columns are called here: “PCN code” is `pcn_code`. */
export const headingsOf = (first: FileLine | undefined): string[] => (first?.cells ?? []).map((heading) => heading.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, ''));

/** What a first line lacks, has beside the columns that are read, and has twice; null where it is right. */
export function wrongColumns(header: readonly string[], { columns, optional = [] }: { columns: readonly string[]; optional?: readonly string[] }): string | null {
  const lacks = columns.filter((column) => !header.includes(column) && !optional.includes(column));
  const unknown = header.filter((name) => !columns.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  const wrong = [
    lacks.length > 0 && `it lacks ${lacks.join(', ')}`,
    unknown.length > 0 && `it has ${unknown.map((name) => name.slice(0, 40) || 'a column without a name').join(', ')}, which is not read`,
    twice.length > 0 && `it has ${twice.map((name) => name.slice(0, 40) || 'a column without a name').join(', ')} twice`,
  ].filter(Boolean);
  return wrong.length === 0 ? null : wrong.join('; ');
}

/** Refuses a file that has no line under its first, or more than there may be; `what` is “A claims file”. */
export function wrongLength(lines: readonly FileLine[], what: string, most: number): LineRefusal<never> | null {
  const count = lines.length - 1;
  if (count < 1) return refusedLine(1, '', 'The file has no lines under its first.');
  return count > most ? refusedLine(most + 2, '', `${what} has ${most} lines at most; this one has ${count}.`) : null;
}
