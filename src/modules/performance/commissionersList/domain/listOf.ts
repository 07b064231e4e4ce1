import type { IsoDate } from '#kernel/isoDate.ts';
import type { Criterion, FactId, FactsOfMonth, Finding } from './criterion.ts';
import { monthlyWobble } from './estimate.ts';
import { findingsOf, scaleOf } from './findings.ts';

/** All that is known of a month. */
export interface MonthOfFacts {
  month: IsoDate;
  facts: Readonly<Record<FactId, FactsOfMonth>>;
}

export interface ListedPractice {
  code: string;
  /** One for each criterion, in their order. */
  findings: readonly Finding[];
  /** How many criteria it meets, and of how many nothing is known. */
  met: number;
  unknown: number;
}

export interface CommissionersList {
  month: IsoDate;
  /** The month before, where it is held. */
  monthBefore: IsoDate | null;
  /** Those that meet most criteria first; then those of which that is surest. */
  practices: readonly ListedPractice[];
  /** By criterion: why nothing is held, and from how many pairs of months its wobble is told. */
  criteria: readonly CriterionState[];
}

export interface CriterionState {
  criterion: Criterion;
  /** Also where something is held, and none of it is of the practices that are shown. */
  absent: string | null;
  source: string | null;
  meets: number;
  doesNotMeet: number;
  noData: number;
  /** How many that met it, or did not, did otherwise a month before. */
  changed: number | null;
  /** Whether chances know how much figures wobble from month to month, or only of chance in counting. */
  knowsWobble: boolean;
}

export interface ListAsked {
  criteria: readonly Criterion[];
  /** The month asked for first, then those before it, each a month apart; one that is not held ends them. */
  months: readonly MonthOfFacts[];
  /** Every practice in scope, with its group; null for one that lies in none. */
  groups: ReadonlyMap<string, string | null>;
  /** Which of them the list is to show; all, where it is left out. */
  shown?: ReadonlySet<string>;
}

/** The commissioner's list of a month over the practices of some groups. */
export function listOf({ criteria, months, groups, shown }: ListAsked): CommissionersList {
  const [asked, before] = months;
  if (!asked) throw new Error('No month is asked for');
  const found = criteria.map((criterion) => {
    const wobble = wobbleOf(criterion, months);
    const now = findingsOf({ criterion, facts: asked.facts[criterion.facts], groups, wobble, hasChances: true });
    const earlier = before && !before.facts[criterion.facts].absent ? findingsOf({ criterion, facts: before.facts[criterion.facts], groups, wobble, hasChances: false }) : null;
    return { criterion, wobble, now, earlier };
  });
  const practices = [...groups.keys()].filter((code) => shown?.has(code) ?? true).map((code): ListedPractice => {
    const findings = found.map(({ criterion, now, earlier }): Finding => ({ criterion: criterion.id, ...now.get(code)!, before: earlier?.get(code)?.verdict ?? null }));
    const count = (verdict: Finding['verdict']) => findings.filter((finding) => finding.verdict === verdict).length;
    return { code, findings, met: count('meets'), unknown: count('no-data') };
  });
  return { month: asked.month, monthBefore: before?.month ?? null, practices: practices.sort(byUrgency), criteria: found.map(({ criterion, wobble }, index) => stateOf(criterion, asked.facts[criterion.facts], practices.map(({ findings }) => findings[index]!), wobble !== null)) };
}

function wobbleOf(criterion: Criterion, months: readonly MonthOfFacts[]): number | null {
  if (criterion.rule.kind === 'rated' || criterion.rule.kind === 'raised') return null;
  const usable = months.map(({ facts }) => facts[criterion.facts]).map(({ counted, unusable }) => new Map([...counted].filter(([code, { of }]) => of > 0 && !unusable.has(code))));
  return monthlyWobble(scaleOf(criterion), usable.reverse());
}

function stateOf(criterion: Criterion, { absent: nothing, source }: FactsOfMonth, findings: readonly Finding[], knowsWobble: boolean): CriterionState {
  const absent = nothing ?? noneHere(findings);
  const count = (verdict: Finding['verdict']) => findings.filter((finding) => finding.verdict === verdict).length;
  const known = findings.filter(({ before }) => before !== null && before !== 'no-data');
  const changed = known.length === 0 ? null : known.filter(({ verdict, before }) => verdict !== 'no-data' && verdict !== before).length;
  return { criterion, absent, source, meets: count('meets'), doesNotMeet: count('does-not-meet'), noData: count('no-data'), changed, knowsWobble };
}

/** A file is held, and has nothing of the practices that are shown: as good as none to them. The reason that most of them have is given. */
function noneHere(findings: readonly Finding[]): string | null {
  if (findings.length === 0 || findings.some(({ verdict }) => verdict !== 'no-data')) return null;
  const reasons = new Map<string, number>();
  for (const { says } of findings) reasons.set(says, (reasons.get(says) ?? 0) + 1);
  const [says, times] = [...reasons].sort(([, a], [, b]) => b - a)[0]!;
  return findings.length === 1 ? says : `None of the ${findings.length} practices here has a figure that can be used. Of ${times} of them: ${says}`;
}

const surest = ({ findings }: ListedPractice): number => Math.max(0, ...findings.map(({ verdict, chance }) => (verdict === 'meets' ? (chance ?? 1) : (chance ?? 0) / 1e3)));
const byUrgency = (a: ListedPractice, b: ListedPractice): number => b.met - a.met || surest(b) - surest(a) || (a.code < b.code ? -1 : 1);

/** Whether a practice should expect to be looked at: it meets a criterion, or may well. */
export const isInReach = ({ findings }: ListedPractice, reachFrom: number): boolean => findings.some(({ verdict, chance }) => verdict === 'meets' || (verdict === 'does-not-meet' && (chance ?? 0) >= reachFrom));
