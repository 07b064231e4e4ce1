import { csvLines, refusedLine } from '#platform/csv/csvLines.ts';
import type { LineRefusal } from '#platform/csv/csvLines.ts';

export const CONTACT_COLUMNS = ['email', 'name', 'role', 'organisation_code', 'start', 'end'] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

/** One row of a contacts file, as written. `end` is the last day; empty where the role goes on. */
export type ContactRow = Record<ContactColumn, string> & { line: number };

/** Why a row cannot be taken. */
export type RowRefusal = LineRefusal<ContactColumn>;

export const CONTACTS_TEMPLATE = `${CONTACT_COLUMNS.join(',')}\r\n`;

/** More than any one system's contacts; a longer file is not one. */
const ROWS_MAX = 5_000;

/** Takes a contacts CSV apart. A file whose header is not ours is refused whole, at its first line. */
export function readContacts(text: string): { rows: ContactRow[]; refusals: RowRefusal[] } {
  const fault = (refusal: RowRefusal) => ({ rows: [], refusals: [refusal] });
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return fault(lines);
  const header = lines[0]?.cells.map((name) => name.toLowerCase()) ?? [];
  const missing = CONTACT_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    return fault(refusedLine(1, header.join(','), `The first line must name the columns ${CONTACT_COLUMNS.join(', ')}; it lacks ${missing.join(', ')}. Download the template.`));
  }
  if (lines.length > ROWS_MAX + 1) return fault(refusedLine(ROWS_MAX + 2, '', `A contacts file has ${ROWS_MAX} rows at most.`));
  const rows: ContactRow[] = [];
  const refusals: RowRefusal[] = [];
  for (const { line, cells } of lines.slice(1)) {
    if (cells.length > header.length) {
      refusals.push({ line, column: '', value: cells.slice(header.length).join(','), reason: 'This row has more fields than the first line names.' });
      continue;
    }
    const cell = (column: ContactColumn): string => cells[header.indexOf(column)] ?? '';
    rows.push({
      line,
      email: cell('email'),
      name: cell('name'),
      role: cell('role'),
      organisation_code: cell('organisation_code'),
      start: cell('start'),
      end: cell('end'),
    });
  }
  if (rows.length === 0 && refusals.length === 0) return fault(refusedLine(1, '', 'The file has no rows under its first line.'));
  return { rows, refusals };
}
