import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';

/** What a declaration rests on. */
export interface DeclaredFigures {
  countedTo: IsoDate;
  /** Null is not known, such as suppressed. */
  numerator: number | null;
  denominator: number | null;
  /** The PCN's practices on that day. */
  members: readonly string[];
}

export interface Change {
  event: 'data-changed' | 'members-changed';
  says: string;
}

/** What changed between the figures that were declared and those of now; null where nothing did. Who belongs comes first: it changes the counts too. */
export function whatChanged(declared: DeclaredFigures, now: DeclaredFigures): Change | null {
  const moved = sayMoved(declared.members, now.members);
  if (moved !== null) {
    return { event: 'members-changed', says: `${moved} since: it was ${sayFigures(declared)}, and is ${sayFigures(now)}.` };
  }
  if (declared.numerator === now.numerator && declared.denominator === now.denominator && declared.countedTo === now.countedTo) return null;
  return { event: 'data-changed', says: `It was ${sayFigures(declared)}, and is ${sayFigures(now)}.` };
}

/** `ZZB01 joined and ZZA03 left`; null where the same practices belong. */
export function sayMoved(before: readonly string[], now: readonly string[]): string | null {
  const joined = now.filter((code) => !before.includes(code));
  const left = before.filter((code) => !now.includes(code));
  return joined.length + left.length === 0 ? null : sayList([...(joined.length ? [`${sayList(joined)} joined`] : []), ...(left.length ? [`${sayList(left)} left`] : [])]);
}

const known = (count: number | null): string => (count === null ? 'not known' : count.toLocaleString('en-GB'));

/** `120 of 200, counted to 31 March 2026`; `not known, counted to …` where neither is. */
export function sayFigures({ numerator, denominator, countedTo }: Omit<DeclaredFigures, 'members'>): string {
  const counts = numerator === null && denominator === null ? 'not known' : `${known(numerator)} of ${known(denominator)}`;
  return `${counts}, counted to ${sayDate(countedTo)}`;
}
