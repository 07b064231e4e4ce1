import { Refused } from '#kernel/result.ts';
import type { FileLine } from '#platform/csv/csvLines.ts';
import { textOf } from '#platform/csv/textOf.ts';

const ROWS_MAX = 100_001;

/** What was sent as the readers take it: text in UTF-8 or the Windows-1252 of spreadsheets, or the rows of a workbook's first sheet. */
export async function sentContent(fileName: string, bytes: Buffer): Promise<string | FileLine[]> {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return workbookLines(fileName, bytes);
  return textOf(bytes);
}

async function workbookLines(fileName: string, bytes: Buffer): Promise<FileLine[]> {
  // Loaded when first wanted: few processes ever read a workbook.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw new Refused({ code: 'not-a-workbook', what: 'The file is no Excel workbook that can be read.', where: 'file', todo: `Save ${fileName.slice(0, 80)} as .xlsx or CSV.` });
  }
  const sheet = workbook.worksheets[0];
  const lines: FileLine[] = [];
  sheet?.eachRow((row, line) => {
    if (lines.length >= ROWS_MAX) return;
    const cells = Array.from({ length: row.cellCount }, (_, index) => cellText(row.getCell(index + 1).value));
    if (cells.some((cell) => cell !== '')) lines.push({ line, cells });
  });
  return lines;
}

/** A cell as a CSV would have it. A formula's stored result counts: what the sender saw is what they sent. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('result' in value) return cellText(value.result);
  if ('richText' in value && Array.isArray(value.richText)) return value.richText.map(({ text }: { text: string }) => text).join('').trim();
  return 'text' in value ? cellText(value.text) : '';
}
