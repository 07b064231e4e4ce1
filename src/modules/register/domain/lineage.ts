import type { OrganisationKind } from './organisationKind.ts';
import type { OrganisationAt, RegisterImage } from './registerImage.ts';

/** The way up, from the largest body down. */
const WAY_DOWN: OrganisationKind[] = ['icb', 'sub-icb-location', 'ccg', 'place', 'pcn'];

/** What a body lies in on a day, from the ICB down to the nearest: the way that a reader walked to it. One of each kind. */
export function lineageOf(image: RegisterImage, code: string, day: string): OrganisationAt[] {
  const ancestors = image.ancestors(code, day);
  const ownRank = WAY_DOWN.indexOf(image.kindOf(code)!);
  return WAY_DOWN.filter((_, rank) => ownRank < 0 || rank < ownRank).flatMap((kind) => ancestors.find((one) => one.kind === kind) ?? []);
}
