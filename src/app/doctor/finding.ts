/** What was looked at, and how it is. */
export interface Finding {
  /** `problem`: something does not work or is not true. `warning`: it works, and somebody should know. */
  level: 'ok' | 'warning' | 'problem';
  about: string;
  what: string;
  /** What to do, where there is something to do. */
  todo?: string;
}

export const fine = (about: string, what: string): Finding => ({ level: 'ok', about, what });
export const warn = (about: string, what: string, todo: string): Finding => ({ level: 'warning', about, what, todo });
export const wrong = (about: string, what: string, todo: string): Finding => ({ level: 'problem', about, what, todo });

/** Numbers and nouns as people write them: `1 file`, `12,400 files`. */
export const sayCount = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
