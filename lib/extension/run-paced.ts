// Runs a job again and again as changes come, but leaves most of the time to others: the longer it took, the later it runs next.

const SHARE = 10;
const PAUSE_MS = 300;

/** @param job must not reject */
export const runPaced = (job: () => Promise<void>): (() => void) => {
  let isWanted = false;
  let isBusy = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    const started = performance.now();
    await job();
    const pause = Math.max(PAUSE_MS, SHARE * (performance.now() - started));
    setTimeout(() => {
      isBusy = false;
      if (isWanted) void run();
    }, pause);
  };
  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
};
