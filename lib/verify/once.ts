// Remembers the newest results of a function by key, so that equal work is done once; a result that failed is never kept.

/** @returns a function that gives the promise of the call before with the same key, if it is still remembered.
 * Whoever calls at the same time shares one promise; one that rejects, or that `isKept` refuses, is forgotten. */
export const createOnce = <Value>(size: number, isKept: (value: Value) => boolean = () => true) => {
  const known = new Map<string, Promise<Value>>();
  return (key: string, create: () => Promise<Value>): Promise<Value> => {
    const before = known.get(key);
    if (before) return before;
    const forget = (): void => {
      if (known.get(key) === created) known.delete(key);
    };
    const created = create();
    known.set(key, created);
    created.then((value) => isKept(value) || forget(), forget);
    const [oldest] = known.keys();
    if (known.size > size && oldest !== undefined) known.delete(oldest);
    return created;
  };
};
