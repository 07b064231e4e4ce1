import { dayBefore } from '#kernel/isoDate.ts';
import { sourceOf } from './statement.ts';
import type { Disagreement, Span, Statement } from './statement.ts';

export interface SettleRule {
  /** Which series wins where nothing else decides: the first. */
  seriesByRank: string[];
  /** Whether the earliest value also stands for the days before any publication spoke. */
  isCarriedBack: boolean;
  /** Two values that differ only in this are the same. */
  sameAs?: (value: string) => string;
}

const BEFORE_ALL = '';
const AFTER_ALL = '~';

/**
 * The rule of precedence (docs/adr/0003-precedence.md). On any day, of what the publications say:
 * 1. a publication that gives the days itself, made after that day, wins over one that only shows how things stood; the newest of those first;
 * 2. otherwise the newest news wins: of what was first said on or before that day, what was first said last, so that a publication
 *    which only repeats itself does not undo what another has noticed since;
 * 3. of two of the same day, the one that ranks higher;
 * 4. before any publication spoke, the earliest value where it may be carried back.
 * The answer depends on the set of publications alone, never on the order in which they were loaded.
 */
export function settle(all: Statement[], rule: SettleRule): Span<string>[] {
  const spans: Span<string>[] = [];
  if (all.length === 0) return spans;
  const statements = withoutRestated(all);
  const bounds = boundsOf(statements);
  for (const [index, from] of bounds.entries()) {
    const winner = winnerOn(from, statements, rule);
    const last = spans.at(-1);
    if (winner && last?.to === from) last.endSource = sourceOf(winner);
    if (!winner || winner.value === null) continue;
    const to = bounds[index + 1] ?? null;
    const source = sourceOf(winner);
    if (last && last.to === from && same(last.value, winner.value, rule)) Object.assign(last, { to, endSource: null });
    else spans.push({ from: from === BEFORE_ALL ? null : from, to, value: winner.value, source });
  }
  return rule.isCarriedBack ? carryBack(spans) : spans;
}

/**
 * A publication that gives the days may say again, with other days, what an earlier one of its series said: a membership
 * that had no end then has ended since. From the day on which the later one begins, only its own end counts.
 */
function withoutRestated(statements: Statement[]): Statement[] {
  if (statements.length < 2 || !statements.some((statement) => statement.isDated)) return statements;
  return statements.flatMap((earlier) => {
    let { to } = earlier;
    for (const later of statements) {
      const isRestated = later.isDated && earlier.isDated && later.series === earlier.series && later.value === earlier.value && later.lastSeen > earlier.lastSeen;
      if (!isRestated || startOf(later) >= endOf(earlier) || startOf(earlier) >= endOf(later)) continue;
      if (startOf(later) < (to ?? AFTER_ALL)) to = startOf(later);
    }
    if (to === earlier.to) return [earlier];
    return startOf(earlier) < (to ?? AFTER_ALL) ? [{ ...earlier, to }] : [];
  });
}

const startOf = (statement: Statement): string => statement.from ?? BEFORE_ALL;
const endOf = (statement: Statement): string => statement.to ?? AFTER_ALL;

const same = (a: string, b: string, { sameAs = (value) => value }: SettleRule): boolean => a === b || sameAs(a) === sameAs(b);

/** Every day on which the answer can change: where a statement begins or ends, and where a publication stops vouching for the days it gives. */
function boundsOf(statements: Statement[]): string[] {
  const bounds = new Set<string>();
  for (const { from, to, isDated, lastSeen } of statements) {
    bounds.add(from ?? BEFORE_ALL);
    if (to !== null) bounds.add(to);
    if (isDated && lastSeen > (from ?? BEFORE_ALL)) bounds.add(lastSeen);
  }
  return [...bounds].sort();
}

/** Compared from left to right. The last three only see to it that of two equal claims the same one always wins. */
type Score = [isExact: number, saidOn: string, rank: number, from: string, to: string, value: string, firstSeen: string];

function winnerOn(day: string, statements: Statement[], { seriesByRank }: SettleRule): Statement | undefined {
  let winner: Statement | undefined;
  let best: Score = [-1, '', 0, '', '', '', ''];
  for (const statement of statements) {
    if (startOf(statement) > day || endOf(statement) <= day) continue;
    const isExact = statement.isDated && day < statement.lastSeen;
    const saidOn = statement.isDated ? statement.lastSeen : statement.firstSeen;
    const score: Score = [isExact ? 1 : 0, saidOn, -seriesByRank.indexOf(statement.series), startOf(statement), endOf(statement), statement.value ?? '', statement.firstSeen];
    if (winner && !isGreater(score, best)) continue;
    winner = statement;
    best = score;
  }
  return winner;
}

function isGreater(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  for (const [index, value] of a.entries()) {
    const other = b[index]!;
    if (value !== other) return value > other;
  }
  return false;
}

function carryBack(spans: Span<string>[]): Span<string>[] {
  const [first, ...rest] = spans;
  return first ? [{ ...first, from: null }, ...rest] : spans;
}

/** Where two series each vouch for the same days and do not agree. `spans` is what was settled. */
export function disagreementsIn(about: string, all: Statement[], spans: Span<string>[], rule: SettleRule): Disagreement[] {
  const found: Disagreement[] = [];
  const statements = withoutRestated(all);
  for (const [index, one] of statements.entries()) {
    for (const other of statements.slice(index + 1)) {
      if (one.series === other.series || one.value === other.value) continue;
      if (one.value !== null && other.value !== null && same(one.value, other.value, rule)) continue;
      const from = later(vouchedFrom(one), vouchedFrom(other));
      const lastDay = earlier(vouchedTo(one), vouchedTo(other));
      if (from > lastDay) continue;
      const applied = spans.find((span) => (span.from ?? BEFORE_ALL) <= from && (span.to ?? AFTER_ALL) > from)?.value ?? null;
      found.push({
        code: one.code,
        about,
        from: from === BEFORE_ALL ? null : from,
        to: lastDay === AFTER_ALL ? null : lastDay,
        claims: [one, other].map((statement) => ({ value: statement.value, source: sourceOf(statement) })).sort((a, b) => (a.source < b.source ? -1 : 1)),
        applied,
      });
    }
  }
  return found;
}

/** A publication vouches for the days it gives, up to its own; a run of them for the days from the first to the last. */
const vouchedFrom = (statement: Statement): string => (statement.isDated ? (statement.from ?? BEFORE_ALL) : statement.firstSeen);
const vouchedTo = (statement: Statement): string => {
  if (!statement.isDated) return statement.lastSeen;
  return statement.to !== null && statement.to <= statement.lastSeen ? dayBefore(statement.to) : statement.lastSeen;
};

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
