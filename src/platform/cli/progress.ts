import type { CommandIo } from './io.ts';

/** Progress of work of known size. Drawn over itself where a person watches; silent otherwise. */
export interface Progress {
  /** `done` of the whole, 0 to 1; `note` says what is being done, with its numbers. */
  show(done: number, note: string): void;
  end(): void;
}

const BAR_WIDTH = 20;
const REDRAW_EVERY_MS = 100;

export function startProgress(io: CommandIo, label: string, now: () => number = Date.now): Progress {
  if (!io.isTerminal) return { show: () => {}, end: () => {} };
  const startedAt = now();
  let drawnAt = 0;
  return {
    show(done, note) {
      if (now() - drawnAt < REDRAW_EVERY_MS && done < 1) return;
      drawnAt = now();
      const filled = Math.round(Math.min(1, done) * BAR_WIDTH);
      const line = `${label}  ${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${String(Math.floor(done * 100)).padStart(3)}%  ${note}${timeLeft(done, now() - startedAt)}`;
      io.err(`\r\u001b[2K${line.slice(0, (io.columns ?? 80) - 1)}`);
    },
    end: () => io.err('\r\u001b[2K'),
  };
}

function timeLeft(done: number, elapsedMs: number): string {
  if (done <= 0.05 || done >= 1) return '';
  const seconds = Math.ceil((elapsedMs / done - elapsedMs) / 1000);
  return seconds >= 60 ? `  ${Math.ceil(seconds / 60)} min left` : `  ${seconds} s left`;
}
