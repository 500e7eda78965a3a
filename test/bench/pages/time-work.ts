// How long work keeps the main thread of a page, with the layout that the page needs after it.

/** What the browser calls by itself: once elements come into sight, and in idle moments. */
const calls = { ms: 0, idleMs: 0, marksInFrames: 0 };

export const time = (page: Document, work: () => void): number => {
  const started = performance.now();
  work();
  void page.body.offsetHeight;
  return performance.now() - started;
};

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const nextIdle = (): Promise<void> => new Promise((resolve) => void requestIdleCallback(() => resolve()));

/** From here on `timeInFrames` knows what observers and idle moments do. */
export const timeCalls = (page: Document): void => {
  type Construct = ConstructorParameters<typeof IntersectionObserver>;
  const construct = (Native: typeof IntersectionObserver, [tell, options]: Construct): IntersectionObserver =>
    new Native((seen, observer) => {
      calls.ms += time(page, () => tell(seen, observer));
      calls.marksInFrames = page.querySelectorAll('[data-ceralacca="mark"]').length;
    }, options);
  globalThis.IntersectionObserver = new Proxy(IntersectionObserver, { construct });
  const native = requestIdleCallback;
  globalThis.requestIdleCallback = (work, options) =>
    native((deadline) => {
      calls.idleMs += time(page, () => work(deadline));
    }, options);
};

/** Of the work, of what observers do about it in the next frames, and of what is left for so many idle moments. */
export const timeInFrames = async (page: Document, work: () => void | Promise<void>, idles = 0): Promise<typeof calls> => {
  Object.assign(calls, { ms: 0, idleMs: 0, marksInFrames: 0 });
  const started = performance.now();
  await work();
  void page.body.offsetHeight;
  calls.ms += performance.now() - started;
  for (let frame = 0; frame < 2; frame += 1) await nextFrame();
  for (let idle = 0; idle < idles; idle += 1) await nextIdle();
  return { ...calls };
};

export const repeat = async <T>(rounds: number, work: () => T | Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  while (results.length < rounds) results.push(await work());
  return results;
};

/** Browsers round their clock, and other programs run beside them: the mean of the middle half. */
export const toFigure = (values: number[]): number => {
  const middle = values.toSorted((left, right) => left - right).slice(values.length >> 2, values.length - (values.length >> 2));
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
};
