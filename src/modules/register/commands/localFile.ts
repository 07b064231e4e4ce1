import { parse } from 'csv-parse/sync';
import { Refused } from '#kernel/result.ts';

/** A row that cannot be taken, and why. */
export interface LocalRowRefusal {
  line: number;
  column: string;
  value: string;
  reason: string;
}

export interface LocalRow<Column extends string> {
  line: number;
  cells: Record<Column, string>;
}

/** More than any one system's; a longer file is not one. */
const ROWS_MAX = 5_000;

/** Takes a CSV of ours apart. Throws `Refused` for one that is not ours; a row of the wrong width is refused alone. */
export function readLocalFile<Column extends string>(text: string, columns: readonly Column[]): { rows: LocalRow<Column>[]; refusals: LocalRowRefusal[] } {
  const [header, ...records] = recordsOf(text);
  const names = (header?.record ?? []).map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const strange = names.filter((name) => !(columns as readonly string[]).includes(name));
  if (missing.length > 0 || strange.length > 0 || names.length !== columns.length) {
    const wrong = [missing.length > 0 && `lacks ${missing.join(', ')}`, strange.length > 0 && `has ${strange.map((name) => `“${name.slice(0, 40)}”`).join(', ')}`].filter(Boolean).join(' and ');
    throw new Refused({ code: 'unknown-file', what: `The first line must name the columns ${columns.join(', ')}; this one ${wrong || 'names some twice'}.`, where: 'line 1', todo: 'Download the template and put the rows under its first line.' });
  }
  if (records.length === 0) throw new Refused({ code: 'no-rows', what: 'The file has no rows under its first line.', todo: 'Add a row for each, or choose another file.' });
  if (records.length > ROWS_MAX) throw new Refused({ code: 'too-many-rows', what: `The file has more than ${ROWS_MAX.toLocaleString('en-GB')} rows.`, todo: 'Split it.' });
  const rows: LocalRow<Column>[] = [];
  const refusals: LocalRowRefusal[] = [];
  for (const { record, line } of records) {
    if (record.length !== names.length) {
      refusals.push({ line, column: '', value: record.join(',').slice(0, 100), reason: `The row has ${record.length} fields, not ${names.length}.` });
      continue;
    }
    rows.push({ line, cells: Object.fromEntries(names.map((name, index) => [name, record[index]!])) as Record<Column, string> });
  }
  return { rows, refusals };
}

function recordsOf(text: string): { record: string[]; line: number }[] {
  try {
    const found = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    throw new Refused({ code: 'not-a-csv', what: 'The file is not a CSV from this line on: a quotation mark is not closed or stands in the middle of a field.', where: `line ${line}`, todo: 'Save it as a CSV again.' });
  }
}
