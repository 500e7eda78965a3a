// Time as a bound that a busy machine does not break: the least of a few runs.

const RUNS = 3;

/** Milliseconds of the fastest of three runs; the first that is fast enough for anybody ends it. */
export const minimumTime = (task: () => unknown): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && least > 1; run++) {
    const started = performance.now();
    task();
    least = Math.min(least, performance.now() - started);
  }
  return least;
};

/** The same for a task that waits. */
export const minimumTimeOf = async (task: () => Promise<unknown>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && least > 1; run++) {
    const started = performance.now();
    await task();
    least = Math.min(least, performance.now() - started);
  }
  return least;
};
