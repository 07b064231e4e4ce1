import type { IsoDate } from '#kernel/isoDate.ts';
import type { Filling } from './networkPosts.ts';
import { holdsOn } from './timeline.ts';
import type { Days } from './timeline.ts';

export interface Away extends Days {
  id: string;
  staffId: string;
  kind: 'away' | 'left';
}

/** That somebody is not there on a day: why, since when, and until when where that is known. */
export interface Gone extends Days {
  why: 'away' | 'left';
}

/**
 * Whether somebody is there on a day to manage others. It is said of them that they are away or left; or they filled a post, the last
 * has ended, and its reason says that they went. Who never filled one, as a partner who supervises, is there.
 */
export function goneOn(day: IsoDate, away: readonly Away[], fillings: readonly Pick<Filling, 'from' | 'to' | 'leavingReason'>[], staysHere: (reason: string) => boolean): Gone | null {
  const said = away.find((one) => holdsOn(one, day));
  if (said) return { why: said.kind, from: said.from, to: said.to };
  if (fillings.some((one) => holdsOn(one, day))) return null;
  const last = fillings.filter(({ to }) => to !== null && to <= day).sort((a, b) => (a.to! < b.to! ? 1 : -1))[0];
  if (!last || last.leavingReason === null || staysHere(last.leavingReason)) return null;
  const back = fillings.filter(({ from }) => from > day).map(({ from }) => from).sort()[0] ?? null;
  return { why: 'left', from: last.to!, to: back };
}
