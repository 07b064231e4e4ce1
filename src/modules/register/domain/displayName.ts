/** Words that keep their capitals in a name that ODS writes all in capitals. */
const ACRONYMS = new Set(['NHS', 'GP', 'GPS', 'PCN', 'ICB', 'CCG', 'LMC', 'UK', 'CIC', 'LLP', 'PLC', 'A&E', 'IC24', 'HMP', 'YOI', 'II', 'III', 'IV', 'SW', 'SE', 'NW', 'NE']);
const SMALL = new Set(['and', 'of', 'the', 'in', 'on', 'at', 'for', 'by', 'with', 'to', 'upon', 'under', 'le', 'de', 'la']);

/** A published name as a page writes it: `THE DENSHAM SURGERY` becomes `The Densham Surgery`. Mixed case is left alone. */
export function displayName(name: string): string {
  if (/[a-z]/.test(name)) return name;
  return name
    .split(' ')
    .map((word, index) => displayWord(word, index === 0))
    .join(' ');
}

function displayWord(word: string, isFirst: boolean): string {
  const letters = word.replace(/[^A-Z&0-9]/g, '');
  if (ACRONYMS.has(letters) || /\d/.test(word) || (letters.length > 1 && !/[AEIOUY]/.test(letters) && letters.length <= 4 && !['DR', 'ST', 'MR', 'MS', 'MRS', 'DRS', 'RD', 'CTR', 'MC'].includes(letters))) return word;
  const lower = word.toLowerCase();
  if (!isFirst && SMALL.has(lower)) return lower;
  return lower
    .replace(/(^|[-/(&.])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(Mc|O'|O’)([a-z])/, (_, before: string, letter: string) => before + letter.toUpperCase());
}
