/** Words that keep their capitals in a name that ODS writes all in capitals. */
const ACRONYMS = new Set([
  'NHS', 'GP', 'GPS', 'PCN', 'ICB', 'CCG', 'LMC', 'UK', 'CIC', 'LLP', 'PLC', 'A&E', 'IC24', 'HMP', 'YOI', 'II', 'III', 'IV', 'SW', 'SE', 'NW', 'NE',
  'OOH', 'WIC', 'MIU', 'UTC', 'UCC', 'IUC', 'APMS', 'ENT', 'BMI', 'AQP',
]);
/** Short words without a vowel that are no initials. */
const SHORTENED = new Set(['DR', 'DRS', 'ST', 'STS', 'MR', 'MS', 'MRS', 'RD', 'CTR', 'MC', 'LTD', 'SVC', 'HLTH', 'TWNS', 'PTNR', 'SCH']);
const SMALL = new Set(['and', 'of', 'the', 'in', 'on', 'at', 'for', 'by', 'with', 'to', 'upon', 'under', 'le', 'de', 'la']);

/** A published name as a page writes it: `THE DENSHAM SURGERY` becomes `The Densham Surgery`. Mixed case is left alone. */
export function displayName(name: string): string {
  if (/[a-z]/.test(name)) return name;
  let words = 0;
  return name.replace(/[^\s\-/()]+/g, (word) => displayWord(word, words++ === 0));
}

function displayWord(word: string, isFirst: boolean): string {
  const letters = word.replace(/[^A-Z&0-9]/g, '');
  if (ACRONYMS.has(letters) || /\d/.test(word)) return word;
  const isInitials = letters.length > 1 && letters.length <= 4 && !/[AEIOUY]/.test(letters);
  if (isInitials && !SHORTENED.has(letters)) return word;
  const lower = word.toLowerCase();
  if (!isFirst && SMALL.has(lower)) return lower;
  return lower
    .replace(/(^|[&.,“"])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^(Mc|[OD]['’])([a-z])/, (_, before: string, letter: string) => before + letter.toUpperCase());
}
