import { chancesAmongLowest } from './chanceAmongLowest.ts';
import type { Criterion, FactsOfMonth, Finding } from './criterion.ts';
import { estimateOf } from './estimate.ts';
import type { Counted, Scale } from './estimate.ts';
import { normalBelow } from './normal.ts';
import { sayFinding } from './sayFinding.ts';

/** What everything before `says` and `before` comes to. */
export type BareFinding = Omit<Finding, 'criterion' | 'says' | 'before'>;

const NO_DATA: BareFinding = { verdict: 'no-data', count: null, of: null, value: null, rank: null, among: null, places: null, cut: null, chance: null };

/** How many a share makes of so many: rounded down, as the plan says "up to". */
export const placesOf = (share: number, among: number): number => Math.floor(share * among + 1e-9);

export const scaleOf = ({ rule }: Criterion): Scale => (rule.kind === 'lowest' ? 'share' : 'ratio');

export interface Asked {
  criterion: Criterion;
  facts: FactsOfMonth;
  /** Every practice, with the group in which its share is taken; null for one that lies in none. */
  groups: ReadonlyMap<string, string | null>;
  /** How much figures wobble from month to month; null where it cannot be told. Not needed for the verdict. */
  wobble: number | null;
  /** Set for the month that is asked for: chances take time. */
  hasChances: boolean;
}

/** What a criterion says of every practice. */
export function findingsOf(asked: Asked): Map<string, BareFinding & { says: string }> {
  const { criterion, facts, groups } = asked;
  const found = criterion.rule.kind === 'lowest' || criterion.rule.kind === 'highest' ? ranked(asked, criterion.rule) : new Map([...groups.keys()].map((code) => [code, alone(asked, code)]));
  return new Map([...groups].map(([code, group]) => {
    const finding = found.get(code) ?? NO_DATA;
    return [code, { ...finding, says: sayFinding(criterion, finding, whyNone(facts, code, group), facts.rated.get(code) ?? null) }];
  }));
}

function whyNone({ absent, unusable }: FactsOfMonth, code: string, group: string | null): string {
  return absent ?? unusable.get(code) ?? (group === null ? 'The register does not say in which area it lies.' : 'The file of this month has no figures of this practice that can be used.');
}

/** Criteria that look at one practice by itself. */
function alone({ criterion: { rule }, facts, wobble, hasChances }: Asked, code: string): BareFinding {
  if (rule.kind === 'rated') {
    const rated = facts.rated.get(code);
    return rated === undefined || facts.unusable.has(code) ? NO_DATA : { ...NO_DATA, verdict: rule.ratings.some((one) => one.toLowerCase() === rated.rating.toLowerCase()) ? 'meets' : 'does-not-meet' };
  }
  const counted = usable(facts, code);
  if (!counted) return NO_DATA;
  const { count, of } = counted;
  if (rule.kind === 'raised') return { ...NO_DATA, verdict: count > 0 ? 'meets' : 'does-not-meet', count };
  if (of <= 0) return NO_DATA;
  return { ...NO_DATA, verdict: count < of ? 'meets' : 'does-not-meet', count, of, value: count / of, chance: hasChances ? chanceOfFewer(counted, wobble ?? 0) : null };
}

/** That a practice truly has fewer than it had, both months being counts that wobble. */
const chanceOfFewer = ({ count, of }: Counted, wobble: number): number => normalBelow((Math.log(of + 0.5) - Math.log(count + 0.5)) / Math.sqrt(1 / (count + 0.5) + 1 / (of + 0.5) + 2 * wobble));

/** What was counted, unless it should not be used. */
function usable({ counted, unusable }: FactsOfMonth, code: string): Counted | null {
  const found = counted.get(code);
  return found && !unusable.has(code) ? found : null;
}

/** Criteria that take a share of the practices of each group. */
function ranked({ criterion, facts, groups, wobble, hasChances }: Asked, rule: { kind: 'lowest' | 'highest'; share: number }): Map<string, BareFinding> {
  const inGroups = new Map<string, { code: string; counted: Counted; value: number }[]>();
  for (const [code, group] of groups) {
    const counted = usable(facts, code);
    if (!counted || group === null || counted.of <= 0) continue;
    const members = inGroups.get(group) ?? [];
    members.push({ code, counted, value: counted.count / counted.of });
    inGroups.set(group, members);
  }
  const side = rule.kind === 'lowest' ? 1 : -1;
  return new Map([...inGroups.values()].flatMap((members) => {
    const sorted = [...members].sort((a, b) => side * (a.value - b.value) || (a.code < b.code ? -1 : 1));
    const places = placesOf(rule.share, sorted.length);
    const chances = hasChances ? chancesAmongLowest(sorted.map(({ code, counted }) => estimated(scaleOf(criterion), side, code, counted, wobble ?? 0)), places) : null;
    const cut = places > 0 ? sorted[places - 1]!.value : null;
    let rank = 0;
    return sorted.map(({ code, counted, value }, index): [string, BareFinding] => {
      if (index === 0 || value !== sorted[index - 1]!.value) rank = index + 1;
      return [code, { verdict: rank <= places ? 'meets' : 'does-not-meet', ...counted, value, rank, among: sorted.length, places, cut, chance: chances?.get(code) ?? null }];
    });
  }));
}

function estimated(scale: Scale, side: 1 | -1, code: string, counted: Counted, wobble: number) {
  const { at, variance } = estimateOf(scale, counted);
  return { code, at: side * at, variance: variance + wobble };
}
