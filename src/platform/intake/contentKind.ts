import { Refused } from '#kernel/result.ts';

/** What a file is by its first bytes; its name is not evidence. */
export type ContentKind = 'gzip' | 'zip' | 'text';

/** How many first bytes `contentKind` wants to see. */
export const HEAD_BYTES = 4096;

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);

/** Throws `Refused` for what can be neither a table nor an archive of tables. */
export function contentKind(head: Buffer, label: string): ContentKind {
  if (head.length === 0) throw emptyFile(label);
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip';
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6)) return 'zip';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new Refused({
      code: 'old-excel-file',
      what: 'This is an Excel file of the old kind (.xls), or one that is locked with a password.',
      where: label,
      todo: 'Open it in Excel, save it as an Excel workbook (.xlsx) without a password, and load that.',
    });
  }
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) throw utf16(label);
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) throw notData('a PDF document', label);
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)/i.test(head.toString('latin1'))) {
    throw notData('a web page or an XML document', label);
  }
  return 'text';
}

export function emptyFile(label: string): Refused {
  return new Refused({
    code: 'empty-file',
    what: 'The file is empty.',
    where: label,
    todo: 'Fetch it again from where it is published.',
  });
}

export function utf16(label: string): Refused {
  return new Refused({
    code: 'utf-16-text',
    what: 'The text is in UTF-16, which Chorus does not read.',
    where: label,
    todo: 'Save it as “CSV UTF-8” and load that.',
  });
}

/** @param thing what it is instead, with its article */
export function notData(thing: string, label: string): Refused {
  return new Refused({
    code: 'not-data',
    what: `This is ${thing}, not a table of data.`,
    where: label,
    todo: 'Fetch the CSV or Excel file from where it is published, and load that.',
  });
}
