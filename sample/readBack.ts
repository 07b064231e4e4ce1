import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';

/** The committed sample read back, for its tests. It shares nothing with the code that wrote it. */

export const sample = dirname(fileURLToPath(import.meta.url));
export const bytesOf = (path: string): Buffer => readFileSync(join(sample, path));

export type Row = Record<string, string>;

export function cellsOf(text: string): string[][] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');
  const commaOutsideQuotes = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
  return rows.map((line) => line.split(commaOutsideQuotes).map((cell) => cell.replace(/^"(.*)"$/, '$1')));
}

export function rowsOf(text: string): Row[] {
  const [header, ...rows] = cellsOf(text);
  return rows.map((row) => Object.fromEntries(header!.map((name, column) => [name, row[column] ?? ''])));
}

export const MAP_MONTHS = ['2024-04', '2024-10', '2025-04', '2025-10', '2026-04'];
export const LAST = '2026-04';

export const published = (path: string) => bytesOf(`published/${path}`).toString('utf8');

/** The map of October 2024 is the one in Windows-1252. */
export const mapOf = (month: string) =>
  rowsOf(bytesOf(`published/list-sizes/gp-reg-pat-prac-map_${month}.csv`).toString(month === '2024-10' ? 'latin1' : 'utf8'));

export const totalsOf = (month: string) => rowsOf(published(`list-sizes/gp-reg-pat-prac-all_${month}.csv`));

export const bandsOf = (month: string) =>
  month === '2025-04'
    ? rowsOf(gunzipSync(bytesOf('published/list-sizes/gp-reg-pat-prac-quin-age_2025-04.csv.gz')).toString('utf8'))
    : rowsOf(published(`list-sizes/gp-reg-pat-prac-quin-age_${month}.csv`));

/** Patients of a practice on the first of a month. */
export const listOf = (practice: string, month: string) =>
  Number(totalsOf(month).find((row) => row.CODE === practice)?.NUMBER_OF_PATIENTS);

export const pcnInMap = (practice: string, month: string) =>
  mapOf(month).find((row) => row.PRACTICE_CODE === practice)?.PCN_CODE;

export const epraccur = (month: string) => cellsOf(published(`organisations/epraccur_${month}.csv`));

export const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** The different values, sorted. */
export const distinct = (values: (string | undefined)[]): string[] =>
  [...new Set(values)].map((value) => value ?? '').sort();

export type EpcnCell = string | boolean | null;

/** A sheet of the ePCN workbook, with its header; null for an empty cell. */
export async function epcnSheet(name: string): Promise<EpcnCell[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(sample, 'published/organisations/ePCN_2026-04.xlsx'));
  const rows: EpcnCell[][] = [];
  workbook.getWorksheet(name)!.eachRow((row) => {
    // The values are an array with holes for empty cells, which a plain map would leave.
    rows.push(Array.from(row.values as EpcnCell[], (value) => value ?? null).slice(1));
  });
  return rows;
}
