// One pace for all walks through one webmail: two tabs that read its folders at once take turns.

/** Least time from one request to the next, whichever tab makes it: that of `lib/webmail/walk/walk-pace.ts`, as a test holds. */
const PAUSE_MS = 1000;

const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Resolves when a request may go out. A lock keeps the pause, because the background remembers nothing; one that ends with it lets the next go. */
export const takeWalkTurn = (host: string): Promise<true> =>
  new Promise((resolve) => {
    const take = (): Promise<void> => {
      resolve(true);
      return wait();
    };
    // Each tab keeps its own pace all the same.
    navigator.locks.request(`walk ${host}`, take).catch(() => resolve(true));
  });
