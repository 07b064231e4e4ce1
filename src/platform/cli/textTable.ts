/** A table for a terminal. Numbers stand to the right; a cell too wide for `columns` is cut with an ellipsis. */
export function textTable(headings: string[], rows: (string | number | null)[][], columns: number | null = null): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-GB') : (cell ?? ''))));
  const widths = headings.map((heading, index) => Math.max(heading.length, ...cells.map((row) => row[index]!.length)));
  const isNumber = headings.map((_, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number' || row[index] === null));
  shrink(widths, isNumber, columns);
  const print = (row: string[]) => row.map((cell, index) => fit(cell, widths[index]!, isNumber[index]!)).join('  ').trimEnd();
  return [print(headings), print(widths.map((width) => '─'.repeat(width))), ...cells.map(print)].map((line) => `${line}\n`).join('');
}

const NARROWEST = 8;

function shrink(widths: number[], isNumber: boolean[], columns: number | null): void {
  if (columns === null) return;
  const total = () => widths.reduce((sum, width) => sum + width, 0) + 2 * (widths.length - 1);
  while (total() > columns) {
    const widest = widths.map((width, index) => (isNumber[index] ? 0 : width));
    const index = widest.indexOf(Math.max(...widest));
    if (widest[index]! <= NARROWEST) return;
    widths[index]! -= 1;
  }
}

function fit(text: string, width: number, isNumber: boolean): string {
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  return isNumber ? cut.padStart(width) : cut.padEnd(width);
}
