import { z } from 'zod';
import { RELATION_KINDS } from '../../domain/organisationKind.ts';
import type { RelationKind } from '../../domain/organisationKind.ts';
import type { ImageRelation } from '../../domain/registerImage.ts';
import { periodOf, relationSystemOf } from './fhirSite.ts';
import type { FhirView } from './fhirSite.ts';
import { conceptShape, referenceShape, referenceTo, resourceId } from './organizationResource.ts';

/** What of FHIR R4's `OrganizationAffiliation` is given: a dated relation, the body above as `organization`. */
export const affiliationShape = z.strictObject({
  resourceType: z.literal('OrganizationAffiliation'),
  id: resourceId,
  active: z.boolean(),
  period: z.strictObject({ start: z.iso.date().optional(), end: z.iso.date().optional() }).optional(),
  organization: referenceShape,
  participatingOrganization: referenceShape,
  code: z.tuple([conceptShape]),
});

export type AffiliationResource = z.output<typeof affiliationShape>;

export function affiliationResource(view: FhirView, relation: ImageRelation): AffiliationResource {
  const period = periodOf(relation);
  const { says } = RELATION_KINDS[relation.kind];
  return {
    resourceType: 'OrganizationAffiliation',
    id: affiliationId(relation),
    active: isActive(relation, view.asAt),
    ...(period && { period }),
    organization: referenceTo(view, relation.toCode),
    participatingOrganization: referenceTo(view, relation.fromCode),
    code: [{ coding: [{ system: relationSystemOf(view.publicUrl), code: relation.kind, display: says }], text: says }],
  };
}

export const isActive = ({ from, to }: ImageRelation, day: string): boolean => (from === null || from <= day) && (to === null || to > day);

/** Two codes of 20 characters and a day leave 13 of an id's 64 to the kind of relation. */
const ID_WORDS: Record<RelationKind, string> = {
  member: 'member', 'part-of': 'part-of', 'commissioned-by': 'commissioned', covers: 'covers', succeeds: 'succeeds', hosts: 'hosts', 'nominated-payee': 'payee',
};

/** The id says what the relation is: whose, to whom, of what kind, and from when; `0` where that is not known. */
export const affiliationId = ({ fromCode, toCode, kind, from }: ImageRelation): string => `${fromCode}.${toCode}.${ID_WORDS[kind]}.${from?.replaceAll('-', '') ?? '0'}`;
