import { parse } from 'csv-parse/sync';
import type { Refusal } from '#kernel/result.ts';
import { checkClaims } from './checkClaims.ts';
import type { CheckedClaim, ClaimsAsked } from './checkClaims.ts';
import type { PostMonth } from './claimable.ts';
import { CLAIM_FIELDS, OPTIONAL_FIELDS, readClaim } from './claimEntry.ts';
import type { ClaimField, ClaimText } from './claimEntry.ts';

/** Why a line cannot be claimed. */
export interface ClaimLineRefusal {
  line: number;
  column: ClaimField | '';
  reason: string;
}

export interface ReadClaims {
  claims: readonly CheckedClaim<PostMonth & { line: number }>[];
  refusals: readonly ClaimLineRefusal[];
}

export const CLAIMS_TEMPLATE = `${CLAIM_FIELDS.join(',')}\r\n`;
const LINES_MAX = 2_000;

/** Takes a file of claims apart and checks it whole. With any refusal nothing of it may be saved. */
export function readClaims(text: string, asked: ClaimsAsked): ReadClaims {
  const fault = (line: number, reason: string): ReadClaims => ({ claims: [], refusals: [{ line, column: '', reason }] });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    return fault(Number((error as { lines?: unknown }).lines ?? 1), 'The file is not a CSV from this line on: a quotation mark is not closed.');
  }
  const header = (records[0]?.record ?? []).map((name) => name.toLowerCase());
  const lacks = CLAIM_FIELDS.filter((field) => !header.includes(field) && !OPTIONAL_FIELDS.includes(field));
  const unknown = header.filter((name) => !(CLAIM_FIELDS as readonly string[]).includes(name));
  if (lacks.length + unknown.length > 0 || new Set(header).size < header.length) {
    const wrong = [lacks.length > 0 && `it lacks ${lacks.join(', ')}`, unknown.length > 0 && `it has ${unknown.map((name) => name.slice(0, 40) || 'a column without a name').join(', ')}, which is not read`].filter(Boolean).join('; ');
    return fault(1, `The first line must name the columns ${CLAIM_FIELDS.join(', ')} (${OPTIONAL_FIELDS.join(', ')} may be left out)${wrong ? `: ${wrong}` : ', each once'}.`);
  }
  if (records.length < 2) return fault(1, 'The file has no lines under its first.');
  if (records.length > LINES_MAX + 1) return fault(LINES_MAX + 2, `A claims file has ${LINES_MAX} lines at most; this one has ${records.length - 1}.`);
  const refusals: ClaimLineRefusal[] = [];
  const posts: (PostMonth & { line: number })[] = [];
  for (const { record, info } of records.slice(1)) {
    if (record.length > header.length) {
      refusals.push({ line: info.lines, column: '', reason: `The line has ${record.length} cells, the first line ${header.length}.` });
      continue;
    }
    const cells = Object.fromEntries(CLAIM_FIELDS.map((field) => [field, record[header.indexOf(field)] ?? ''])) as ClaimText;
    const read = readClaim(cells);
    if ('claim' in read) posts.push({ ...read.claim, line: info.lines });
    else refusals.push(...Object.entries(read.errors).map(([column, reason]) => ({ line: info.lines, column: column as ClaimField, reason })));
  }
  const { claims, refused } = checkClaims(posts, asked);
  const ofClaims = refused.map(({ index, refusal }) => ({ line: posts[index]!.line, column: columnOf(refusal), reason: [refusal.what, refusal.todo].filter(Boolean).join(' ') }));
  return { claims, refusals: [...refusals, ...ofClaims].sort((a, b) => a.line - b.line) };
}

const COLUMNS: Readonly<Record<string, ClaimField>> = {
  'role-unknown': 'role', 'role-not-yet': 'role', 'wte-out-of-range': 'wte', 'over-cap': 'wte', 'outside-post-dates': 'month', 'month-outside-year': 'month', 'maximum-unknown': 'maximum', 'maximum-known': 'maximum', 'above-maximum': 'claim', 'claimed-twice': 'post', 'post-claimed-elsewhere': 'post',
};

/** The field that a refusal of a claim is about. */
export const columnOf = ({ code }: Refusal): ClaimField | '' => COLUMNS[code] ?? '';
