import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import { textOf } from '../csv/textOf.ts';
import { officeKind } from './officeFile.ts';
import { kindNamed, PAPER_BYTES_MAX, PAPER_KINDS, sayBytes } from './paperKind.ts';
import type { PaperKind } from './paperKind.ts';
import { refusePatientNumbers } from './patientNumbers.ts';
import { refuseActivePdf } from './pdfFile.ts';

const SIGNATURES: readonly [PaperKind | 'zip' | 'old-office' | 'program', readonly number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['old-office', [0xd0, 0xcf, 0x11, 0xe0]],
  ['program', [0x4d, 0x5a]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
];

/**
 * What a file is, by its content: its name must agree. Throws `Refused` for a kind that is not taken, for a file that is
 * not what its name says, for macros and scripts, and for text that carries patients' numbers.
 */
export async function recogniseKind(fileName: string, bytes: Buffer): Promise<PaperKind> {
  if (bytes.length === 0) throw refused(fileName, 'empty-paper', 'The file is empty.', 'Choose the file again.');
  if (bytes.length > PAPER_BYTES_MAX) throw refused(fileName, 'too-large', `The file has ${sayBytes(bytes.length)}; a paper has 20 MB at most.`, 'Make its pictures smaller, or split it.');
  const named = kindNamed(fileName);
  if (!named) throw notTaken(fileName);
  const found = await kindIn(fileName, bytes, named);
  if (found !== named) throw notAsNamed(fileName, named, found);
  if (named === 'pdf') await refuseActivePdf(fileName, bytes);
  if (named === 'csv' || named === 'text') refusePatientNumbers(fileName, textOf(bytes)!);
  return named;
}

async function kindIn(fileName: string, bytes: Buffer, named: PaperKind): Promise<PaperKind | string> {
  const signature = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
  if (signature === 'zip') return officeKind(fileName, bytes);
  if (signature === 'old-office') return 'an Office file of the old kind, or one that is locked with a password';
  if (signature === 'program') return 'a program';
  if (signature) return signature;
  if (!isText(bytes)) return 'something else';
  const text = textOf(bytes);
  if (isMarkup(text)) return 'a web page, a drawing or another document with markup';
  if (text.startsWith('#!')) return 'a script';
  // Nothing in the bytes tells plain text from CSV.
  return named === 'csv' ? 'csv' : 'text';
}

/** Text has no control characters. */
const isText = (bytes: Buffer): boolean => !bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32));

/** Text that is a page, a drawing or a program for a browser, whatever it is called. */
const isMarkup = (text: string): boolean => /^\ufeff?\s*<[!?a-z]/i.test(text) || /<(?:script|iframe|svg|!doctype|html|object|embed)[\s>]/i.test(text);

const refused = (where: string, code: string, what: string, todo: Refusal['todo']): Refused => new Refused({ code, what, where, todo });

const notTaken = (fileName: string): Refused =>
  refused(fileName, 'paper-kind', 'Chorus does not take files of this kind.', `Save it as PDF. Taken are ${Object.values(PAPER_KINDS).flatMap(({ extensions }) => extensions).join(', ')}.`);

function notAsNamed(fileName: string, named: PaperKind, found: string): Refused {
  const is = found in PAPER_KINDS ? PAPER_KINDS[found as PaperKind].label : found;
  return refused(fileName, 'not-what-its-name-says', `The file is not what its name says: it is named as ${PAPER_KINDS[named].label} and is ${is}.`, 'Open it in the program it was made with and save it as PDF.');
}
