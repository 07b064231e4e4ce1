import type { IsoDate } from '#kernel/isoDate.ts';

/** A rota as it was kept: from a Monday on, without an end of its own. */
export interface KeptRota {
  id: string;
  from: IsoDate;
}

/** The weeks for which a kept rota stands. */
export interface StandingWeeks extends KeptRota {
  /** The first Monday for which it holds no more; null while it does. */
  to: IsoDate | null;
}

/**
 * Which rotas stand, and for which weeks: each that was kept ends whatever stood from its first Monday on. Given in the order in which they
 * were kept, without those that were taken back: so what one of those had ended stands again.
 */
export function standingWeeks(kept: readonly KeptRota[]): StandingWeeks[] {
  return kept.reduce<StandingWeeks[]>((standing, { id, from }) => [
    ...standing.filter((one) => one.from < from).map((one) => (one.to === null || one.to > from ? { ...one, to: from } : one)),
    { id, from, to: null },
  ], []);
}
