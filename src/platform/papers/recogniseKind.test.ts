import { expect, test } from 'vitest';
import { PAPER_BYTES_MAX, PAPER_KINDS } from './paperKind.ts';
import { recogniseKind } from './recogniseKind.ts';
import { macroWord, openDocument, SAMPLE_JPEG, SAMPLE_PNG, sampleExcel, samplePdf, samplePowerPoint, sampleWord, sampleZip, scriptedPdf } from './testing/paperSamples.ts';

const text = (words: string) => Buffer.from(words);

const TAKEN: [fileName: string, bytes: () => Buffer | Promise<Buffer>, kind: keyof typeof PAPER_KINDS][] = [
  ['agenda.pdf', () => samplePdf(2), 'pdf'],
  ['AGENDA.PDF', () => samplePdf(1), 'pdf'],
  ['paper.docx', () => sampleWord(), 'word'],
  ['costs.xlsx', sampleExcel, 'excel'],
  ['slides.pptx', samplePowerPoint, 'powerpoint'],
  ['paper.odt', () => openDocument('text'), 'open-text'],
  ['costs.ods', () => openDocument('spreadsheet'), 'open-sheet'],
  ['slides.odp', () => openDocument('presentation'), 'open-slides'],
  ['lists.csv', () => text('practice,patients\nXX001,9434765919\n'), 'csv'],
  ['notes.txt', () => text('Ring 0191 498 0000, or less < than <5 minutes before\n'), 'text'],
  ['windows.txt', () => Buffer.from([0x43, 0x61, 0x66, 0xe9]), 'text'],
  ['map.png', () => SAMPLE_PNG, 'png'],
  ['room.jpg', () => SAMPLE_JPEG, 'jpeg'],
  ['room.jpeg', () => SAMPLE_JPEG, 'jpeg'],
];

test.each(TAKEN)('takes %s', async (fileName, bytes, kind) => {
  expect(await recogniseKind(fileName, await bytes())).toBe(kind);
});

test('every kind that is taken has its case', () => {
  expect(new Set(TAKEN.map(([, , kind]) => kind))).toEqual(new Set(Object.keys(PAPER_KINDS)));
});

const LISTED = '943 476 5919\n987 654 3210\n401 023 2137\n';

const REFUSED: [what: string, fileName: string, bytes: () => Buffer | Promise<Buffer>, code: string, says: RegExp][] = [
  ['an empty file', 'empty.pdf', () => Buffer.alloc(0), 'empty-paper', /empty/],
  ['one byte too many', 'big.txt', () => Buffer.alloc(PAPER_BYTES_MAX + 1, 'x'), 'too-large', /20 MB at most/],
  ['a web page', 'page.html', () => text('<!doctype html>'), 'paper-kind', /does not take/],
  ['a drawing that can run', 'logo.svg', () => text('<svg/>'), 'paper-kind', /does not take/],
  ['a script', 'run.js', () => text('alert(1)'), 'paper-kind', /does not take/],
  ['a name without an ending', 'paper', () => samplePdf(1), 'paper-kind', /does not take/],
  ['a Word file with macros by its name', 'paper.docm', () => macroWord(), 'paper-kind', /does not take/],
  ['an old Word file', 'paper.doc', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'paper-kind', /does not take/],
  ['an old Word file under a new name', 'paper.docx', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'not-what-its-name-says', /old kind/],
  ['a page named as text', 'page.txt', () => text('  <html><body>hello</body></html>'), 'not-what-its-name-says', /web page/],
  ['a page hidden in a table', 'page.csv', () => text('a,b\n1,<script>alert(1)</script>\n'), 'not-what-its-name-says', /web page/],
  ['a script named as text', 'run.txt', () => text('#!/bin/sh\nrm -r /\n'), 'not-what-its-name-says', /a script/],
  ['a program named as a picture', 'map.png', () => Buffer.from('MZ\x90\x00'), 'not-what-its-name-says', /a program/],
  ['a picture named as another', 'map.png', () => SAMPLE_JPEG, 'not-what-its-name-says', /named as PNG picture and is JPEG picture/],
  ['a PDF named as text', 'a.txt', () => samplePdf(1), 'not-what-its-name-says', /is PDF/],
  ['text named as a PDF', 'a.pdf', () => text('just words'), 'not-what-its-name-says', /is plain text/],
  ['bytes named as text', 'a.txt', () => Buffer.from([1, 2, 3, 0]), 'not-what-its-name-says', /something else/],
  ['a zip named as Word', 'paper.docx', () => sampleZip({ 'readme.txt': 'x' }), 'not-what-its-name-says', /an archive/],
  ['a Word file named as Excel', 'costs.xlsx', () => sampleWord(), 'not-what-its-name-says', /named as Excel and is Word/],
  ['a Word file with macros under a plain name', 'paper.docx', () => macroWord(), 'paper-with-macros', /macros/],
  ['a Word file with a hidden macro project', 'paper.docx', () => sampleWord({ 'word/vbaProject.bin': 'x' }), 'paper-with-macros', /macros/],
  ['a Word file with controls', 'paper.docx', () => sampleWord({ 'word/activeX/activeX1.xml': 'x' }), 'paper-with-macros', /macros/],
  ['an OpenDocument file with macros', 'paper.odt', () => openDocument('text', { 'Basic/Standard/Module1.xml': 'x' }), 'paper-with-macros', /macros/],
  ['a document that lists far too much', 'paper.docx', () => sampleZip(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`a${index}`, '']))), 'unpacks-too-large', /far more/],
  ['a zip cut short', 'paper.docx', () => sampleWord().subarray(0, 60), 'broken-paper', /broken/],
  ['a locked zip', 'paper.docx', () => sampleZip({ mimetype: 'x' }, { flags: 1 }), 'broken-paper', /password/],
  ['a PDF cut short', 'paper.pdf', async () => (await samplePdf(1)).subarray(0, 40), 'broken-paper', /broken/],
  ['a PDF that runs something', 'paper.pdf', scriptedPdf, 'active-paper', /scripts/],
  ['a table of patients', 'list.csv', () => text(`name,number\n${LISTED}`), 'patient-data', /3 numbers in it are NHS numbers/],
  ['a list of patients in words', 'list.txt', () => text(`Dear all,\n${LISTED}`), 'patient-data', /NHS numbers/],
  ['a table with a column for patients', 'list.csv', () => text('Practice;NHS number\nXX001;\n'), 'patient-data', /“NHS number”/],
];

test.each(REFUSED)('refuses %s', async (_what, fileName, bytes, code, says) => {
  const refusal = await recogniseKind(fileName, await bytes()).then(() => null, (error: { refusal?: unknown }) => error.refusal);
  expect(refusal).toMatchObject({ code, what: expect.stringMatching(says), todo: expect.any(String) });
});
