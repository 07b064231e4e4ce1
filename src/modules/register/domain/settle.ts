import { sourceOf } from './statement.ts';
import type { Disagreement, Span, Statement } from './statement.ts';

/** The days on which each series came out, in order. */
export type Vintages = Record<string, string[]>;

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
 * 1. a publication that gives the days itself, made on or after that day, wins over one that only shows how things stood; the newest of those first;
 * 2. otherwise the newest publication made on or before that day wins;
 * 3. of two of the same day, the one that ranks higher;
 * 4. before any publication spoke, the earliest value where it may be carried back.
 * The answer depends on the set of publications alone, never on the order in which they were loaded.
 */
export function settle(statements: Statement[], vintages: Vintages, rule: SettleRule): Span<string>[] {
  const spans: Span<string>[] = [];
  if (statements.length === 0) return spans;
  const bounds = boundsOf(statements, vintages);
  for (const [index, from] of bounds.entries()) {
    const winner = winnerOn(from, statements, vintages, rule);
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

const same = (a: string, b: string, { sameAs = (value) => value }: SettleRule): boolean => a === b || sameAs(a) === sameAs(b);

/** Every day on which the answer can change: where a statement begins or ends, and, where they differ, where a publication came out. */
function boundsOf(statements: Statement[], vintages: Vintages): string[] {
  const bounds = new Set<string>();
  for (const { from, to } of statements) {
    bounds.add(from ?? BEFORE_ALL);
    if (to !== null) bounds.add(to);
  }
  const [first, ...rest] = statements;
  if (rest.some((statement) => statement.value !== first!.value)) {
    for (const series of new Set(statements.map((statement) => statement.series))) for (const day of vintages[series] ?? []) bounds.add(day);
  }
  return [...bounds].sort();
}

function winnerOn(day: string, statements: Statement[], vintages: Vintages, { seriesByRank }: SettleRule): Statement | undefined {
  let winner: Statement | undefined;
  let best: [isExact: number, madeOn: string, rank: number, from: string] = [-1, '', 0, ''];
  for (const statement of statements) {
    if ((statement.from ?? BEFORE_ALL) > day || (statement.to ?? AFTER_ALL) <= day) continue;
    const isExact = statement.isDated && day < statement.lastSeen;
    const madeOn = statement.isDated ? statement.lastSeen : lastVintageOn(day, vintages[statement.series] ?? []);
    const score: typeof best = [isExact ? 1 : 0, madeOn, -seriesByRank.indexOf(statement.series), statement.from ?? BEFORE_ALL];
    if (winner && !isGreater(score, best)) continue;
    winner = statement;
    best = score;
  }
  return winner;
}

function lastVintageOn(day: string, vintages: string[]): string {
  let last = '';
  for (const vintage of vintages) if (vintage <= day) last = vintage;
  return last;
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
export function disagreementsIn(about: string, statements: Statement[], spans: Span<string>[], rule: SettleRule): Disagreement[] {
  const found: Disagreement[] = [];
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

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
