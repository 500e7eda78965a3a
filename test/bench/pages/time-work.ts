// How long work keeps the main thread of a page, with the layout that the page needs after it.

/** What the browser calls by itself once elements come into sight. */
const calls = { ms: 0 };

export const time = (page: Document, work: () => void): number => {
  const started = performance.now();
  work();
  void page.body.offsetHeight;
  return performance.now() - started;
};

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** From here on `timeInFrames` knows what observers do. */
export const timeObservers = (page: Document): void => {
  type Construct = ConstructorParameters<typeof IntersectionObserver>;
  const construct = (Native: typeof IntersectionObserver, [tell, options]: Construct): IntersectionObserver =>
    new Native((seen, observer) => {
      calls.ms += time(page, () => tell(seen, observer));
    }, options);
  globalThis.IntersectionObserver = new Proxy(IntersectionObserver, { construct });
};

/** Of the work, and of what observers do about it in the next frames. */
export const timeInFrames = async (page: Document, work: () => void): Promise<number> => {
  calls.ms = 0;
  const ms = time(page, work);
  for (let frame = 0; frame < 2; frame += 1) await nextFrame();
  return ms + calls.ms;
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
