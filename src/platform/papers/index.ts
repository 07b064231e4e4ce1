/** Documents that people add: each file looked at, kept under the digest of its content, given out as it came. */
export { addPaper, paperOf, receivePaper } from './papers.ts';
export type { Paper, ReceivedPaper } from './papers.ts';
export { contentOf, sweepOrphanPapers } from './paperFiles.ts';
export { kindOfType, PAPER_ACCEPT, PAPER_BYTES_MAX, PAPER_KINDS, sayBytes } from './paperKind.ts';
export type { PaperKind } from './paperKind.ts';
export { openPdf } from './pdfFile.ts';
