import { parse } from 'csv-parse/sync';

export const CONTACT_COLUMNS = ['email', 'name', 'role', 'organisation_code', 'start', 'end'] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

/** One row of a contacts file, as written. `end` is the last day; empty where the role goes on. */
export type ContactRow = Record<ContactColumn, string> & { line: number };

/** Why a row cannot be taken. */
export interface RowRefusal {
  line: number;
  column: ContactColumn | '';
  value: string;
  reason: string;
}

export const CONTACTS_TEMPLATE = `${CONTACT_COLUMNS.join(',')}\r\n`;

/** More than any one system's contacts; a longer file is not one. */
const ROWS_MAX = 5_000;

/** Takes a contacts CSV apart. A file whose header is not ours is refused whole, at its first line. */
export function readContacts(text: string): { rows: ContactRow[]; refusals: RowRefusal[] } {
  const fault = (line: number, value: string, reason: string): { rows: ContactRow[]; refusals: RowRefusal[] } => ({ rows: [], refusals: [{ line, column: '', value, reason }] });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    return fault(line, '', 'The file is not a CSV from this line on: a quotation mark is not closed.');
  }
  const header = records[0]?.record.map((name) => name.toLowerCase()) ?? [];
  const missing = CONTACT_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    return fault(1, header.join(',').slice(0, 200), `The first line must name the columns ${CONTACT_COLUMNS.join(', ')}; it lacks ${missing.join(', ')}. Download the template.`);
  }
  if (records.length > ROWS_MAX + 1) return fault(ROWS_MAX + 2, '', `A contacts file has ${ROWS_MAX} rows at most.`);
  const rows: ContactRow[] = [];
  const refusals: RowRefusal[] = [];
  for (const { record, info } of records.slice(1)) {
    if (record.length > header.length) {
      refusals.push({ line: info.lines, column: '', value: record.slice(header.length).join(','), reason: 'This row has more fields than the first line names.' });
      continue;
    }
    const cell = (column: ContactColumn): string => record[header.indexOf(column)] ?? '';
    rows.push({
      line: info.lines,
      email: cell('email'),
      name: cell('name'),
      role: cell('role'),
      organisation_code: cell('organisation_code'),
      start: cell('start'),
      end: cell('end'),
    });
  }
  if (rows.length === 0 && refusals.length === 0) return fault(1, '', 'The file has no rows under its first line.');
  return { rows, refusals };
}
