import { describe, expect, it, test } from 'vitest';
import { csvLines, headingsOf, wrongColumns, wrongLength } from './csvLines.ts';

describe('the lines of a CSV', () => {
  it('have the numbers that they have in the file, blank ones and line breaks within quotes counted', () =>
    expect(csvLines('\ufeffcode, name\r\n\r\nA1,"One\r\nand a half"\r\nA2, "Two, or so" \r\n')).toEqual([
      { line: 1, cells: ['code', 'name'] },
      { line: 4, cells: ['A1', 'One\nand a half'] },
      { line: 5, cells: ['A2', 'Two, or so'] },
    ]));
  it('may have more or fewer cells than the first', () => expect(csvLines('a,b\n1\n1,2,3\n')).toEqual([{ line: 1, cells: ['a', 'b'] }, { line: 2, cells: ['1'] }, { line: 3, cells: ['1', '2', '3'] }]));
  it('are none where a quotation mark is not closed, and that is said', () => expect(csvLines('a,b\n1,"2\n3,4\n')).toMatchObject({ column: '', reason: expect.stringContaining('a quotation mark is not closed') }));
  it('of an empty file are none', () => expect(csvLines('\n\n')).toEqual([]));
});

test('a heading is called as a column is, however it is written', () => expect(headingsOf({ line: 1, cells: ['PCN code', 'List-Size (2025)', ' Month ', ''] })).toEqual(['pcn_code', 'list_size_2025', 'month', '']));

describe('a first line', () => {
  const shape = { columns: ['code', 'month', 'note'], optional: ['note'] };
  test.each<[string[], string | null]>([
    [['month', 'code'], null],
    [['code', 'month', 'note'], null],
    [['code', 'note'], 'it lacks month'],
    [['code', 'month', 'colour', ''], 'it has colour, a column without a name, which is not read'],
    [['code', 'month', 'code'], 'it has code twice'],
    [['month', 'month', 'hue'], 'it lacks code; it has hue, which is not read; it has month twice'],
    [[], 'it lacks code, month'],
  ])('%j: %s', (header, wrong) => expect(wrongColumns(header, shape)).toBe(wrong));
});

test.each<[number, object | null]>([
  [0, { line: 1, reason: 'The file has no lines under its first.' }],
  [1, { line: 1 }],
  [2, null],
  [3, null],
  [4, { line: 4, reason: 'A list has 2 lines at most; this one has 3.' }],
])('a file of %d lines, of which two may stand under the first: %j', (count, refusal) => {
  const found = wrongLength(Array.from({ length: count }, (_, index) => ({ line: index + 1, cells: ['x'] })), 'A list', 2);
  if (refusal === null) expect(found).toBeNull();
  else expect(found).toMatchObject(refusal);
});
