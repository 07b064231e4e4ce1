import type { FigureStatus } from '#platform/explanation/working.ts';

/** What a criterion looks at, by the name of its facts. */
export const FACT_IDS = ['appointments-against-before', 'face-to-face', 'calls-111-in-hours', 'a-and-e-attendances', 'regulator-rating', 'concerns-raised'] as const;
export type FactId = (typeof FACT_IDS)[number];

/** Over which practices the lowest fifth is taken. */
export const SCOPES = ['sub-icb-location', 'icb', 'nhs-region', 'england'] as const;
export type Scope = (typeof SCOPES)[number];
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = { 'sub-icb-location': 'its sub-ICB location', icb: 'its ICB', 'nhs-region': 'its region', england: 'England' };

export type CriterionRule =
  /** Fewer than before. */
  | { kind: 'fewer' }
  /** Among this share of the practices in scope, rounded down, that have the lowest share of something. */
  | { kind: 'lowest'; share: number }
  /** Among this share of them that have the most against what was expected. */
  | { kind: 'highest'; share: number }
  /** Rated so by the regulator. */
  | { kind: 'rated'; ratings: readonly string[] }
  /** Raised at least once. */
  | { kind: 'raised' };

/** One reason for which a practice is put on the commissioner's list. */
export interface Criterion {
  id: string;
  title: string;
  /** What it asks, in a sentence. */
  says: string;
  facts: FactId;
  /** What is counted, such as `appointments face to face`, and of what. */
  counts: string;
  of: string;
  rule: CriterionRule;
  /** What the source leaves open, and how it is read here. */
  readAs: string | null;
  status: FigureStatus;
  source: { title: string; address: string; locator: string };
}

export interface Rating {
  rating: string;
  year: number;
}

/** What is known in a month for one criterion, by practice. */
export interface FactsOfMonth {
  /** `<data set>/<day>`; null where nothing is held. */
  source: string | null;
  /** Why nothing is held for this month at all; null where something is. */
  absent: string | null;
  counted: ReadonlyMap<string, { count: number; of: number }>;
  /** The regulator's word, and the year in which it said it. */
  rated: ReadonlyMap<string, Rating>;
  /** Practices whose figures should not be used, with the reason. */
  unusable: ReadonlyMap<string, string>;
}

export const NOTHING_HELD = (absent: string): FactsOfMonth => ({ source: null, absent, counted: new Map(), rated: new Map(), unusable: new Map() });

export const VERDICTS = ['meets', 'does-not-meet', 'no-data'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { meets: 'Meets it', 'does-not-meet': 'Does not meet it', 'no-data': 'No data' };

/** What one criterion says of one practice. Never `does-not-meet` for want of figures. */
export interface Finding {
  criterion: string;
  verdict: Verdict;
  count: number | null;
  of: number | null;
  /** `count / of`. */
  value: number | null;
  /** From 1, the one most likely to be listed; practices with equal figures share a rank. */
  rank: number | null;
  /** How many practices in scope have figures, and how many of them the share makes. */
  among: number | null;
  places: number | null;
  /** The figure of the last that is within the share. */
  cut: number | null;
  /** The chance that it is truly so, from its counts; null for what is no count, or has none. */
  chance: number | null;
  /** The same in a sentence, or why there is no data. */
  says: string;
  /** What the same rule says of the month before; null where that month is not held. */
  before: Verdict | null;
}
