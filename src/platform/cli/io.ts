/** Where a command reads from and writes to: a terminal, a pipe, or the door of a data folder. */
export interface CommandIo {
  /** What was asked for: one JSON value with `--json`, else a table or a sentence. */
  out(text: string): void;
  /** Everything else: progress, notes, refusals. */
  err(text: string): void;
  /** The width of the terminal; null where there is none. */
  columns: number | null;
  /** Whether a person is watching, so that progress may be drawn over itself. */
  isTerminal: boolean;
  workingFolder: string;
}

export const sayLine = (io: CommandIo, text: string): void => io.out(`${text}\n`);
export const noteLine = (io: CommandIo, text: string): void => io.err(`${text}\n`);
export const sayJson = (io: CommandIo, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`);

/** How a command ended. */
export const EXIT = { done: 0, refused: 1, wrongUsage: 2 } as const;
