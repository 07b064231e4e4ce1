import type { PDFDict, PDFDocument } from '@cantoo/pdf-lib';
import { Refused } from '#kernel/result.ts';

/** What a PDF may do when it is opened, and a paper may not. */
const ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm'];

/** Opens a PDF to read or copy it; null for one that is broken, or locked with a password. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument | null> {
  // Loaded when first wanted: most processes never look into a PDF.
  const { PDFDocument } = await import('@cantoo/pdf-lib');
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
  const runs = await lookForActions();
  const isActive = document.context.enumerateIndirectObjects().some(([, object]) => runs(object));
  if (isActive) throw new Refused({ code: 'active-paper', what: 'The PDF bears scripts or other files.', where: fileName, todo: 'Print it as PDF, which leaves them out, and add that.' });
}

/** Tells whether an object, or a dictionary inside it, is an action that runs or a file. */
async function lookForActions(): Promise<(object: unknown) => boolean> {
  const { PDFDict: Dictionary, PDFName: Name, PDFStream: Stream } = await import('@cantoo/pdf-lib');
  const runs = (dictionary: PDFDict, depth: number): boolean => {
    const kind = dictionary.get(Name.of('S'));
    if (ACTIONS.some((action) => kind === Name.of(action))) return true;
    if (dictionary.has(Name.of('JS')) || dictionary.has(Name.of('EmbeddedFiles')) || dictionary.get(Name.of('Type')) === Name.of('EmbeddedFile')) return true;
    return depth < 8 && dictionary.values().some((value) => value instanceof Dictionary && runs(value, depth + 1));
  };
  return (object) => (object instanceof Dictionary && runs(object, 0)) || (object instanceof Stream && runs(object.dict, 0));
}
