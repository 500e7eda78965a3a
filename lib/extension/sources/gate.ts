// Lets only so many jobs and so many octets in at once; the others wait at the door in their order.

export type Gate = {
  /** A job larger than all room goes in alone. */
  enter(size: number): Promise<void>;
  leave(size: number): void;
  /** Resolves when no more than `count` wait at the door. */
  whenWaiting(count: number): Promise<void>;
  /** Resolves when nobody waits and nothing is inside. */
  whenEmpty(): Promise<void>;
  /** Sends away for good who waits at the door. */
  clear(): void;
};

export type GateLimits = { jobs: number; bytes: number };

/** Messages that are read, judged or being recorded at one time; the rest is not even read from the disk. So many that while one full group
 * of them is on its way to the disk, the next one fills. */
export const MESSAGES_IN_FLIGHT: GateLimits = { jobs: 120, bytes: 64 * 1024 * 1024 };

type Waiter = { size: number; admit(): void };

export const createGate = ({ jobs, bytes }: GateLimits): Gate => {
  let [inside, insideBytes] = [0, 0];
  let waiting: Waiter[] = [];
  let watchers: { isDue(): boolean; resolve(): void }[] = [];
  const hasRoom = (size: number): boolean => inside === 0 || (inside < jobs && insideBytes + size <= bytes);
  const admit = (): void => {
    for (let first = waiting[0]; first !== undefined && hasRoom(first.size); first = waiting[0]) {
      waiting.shift();
      inside += 1;
      insideBytes += first.size;
      first.admit();
    }
    const due = watchers.filter(({ isDue }) => isDue());
    watchers = watchers.filter((watcher) => !due.includes(watcher));
    for (const { resolve } of due) resolve();
  };
  const when = (isDue: () => boolean): Promise<void> =>
    isDue() ? Promise.resolve() : new Promise((resolve) => watchers.push({ isDue, resolve }));
  return {
    enter: (size) =>
      new Promise((resolve) => {
        waiting.push({ size, admit: resolve });
        admit();
      }),
    leave(size) {
      inside -= 1;
      insideBytes -= size;
      admit();
    },
    whenWaiting: (count) => when(() => waiting.length <= count),
    whenEmpty: () => when(() => waiting.length === 0 && inside === 0),
    clear() {
      waiting = [];
      admit();
    },
  };
};
