import { plainText, startDocument } from './pdfDocument.ts';

/** A4 in points, and its margin. */
export const PAGE = { width: 595.28, height: 841.89, margin: 62 };
const INK = '#212b32';
const QUIET = '#4c6272';

/** Writes pages from top to bottom, tagged for a screen reader: each thing is a paragraph, a heading or a point. */
export interface PdfPages {
  title(text: string): void;
  /** With its bookmark. Level 1 begins a page of its own unless told otherwise. */
  heading(text: string, level: 1 | 2, options?: { isOnSamePage?: boolean; bookmark?: string }): void;
  paragraph(text: string, options?: { isQuiet?: boolean }): void;
  points(lines: readonly string[]): void;
  /** A line with a number at its end, as in a list of contents. */
  entry(text: string, number: string): void;
  picture(bytes: Buffer, alt: string): void;
  /** What is written next stands on a new page. */
  newPage(): void;
  /** The page that is written on now, from 0. */
  page(): number;
  end(): Promise<Buffer>;
}

/** `madeAt` is stamped into the file: the same words at the same time make the same bytes. */
export async function startPdf({ title, madeAt }: { title: string; madeAt: Date }): Promise<PdfPages> {
  const { doc, root, ended } = await startDocument({ title, madeAt, margin: PAGE.margin, bufferPages: true });
  let page = 0;
  doc.on('pageAdded', () => (page += 1));
  let above: ReturnType<typeof doc.outline.addItem> | typeof doc.outline = doc.outline;
  // A page is begun when something is written on it, so that none stays empty.
  let isDue = false;
  const begin = (): void => {
    if (isDue) doc.addPage();
    isDue = false;
  };
  const put = (tag: string, write: () => void): void => {
    begin();
    root.add(doc.struct(tag, {}, write));
  };
  const bottom = PAGE.height - PAGE.margin;
  const room = (points: number): void => void (doc.y + points > bottom && doc.addPage());
  const body = (isQuiet = false) => doc.font('Helvetica').fontSize(11).fillColor(isQuiet ? QUIET : INK);

  return {
    title: (text) => put('H1', () => void doc.font('Helvetica-Bold').fontSize(26).fillColor(INK).text(plainText(text)).moveDown(0.6)),
    heading(text, level, { isOnSamePage, bookmark } = {}) {
      if (level === 1 && !isOnSamePage) isDue = true;
      begin();
      // Not left alone at the foot of a page.
      room(80);
      const item = (level === 1 ? doc.outline : above).addItem(plainText(bookmark ?? text));
      if (level === 1) above = item;
      put(level === 1 ? 'H2' : 'H3', () => void doc.font('Helvetica-Bold').fontSize(level === 1 ? 18 : 13).fillColor(INK).text(plainText(text)).moveDown(0.4));
    },
    paragraph: (text, { isQuiet } = {}) => put('P', () => void body(isQuiet).text(plainText(text), { lineGap: 2 }).moveDown(0.6)),
    points(lines) {
      for (const line of lines) put('P', () => void body().text(`•  ${plainText(line)}`, { indent: 0, lineGap: 2 }).moveDown(0.25));
      doc.moveDown(0.4);
    },
    entry(text, number) {
      room(30);
      put('P', () => {
        const y = doc.y;
        body().text(plainText(text), PAGE.margin, y, { width: PAGE.width - 2 * PAGE.margin - 70, lineGap: 2 });
        const after = doc.y;
        doc.text(number, PAGE.width - PAGE.margin - 70, y, { width: 70, align: 'right' });
        doc.x = PAGE.margin;
        doc.y = after + 5;
      });
    },
    picture(bytes, alt) {
      begin();
      const [width, height] = [PAGE.width - 2 * PAGE.margin, bottom - doc.y - 10];
      root.add(doc.struct('Figure', { alt: plainText(alt) }, () => void doc.image(bytes, { fit: [width, height] })));
    },
    newPage: () => void (isDue = true),
    page: () => page,
    end() {
      root.end();
      doc.end();
      return ended;
    },
  };
}
