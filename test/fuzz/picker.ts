// Turns the numbers of a fuzz step into choices: the same numbers always choose the same.

export type Picker = {
  /** An integer in [0, limit). */
  below(limit: number): number;
  /** One of the items; undefined of none. */
  of<Item>(items: readonly Item[]): Item | undefined;
  /** One of items that are known to be there. */
  from<Item>(items: readonly [Item, ...Item[]]): Item;
  octets(length: number): Uint8Array;
};

export const createPicker = (numbers: readonly number[]): Picker => {
  let at = 0;
  const next = (): number => {
    const number = numbers[at % Math.max(1, numbers.length)] ?? 0;
    // Beyond the given numbers each round differs from the one before.
    const round = Math.floor(at / Math.max(1, numbers.length));
    at += 1;
    return (number + round * 7919) >>> 0;
  };
  const below = (limit: number): number => (limit <= 1 ? 0 : next() % limit);
  return {
    below,
    of: (items) => items[below(items.length)],
    from: (items) => items[below(items.length)] ?? items[0],
    octets: (length) => Uint8Array.from({ length }, () => below(256)),
  };
};
