/** A refusal is a value: what is wrong, where, and what to do about it. A broken invariant throws instead. */
export interface Refusal {
  /** A stable, searchable name in kebab case, such as `unknown-file`. */
  code: string;
  /** One plain sentence: what is wrong. */
  what: string;
  /** Where it is: a file, a line, a column, a setting. */
  where?: string;
  /** What the reader can do now. */
  todo?: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** Carries a refusal out of deep code to the edge (a page, a command) that shows it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(sayRefusal(refusal));
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** The refusal as one paragraph for a person: "what (where). What to do." */
export function sayRefusal({ what, where, todo }: Refusal): string {
  return [where ? `${where}: ${what}` : what, todo].filter(Boolean).join(' ');
}
