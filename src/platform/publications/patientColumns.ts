import { Refused } from '#kernel/result.ts';
import type { Statistics } from '../statistics/index.ts';
import type { RecognisedTable } from './recognise.ts';

/**
 * A column in which this share of the filled cells are valid patient identifiers holds patients. Some telephone numbers
 * pass the check digit by chance, one in eleven at the most, and few of a column's have ten digits.
 */
const PATIENTS_MIN_SHARE = 0.25;

/** Ten digits of which the last is the check digit, modulus 11, of the other nine. Ten noughts are a placeholder. */
const isIdentifier = (text: string): string => {
  const sum = Array.from({ length: 9 }, (_, index) => `${10 - index} * CAST(substr(${text}, ${index + 1}, 1) AS INTEGER)`).join(' + ');
  return `CASE WHEN regexp_full_match(${text}, '[0-9]{10}') AND ${text} <> '0000000000' THEN (11 - (${sum}) % 11) % 11 = CAST(substr(${text}, 10, 1) AS INTEGER) ELSE false END`;
};

/** From this width on a row is looked at as one text: an expression for each cell would take more memory than there is. */
const WIDE = 40;
const TEN_DIGITS = '[ -]*([0-9][ -]*){10}';

/** SQL that is true for a row that needs a closer look: it has a cell that is a valid identifier or, in a wide table, one of ten digits. */
export const hasIdentifier = (cells: string[]): string =>
  cells.length >= WIDE
    ? `regexp_matches(concat_ws('|', ${cells.join(', ')}), '(^|[|])${TEN_DIGITS}([|]|$)')`
    : `CASE WHEN ${cells.map((cell) => `(strlen(${cell}) >= 10 AND ${cell} < ':' AND regexp_full_match(${cell}, '${TEN_DIGITS}') AND ${isIdentifier(`translate(${cell}, ' -', '')`)})`).join(' OR ')} THEN true ELSE false END`;

/** Refuses a table that carries records about patients; Chorus holds none. */
export async function refusePatientIdentifiers(statistics: Statistics, raw: string, { width, headings }: RecognisedTable): Promise<void> {
  const columns = Array.from({ length: width }, (_, index) => `c${index}`);
  const longest = await statistics.rows<Record<string, number | null>>(
    `SELECT ${columns.map((column) => `CAST(max(strlen(${column})) AS INTEGER) AS ${column}`).join(', ')} FROM ${raw}`);
  for (const [index, column] of columns.entries()) {
    if ((longest[0]?.[column] ?? 0) < 10) continue;
    const digits = `translate(${column}, ' -', '')`;
    const [count] = await statistics.rows<{ filled: number; identifiers: number }>(`
      SELECT CAST(count(nullif(trim(${column}), '')) AS INTEGER) AS filled, CAST(count(*) FILTER (${isIdentifier(digits)}) AS INTEGER) AS identifiers
      FROM ${raw} WHERE ${column} IS NOT NULL`);
    if (!count || count.identifiers === 0 || count.identifiers / count.filled < PATIENTS_MIN_SHARE) continue;
    throw new Refused({
      code: 'patient-data',
      what: `${count.identifiers} of ${count.filled} values in ${headings[index] ? `the column "${headings[index]}"` : `column ${index + 1}`} are NHS numbers. Chorus holds no records about patients.`,
      todo: 'Do not load this file. Delete it if you should not have it, and tell whoever sent it.',
    });
  }
}
