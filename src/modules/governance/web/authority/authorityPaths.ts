import { isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { readPounds } from '#kernel/pounds.ts';
import type { SentValues } from '#platform/web/route.ts';
import { textIn } from '#platform/web/formValues.ts';
import type { BodyKind } from '../../domain/authority/grant.ts';
import { forumPath } from '../forums/forumPaths.ts';

export const AUTHORITY = '/authority';
export const AUTHORITY_MAP = '/authority/map';
export const DELEGATIONS = '/delegations';
export const AUTHORITY_CRUMB = { label: 'Who decides', href: AUTHORITY };
export const DELEGATIONS_CRUMB = { label: 'Delegations', href: DELEGATIONS };
export const delegationPath = (id: string): string => `${DELEGATIONS}/${id}`;

/** The page of a body; null for a seat, which its forum's page shows. */
export const bodyPath = ({ kind, id }: { kind: BodyKind; id: string }): string | null => (kind === 'forum' ? forumPath(id) : kind === 'organisation' ? `/organisations/${encodeURIComponent(id)}` : null);

/** A day in the address or in a browser's own date field; `otherwise` where it is empty, null where it is no day. */
export function askedDay(query: SentValues, name: string, otherwise: IsoDate): IsoDate | null {
  const text = textIn(query, name);
  return text === '' ? isoDate(otherwise) : parseIsoDate(text);
}

/** Pence; null where nothing was written. */
export function askedAmount(query: SentValues, name: string): { pence: number | null } | { error: string } {
  const text = textIn(query, name);
  if (text === '') return { pence: null };
  const amount = readPounds(text);
  return amount.ok ? { pence: amount.value } : { error: 'Enter the amount in pounds, such as £25,000 or 25000.50' };
}
