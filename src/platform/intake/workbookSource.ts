import ExcelJS from 'exceljs';
import { Refused } from '#kernel/result.ts';
import { emptyFile } from './contentKind.ts';
import type { InflateBudget } from './inflateBudget.ts';
import type { IntakeTable } from './intakeSource.ts';
import { cellText, formulaCellsOf } from './sheetCells.ts';
import { firstRowsOf, notAWorkbook } from './textSource.ts';
import type { WorkFiles } from './workFiles.ts';
import { openZip } from './zipArchive.ts';

/** A workbook is held in memory at many times the size of its XML; the largest the NHS publishes here is 5 MB of it. */
const MAX_WORKBOOK_BYTES = 128 * 1024 ** 2;

/**
 * Parts of a sheet that say nothing of its cells. exceljs spreads a rule or a merge over every cell that it
 * covers, and one over a whole column would fill the memory.
 */
const NOT_CELLS = ['conditionalFormatting', 'dataValidations', 'drawing', 'extLst', 'hyperlinks', 'legacyDrawing', 'mergeCells', 'picture'];

/** Makes a table of each sheet that holds anything, hidden ones too. Throws `Refused` for one that holds formulas. */
export async function workbookTables(path: string, label: string, budget: InflateBudget, work: WorkFiles): Promise<IntakeTable[]> {
  await checkInflatedSizes(path, label, budget);
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.readFile(path, { ignoreNodes: NOT_CELLS });
  } catch {
    throw notAWorkbook(label);
  }
  refuseFormulas(workbook, label);
  const tables: IntakeTable[] = [];
  for (const sheet of workbook.worksheets) {
    const table = await sheetTable(sheet, label, budget, work);
    if (table) tables.push(table);
  }
  if (tables.length === 0) throw emptyFile(label);
  return tables;
}

/** exceljs unpacks whatever it is given, so everything is unpacked once before, under limits, and thrown away. */
async function checkInflatedSizes(path: string, label: string, budget: InflateBudget): Promise<void> {
  const zip = await openZip(path, label, budget);
  try {
    let bytes = 0;
    for (const entry of zip.entries) {
      for await (const chunk of zip.bytesOf(entry, label)) {
        bytes += chunk.length;
        if (bytes > MAX_WORKBOOK_BYTES) {
          throw new Refused({
            code: 'workbook-too-large',
            what: 'The workbook is too large to open.',
            where: label,
            todo: 'Open it in Excel, save each sheet as “CSV UTF-8”, and load those.',
          });
        }
      }
    }
  } finally {
    zip.close();
  }
}

function refuseFormulas(workbook: ExcelJS.Workbook, label: string): void {
  const found = workbook.worksheets.flatMap(formulaCellsOf);
  if (found.length === 0) return;
  const more = found.length > 3 ? ` and ${(found.length - 3).toLocaleString('en-GB')} more` : '';
  throw new Refused({
    code: 'sheet-with-formulas',
    what: `The sheet holds formulas where values should be (${found.slice(0, 3).join(', ')}${more}).`,
    where: label,
    todo: 'Open it in Excel, copy, paste as values, save, and load that.',
  });
}

async function sheetTable(sheet: ExcelJS.Worksheet, label: string, budget: InflateBudget, work: WorkFiles): Promise<IntakeTable | null> {
  const { rows, width, firstLine, lastLine } = filledRows(sheet);
  if (rows.size === 0) return null;
  const headerLine = headerLineOf(rows, width, firstLine);
  const to = await work.create('.csv');
  try {
    let lines: string[] = [];
    let characters = 0;
    for (let line = firstLine; line <= lastLine; line++) {
      const cells = Array.from({ length: width }, (_, index) => rows.get(line)?.[index] ?? '');
      const text = cells.map((cell) => csvCell(line <= headerLine ? cell.replace(/\s*[\r\n]+\s*/g, ' ') : cell, width)).join(',');
      lines.push(text);
      characters += text.length + 1;
      if (characters < 1024 ** 2 && line < lastLine) continue;
      // A text that many cells share is stored once in the workbook, so its size says nothing about the table's.
      budget.spend(characters);
      await to.write(Buffer.from(`${lines.join('\n')}\n`));
      lines = [];
      characters = 0;
    }
  } finally {
    await to.close();
  }
  return {
    name: sheet.name,
    csvPath: to.path,
    firstRows: await firstRowsOf(to.path, label),
    sourceLineOfFirstRow: firstLine,
    delimiter: ',',
    bytes: to.bytes,
  };
}

/** The sheet's rows that hold anything, by their number in the sheet, and how many columns they need. */
function filledRows(sheet: ExcelJS.Worksheet) {
  const rows = new Map<number, string[]>();
  let width = 0;
  let firstLine = 0;
  let lastLine = 0;
  sheet.eachRow((row, line) => {
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      const text = cellText(cell.value);
      if (text === '') return;
      while (cells.length < column - 1) cells.push('');
      cells[column - 1] = text;
    });
    if (cells.length === 0) return;
    rows.set(line, cells);
    width = Math.max(width, cells.length);
    firstLine ||= line;
    lastLine = line;
  });
  return { rows, width, firstLine, lastLine };
}

/** The header is the first row that fills every column; titles may stand above it. */
function headerLineOf(rows: Map<number, string[]>, width: number, firstLine: number): number {
  for (const [line, cells] of rows) {
    if (line >= firstLine + 50) break;
    if (cells.length === width && !cells.includes('')) return line;
  }
  return firstLine;
}

/** In a table of one column an empty cell must be quoted, or its row would be no row. */
function csvCell(text: string, width: number): string {
  return /[",\r\n]/.test(text) || (text === '' && width === 1) ? `"${text.replaceAll('"', '""')}"` : text;
}
