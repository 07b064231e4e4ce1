const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** 1 January 1980, the first moment a zip can name, and the one that Excel itself writes. */
const FIRST_DAY = 0x0021;

/** Sets the time of every entry of a zip to one fixed moment: the library writes the moment of the run. */
export function withFixedEntryTimes(zip: Buffer): Buffer {
  const fixed = Buffer.from(zip);
  const end = fixed.length - 22;
  expectSignature(fixed, end, END_OF_DIRECTORY);
  const entries = fixed.readUInt16LE(end + 10);
  let entry = fixed.readUInt32LE(end + 16);
  for (let count = 0; count < entries; count += 1) {
    expectSignature(fixed, entry, DIRECTORY_ENTRY);
    setTime(fixed, entry + 12);
    const local = fixed.readUInt32LE(entry + 42);
    expectSignature(fixed, local, LOCAL_ENTRY);
    setTime(fixed, local + 10);
    entry += 46 + fixed.readUInt16LE(entry + 28) + fixed.readUInt16LE(entry + 30) + fixed.readUInt16LE(entry + 32);
  }
  return fixed;
}

function setTime(zip: Buffer, offset: number): void {
  zip.writeUInt16LE(0, offset);
  zip.writeUInt16LE(FIRST_DAY, offset + 2);
}

function expectSignature(zip: Buffer, offset: number, signature: number): void {
  if (zip.readUInt32LE(offset) !== signature) throw new Error(`The workbook's zip is not laid out as expected at ${offset}.`);
}
