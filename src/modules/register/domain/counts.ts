import { ORGANISATION_KINDS } from './organisationKind.ts';
import type { OrganisationKind } from './organisationKind.ts';
import type { RegisterImage } from './registerImage.ts';

/** How many of each kind there are on a day: open by the organisation files, and listed in the map of registered patients in force. */
export function registerCounts(image: RegisterImage, day: string): Record<OrganisationKind, { open: number; listed: number }> {
  const counts = Object.fromEntries(Object.keys(ORGANISATION_KINDS).map((kind) => [kind, { open: 0, listed: 0 }])) as Record<OrganisationKind, { open: number; listed: number }>;
  for (const organisation of image.all(day)) {
    if (organisation.status === 'open') counts[organisation.kind].open += 1;
    if (organisation.isListed) counts[organisation.kind].listed += 1;
  }
  return counts;
}
