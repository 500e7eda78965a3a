// Runs a job at most once at a time; calls that come meanwhile make one further run, so that a burst of changes costs two.
export const runCoalesced = (job: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  let isWanted = false;
  const loop = async (): Promise<void> => {
    do {
      isWanted = false;
      await job();
    } while (isWanted);
  };
  return () => {
    isWanted = true;
    running ??= loop().finally(() => {
      running = null;
    });
    return running;
  };
};
