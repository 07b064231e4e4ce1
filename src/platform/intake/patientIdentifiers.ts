/**
 * Chorus holds no record about an identifiable patient. These two checks let a loader refuse a file that carries
 * one: by what a column is called, and by what stands in it.
 */

/**
 * Whether the text is an NHS number: ten digits, spaced or not, whose last is the modulus 11 check digit. One in
 * eleven of all ten-digit numbers passes by chance, so judge a column by the share that passes, not by one cell.
 */
export function hasValidNhsNumber(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  // Ten noughts satisfy the arithmetic, and are a placeholder.
  if (!/^\d{10}$/.test(digits) || digits === '0000000000') return false;
  let sum = 0;
  for (let index = 0; index < 9; index++) sum += Number(digits[index]) * (10 - index);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]);
}

/** A pseudonym is still one patient's: the record about them is what Chorus must not hold. */
const IDENTIFIERS: RegExp[] = [
  // "NHS no of practices" counts practices; "NHS number of patient" names one.
  /\bnhs ?(?:number|num|no|nbr)\b(?! of (?!(?:the )?patient\b))/,
  /\bnhsnumber(?!s)/,
  /\b(?:chi|h ?c|hcn|health and (?:social )?care) (?:number|num|no)\b/,
  /^(?:chi|hcn)$/,
  /\bpatient(?: pseudo(?:nym(?:ised)?)?)? ?(?:id|identifier|key|token|pseudonym|ref|reference)\b/,
  /^(?:(?:local|hospital|emis|tpp|systmone) )*patient (?:number|num|no)$/,
  /\bpatient s? ?(?:(?:fore|sur|first|last|full|family|given|middle) ?)?names?\b/,
  /\bpatient s? ?(?:address|postcode|post code|telephone|phone|mobile|e ?mail)\b/,
  /\b(?:hospital|medical record|mrn) (?:number|num|no)\b/,
  /^mrn$/,
  /\bdate of birth\b|\bbirth ?date\b|\bdob\b/,
];

/** Words that make a column a figure about many patients. */
const FIGURE = /\b(?:count|total|percent|percentage|pct|rate|proportion|share|completeness|numerator|denominator|coverage)\b/;

/** Whether a column of this name would hold identifiers of patients: `NHS Number`, `nhs_no`, `PatientID`, but not `NUMBER_OF_PATIENTS`. */
export function patientIdentifierHeader(header: string): boolean {
  const words = header
    .normalize('NFKC')
    .replace(/#/g, ' number ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/&/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return !FIGURE.test(words) && IDENTIFIERS.some((identifier) => identifier.test(words));
}
