/** An empty A4 document, tagged for a screen reader: what is written goes into `root`; once both are ended its bytes are there. */
export async function startDocument({ title, madeAt, margin, bufferPages = false }: { title: string; madeAt: Date; margin: number; bufferPages?: boolean }) {
  // Loaded when first wanted: few processes write a PDF, and it would slow every start.
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4', margin, bufferPages, pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true,
    info: { Title: plainText(title), Producer: 'Chorus', Creator: 'Chorus', CreationDate: madeAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  return { doc, root, ended };
}

const WINDOWS = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/** The built-in fonts of PDF know the signs of western Europe only: another letter loses its accent, another sign becomes a question mark. */
export function plainText(text: string): string {
  return [...text.normalize('NFC')].map((sign) => (isKnown(sign) ? sign : ([...sign.normalize('NFKD')].find(isKnown) ?? '?'))).join('');
}
const isKnown = (sign: string): boolean => /^[\n\x20-\x7e\xa0-\xff]$/.test(sign) || WINDOWS.has(sign);
