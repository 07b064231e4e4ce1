import type { ConstituentKind } from './canvass.ts';

/** What of the register decides who is asked; the register's own picture fits it. */
export interface RegisterOnDay {
  practicesWithin(code: string, day: string): string[];
  inSlot(code: string, slot: string, day: string): string | null;
  parents(code: string, day: string): { organisation: { code: string; kind: string } }[];
  ancestors(code: string, day: string): { code: string; kind: string }[];
  relationsOf(code: string): { down: readonly { kind: string; fromCode: string; from: string | null; to: string | null }[] };
  at(code: string, day: string): { kind: string; status: string } | null;
}

export interface AskedOrganisation {
  code: string;
  kind: ConstituentKind;
  /** The PCN of a practice; null for one in no PCN, and for a body. */
  pcnCode: string | null;
}

const BODY_KINDS: Readonly<Record<string, ConstituentKind>> = { 'gp-federation': 'federation', lmc: 'lmc' };

/**
 * Everybody who is asked on a day, so that nobody is left out by accident: each practice within the place, in a PCN or in
 * none; the federations that cover the place or have one of its practices as a member; the LMCs that cover the place or
 * what it is part of. `seated` are the bodies that hold a seat in the leadership team, whatever the register says of them.
 */
export function constituentsOn(register: RegisterOnDay, placeCode: string, day: string, seated: readonly string[]): AskedOrganisation[] {
  const practices = register.practicesWithin(placeCode, day).sort();
  const bodies = new Map<string, ConstituentKind>();
  const add = (code: string): void => {
    const body = register.at(code, day);
    const kind = body && body.status !== 'closed' ? BODY_KINDS[body.kind] : undefined;
    if (kind) bodies.set(code, kind);
  };
  seated.forEach(add);
  for (const practice of practices) for (const { organisation } of register.parents(practice, day)) add(organisation.code);
  coveredBy(register, placeCode, day).forEach(add);
  for (const { code } of register.ancestors(placeCode, day)) {
    // A federation elsewhere in the same ICB is not this place's; an LMC covers all of its area.
    for (const above of coveredBy(register, code, day)) if (register.at(above, day)?.kind === 'lmc') add(above);
  }
  return [
    ...practices.map((code): AskedOrganisation => ({ code, kind: 'practice', pcnCode: register.inSlot(code, 'pcn', day) })),
    ...[...bodies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, kind]): AskedOrganisation => ({ code, kind, pcnCode: null })),
  ];
}

function coveredBy(register: RegisterOnDay, code: string, day: string): string[] {
  return register
    .relationsOf(code)
    .down.filter(({ kind, from, to }) => kind === 'covers' && (from === null || from <= day) && (to === null || to > day))
    .map(({ fromCode }) => fromCode);
}
