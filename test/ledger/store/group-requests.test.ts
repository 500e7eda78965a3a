// What one group of recordings asks of the database: questions that are the same for all of them are asked once.
import { IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ANNA, accepted, BRUNO, delivered, hoursLater, IDENTIFIER } from '../build-evidence';
import { toJudged } from '../to-judged';

let ledger: Ledger;
beforeEach(() => {
  ledger = openLedger({ name: 'test', indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => vi.restoreAllMocks());

/** Watches and lets through. */
const watch = () => ({
  readAll: vi.spyOn(IDBObjectStore.prototype, 'getAll'),
  counted: vi.spyOn(IDBIndex.prototype, 'count'),
});

const recordGroup = async (from: number): Promise<void> => {
  // The first goes alone, the others wait for it and go together.
  const judged = Array.from({ length: 11 }, (_, offset) => from + offset).map((index) =>
    toJudged(accepted({ facts: { identifier: `m${index}`, messageId: `m${index}`, time: hoursLater(index) } })),
  );
  await Promise.all(judged.map((one) => ledger.keep(one)));
};

it('reads the noticed sendings once for a group, and asks once for pieces that only a Message-ID links', async () => {
  await recordGroup(0);
  const { readAll, counted } = watch();
  await recordGroup(100);
  expect(readAll.mock.contexts.filter((table) => (table as IDBObjectStore).name === 'sendings')).toHaveLength(2);
  expect(counted).not.toHaveBeenCalled();
});

it('still finds the piece that waited for its message, when the message comes in a group', async () => {
  await ledger.keep(toJudged(delivered(BRUNO, 1, { facts: { identifier: '' } })));
  await Promise.all([toJudged(delivered(ANNA)), toJudged(accepted())].map((one) => ledger.keep(one)));
  expect(await ledger.evidenceOf(IDENTIFIER)).toHaveLength(3);
});
