// Keeps a walk polite: one request after the other, never two within a second, none while it is paused or after it was cancelled.

/** Least time from the start of one request to the start of the next. */
export const WALK_PAUSE_MS = 1000;

export type Clock = {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Resolves when no walk in another tab of this webmail has just made a request. */
  takeTurn(): Promise<void>;
};

export type WalkPace = {
  signal: AbortSignal;
  isPaused(): boolean;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Waits until the next request may go out; false when it may not any more. `always`: pause and cancel do not hold it up. */
  turn(options?: { always: boolean }): Promise<boolean>;
};

export const createWalkPace = ({ now, sleep, takeTurn }: Clock): WalkPace => {
  const stop = new AbortController();
  let paused = false;
  let wake = (): void => undefined;
  let last = Number.NEGATIVE_INFINITY;
  const whenGoing = async (): Promise<void> => {
    while (paused && !stop.signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    signal: stop.signal,
    isPaused: () => paused,
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      wake();
    },
    cancel: () => {
      stop.abort();
      wake();
    },
    async turn({ always } = { always: false }) {
      const rest = last + WALK_PAUSE_MS - now();
      if (rest > 0) await sleep(rest);
      do {
        if (!always) await whenGoing();
        if (!always && stop.signal.aborted) return false;
        await takeTurn();
        // It may have been paused while it waited for its turn, and a turn is not kept.
      } while (!always && (paused || stop.signal.aborted));
      last = now();
      return true;
    },
  };
};
