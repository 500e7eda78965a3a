// What one group of recordings asks of the database: questions that are the same for all of them are asked once.
import { IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ANNA, accepted, BRUNO, buildBareEvidence, delivered, hoursLater, IDENTIFIER, NOW } from '../build-evidence';
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

it('moves a piece to the message that a better look finds, and leaves it there when a later one finds less', async () => {
  const bare = toJudged(buildBareEvidence('failed'));
  await ledger.keep(bare);
  const better = { ...bare, report: { ...accepted().report, sha256: bare.report.sha256 } };
  await Promise.all([ledger.keep(toJudged(delivered(ANNA))), ledger.keep(better)]);
  const all = async () => (await ledger.messages(NOW)).map(({ identifier, evidence }) => [identifier, evidence.length]);
  expect(await all()).toEqual([[IDENTIFIER, 2]]);
  await ledger.keep({ ...bare, recordedAt: hoursLater(1) });
  expect(await all()).toEqual([[IDENTIFIER, 2]]);
});

it('asks the database for one receipt in three turns, so that a large ledger costs it little more', async () => {
  await ledger.keep(toJudged(accepted()));
  const turns: string[] = [];
  let isTold = true;
  const note = (turn: string): void => {
    // Requests that are sent in one turn wait for the database together.
    if (isTold) setImmediate(() => (isTold = true));
    if (isTold) turns.push(turn);
    isTold = false;
  };
  for (const name of ['get', 'put', 'add', 'getAll', 'getAllKeys'] as const) {
    const original = IDBObjectStore.prototype[name] as (...values: unknown[]) => unknown;
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
      note(`${name} ${this.name}`);
      return original.apply(this, values);
    } as never);
  }
  await ledger.keep(toJudged(delivered(ANNA)));
  expect(turns).toEqual(['get evidence', 'put evidence', 'put messages']);
});

it('still finds the piece that waited for its message, when the message comes in a group', async () => {
  await ledger.keep(toJudged(delivered(BRUNO, 1, { facts: { identifier: '' } })));
  await Promise.all([toJudged(delivered(ANNA)), toJudged(accepted())].map((one) => ledger.keep(one)));
  expect(await ledger.evidenceOf(IDENTIFIER)).toHaveLength(3);
});
