import type { PDFDocument, PDFFont, PDFPage } from '@cantoo/pdf-lib';

/** Papers whose pages go into a document after one of its own pages, counted from 0. */
export interface Insertion {
  afterPage: number;
  document: PDFDocument;
}

/** Puts the papers' pages in their places and numbers every page. Bookmarks keep pointing at the pages that they name. */
export async function appendPapers(pack: Buffer, insertions: readonly Insertion[]): Promise<Buffer> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
  const whole = await PDFDocument.load(pack, { updateMetadata: false });
  // From the last to the first, so that no page moves before its turn.
  for (const { afterPage, document } of [...insertions].sort((a, b) => b.afterPage - a.afterPage)) {
    const pages = await whole.copyPages(document, document.getPageIndices());
    for (const [index, page] of pages.entries()) {
      await makeHarmless(page);
      whole.insertPage(afterPage + 1 + index, page);
    }
  }
  const font = await whole.embedFont(StandardFonts.Helvetica);
  const count = whole.getPageCount();
  for (const [index, page] of whole.getPages().entries()) await numberPage(page, `${index + 1} of ${count}`, font);
  return Buffer.from(await whole.save({ useObjectStreams: false }));
}

/** A page from elsewhere brings no actions, no form fields and no tags of a document that it has left; links to addresses stay. */
async function makeHarmless({ node, doc }: PDFPage): Promise<void> {
  const { PDFArray, PDFDict, PDFName } = await import('@cantoo/pdf-lib');
  for (const name of ['AA', 'StructParents', 'Tabs', 'B']) node.delete(PDFName.of(name));
  const annotations = node.lookup(PDFName.of('Annots'));
  if (!(annotations instanceof PDFArray)) return;
  const kept = doc.context.obj([]);
  for (let index = 0; index < annotations.size(); index += 1) {
    const annotation = annotations.lookup(index);
    if (!(annotation instanceof PDFDict)) continue;
    const action = annotation.lookup(PDFName.of('A'));
    const isAddress = action instanceof PDFDict && action.get(PDFName.of('S')) === PDFName.of('URI');
    annotation.delete(PDFName.of('StructParent'));
    if (isAddress) kept.push(annotations.get(index));
  }
  node.set(PDFName.of('Annots'), kept);
}

/** At the foot in the middle as the page is read, whichever way it was turned, and not part of its text for a screen reader. */
async function numberPage(page: PDFPage, text: string, font: PDFFont): Promise<void> {
  const { degrees, PDFName, PDFOperator, PDFOperatorNames, rgb } = await import('@cantoo/pdf-lib');
  const { x, y, width, height } = page.getCropBox();
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const size = 9;
  const half = font.widthOfTextAtSize(text, size) / 2;
  const foot = 22;
  const at = {
    0: { x: x + width / 2 - half, y: y + foot },
    90: { x: x + width - foot, y: y + height / 2 - half },
    180: { x: x + width / 2 + half, y: y + height - foot },
    270: { x: x + foot, y: y + height / 2 + half },
  }[turn] ?? { x: x + width / 2 - half, y: y + foot };
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]));
  page.drawText(text, { ...at, size, font, rotate: degrees(turn), color: rgb(0.3, 0.38, 0.45) });
  page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
}
