import { Refused } from '#kernel/result.ts';
import { csvLines } from '#platform/csv/csvLines.ts';
import type { FileLine, LineRefusal } from '#platform/csv/csvLines.ts';

export interface LocalRow<Column extends string> {
  line: number;
  cells: Record<Column, string>;
}

/** More than any one system's; a longer file is not one. */
const ROWS_MAX = 5_000;

/** Takes a CSV of ours apart. Throws `Refused` for one that is not ours; a row of the wrong width is refused alone. */
export function readLocalFile<Column extends string>(text: string, columns: readonly Column[]): { rows: LocalRow<Column>[]; refusals: LineRefusal[] } {
  const [header, ...records] = linesOf(text);
  const names = (header?.cells ?? []).map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const strange = names.filter((name) => !(columns as readonly string[]).includes(name));
  if (missing.length > 0 || strange.length > 0 || names.length !== columns.length) {
    const wrong = [missing.length > 0 && `lacks ${missing.join(', ')}`, strange.length > 0 && `has ${strange.map((name) => `“${name.slice(0, 40)}”`).join(', ')}`].filter(Boolean).join(' and ');
    throw new Refused({ code: 'unknown-file', what: `The first line must name the columns ${columns.join(', ')}; this one ${wrong || 'names some twice'}.`, where: 'line 1', todo: 'Download the template and put the rows under its first line.' });
  }
  if (records.length === 0) throw new Refused({ code: 'no-rows', what: 'The file has no rows under its first line.', todo: 'Add a row for each, or choose another file.' });
  if (records.length > ROWS_MAX) throw new Refused({ code: 'too-many-rows', what: `The file has more than ${ROWS_MAX.toLocaleString('en-GB')} rows.`, todo: 'Split it.' });
  const rows: LocalRow<Column>[] = [];
  const refusals: LineRefusal[] = [];
  for (const { cells, line } of records) {
    if (cells.length !== names.length) {
      refusals.push({ line, column: '', value: cells.join(',').slice(0, 100), reason: `The row has ${cells.length} fields, not ${names.length}.` });
      continue;
    }
    rows.push({ line, cells: Object.fromEntries(names.map((name, index) => [name, cells[index]!])) as Record<Column, string> });
  }
  return { rows, refusals };
}

function linesOf(text: string): FileLine[] {
  const lines = csvLines(text);
  if (Array.isArray(lines)) return lines;
  throw new Refused({ code: 'not-a-csv', what: 'The file is not a CSV from this line on: a quotation mark is not closed or stands in the middle of a field.', where: `line ${lines.line}`, todo: 'Save it as a CSV again.' });
}
