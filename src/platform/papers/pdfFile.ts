import { PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { Refused } from '#kernel/result.ts';

/** What a PDF may do when it is opened, and a paper may not. */
const ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm'];

/** Opens a PDF to read or copy it; null for one that is broken, or locked with a password. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument | null> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    return document.getPageCount() > 0 ? document : null;
  } catch {
    return null;
  }
}

/** Refuses a PDF that cannot be read, and one that runs something or carries other files. */
export async function refuseActivePdf(fileName: string, bytes: Buffer): Promise<void> {
  const document = await openPdf(bytes);
  if (!document) throw new Refused({ code: 'broken-paper', what: 'The PDF is broken or locked with a password.', where: fileName, todo: 'Save or print it as PDF again, without a password.' });
  const isActive = document.context.enumerateIndirectObjects().some(([, object]) => (object instanceof PDFDict && runs(object)) || (object instanceof PDFStream && runs(object.dict)));
  if (isActive) throw new Refused({ code: 'active-paper', what: 'The PDF bears scripts or other files.', where: fileName, todo: 'Print it as PDF, which leaves them out, and add that.' });
}

/** Whether a dictionary, or one inside it, is an action that runs or a file. */
function runs(dictionary: PDFDict, depth = 0): boolean {
  const kind = dictionary.get(PDFName.of('S'));
  if (ACTIONS.some((action) => kind === PDFName.of(action))) return true;
  if (dictionary.has(PDFName.of('JS')) || dictionary.has(PDFName.of('EmbeddedFiles')) || dictionary.get(PDFName.of('Type')) === PDFName.of('EmbeddedFile')) return true;
  return depth < 8 && dictionary.values().some((value) => value instanceof PDFDict && runs(value, depth + 1));
}
