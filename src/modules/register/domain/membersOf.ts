import type { OrganisationKind } from './organisationKind.ts';
import type { OrganisationAt, RegisterImage } from './registerImage.ts';

/** The bodies of one kind in another. */
export interface MemberGroup {
  kind: OrganisationKind;
  members: OrganisationAt[];
}

/** From the largest kind to the smallest, then those that are no part of the way down. */
const ORDER: OrganisationKind[] = [
  'icb', 'sub-icb-location', 'ccg', 'place', 'place-based-partnership', 'pcn', 'practice', 'gp-federation', 'lmc', 'nhs-trust', 'local-authority',
  'provider-collaborative', 'integrated-care-partnership', 'healthwatch', 'voluntary-sector-body', 'nhs-region',
];

/** Relations by which a body is in another; that it succeeds, hosts or pays for another does not make it a member. */
const IN = new Set(['member', 'part-of', 'commissioned-by', 'covers']);

/** Who is in a body on a day, by kind: what is directly in it, every practice in it, and the networks of those practices. */
export function membersOf(image: RegisterImage, code: string, day: string): MemberGroup[] {
  const byKind = new Map<OrganisationKind, Map<string, OrganisationAt>>();
  const add = (organisation: OrganisationAt | null): void => {
    if (!organisation || organisation.status === 'closed' || organisation.code === code) return;
    let group = byKind.get(organisation.kind);
    if (!group) byKind.set(organisation.kind, (group = new Map()));
    group.set(organisation.code, organisation);
  };
  const kind = image.kindOf(code);
  if (kind === null || kind === 'practice') return [];
  for (const { relation, organisation } of image.children(code, day)) if (IN.has(relation) && organisation.kind !== 'practice') add(organisation);
  // A region's practices are thousands: they are found in its ICBs.
  if (kind !== 'nhs-region') {
    for (const practice of image.practicesWithin(code, day)) {
      add(image.at(practice, day));
      const pcn = kind === 'pcn' ? null : image.inSlot(practice, 'pcn', day);
      if (pcn !== null && !byKind.get('pcn')?.has(pcn)) add(image.at(pcn, day));
    }
  }
  return ORDER.flatMap((each) => {
    const members = [...(byKind.get(each)?.values() ?? [])];
    return members.length ? [{ kind: each, members: members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) }] : [];
  });
}
