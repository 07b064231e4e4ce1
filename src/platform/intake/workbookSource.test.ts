import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { plainDecimal } from './sheetCells.ts';
import { intakeOf, refusalOf } from './testing/intakeOf.ts';
import { zipBytes } from './testing/zipBytes.ts';

async function workbookOf(fill: (workbook: ExcelJS.Workbook) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A workbook of one cell, with whatever XML stands behind it. */
function minimalWorkbook(afterCells: string): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  return zipBytes([
    { name: '_rels/.rels', data: relations('officeDocument', 'xl/workbook.xml') },
    { name: 'xl/workbook.xml', data: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', data: relations('worksheet', 'worksheets/sheet1.xml') },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>${afterCells}</worksheet>` },
  ]);
}

describe('a workbook', () => {
  test('gives each sheet that holds anything as a table', async () => {
    const bytes = await workbookOf((workbook) => {
      workbook.addWorksheet('Details').addRows([['PCN\r\nCode', 'Name'], ['U1', 'North, "Old" Town']]);
      workbook.addWorksheet('Nothing');
      workbook.addWorksheet('Members').addRows([['Code'], ['A1']]);
    });
    const [source] = await intakeOf('pcn.xlsx', bytes);
    expect(source).toMatchObject({ kind: 'xlsx', encoding: 'utf-8', bytes: bytes.length });
    expect(source!.tables.map(({ name }) => name)).toEqual(['Details', 'Members']);
    expect(source!.texts).toEqual(['PCN Code,Name\nU1,"North, ""Old"" Town"\n', 'Code\nA1\n']);
  });

  test('says each kind of cell as plain text', async () => {
    const bytes = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('Kinds');
      sheet.addRow(['text', 'number', 'day', 'moment', 'rich', 'link', 'truth', 'error', 'digits']);
      sheet.addRow([
        'two\nlines',
        0.00000015,
        new Date('2025-03-01T00:00:00Z'),
        new Date('2025-03-01T09:30:00Z'),
        { richText: [{ text: 'one ' }, { font: { bold: true }, text: 'two' }] },
        { text: 'here', hyperlink: 'https://example.org/' },
        true,
        { error: '#N/A' },
        20190701,
      ]);
    });
    const [source] = await intakeOf('kinds.xlsx', bytes);
    expect(source!.tables[0]!.firstRows[1]).toEqual(['two\nlines', '0.00000015', '2025-03-01', '2025-03-01 09:30:00', 'one two', 'here', 'TRUE', '#N/A', '20190701']);
  });

  test('drops empty rows and columns around the table and keeps those inside it', async () => {
    const bytes = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('Holes');
      sheet.getCell('A3').value = 'a';
      sheet.getCell('C3').value = 'c';
      sheet.getCell('A5').value = 'x';
      sheet.getCell('F9').value = '';
      sheet.getCell('B12').font = { bold: true };
    });
    const [source] = await intakeOf('holes.xlsx', bytes);
    expect(source!.texts).toEqual(['a,,c\n,,\nx,,\n']);
    expect(source!.tables[0]!.sourceLineOfFirstRow).toBe(3);
  });

  test('keeps an empty row of a single column a row', async () => {
    const bytes = await workbookOf((workbook) => void workbook.addWorksheet('One').addRows([['a'], [], ['b']]));
    const [source] = await intakeOf('one.xlsx', bytes);
    expect(source!.texts).toEqual(['a\n""\nb\n']);
    expect(source!.tables[0]!.firstRows).toEqual([['a'], [''], ['b']]);
  });

  test('says a merged cell once', async () => {
    const bytes = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('Merged');
      sheet.addRows([['both', null], ['a', 'b']]);
      sheet.mergeCells('A1:B1');
    });
    expect((await intakeOf('merged.xlsx', bytes))[0]!.texts).toEqual(['both,\na,b\n']);
  });

  test('is not spread out by a rule or a merge that covers whole columns', async () => {
    const [source] = await intakeOf('covered.xlsx', minimalWorkbook('<mergeCells count="1"><mergeCell ref="B1:XFD1048576"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"x"</formula1></dataValidation></dataValidations>'));
    expect(source!.texts).toEqual(['a\n']);
  });

  test('is refused when a stray cell far out would make it enormous', async () => {
    const bytes = await workbookOf((workbook) => {
      workbook.addWorksheet('Stray').getCell('A1').value = 'a';
      workbook.getWorksheet('Stray')!.getCell('XFD1048576').value = 'z';
    });
    expect((await refusalOf('stray.xlsx', bytes)).code).toBe('unpacks-too-large');
  });

  test('may lie in a zip', async () => {
    const inner = await workbookOf((workbook) => void workbook.addWorksheet('Sheet').addRow(['a', 'b']));
    const sources = await intakeOf('outer.zip', zipBytes([{ name: 'inner.xlsx', data: inner }]));
    expect(sources.map(({ kind, texts }) => [kind, texts])).toEqual([['xlsx', ['a,b\n']]]);
    expect(sources[0]!.label).toMatch(/outer\.zip » inner\.xlsx$/);
  });

  test('is refused for formulas, whatever result is stored, naming the cells', async () => {
    const bytes = await workbookOf((workbook) => {
      const sheet = workbook.addWorksheet('PCNDetails');
      sheet.addRow(['a', 'b', 'c']);
      for (const row of [2, 3, 4, 5]) sheet.getCell(`C${row}`).value = { formula: 'A1', result: 'a' };
    });
    const refusal = await refusalOf('formulas.xlsx', bytes);
    expect(refusal.code).toBe('sheet-with-formulas');
    expect(refusal.what).toBe('The sheet holds formulas where values should be (PCNDetails!C2, PCNDetails!C3, PCNDetails!C4 and 1 more).');
    expect(refusal.todo).toBe('Open it in Excel, copy, paste as values, save, and load that.');
  });

  test('is refused when nothing is in it', async () => {
    expect((await refusalOf('empty.xlsx', await workbookOf((workbook) => void workbook.addWorksheet('Sheet')))).code).toBe('empty-file');
  });

  test('is refused when part of it is missing', async () => {
    const bytes = await workbookOf((workbook) => void workbook.addWorksheet('Sheet').addRow(['a']));
    expect((await refusalOf('cut.xlsx', bytes.subarray(0, bytes.length - 200))).code).toBe('broken-archive');
  });
});

test.each([
  [1e21, '1000000000000000000000'],
  [-1.5e-7, '-0.00000015'],
  [1.25e22, '12500000000000000000000'],
  [0.1, '0.1'],
  [-0, '0'],
  [20190701, '20190701'],
])('writes the number %s without an exponent', (number, text) => {
  expect(plainDecimal(number)).toBe(text);
});
