// Runs tasks one after the other, some of them later; keeps what went wrong until somebody asks.

export type Queue = {
  add(delayMs: number, task: () => Promise<void>): void;
  settled(): Promise<void>;
  /** Drops what has not begun and waits for the task under way. */
  stop(): Promise<void>;
};

export const createQueue = (): Queue => {
  const failures: unknown[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  const idle = new Set<() => void>();
  let tail: Promise<void> = Promise.resolve();
  let open = 0;
  let stopped = false;

  const close = (): void => {
    open -= 1;
    if (open === 0) for (const wake of idle) wake();
  };
  const enqueue = (task: () => Promise<void>): void => {
    tail = tail
      .then(() => (stopped ? undefined : task()))
      .catch((failure: unknown) => void failures.push(failure))
      .then(close);
  };
  const settled = async (): Promise<void> => {
    if (open > 0) await new Promise<void>((resolve) => idle.add(resolve));
    idle.clear();
    if (failures.length > 0) throw new AggregateError(failures.splice(0), 'the test provider could not answer');
  };

  return {
    add: (delayMs, task) => {
      open += 1;
      if (delayMs === 0) return enqueue(task);
      const timer = setTimeout(() => {
        waiting.delete(timer);
        enqueue(task);
      }, delayMs);
      waiting.add(timer);
    },
    settled,
    stop: async () => {
      stopped = true;
      for (const timer of waiting) {
        clearTimeout(timer);
        close();
      }
      waiting.clear();
      await tail;
    },
  };
};
