import { describe, expect, it } from 'vitest';
import type { Frame } from './frame.ts';
import { renderPage } from './renderPage.tsx';
import type { SentValues } from './route.ts';
import { DataTable, defineTable } from './table.tsx';
import { tableCsv, tableDownload, wantedDownload, downloadRows } from './tableDownload.ts';
import { pageNumbers } from './tablePages.tsx';
import { readTableQuery, selectRows } from './tableQuery.ts';

interface Practice {
  name: string;
  patients: number | null;
  opened: string | null;
  kind: string;
}

const table = defineTable<Practice>({
  id: 'practices',
  caption: 'Practices',
  columns: [
    { key: 'name', heading: 'Name', value: (row) => row.name, kind: 'text', filter: 'text' },
    { key: 'patients', heading: 'List size', unit: 'patients', value: (row) => row.patients, kind: 'number' },
    { key: 'opened', heading: 'Opened', value: (row) => row.opened, kind: 'date' },
    { key: 'kind', heading: 'Kind', value: (row) => row.kind, kind: 'text', filter: 'select', sortable: false },
  ],
  source: { title: 'Patients registered', published: '2025-11-13' },
});

const few: Practice[] = [
  { name: 'beech', patients: 900, opened: '1998-04-01', kind: 'GP' },
  { name: 'Ash', patients: 12_500, opened: null, kind: 'GP' },
  { name: '=HYPERLINK("x")', patients: null, opened: '2020-02-29', kind: 'Prison' },
];
const many: Practice[] = Array.from({ length: 6_200 }, (_, index) => ({ name: `Practice ${index}`, patients: index, opened: null, kind: 'GP' }));

const frame: Frame = { site: { name: 'Chorus', navigation: [] }, session: null, mayUse: () => true, assetUrl: (name) => name, csrfToken: () => 't' };
const draw = (rows: Practice[], query: SentValues = {}): string => renderPage(<DataTable table={table} rows={rows} query={query} basePath="/p" />, frame);
const names = (query: SentValues): string[] => selectRows(table, few, readTableQuery(table, query)).map((row) => row.name);

describe('a table’s query', () => {
  it.each<[SentValues, string[]]>([
    [{}, ['beech', 'Ash', '=HYPERLINK("x")']],
    [{ 'practices.sort': 'patients' }, ['beech', 'Ash', '=HYPERLINK("x")']],
    [{ 'practices.sort': '-patients' }, ['Ash', 'beech', '=HYPERLINK("x")']],
    [{ 'practices.sort': '-opened' }, ['=HYPERLINK("x")', 'beech', 'Ash']],
    [{ 'practices.sort': 'kind' }, ['beech', 'Ash', '=HYPERLINK("x")']],
    [{ 'practices.name': 'E' }, ['beech', '=HYPERLINK("x")']],
    [{ 'practices.kind': 'GP', 'practices.sort': 'name' }, ['Ash', 'beech']],
    [{ 'other.sort': '-name', 'practices.sort': ['-name', 'name'] }, ['beech', 'Ash', '=HYPERLINK("x")']],
  ])('%o gives %o', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it.each(['0', '-3', 'x', '', '1e9'])('reads the page %s as a page that there is', (page) => {
    expect(draw(many, { 'practices.page': page })).toContain('Showing 1 to 50 of 6,200');
  });
});

describe('a table on a page', () => {
  it('says where it is and links to the pages beside it', () => {
    const markup = draw(many, { 'practices.page': '124', 'as-at': '2025-04-01' });
    expect(markup).toContain('Showing 6,151 to 6,200 of 6,200');
    expect(markup).toContain('href="/p?as-at=2025-04-01&amp;practices.page=123#practices"');
    expect(markup).not.toContain('>Next<');
  });

  it('shows the last page to who asks for one past the end', () => {
    expect(draw(many, { 'practices.page': '900' })).toContain('Showing 6,151 to 6,200');
  });

  it('tells a screen reader how it is sorted, and turns the order round', () => {
    const markup = draw(few, { 'practices.sort': 'name', 'other.sort': 'x' });
    expect(markup).toContain('aria-sort="ascending"');
    expect(markup).toContain('href="/p?other.sort=x&amp;practices.sort=-name#practices"');
  });

  it('keeps the rest of the page’s query when it is filtered', () => {
    expect(draw(few, { 'as-at': '2025-04-01', 'practices.sort': '-name' })).toMatch(/type="hidden" name="as-at" value="2025-04-01".*type="hidden" name="practices.sort" value="-name"/);
  });

  it('names its source and offers the rows that the filter keeps', () => {
    const markup = draw(few, { 'practices.kind': 'GP' });
    expect(markup).toContain('Patients registered, published 13 November 2025');
    expect(markup).toContain('/p?practices.kind=GP&amp;download=csv&amp;table=practices');
    expect(markup).toContain('2 rows');
  });

  it('says so where no row matches', () => {
    expect(draw(few, { 'practices.name': 'zzz' })).toContain('No rows match the filter.');
  });

  it('refuses a column that its query string could not tell apart', () => {
    expect(() => defineTable({ ...table, columns: [{ ...table.columns[0]!, key: 'page' }] })).toThrow(/cannot use the name page/);
  });

  it.each([
    [1, 2, [1, 2]],
    [1, 124, [1, 2, null, 124]],
    [4, 124, [1, 2, 3, 4, 5, null, 124]],
    [60, 124, [1, null, 59, 60, 61, null, 124]],
  ])('on page %i of %i links to %o', (current, last, expected) => {
    expect(pageNumbers(current, last)).toEqual(expected);
  });
});

describe('a table as a file', () => {
  const facts = { madeAt: new Date('2025-11-20T10:00:00Z'), asAt: '2025-11-01' };

  it('is asked for by its id', () => {
    expect(wantedDownload(table, { download: 'csv', table: 'practices' })).toBe('csv');
    expect(wantedDownload(table, { download: 'csv', table: 'other' })).toBeNull();
    expect(wantedDownload(table, { download: 'exe', table: 'practices' })).toBeNull();
  });

  it('holds every page of the rows asked for', () => {
    expect(downloadRows(table, many, { 'practices.page': '3', 'practices.name': 'Practice 1' })).toHaveLength(1_111);
  });

  it('lets no text be run as a formula, and leaves numbers alone', () => {
    expect(tableCsv(table, few).split('\r\n')).toEqual([
      'Name,List size (patients),Opened,Kind',
      'beech,900,1998-04-01,GP',
      'Ash,12500,,GP',
      `"'=HYPERLINK(""x"")",,2020-02-29,Prison`,
      '',
    ]);
    expect(tableCsv(table, [{ ...few[0]!, patients: -5 }])).toContain('beech,-5,');
  });

  it('is a workbook with real numbers and dates, a fixed heading and its source', async () => {
    const file = await tableDownload(table, few, 'excel', facts);
    expect(file.fileName).toBe('practices-2025-11-01.xlsx');
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    const bytes = file.body as Buffer;
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.getCell('B3').value).toBe(12_500);
    expect(sheet.getCell('C2').value).toEqual(new Date('1998-04-01T00:00:00Z'));
    expect(sheet.getCell('A4').value).toBe('=HYPERLINK("x")');
    const about = workbook.getWorksheet('About')!.getSheetValues().flat().join(' ');
    for (const fact of ['Patients registered, published 2025-11-13', '2025-11-01', '2025-11-20T10:00:00.000Z']) expect(about).toContain(fact);
  });
});

describe('a table on a narrow screen', () => {
  const [name, patients, ...rest] = table.columns;
  const narrow = defineTable<Practice>({ ...table, columns: [name!, { ...patients!, isForWide: true }, ...rest] });

  it('leaves out the columns that are for a wide one, says how many, and keeps them in its files', () => {
    const page = renderPage(<DataTable table={narrow} rows={few} query={{}} basePath="/p" />, frame);
    expect(page.match(/<t[hd][^>]*chorus-table__wide/g)).toHaveLength(1 + few.length);
    expect(page).toContain('1 more column on a wider screen and in the files');
    expect(tableCsv(narrow, few)).toContain('List size');
    expect(draw(few)).not.toContain('chorus-table__more');
  });
});

describe('a table on a page whose own address has a query', () => {
  const at = (query: SentValues): string => renderPage(<DataTable table={table} rows={few} query={query} basePath="/p?year=2024%2F25" />, frame);
  const links = (page: string): string[] => [...page.matchAll(/(?:href|action)="(\/p[^"]*)"/g)].map(([, href]) => href!);
  it('keeps it in every link, with one question mark, and in its filter', () => {
    const page = at({});
    expect(links(page).filter((href) => href.split('?').length > 2)).toEqual([]);
    expect(page).toContain('/p?year=2024%2F25&amp;download=csv&amp;table=practices');
    expect(page).toContain('action="/p#practices"');
    expect(page).toContain('<input type="hidden" name="year" value="2024/25"/>');
  });
  it('says it once where it was sent, as it was sent', () => expect(at({ year: '2023/24' })).toContain('/p?year=2023%2F24&amp;download=csv&amp;table=practices'));
});
