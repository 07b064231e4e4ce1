import { stringify } from 'csv-stringify/sync';
import type { FileDownload } from './reply.ts';
import type { SentValues } from './route.ts';
import type { Table, TableColumn, TableSource } from './table.tsx';
import { readTableQuery, selectRows } from './tableQuery.ts';

export type DownloadFormat = 'csv' | 'excel';

/** What a downloaded table says of itself beside its source. */
export interface DownloadFacts {
  /** When it is made, from the clock. */
  madeAt: Date;
  /** The date that was asked for, `YYYY-MM-DD`, where the page has one. */
  asAt?: string;
}

/** Whether this request asks for the table as a file, by `?download=csv&table=<id>`. */
export function wantedDownload(table: { id: string }, sent: SentValues): DownloadFormat | null {
  if (sent['table'] !== table.id) return null;
  return sent['download'] === 'csv' || sent['download'] === 'excel' ? sent['download'] : null;
}

/** The rows that a download holds: filtered and sorted as on the page, all pages. */
export const downloadRows = <Row>(table: Table<Row>, rows: readonly Row[], sent: SentValues): readonly Row[] =>
  selectRows(table, rows, readTableQuery(table, sent));

export async function tableDownload<Row>(table: Table<Row>, rows: readonly Row[], format: DownloadFormat, facts: DownloadFacts): Promise<FileDownload> {
  const name = `${table.id}-${facts.asAt ?? facts.madeAt.toISOString().slice(0, 10)}`;
  if (format === 'csv') return { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', body: tableCsv(table, rows) };
  return {
    fileName: `${name}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await tableWorkbook(table, rows, facts),
  };
}

/** UTF-8 CSV with one heading line, numbers plain and dates as `YYYY-MM-DD`. */
export function tableCsv<Row>(table: Table<Row>, rows: readonly Row[]): string {
  const lines = rows.map((row) => table.columns.map((column) => guardFormula(column.value(row))));
  return stringify([table.columns.map(headingOf), ...lines], { record_delimiter: '\r\n' });
}

/** A spreadsheet runs a text that begins like a formula; an apostrophe in front makes it text again. */
function guardFormula(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
}

const headingOf = (column: TableColumn<never>): string => (column.unit ? `${column.heading} (${column.unit})` : column.heading);

async function tableWorkbook<Row>(table: Table<Row>, rows: readonly Row[], facts: DownloadFacts): Promise<Buffer> {
  // Loaded when first wanted: few processes ever write a workbook, and it would slow every start.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.created = facts.madeAt;

  // Excel refuses these signs, and more than 31 characters, in a sheet's name.
  const sheet = workbook.addWorksheet(table.caption.replace(/[\\/*?:[\]']/g, ' ').slice(0, 31).trim(), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(table.columns.map(headingOf)).font = { bold: true };
  for (const row of rows) sheet.addRow(table.columns.map((column) => excelValue(column.value(row), column.kind)));
  table.columns.forEach((column, index) => {
    const sheetColumn = sheet.getColumn(index + 1);
    sheetColumn.width = column.kind === 'text' ? 32 : 16;
    if (column.kind === 'date') sheetColumn.numFmt = 'd mmm yyyy';
  });
  if (rows.length > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: table.columns.length } };

  const about = workbook.addWorksheet('About');
  about.getColumn(1).width = 18;
  about.getColumn(2).width = 80;
  for (const line of aboutLines(table, rows.length, facts)) about.addRow(line);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function aboutLines(table: Table<never>, rowCount: number, facts: DownloadFacts): (string | number | Date)[][] {
  const sources = [table.source ?? []].flat() as TableSource[];
  return [
    ['Table', table.caption],
    ['Rows', rowCount],
    ...(facts.asAt ? [['As at', facts.asAt]] : []),
    ['Made', facts.madeAt.toISOString()],
    ...sources.map(({ title, published, href }) => ['Source', [title, published && `published ${published}`, href].filter(Boolean).join(', ')]),
    ['Licence', 'Contains public sector information licensed under the Open Government Licence v3.0.'],
  ];
}

function excelValue(value: string | number | null, kind: TableColumn<never>['kind']): string | number | Date | null {
  if (kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00Z`);
  return value;
}
