import type { IsoDate } from '#kernel/isoDate.ts';
import { plusOf } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, Step } from '#platform/explanation/working.ts';
import type { YearFacts } from './yearFacts.ts';

/** The rule for the patients of a practice that closed. The contract’s words are not held: it is Chorus’s own. */
export const SUCCESSION_RULE = 'funding/network-contract-des/patients-of-a-closed-practice';

/** A practice that was open on the day on which patients were counted, and closed before the year’s last month. */
export interface ClosedPractice {
  code: string;
  /** The first day on which it was closed. */
  closedOn: IsoDate;
  /** The PCN in which it was last. */
  lastPcn: string | null;
  /** Which practice in a PCN had taken its place by the first day of each month; null before it closed and where none is known. */
  heirs: readonly (string | null)[];
}

/** A closed practice whose patients count with the one that took its place. */
export interface Inherited {
  code: string;
  heir: string;
}

/** Whose patients count in a month: the members’, and those of closed practices whose places members took. */
export interface CountedPractices {
  members: readonly string[];
  inherited: readonly Inherited[];
}

const NONE: readonly Inherited[] = [];

/** The closed practices of each heir by month. */
export function inheritedBy(closed: readonly ClosedPractice[]): ReadonlyMap<string, readonly (readonly Inherited[])[]> {
  const found = new Map<string, Inherited[][]>();
  for (const { code, heirs } of closed) {
    for (const [month, heir] of heirs.entries()) {
      if (heir === null) continue;
      const own = found.get(heir) ?? Array.from({ length: heirs.length }, () => []);
      found.set(heir, own);
      own[month]!.push({ code, heir });
    }
  }
  return found;
}

/** By month whose patients count, the same object where nothing changed, by which a run of months is known. */
export function countedMonths(inherited: YearFacts['inherited'], months: readonly (readonly string[] | null)[]): (CountedPractices | null)[] {
  let before: CountedPractices | null = null;
  return months.map((members, month) => {
    if (!members) return (before = null);
    const found: readonly Inherited[] = inherited.size === 0 ? NONE : members.flatMap((code) => inherited.get(code)?.[month] ?? NONE);
    if (before?.members === members && isSame(before.inherited, found)) return before;
    return (before = { members, inherited: found });
  });
}

const isSame = (one: readonly Inherited[], other: readonly Inherited[]): boolean => one.length === other.length && one.every(({ code }, index) => code === other[index]!.code);

/** A closed practice’s count as a working shows it: with the practice that took its place. */
export const inheritedCount = ({ nameOf }: Pick<YearFacts, 'nameOf'>, { code, heir }: Inherited, count: FactUsed): Step =>
  plusOf({ rule: SUCCESSION_RULE, says: `${nameOf(heir)} (${heir}) took the place of ${nameOf(code)} (${code}), which closed: its patients of 1 January count here`, unit: count.unit }, [count]);
