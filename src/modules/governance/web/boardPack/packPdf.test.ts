import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { plainText } from '#platform/pdf/pdfDocument.ts';
import { SAMPLE_PNG, samplePdf } from '#platform/papers/testing/paperSamples.ts';
import type { BoardPack, PackItem, PackPaper } from '../../domain/boardPack.ts';
import { packPdf } from './packPdf.ts';

const MADE_AT = new Date('2026-06-01T12:00:00Z');

const paper = (title: string, mediaType: string, more = {}): PackPaper => ({ isWithheld: false, title, fileName: `${title}.x`, mediaType, bytes: 1_000, digest: title, ...more });
const item = (number: number, more: Partial<PackItem> = {}): PackItem => ({ number, title: `Item ${number}`, purpose: 'decision', amountPence: null, cover: null, papers: [], withheld: null, ...more });
const pack = (items: PackItem[], more: Partial<BoardPack> = {}): BoardPack => ({
  forumName: 'Upper Ashvale Together', day: isoDate('2026-06-17'), times: '10:00 to 12:00', place: 'The Guildhall', isPublic: true, isCancelled: false, forWhom: 'For the public.', items, papers: [], actions: [], ...more,
});

async function made(content: BoardPack, files: Record<string, Buffer> = {}, limits?: { pages: number; bytes: number }) {
  const bytes = await packPdf(content, { contentOf: ({ digest }) => files[digest]!, madeAt: MADE_AT, ...(limits ? { limits } : {}) });
  return { document: await PDFDocument.load(bytes), text: textIn(bytes) };
}

/** The text that a PDF shows, roughly: what its streams hold in hexadecimal digits. */
function textIn(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, 'latin1')).toString('latin1');
    } catch {
      return body!;
    }
  });
  return streams.map((stream) => [...stream.matchAll(/<([0-9a-fA-F]+)>/g)].map(([, digits]) => Buffer.from(digits!, 'hex').toString('latin1')).join('')).join('\n');
}

test('holds cover, items and the pages of their papers, in order and numbered', async () => {
  const files = { Costs: await samplePdf(3, 'Costs page'), Map: SAMPLE_PNG };
  const { document, text } = await made(pack([
    item(1, { title: 'A shared hub', amountPence: 12_500_000, cover: 'Five practices share a list.\n\nIt has waited a year.', papers: [paper('Costs', 'application/pdf'), paper('Map', 'image/png'), paper('Figures', 'text/csv; charset=utf-8')] }),
    item(2),
  ], { actions: [{ what: 'Write to the practices', ownerName: 'Dr Pat Lead', dueOn: isoDate('2026-06-10'), carriedOver: 2 }] }), files);
  // Cover with agenda; item 1; three pages of costs; the picture; the list of the other file; item 2.
  expect(document.getPageCount()).toBe(8);
  for (const words of ['Upper Ashvale Together', '17 June 2026, 10:00 to 12:00', 'For the public.', 'carried over 2 meetings', 'For decision, £125,000.', 'It has waited a year.', 'The next 3 pages are this paper', 'Attached as a file of its own', '8 of 8']) expect(text).toContain(words);
  expect(text).toMatch(/2\.\s+Item 2 \(for decision\)page 8/);
});

test('says its title and language, is tagged, and has a bookmark for every item and paper', async () => {
  const { document } = await made(pack([item(1, { papers: [paper('Costs', 'application/pdf')] }), item(2)]), { Costs: await samplePdf(2) });
  expect(document.getTitle()).toBe('Upper Ashvale Together, 17 June 2026: papers');
  const { catalog } = document;
  expect(String(catalog.get(PDFName.of('Lang')))).toContain('en-GB');
  expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
  expect(String(catalog.lookup(PDFName.of('MarkInfo')))).toContain('Marked true');
  const bookmarks = document.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict && object.has(PDFName.of('Dest')) ? [object.lookup(PDFName.of('Title'), PDFString).decodeText()] : []));
  expect(bookmarks.sort()).toEqual(['1. Item 1', '2. Item 2', 'Agenda', 'Paper 1.1: Costs']);
});

test('tells what is withheld, with the reason and nothing else', async () => {
  const { text } = await made(pack([
    item(1, { title: 'A private item', withheld: 'Commercially confidential' }),
    item(2, { papers: [{ isWithheld: true, why: 'This paper is withheld: Names a supplier' }] }),
  ]));
  expect(text).toContain('Withheld: Commercially confidential');
  expect(text).toContain('This paper is withheld: Names a supplier');
});

test.each<[string, Buffer, { pages: number; bytes: number } | undefined, string]>([
  ['cannot be opened', Buffer.from('%PDF-1.7 broken'), undefined, 'the PDF cannot be opened'],
  ['would make it endless', await samplePdf(3), { pages: 2, bytes: 1e9 }, 'long enough without it'],
  ['would make it too large', await samplePdf(1), { pages: 9, bytes: 500 }, 'long enough without it'],
])('lists a paper that %s', async (_what, bytes, limits, says) => {
  const { document, text } = await made(pack([item(1, { papers: [paper('Costs', 'application/pdf')] })]), { Costs: bytes }, limits);
  expect(document.getPageCount()).toBe(2);
  expect(text).toContain(says);
});

test('without an agenda is a cover', async () => {
  const { document, text } = await made(pack([], { isCancelled: true }));
  expect(document.getPageCount()).toBe(1);
  expect(text).toContain('This meeting was cancelled.');
});

test('a long cover goes over as many pages as it needs', async () => {
  const { document } = await made(pack([item(1, { cover: Array.from({ length: 120 }, (_, index) => `Paragraph ${index} says what there is to say.`).join('\n\n') })]));
  expect(document.getPageCount()).toBeGreaterThan(3);
});

test('signs that the built-in fonts do not know lose their accent, or become a question mark', () => {
  expect(plainText('Ŵyn’s £5 – café ☃')).toBe('Wyn’s £5 – café ?');
});
