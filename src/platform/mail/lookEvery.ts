/** What looks at something again and again, from when it is started until it is stopped. */
export interface Looking {
  start(): void;
  /** Waits for the look that is under way. */
  stop(): Promise<void>;
}

/** Looks every so often, each time so long after the look before has ended; `look` sees to its own failures. The process may end meanwhile. */
export function lookEvery(pauseMs: number, look: () => Promise<unknown>): Looking {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  function lookAgain(): void {
    timer = setTimeout(() => {
      running = look().finally(() => timer && lookAgain());
    }, pauseMs);
    timer.unref();
  }

  return {
    start: lookAgain,
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await running;
    },
  };
}
