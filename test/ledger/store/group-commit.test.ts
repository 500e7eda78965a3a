// Recordings that meet at the disk: written together, each answered after its transaction, and only the guilty one fails.
import { expect, it } from 'vitest';
import { createGroupCommit } from '../../../lib/ledger/store/group-commit';

const createDisk = () => {
  const groups: number[][] = [];
  const commit = createGroupCommit(async (items: readonly number[]) => {
    groups.push([...items]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (items.includes(13)) throw new Error('thirteen');
    return items.map((item) => item * 2);
  });
  return { groups, commit };
};

const count = (to: number): number[] => Array.from({ length: to }, (_, index) => index);

it('takes what comes while it writes into the next group, in order', async () => {
  const { groups, commit } = createDisk();
  expect(await Promise.all(count(8).map(commit))).toEqual(count(8).map((item) => item * 2));
  expect(groups).toEqual([[0], [1, 2, 3, 4, 5, 6, 7]]);
  expect(await commit(9)).toBe(18);
});

it('answers nobody before what he gave is written', async () => {
  const { groups, commit } = createDisk();
  const answered: number[] = [];
  const all = count(4).map((item) => commit(item).then(() => answered.push(item)));
  await all[0];
  expect(answered).toEqual([0]);
  expect(groups).toHaveLength(2);
  await Promise.all(all);
});

it('does not let one that fails take the others with it', async () => {
  const { commit } = createDisk();
  const settled = await Promise.allSettled([1, 12, 13, 14].map(commit));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

it('holds no more than fifty in a transaction', async () => {
  const { groups, commit } = createDisk();
  await Promise.all(count(120).map((item) => commit(item + 100)));
  expect(Math.max(...groups.map(({ length }) => length))).toBe(50);
});
