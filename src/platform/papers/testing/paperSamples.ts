import { deflateRawSync, crc32 } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';

/** A PDF with so many pages, each saying which it is. */
export async function samplePdf(pages: number, said = 'Page'): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page++) document.addPage([595, 842]).drawText(`${said} ${page}`, { x: 50, y: 780, size: 12 });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export async function scriptedPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  document.addJavaScript('greeting', 'app.alert("hello")');
  return Buffer.from(await document.save());
}

/** A zip with these parts, packed. */
export function sampleZip(parts: Record<string, string>, { flags = 0 } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const MICROSOFT = 'application/vnd.openxmlformats-officedocument.';
const microsoft = (path: string, type: string, more: Record<string, string> = {}) =>
  sampleZip({ '[Content_Types].xml': `<Types><Override PartName="/${path}" ContentType="${type}"/></Types>`, [path]: '<x/>', ...more });

export const sampleWord = (more: Record<string, string> = {}) => microsoft('word/document.xml', `${MICROSOFT}wordprocessingml.document.main+xml`, more);
export const sampleExcel = () => microsoft('xl/workbook.xml', `${MICROSOFT}spreadsheetml.sheet.main+xml`);
export const samplePowerPoint = () => microsoft('ppt/presentation.xml', `${MICROSOFT}presentationml.presentation.main+xml`);
export const macroWord = () => microsoft('word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml');
export const openDocument = (kind: string, more: Record<string, string> = {}) => sampleZip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<x/>', ...more });

/** A red dot. */
export const SAMPLE_PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==', 'base64');
export const SAMPLE_JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=', 'base64');
