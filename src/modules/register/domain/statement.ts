/** A day, `YYYY-MM-DD`. Spans include `from` and end before `to`; null is without bound. */
export interface Span<Value> {
  from: string | null;
  to: string | null;
  value: Value;
  /** The publication that says so: `<data set>/<day it speaks of>`. */
  source: string;
  /** The publication that says otherwise from `to` on; null where none does. */
  endSource?: string | null;
}

/** What one publication, or a run of them, says about one thing of one organisation. */
export interface Statement {
  code: string;
  /** null says "none": in no network, say. */
  value: string | null;
  from: string | null;
  to: string | null;
  series: string;
  /** The publications that say it: the first and the last, by the days they speak of. */
  firstSeen: string;
  lastSeen: string;
  /** Whether the publication itself gives the days; otherwise they are those of the publications that show it. */
  isDated: boolean;
}

/** The first publication that said it, so that saying it again changes nothing. */
export const sourceOf = (statement: Statement): string => `${statement.series}/${statement.firstSeen}`;

/** Two publications that speak of the same days and say different things. */
export interface Disagreement {
  code: string;
  about: string;
  from: string | null;
  to: string | null;
  claims: { value: string | null; source: string }[];
  /** What the rule of precedence applied. */
  applied: string | null;
}
