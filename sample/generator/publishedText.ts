/** How the NHS's files write rows and days. Each publication has habits of its own, so each caller names them. */

type Cell = string | number;

/** Rows with a quote only around a cell that needs one, as in the list-size files. */
export function rowsWithFewQuotes(rows: readonly (readonly Cell[])[], lineEnd: '\n' | '\r\n'): string {
  const write = (cell: Cell) => (/[",\r\n]/.test(String(cell)) ? quoted(cell) : String(cell));
  return rows.map((row) => row.map(write).join(',') + lineEnd).join('');
}

/** Rows with every cell in quotes, as in the files of the Organisation Data Service. */
export function rowsAllQuoted(rows: readonly (readonly Cell[])[], lineEnd: '\n' | '\r\n'): string {
  return rows.map((row) => row.map(quoted).join(',') + lineEnd).join('');
}

const quoted = (cell: Cell): string => `"${String(cell).replaceAll('"', '""')}"`;

/** `2025-03-01` as `20250301`; nothing for a day that never came. */
export const compactDay = (day: string | undefined): string => (day ?? '').replaceAll('-', '');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-03-01` as `01Mar2025`. */
export function namedDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}${MONTHS[Number(month) - 1]}${year}`;
}
