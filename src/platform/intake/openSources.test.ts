import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intakeOf, refusalOf } from './testing/intakeOf.ts';
import { zipBytes } from './testing/zipBytes.ts';

const BOM = '\ufeff';
const TABLE = 'CODE,NAME\nA1,First\nA2,Second\n';
const ROWS = [
  ['CODE', 'NAME'],
  ['A1', 'First'],
  ['A2', 'Second'],
];
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

describe('a CSV', () => {
  test('that needs no cleaning is read where it lies', async () => {
    const [source] = await intakeOf('list.csv', TABLE);
    expect(source).toMatchObject({ kind: 'csv', encoding: 'utf-8', sha256: sha256(TABLE), bytes: TABLE.length, isUncopied: true });
    expect(source!.tables[0]).toMatchObject({ name: 'list', firstRows: ROWS, sourceLineOfFirstRow: 1, bytes: TABLE.length });
  });

  test.each([
    ['a byte order mark', BOM + TABLE, TABLE],
    ['CRLF line ends', TABLE.replaceAll('\n', '\r\n'), TABLE],
    ['lone CR line ends', TABLE.replaceAll('\n', '\r'), TABLE],
    ['a line end inside quotes', 'A,B\r\n"x\r\ny","p\nq"\r\n', 'A,B\n"x\r\ny","p\nq"\n'],
    ['a quote inside an unquoted cell', 'A,B\r\n5" pipe,1\r\n', 'A,B\n5" pipe,1\n'],
    ['doubled quotes', 'A\r\n"say ""no"""\r\n', 'A\n"say ""no"""\n'],
    ['a byte order mark before a quote', `${BOM}"A\r\nB",C\r\n`, '"A\r\nB",C\n'],
    ['Windows-1252', Buffer.from('A\nCaf\xe9 \x80\x96\n', 'latin1'), 'A\nCafé €–\n'],
  ])('with %s becomes clean', async (_, bytes, text) => {
    const [source] = await intakeOf('list.csv', bytes);
    expect(source!.texts).toEqual([text]);
    expect(source!.sha256).toBe(sha256(bytes));
    expect(source!.encoding).toBe(typeof bytes === 'string' ? 'utf-8' : 'windows-1252');
  });

  test('keeps characters that straddle two chunks', async () => {
    const text = `A\n${'x'.repeat(1022)}\n`.padEnd(1024 ** 2 - 1, `${'y'.repeat(63)}\n`) + '€uro\n';
    const [source] = await intakeOf('long.csv', text);
    expect(source).toMatchObject({ encoding: 'utf-8', isUncopied: true });
    const [cleaned] = await intakeOf('long.csv', text.replaceAll('\n', '\r\n'));
    expect(cleaned!.texts[0] === text).toBe(true);
  });

  test('shows at most 50 first rows', async () => {
    const [source] = await intakeOf('long.csv', 'A,B\n' + '1,2\n'.repeat(500));
    expect(source!.tables[0]!.firstRows).toHaveLength(50);
  });

  test.each(['list.csv.gz', 'list.csv'])('in gzip is recognised by its bytes when named %s', async (name) => {
    const bytes = gzipSync(TABLE);
    const [source] = await intakeOf(name, bytes);
    expect(source).toMatchObject({ texts: [TABLE], sha256: sha256(bytes), bytes: bytes.length });
    expect(source!.tables[0]!.name).toBe('list');
  });

  test('in two gzip members is read to its end', async () => {
    const [source] = await intakeOf('list.csv.gz', Buffer.concat([gzipSync('A\n1\n'), gzipSync('2\n')]));
    expect(source!.texts).toEqual(['A\n1\n2\n']);
  });

  const cell = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('', '"', ',', 'a,"b"', 'é', '€ Ÿ', 'x\r\ny', '\n', '{"a"', '{', '[', ' '));
  const tables = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
  const written = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  test('comes out as the table that went in, however it was written', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.constantFrom('utf-8', 'windows-1252'), fc.boolean(), async (drawn, lineEnd, hasBom, encoding, isPacked) => {
        // A control character is no text of a table; what a kept name begins with keeps it from being taken for markup.
        const rows = drawn.map((row) => row.map((text) => text.replace(/[\0<]/g, '')));
        rows[0]![0] = `N${rows[0]![0]}`;
        const text = rows.map((row) => row.map(written).join(',') + lineEnd).join('');
        const bytes = encoding === 'utf-8' ? Buffer.from((hasBom ? BOM : '') + text) : windows1252(text);
        const [source] = await intakeOf('drawn.csv', isPacked ? gzipSync(bytes) : bytes);
        expect(source!.tables[0]!.firstRows).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });
});

/** The fuzz draws ASCII and these few others only. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('€', '\x80').replaceAll('Ÿ', '\x9f'), 'latin1');
}

describe('a zip', () => {
  test('gives a source for each file of data and passes over papers and leftovers', async () => {
    const bytes = zipBytes([
      { name: 'data/', data: '', method: 0 },
      { name: 'data/one.csv', data: TABLE },
      { name: 'data/two.csv', data: 'X\n1\n', method: 0 },
      { name: 'data/notes.pdf', data: '%PDF-1.7' },
      { name: '__MACOSX/data/._one.csv', data: 'junk' },
      { name: 'README.txt', data: 'Read me' },
    ]);
    const sources = await intakeOf('both.zip', bytes);
    expect(sources.map(({ label }) => label.split('/both.zip')[1])).toEqual([' » data/one.csv', ' » data/two.csv']);
    expect(sources.map(({ texts }) => texts)).toEqual([[TABLE], ['X\n1\n']]);
    expect(sources[0]).toMatchObject({ sha256: sha256(TABLE), bytes: TABLE.length });
    expect(sources[0]!.tables[0]!.name).toBe('one');
  });

  test('may hold gzip', async () => {
    const [source] = await intakeOf('packed.zip', zipBytes([{ name: 'one.csv.gz', data: gzipSync(TABLE) }]));
    expect(source!.texts).toEqual([TABLE]);
  });

  test('tells how far it is, up to the whole', async () => {
    const told: number[][] = [];
    const bytes = zipBytes([{ name: 'one.csv', data: TABLE }]);
    await intakeOf('one.zip', bytes, { onProgress: (done, total) => told.push([done, total]) });
    expect(told.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a! - b!));
  });
});

describe('GeoJSON', () => {
  const map = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'Here' }, geometry: null }] };
  test.each([
    ['map.geojson', JSON.stringify(map)],
    ['map.json', BOM + JSON.stringify(map, null, 2)],
    ['map.geojson.gz', gzipSync(JSON.stringify(map))],
  ])('is parsed from %s and gives no table', async (name, bytes) => {
    const [source] = await intakeOf(name, bytes);
    expect(source).toMatchObject({ kind: 'geojson', tables: [], geojson: map });
  });
});

describe('is refused:', () => {
  // Noise packs poorly, so cutting the packed file cuts the text.
  const noise = Buffer.from('A\n' + Array.from({ length: 20_000 }, (_, index) => sha256(String(index))).join('\n'));
  const packed = gzipSync(noise);
  const corrupt = (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    copy.fill(0xff, Math.floor(copy.length / 2), Math.floor(copy.length / 2) + 40);
    return copy;
  };
  const bomb = gzipSync(Buffer.alloc(8 * 1024 ** 2, 'a,b\n'));
  const cases: [string, string, string, Buffer | string, object?][] = [
    ['an empty file', 'empty-file', 'x.csv', ''],
    ['white space alone', 'empty-file', 'x.csv', ' \r\n\r\n'],
    ['an empty file in gzip', 'empty-file', 'x.csv.gz', gzipSync('')],
    ['an empty file in a zip', 'empty-file', 'x.zip', zipBytes([{ name: 'a.csv', data: '' }])],
    ['a truncated gzip', 'truncated-archive', 'x.csv.gz', packed.subarray(0, packed.length / 2)],
    ['a gzip that lost its last byte', 'truncated-archive', 'x.csv.gz', packed.subarray(0, -1)],
    ['a corrupt gzip', 'damaged-archive', 'x.csv.gz', corrupt(packed)],
    ['a truncated zip', 'broken-archive', 'x.zip', zipBytes([{ name: 'a.csv', data: noise }]).subarray(0, 5000)],
    ['corrupt deflate in a zip', 'damaged-archive', 'x.zip', corrupt(zipBytes([{ name: 'a.csv', data: noise }]))],
    ['a wrong checksum in a zip', 'damaged-archive', 'x.zip', zipBytes([{ name: 'a.csv', data: TABLE, method: 0, declaredCrc: 1 }])],
    ['a gzip bomb by ratio', 'unpacks-too-large', 'x.csv.gz', bomb],
    ['a gzip bomb by size', 'unpacks-too-large', 'x.csv.gz', packed, { limits: { maxUncompressedBytes: 500_000 } }],
    ['a zip bomb that understates its size', 'unpacks-too-large', 'x.zip', zipBytes([{ name: 'a.csv', data: Buffer.alloc(8 * 1024 ** 2, 'a,b\n'), declaredBytes: 10 }])],
    ['a zip whose parts are too large together', 'unpacks-too-large', 'x.zip', zipBytes(['a.csv', 'b.csv'].map((name) => ({ name, data: noise }))), { limits: { maxUncompressedBytes: 2_000_000 } }],
    ['a workbook bomb', 'unpacks-too-large', 'x.xlsx', zipBytes([{ name: 'xl/workbook.xml', data: Buffer.alloc(8 * 1024 ** 2, ' ') }])],
    ['too many entries', 'too-many-entries', 'x.zip', zipBytes(['a.csv', 'b.csv', 'c.csv'].map((name) => ({ name, data: TABLE }))), { limits: { maxEntries: 2 } }],
    ['a zip in a zip', 'archive-in-archive', 'x.zip', zipBytes([{ name: 'b.zip', data: zipBytes([{ name: 'a.csv', data: TABLE }]) }])],
    ['a zip in gzip', 'archive-in-archive', 'x.gz', gzipSync(zipBytes([{ name: 'a.csv', data: TABLE }]))],
    ['a locked zip', 'locked-archive', 'x.zip', zipBytes([{ name: 'a.csv', data: TABLE, isEncrypted: true }])],
    ['a zip packed by an unknown method', 'unknown-packing', 'x.zip', zipBytes([{ name: 'a.csv', data: TABLE, method: 14 }])],
    ['a zip that climbs out of its folder', 'unsafe-archive', 'x.zip', zipBytes([{ name: '../../a.csv', data: TABLE }])],
    ['a zip with an absolute path', 'unsafe-archive', 'x.zip', zipBytes([{ name: '/etc/a.csv', data: TABLE }])],
    ['a zip with nothing to load', 'no-data-in-archive', 'x.zip', zipBytes([{ name: 'a.pdf', data: '%PDF-1.7' }])],
    ['an old Excel file', 'old-excel-file', 'x.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['an old Excel file named .xlsx', 'old-excel-file', 'x.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['text named .xlsx', 'not-a-workbook', 'x.xlsx', TABLE],
    ['a zip named .xlsx', 'not-a-workbook', 'x.xlsx', zipBytes([{ name: 'word/document.xml', data: '<a/>' }])],
    ['a workbook with broken XML', 'not-a-workbook', 'x.xlsx', zipBytes([{ name: 'xl/workbook.xml', data: '<workbook' }])],
    ['UTF-16 with a byte order mark', 'utf-16-text', 'x.csv', Buffer.from(BOM + TABLE, 'utf16le')],
    ['UTF-16 without one', 'utf-16-text', 'x.csv', Buffer.from(TABLE, 'utf16le')],
    ['UTF-16 in gzip', 'utf-16-text', 'x.csv.gz', gzipSync(Buffer.from(BOM + TABLE, 'utf16le'))],
    ['binary', 'not-data', 'x.csv', Buffer.from([1, 2, 3, 0, 0, 0, 0xff, 0xd8, 0, 5])],
    ['bytes without meaning', 'unknown-encoding', 'x.csv', Buffer.from('A\nb\x81\n', 'latin1')],
    ['a web page', 'not-data', 'x.csv', '<!DOCTYPE html>\n<html>Sign in</html>'],
    ['a quote that never closes', 'unclosed-quote', 'x.csv', 'A,B\n1,"two\n3,4\n'],
    ['JSON that is no map', 'not-a-map', 'x.json', '{"type": "Topology"}'],
    ['a JSON list', 'not-a-map', 'x.json', '[1, 2]'],
    ['a truncated map', 'not-a-map', 'x.geojson', '{"type": "FeatureCollection", "features": ['],
  ];
  test.each(cases)('%s', async (_, code, name, bytes, options = {}) => {
    expect((await refusalOf(name, bytes, options)).code).toBe(code);
  });

  test('a quote that never closes, by its line', async () => {
    expect((await refusalOf('x.csv', 'A,B\n1,"two\n3,4\n')).where).toMatch(/x\.csv, line 2$/);
  });

  test('the second file of a zip, after the first was given', async () => {
    const bytes = zipBytes([
      { name: 'a.csv', data: TABLE },
      { name: 'b.csv', data: '' },
    ]);
    expect((await refusalOf('x.zip', bytes)).where).toMatch(/x\.zip » b\.csv$/);
  });
});
