import { z } from 'zod';
import { ORGANISATION_KINDS } from '../../domain/organisationKind.ts';
import type { OrganisationAt } from '../../domain/registerImage.ts';
import { identifierSystemOf, kindSystemOf } from './fhirSite.ts';
import type { FhirView } from './fhirSite.ts';

export const resourceId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const referenceShape = z.strictObject({ reference: z.string(), display: z.string() });
export const conceptShape = z.strictObject({ coding: z.tuple([z.strictObject({ system: z.url(), code: z.string(), display: z.string() })]), text: z.string() });

/** What of FHIR R4's `Organization` is given. */
export const organizationShape = z.strictObject({
  resourceType: z.literal('Organization'),
  id: resourceId,
  identifier: z.tuple([z.strictObject({ system: z.url(), value: z.string() })]),
  active: z.boolean(),
  type: z.tuple([conceptShape]),
  name: z.string(),
  address: z.tuple([z.strictObject({ text: z.string().optional(), postalCode: z.string().optional() })]).optional(),
  partOf: referenceShape.optional(),
});

export type OrganizationResource = z.output<typeof organizationShape>;

export function organizationResource(view: FhirView, { code, name, kind, status, address, postcode }: OrganisationAt): OrganizationResource {
  const { label } = ORGANISATION_KINDS[kind];
  const above = partOf(view, code);
  const text = [address, postcode].filter(Boolean).join(', ');
  return {
    resourceType: 'Organization',
    id: code,
    identifier: [{ system: identifierSystemOf(view, code), value: code }],
    active: status === 'open',
    type: [{ coding: [{ system: kindSystemOf(view.publicUrl), code: kind, display: label }], text: label }],
    name,
    ...(text && { address: [{ text, ...(postcode !== null && { postalCode: postcode }) }] }),
    ...(above !== null && { partOf: referenceTo(view, above) }),
  };
}

export const referenceTo = ({ image, asAt }: FhirView, code: string): z.output<typeof referenceShape> => ({ reference: `Organization/${code}`, display: image.nameOf(code, asAt) });

/** `partOf` is one body: the nearest above it. All of them are its affiliations. */
const NEAREST_SLOTS = ['pcn', 'sub-icb', 'icb', 'region'];

export function partOf({ image, asAt }: FhirView, code: string): string | null {
  for (const slot of NEAREST_SLOTS) {
    const above = image.inSlot(code, slot, asAt);
    if (above !== null && image.at(above, asAt)) return above;
  }
  return image.parents(code, asAt).find(({ relation }) => relation === 'part-of')?.organisation.code ?? null;
}
