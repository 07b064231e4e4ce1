import type { ImageRelation, OrganisationAt, RegisterImage } from './registerImage.ts';
import type { OrganisationKind } from './organisationKind.ts';

/** What one source says; null says "none". */
export interface Claim {
  value: string | null;
  /** `<data set>/<day>`. */
  source: string;
}

/** By what a disagreement was settled or found. */
export type DisagreementRule = 'precedence' | 'pcn-in-two-icbs' | 'practice-in-no-pcn' | 'icb-not-of-sub-icb' | 'listed-though-not-open';

/** Sources that do not agree about one thing of one organisation. */
export interface RegisterDisagreement {
  code: string;
  name: string;
  kind: OrganisationKind | null;
  /** What it is about: `name`, `postcode`, `status`, `pcn`, `sub-icb`, `icb`. */
  about: string;
  claims: Claim[];
  /** What the register shows; null for none. */
  applied: string | null;
  rule: DisagreementRule;
  /** The first and the last day on which both claims stood; null is without bound. */
  from: string | null;
  to: string | null;
}

/** What does not fit together in the register as it stood on a day, though each part was said by a publication. */
export function disagreementsFound(image: RegisterImage, day: string): RegisterDisagreement[] {
  return [
    ...image.all(day, 'pcn').flatMap((pcn) => pcnInTwoIcbs(image, pcn, day)),
    ...image.all(day, 'practice').flatMap((practice) => (practice.isListed ? practiceFaults(image, practice, day) : [])),
  ];
}

const inSlot = (image: RegisterImage, code: string, slot: string, day: string): ImageRelation | undefined =>
  image.relationsOf(code).up.find((relation) => relation.slot === slot && (relation.from === null || relation.from <= day) && (relation.to === null || relation.to > day));

function found(at: OrganisationAt, day: string, rest: Pick<RegisterDisagreement, 'about' | 'claims' | 'applied' | 'rule'>): RegisterDisagreement {
  return { code: at.code, name: at.name, kind: at.kind, ...rest, from: day, to: day };
}

/** Some PCNs straddle a border: the register puts the PCN where its sub-ICB location is, each practice where the map has it. */
function pcnInTwoIcbs(image: RegisterImage, pcn: OrganisationAt, day: string): RegisterDisagreement[] {
  const byIcb = new Map<string, Claim & { practices: number }>();
  for (const practice of image.practicesWithin(pcn.code, day)) {
    const icb = inSlot(image, practice, 'icb', day);
    if (!icb || !image.at(practice, day)?.isListed) continue;
    const claim = byIcb.get(icb.toCode);
    if (claim) claim.practices += 1;
    else byIcb.set(icb.toCode, { value: icb.toCode, source: icb.source, practices: 1 });
  }
  if (byIcb.size < 2) return [];
  const claims = [...byIcb.values()].sort((a, b) => b.practices - a.practices || (a.value! < b.value! ? -1 : 1)).map(({ value, source }) => ({ value, source }));
  const subIcb = image.inSlot(pcn.code, 'sub-icb', day);
  return [found(pcn, day, { about: 'icb', claims, applied: subIcb && image.inSlot(subIcb, 'icb', day), rule: 'pcn-in-two-icbs' })];
}

function practiceFaults(image: RegisterImage, practice: OrganisationAt, day: string): RegisterDisagreement[] {
  const faults: RegisterDisagreement[] = [];
  if (practice.status !== 'open') {
    const claims = [{ value: practice.status, source: practice.source }, { value: 'listed', source: listingSource(image, practice, day) }];
    faults.push(found(practice, day, { about: 'status', claims, applied: practice.status, rule: 'listed-though-not-open' }));
  }
  if (!inSlot(image, practice.code, 'pcn', day)) {
    faults.push(found(practice, day, { about: 'pcn', claims: [{ value: null, source: listingSource(image, practice, day) }], applied: null, rule: 'practice-in-no-pcn' }));
  }
  const own = inSlot(image, practice.code, 'icb', day);
  const subIcb = inSlot(image, practice.code, 'sub-icb', day);
  const above = subIcb && inSlot(image, subIcb.toCode, 'icb', day);
  if (own && above && own.toCode !== above.toCode) {
    const claims = [{ value: own.toCode, source: own.source }, { value: above.toCode, source: above.source }];
    faults.push(found(practice, day, { about: 'icb', claims, applied: own.toCode, rule: 'icb-not-of-sub-icb' }));
  }
  return faults;
}

/** Which map lists it: the map says its ICB, its sub-ICB location and its PCN too, so the newest source of those names it. */
function listingSource(image: RegisterImage, practice: OrganisationAt, day: string): string {
  const sources = ['icb', 'sub-icb', 'pcn'].flatMap((slot) => inSlot(image, practice.code, slot, day)?.source ?? []);
  const maps = sources.filter((source) => source.startsWith('patients-registered'));
  return maps.sort().at(-1) ?? practice.source;
}
