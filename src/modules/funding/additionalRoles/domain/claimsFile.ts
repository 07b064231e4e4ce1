import type { Refusal } from '#kernel/result.ts';
import { csvLines, wrongColumns, wrongLength } from '#platform/csv/csvLines.ts';
import type { LineRefusal } from '#platform/csv/csvLines.ts';
import { checkClaims } from './checkClaims.ts';
import type { CheckedClaim, ClaimsAsked } from './checkClaims.ts';
import type { PostMonth } from './claimable.ts';
import { CLAIM_FIELDS, OPTIONAL_FIELDS, readClaim } from './claimEntry.ts';
import type { ClaimField, ClaimText } from './claimEntry.ts';

/** Why a line cannot be claimed. */
export type ClaimLineRefusal = Omit<LineRefusal<ClaimField>, 'value'>;

export interface ReadClaims {
  claims: readonly CheckedClaim<PostMonth & { line: number }>[];
  refusals: readonly ClaimLineRefusal[];
}

export const CLAIMS_TEMPLATE = `${CLAIM_FIELDS.join(',')}\r\n`;
const LINES_MAX = 2_000;

/** Takes a file of claims apart and checks it whole. With any refusal nothing of it may be saved. */
export function readClaims(text: string, asked: ClaimsAsked): ReadClaims {
  const fault = ({ line, reason }: Pick<LineRefusal, 'line' | 'reason'>): ReadClaims => ({ claims: [], refusals: [{ line, column: '', reason }] });
  const lines = csvLines(text);
  if (!Array.isArray(lines)) return fault(lines);
  const header = (lines[0]?.cells ?? []).map((name) => name.toLowerCase());
  const wrong = wrongColumns(header, { columns: CLAIM_FIELDS, optional: OPTIONAL_FIELDS });
  if (wrong) return fault({ line: 1, reason: `The first line must name the columns ${CLAIM_FIELDS.join(', ')} (${OPTIONAL_FIELDS.join(', ')} may be left out): ${wrong}.` });
  const length = wrongLength(lines, 'A claims file', LINES_MAX);
  if (length) return fault(length);
  const refusals: ClaimLineRefusal[] = [];
  const posts: (PostMonth & { line: number })[] = [];
  for (const { line, cells: sent } of lines.slice(1)) {
    if (sent.length > header.length) {
      refusals.push({ line, column: '', reason: `The line has ${sent.length} cells, the first line ${header.length}.` });
      continue;
    }
    const cells = Object.fromEntries(CLAIM_FIELDS.map((field) => [field, sent[header.indexOf(field)] ?? ''])) as ClaimText;
    const read = readClaim(cells);
    if ('claim' in read) posts.push({ ...read.claim, line });
    else refusals.push(...Object.entries(read.errors).map(([column, reason]) => ({ line, column: column as ClaimField, reason })));
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
