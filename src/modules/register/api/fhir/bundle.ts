import { z } from 'zod';
import { Refused } from '#kernel/result.ts';
import { affiliationShape } from './affiliationResource.ts';
import type { AffiliationResource } from './affiliationResource.ts';
import { organizationShape } from './organizationResource.ts';
import type { OrganizationResource } from './organizationResource.ts';
import { oneValue } from './searchParameters.ts';
import type { SearchParameter, SearchValues } from './searchParameters.ts';

export const bundleShape = z.strictObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  total: z.int().nonnegative(),
  link: z.array(z.strictObject({ relation: z.enum(['self', 'next']), url: z.url() })).min(1),
  // FHIR knows no empty list: a search that finds nothing has none.
  entry: z.array(z.strictObject({ fullUrl: z.url(), resource: z.union([organizationShape, affiliationShape]), search: z.strictObject({ mode: z.literal('match') }) })).min(1).optional(),
});

export type Bundle = z.output<typeof bundleShape>;

const COUNT_MAX = 200;

/** What every search takes beside its own. */
export const PAGING_PARAMETERS: SearchParameter[] = [
  { name: 'as-at', type: 'date', documentation: 'Chorus’s own: as things stood on this day, YYYY-MM-DD; today where left out.' },
  { name: 'known-at', type: 'date', documentation: 'Chorus’s own: as it was known at the end of this day or at this moment; now where left out.' },
  { name: '_count', type: 'number', documentation: `How many on a page: 50, or up to ${COUNT_MAX}; 0 for the total alone.` },
  { name: '_after', type: 'token', documentation: 'Stands in the link to the next page.' },
  { name: '_format', type: 'token', documentation: 'JSON is the only format.' },
];

export function pageAsked(values: SearchValues): { limit: number; after: string | null } {
  const text = oneValue(values, '_count');
  const limit = text === null ? 50 : Number(text);
  if (text !== null && (!/^\d{1,6}$/.test(text))) throw new Refused({ code: 'invalid-parameter', what: `“${text}” is not a number of entries.`, where: '_count', todo: `Write a whole number from 0 to ${COUNT_MAX}.` });
  return { limit: Math.min(limit, COUNT_MAX), after: oneValue(values, '_after') };
}

export function refuseOtherFormats(values: SearchValues): void {
  const format = oneValue(values, '_format');
  // A plus sign in a query string is a space where the caller did not escape it.
  if (format === null || ['json', 'application/json', 'application/fhir+json', 'application/fhir json'].includes(format)) return;
  throw new Refused({ code: 'unknown-format', what: `There is no format “${format}” here.`, where: '_format', todo: 'Ask for application/fhir+json.' });
}

interface Found {
  address: string;
  asked: URLSearchParams;
  asAt: string;
  total: number;
  resources: (OrganizationResource | AffiliationResource)[];
  next: string | null;
  base: string;
}

/** A page of what a search found. The link to the next names the day, so that all pages are of one. */
export function searchset({ address, asked, asAt, total, resources, next, base }: Found): Bundle {
  const linkTo = (query: URLSearchParams): string => (query.size ? `${address}?${query}` : address);
  const onwards = new URLSearchParams(asked);
  onwards.set('as-at', asAt);
  if (next !== null) onwards.set('_after', next);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [{ relation: 'self', url: linkTo(asked) }, ...(next === null ? [] : [{ relation: 'next' as const, url: linkTo(onwards) }])],
    ...(resources.length && { entry: resources.map((resource) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' as const } })) }),
  };
}
