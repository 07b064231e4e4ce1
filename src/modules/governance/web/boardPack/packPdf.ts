import type { PDFDocument } from '@cantoo/pdf-lib';
import { sayDate } from '#kernel/isoDate.ts';
import { kindOfType, openPdf, sayBytes } from '#platform/papers/index.ts';
import { startPdf } from '#platform/pdf/pdfPages.ts';
import type { PdfPages } from '#platform/pdf/pdfPages.ts';
import type { BoardPack, PackItem, PackPaper } from '../../domain/boardPack.ts';
import { PURPOSES } from '../../domain/meeting.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { appendPapers } from './appendPapers.ts';
import type { Insertion } from './appendPapers.ts';

export interface PackOptions {
  /** The content of a paper; throws `Refused` where its file is missing. */
  contentOf: (paper: { digest: string; title: string }) => Buffer;
  madeAt: Date;
  /** Papers beyond these are listed with their names instead of being put in. */
  limits?: { pages: number; bytes: number };
}

const LIMITS = { pages: 2_000, bytes: 120 * 1024 * 1024 };

/** How a paper goes into the pack. */
type Placed = { how: 'pages'; document: PDFDocument; pages: number } | { how: 'picture'; bytes: Buffer } | { how: 'listed'; why: string };
type Given = Extract<PackPaper, { isWithheld: false }>;

/** The board pack as one PDF: cover, agenda, actions carried, each item with its papers; every page numbered, every item bookmarked. */
export async function packPdf(pack: BoardPack, options: PackOptions): Promise<Buffer> {
  const placed = await placePapers(pack, options);
  // Written twice: the first time tells on which page each thing begins, which the agenda says.
  const draft = await writePack(pack, placed, options.madeAt, new Map());
  const { pdf, insertions } = await writePack(pack, placed, options.madeAt, draft.firstPages);
  return appendPapers(pdf, insertions);
}

async function placePapers({ items, papers }: BoardPack, { contentOf, limits = LIMITS }: PackOptions): Promise<Map<Given, Placed>> {
  const placed = new Map<Given, Placed>();
  let [pages, bytes] = [0, 0];
  for (const paper of [...papers, ...items.flatMap((item) => item.papers)]) {
    if (paper.isWithheld) continue;
    const isTooMuch = pages >= limits.pages || bytes + paper.bytes > limits.bytes;
    const one: Placed = isTooMuch ? { how: 'listed', why: 'the pack is long enough without it' } : await placePaper(paper, contentOf, limits.pages - pages);
    placed.set(paper, one);
    if (one.how === 'pages') pages += one.pages;
    if (one.how !== 'listed') bytes += paper.bytes;
  }
  return placed;
}

async function placePaper(paper: Given, contentOf: PackOptions['contentOf'], pagesLeft: number): Promise<Placed> {
  const kind = kindOfType(paper.mediaType);
  if (kind === 'png' || kind === 'jpeg') return { how: 'picture', bytes: contentOf(paper) };
  if (kind !== 'pdf') return { how: 'listed', why: 'it is not a PDF' };
  const document = await openPdf(contentOf(paper));
  if (!document) return { how: 'listed', why: 'the PDF cannot be opened' };
  const pages = document.getPageCount();
  return pages > pagesLeft ? { how: 'listed', why: 'the pack is long enough without it' } : { how: 'pages', document, pages };
}

interface WrittenPack {
  pdf: Buffer;
  insertions: Insertion[];
  /** On which page of the whole pack each item begins, by its number; from 1. */
  firstPages: Map<number, number>;
}

async function writePack(pack: BoardPack, placed: ReadonlyMap<Given, Placed>, madeAt: Date, firstPages: ReadonlyMap<number, number>): Promise<WrittenPack> {
  const day = sayDate(pack.day);
  const pages = await startPdf({ title: `${pack.forumName}, ${day}: papers`, madeAt });
  const insertions: Insertion[] = [];
  const found = new Map<number, number>();
  const writePapers = (papers: readonly PackPaper[], mark: string) => {
    for (const [index, paper] of papers.entries()) insertions.push(...writePaper(pages, paper, paper.isWithheld ? null : placed.get(paper)!, `${mark}${index + 1}`));
  };
  writeCover(pages, pack, day, madeAt);
  writeAgenda(pages, pack, firstPages);
  writeActions(pages, pack);
  if (pack.papers.length > 0) {
    pages.heading('Papers of the meeting', 1);
    writePapers(pack.papers, 'Paper ');
  }
  for (const item of pack.items) {
    pages.heading(`${item.number}. ${item.title}`, 1);
    found.set(item.number, pages.page() + 1 + insertions.reduce((sum, { document }) => sum + document.getPageCount(), 0));
    writeItem(pages, item);
    writePapers(item.papers, `Paper ${item.number}.`);
  }
  return { pdf: await pages.end(), insertions, firstPages: found };
}

function writeCover(pages: PdfPages, pack: BoardPack, day: string, madeAt: Date): void {
  pages.title(pack.forumName);
  if (pack.isCancelled) pages.paragraph('This meeting was cancelled.');
  pages.paragraph(`${day}, ${pack.times}`);
  if (pack.place) pages.paragraph(pack.place);
  pages.paragraph(pack.isPublic ? 'A meeting held in public.' : 'A meeting that is not held in public.');
  pages.paragraph(pack.forWhom);
  pages.paragraph(`Made by Chorus on ${sayDate(madeAt.toISOString().slice(0, 10))}. What was added or changed later is not in it.`, { isQuiet: true });
}

function writeAgenda(pages: PdfPages, { items }: BoardPack, firstPages: ReadonlyMap<number, number>): void {
  pages.heading('Agenda', 2);
  if (items.length === 0) pages.paragraph('Nothing is on the agenda yet.');
  for (const item of items) pages.entry(`${item.number}.  ${item.title} (${item.withheld ? 'withheld' : PURPOSES[item.purpose]})`, `page ${firstPages.get(item.number) ?? ''}`);
}

function writeActions(pages: PdfPages, { actions }: BoardPack): void {
  if (actions.length === 0) return;
  pages.heading('Actions carried to this meeting', 2);
  pages.points(actions.map(({ what, ownerName, dueOn, carriedOver }) => `${ownerName ?? 'A person whose name was erased'}, by ${sayDate(dueOn)}: ${what}${carriedOver > 0 ? ` (carried over ${carriedOver === 1 ? 'one meeting' : `${carriedOver} meetings`})` : ''}`));
}

function writeItem(pages: PdfPages, item: PackItem): void {
  if (item.withheld) return pages.paragraph(`Withheld: ${item.withheld}`);
  pages.paragraph(`${PURPOSES[item.purpose].replace(/^f/, 'F')}${item.amountPence === null ? '' : `, ${sayPounds(item.amountPence)}`}.`, { isQuiet: true });
  for (const paragraph of (item.cover ?? '').split(/\n{2,}/)) if (paragraph.trim()) pages.paragraph(paragraph.trim());
  if (item.papers.length === 0) pages.paragraph('There is no paper for this item.', { isQuiet: true });
}

/** Gives the pages that go in after what it wrote. */
function writePaper(pages: PdfPages, paper: PackPaper, placed: Placed | null, mark: string): Insertion[] {
  if (paper.isWithheld || !placed) {
    pages.heading(mark, 2);
    pages.paragraph(paper.isWithheld ? paper.why : '');
    return [];
  }
  if (placed.how === 'picture') pages.newPage();
  pages.heading(`${mark}: ${paper.title}`, 2);
  const file = `${paper.fileName}, ${sayBytes(paper.bytes)}`;
  if (placed.how === 'listed') pages.paragraph(`Attached as a file of its own (${file}): ${placed.why}.`);
  if (placed.how === 'picture') {
    pages.picture(placed.bytes, paper.title);
    pages.newPage();
  }
  if (placed.how !== 'pages') return [];
  pages.paragraph(`The next ${placed.pages === 1 ? 'page is' : `${placed.pages} pages are`} this paper (${file}).`, { isQuiet: true });
  const afterPage = pages.page();
  // What comes next goes behind the paper.
  pages.newPage();
  return [{ afterPage, document: placed.document }];
}
