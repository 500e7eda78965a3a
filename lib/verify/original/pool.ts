// Things that may each be taken once, found by any of several keys in the order in which they came.

export type Pool<Item> = {
  /** The first item of that key which nobody took. */
  take(key: string): Item | undefined;
  /** What is left, in order. */
  rest(): Item[];
};

/** Cost is linear in the keys: a thousand equal names make no thousand searches of a thousand. */
export const createPool = <Item extends object>(items: readonly Item[], toKeys: (item: Item) => readonly string[]): Pool<Item> => {
  const taken = new Set<Item>();
  const stacks = new Map<string, Item[]>();
  for (const item of [...items].reverse()) {
    for (const key of toKeys(item)) {
      const stack = stacks.get(key);
      if (stack) stack.push(item);
      else stacks.set(key, [item]);
    }
  }
  return {
    take(key) {
      const stack = stacks.get(key) ?? [];
      for (let item = stack.pop(); item; item = stack.pop()) {
        if (taken.has(item)) continue;
        taken.add(item);
        return item;
      }
      return undefined;
    },
    rest: () => items.filter((item) => !taken.has(item)),
  };
};
