import Fraction from 'fraction.js';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import type { PostMonth } from './claimable.ts';
import { isRegion, REGIONS } from './role.ts';

/** The fields of a claim, as a file's columns and a form's names. The last five may be left out. */
export const CLAIM_FIELDS = ['post', 'role', 'month', 'wte', 'starts', 'salary', 'ni', 'pension', 'ends', 'region', 'claim', 'maximum'] as const;
export type ClaimField = (typeof CLAIM_FIELDS)[number];
export const OPTIONAL_FIELDS: readonly ClaimField[] = ['ends', 'region', 'claim', 'maximum'];

export type ClaimText = Readonly<Record<ClaimField, string>>;
export type ClaimErrors = Partial<Record<ClaimField, string>>;

/** Reads a claim as it was typed, or says what is wrong with it, by field. */
export function readClaim(text: ClaimText): { claim: PostMonth } | { errors: ClaimErrors } {
  const errors: ClaimErrors = {};
  const pounds = (field: ClaimField): number => {
    const amount = readPounds(text[field]);
    if (!amount.ok) errors[field] = text[field] === '' ? 'Enter an amount in pounds, 0 where there is none' : `${amount.refusal.what} ${amount.refusal.todo ?? ''}`.trim();
    return amount.ok ? amount.value : 0;
  };
  const mayPounds = (field: ClaimField): number | null => (text[field] === '' ? null : pounds(field));
  const day = (field: ClaimField): IsoDate | null => {
    const read = text[field] === '' ? null : parseIsoDate(text[field]);
    if (read === null && text[field] !== '') errors[field] = `“${text[field].slice(0, 40)}” is not a date. Write it like 2025-04-15.`;
    return read;
  };
  if (text.post === '' || text.post.length > 40) errors.post = 'Enter your own reference of the post, of 40 characters at most; no name of anybody';
  if (text.role === '') errors.role = 'Choose a role';
  const wte = /^\d+(\.\d{1,4})?$/.test(text.wte) ? new Fraction(text.wte) : null;
  if (wte === null) errors.wte = `“${text.wte.slice(0, 40)}” is not a whole-time equivalent. Write it like 0.6.`;
  const month = readMonth(text.month);
  if (month === null) errors.month = `“${text.month.slice(0, 40)}” is not a month. Write it like 2025-05.`;
  const region = text.region === '' ? 'national' : text.region;
  if (!isRegion(region)) errors.region = `“${region.slice(0, 40)}” is not a region; there are ${Object.keys(REGIONS).join(', ')}.`;
  const starts = day('starts');
  const ends = day('ends');
  if (starts === null) errors.starts ??= 'Enter the first day in post';
  if (starts !== null && ends !== null && ends < starts) errors.ends = `The last day, ${ends}, is before the first, ${starts}.`;
  const claim = { salaryPence: pounds('salary'), nationalInsurancePence: pounds('ni'), pensionPence: pounds('pension'), askedPence: mayPounds('claim'), maximumEnteredPence: mayPounds('maximum') };
  if (Object.keys(errors).length > 0 || starts === null || wte === null || month === null || !isRegion(region)) return { errors };
  return { claim: { post: text.post, role: text.role, wte, month, starts, ends, region, ...claim } };
}

/** `2025-05` or `2025-05-01`, as the first day of the month. */
export const readMonth = (text: string): IsoDate | null => (/^\d{4}-\d{2}(-01)?$/.test(text) ? parseIsoDate(`${text.slice(0, 7)}-01`) : null);
