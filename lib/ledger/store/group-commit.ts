// What is to be recorded while the disk is still busy with the last is written together in the next transaction: each waits for the disk,
// and the disk is waited for once.

/** More would hold up readers of the ledger. */
const MOST = 50;

type Waiting<Item, Result> = { item: Item; resolve(result: Result): void; reject(error: unknown): void };

/** What is given back resolves after the transaction that holds the item.
 * @param commit writes all of the items or none, and gives a result for each */
export const createGroupCommit = <Item, Result>(
  commit: (items: readonly Item[]) => Promise<Result[]>,
): ((item: Item) => Promise<Result>) => {
  let waiting: Waiting<Item, Result>[] = [];
  let isBusy = false;
  const write = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await commit(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      // Only the guilty one fails.
      if (group.length > 1) for (const one of group) await write([one]);
      else group[0]?.reject(error);
    }
  };
  const writeAll = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await write(group);
    }
    isBusy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isBusy) void writeAll();
    });
};
