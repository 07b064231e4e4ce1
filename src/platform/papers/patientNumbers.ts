import { parse } from 'csv-parse/sync';
import { Refused } from '#kernel/result.ts';
import { hasValidNhsNumber, patientIdentifierHeader } from '../intake/index.ts';

/** So many valid numbers are no chance: one in eleven of all ten-digit numbers passes the check digit. */
const NUMBERS_MIN = 3;
/** And so large a share of all ten-digit numbers in it. */
const SHARE_MIN = 0.25;

/** Refuses text that lists patients: by what a column is called, or by the numbers in it. Chorus holds no records about them. */
export function refusePatientNumbers(fileName: string, text: string): void {
  const heading = headingsOf(text).find(patientIdentifierHeader);
  if (heading) throw patientData(fileName, `It has a column “${heading}”.`);
  const numbers = text.match(/(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])/g) ?? [];
  const valid = numbers.filter(hasValidNhsNumber).length;
  if (valid >= NUMBERS_MIN && valid / numbers.length >= SHARE_MIN) throw patientData(fileName, `${valid} numbers in it are NHS numbers.`);
}

/** The cells of the first line that has more than one; prose has none. */
function headingsOf(text: string): string[] {
  const line = text.replace(/^\ufeff/, '').split(/\r?\n/, 20).find((one) => /[,;\t]/.test(one));
  if (!line) return [];
  try {
    const [cells = []] = parse(line, { delimiter: [',', ';', '\t'], relax_quotes: true, trim: true, to: 1 });
    return cells.length > 1 ? cells.filter((cell) => cell.length <= 60) : [];
  } catch {
    return [];
  }
}

const patientData = (fileName: string, found: string): Refused =>
  new Refused({ code: 'patient-data', what: `This looks like records about patients: ${found} Chorus holds none.`, where: fileName, todo: 'Do not add it. Delete it if you should not have it, and tell whoever sent it.' });
