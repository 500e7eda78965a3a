// Recording and noting, interrupted at each single write: the ledger is as it was before, whole, and the next try succeeds.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ANNA, accepted, BRUNO, delivered, IDENTIFIER, NOW } from '../build-evidence';
import { toJudged } from '../to-judged';
import { type FailingWrites, failWrite } from './failing-writes';

const { signal } = new AbortController();
const open = (indexedDB: IDBFactory): Ledger => openLedger({ name: 'test', indexedDB, IDBKeyRange });

let failing: FailingWrites | undefined;
afterEach(() => failing?.restore());

/** How many writes the work makes when nothing fails. */
const countWrites = async (work: () => Promise<unknown>): Promise<number> => {
  failing = failWrite(0);
  await work();
  failing.restore();
  return failing.count();
};

const read = async (ledger: Ledger): Promise<unknown> => ({
  census: await ledger.count(),
  check: await ledger.check(signal, () => undefined),
  message: await ledger.message(IDENTIFIER, NOW),
  attention: await ledger.attention(NOW, 10),
  seals: await ledger.seals(),
  annotations: await ledger.annotations(),
});

const prepareLinked = async (): Promise<Ledger> => {
  const ledger = open(new IDBFactory());
  await ledger.record(toJudged(accepted()));
  return ledger;
};

const prepare = async (): Promise<Ledger> => {
  const ledger = await prepareLinked();
  // Without an identifier of its own it is linked, and touches a second message.
  await ledger.record(toJudged(delivered(BRUNO, 1, { facts: { identifier: '', messageId: 'later@studio.example' } })));
  return ledger;
};

const STAMPS = [new Uint8Array([1, 2]), new Uint8Array([3])];

const WORK: [string, (ledger: Ledger) => Promise<unknown>][] = [
  ['a receipt', (ledger) => ledger.record(toJudged(delivered(ANNA)))],
  [
    'an acceptance that links what was there',
    (ledger) => ledger.record(toJudged(accepted({ facts: { identifier: 'other', messageId: 'later@studio.example' } }))),
  ],
  [
    'a better judgement',
    (ledger) => ledger.record(toJudged(accepted({ verdict: 'verified', salt: '', validUntil: '2029-01-01T00:00:00Z' }))),
  ],
  ['a receipt with the time-stamps beside it', (ledger) => ledger.record({ ...toJudged(delivered(ANNA)), timestamps: STAMPS })],
  ['a time-stamp that comes later', (ledger) => ledger.record({ ...toJudged(accepted()), timestamps: STAMPS })],
  ['a note', (ledger) => ledger.annotate(IDENTIFIER, { tags: ['gara'], note: 'chiamare' }, NOW)],
  ['a finished backup', (ledger) => ledger.markBackedUp(2, NOW)],
  ['a seal', (ledger) => ledger.makeSeal(NOW)],
];

const LEDGERS = [
  ['with a piece that only its Message-ID links', prepare],
  ['without one', prepareLinked],
] as const;

describe.each(WORK.flatMap(([name, work]) => LEDGERS.map(([where, from]) => [`${name}, ${where}`, work, from] as const)))(
  '%s',
  (_, work, from) => {
    it('is there with all that belongs to it, or not at all', async () => {
      const writes = (await countWrites(async () => work(await from()))) - (await countWrites(from));
      expect(writes).toBeGreaterThan(1);
      for (let step = 1; step <= writes; step += 1) {
        const ledger = await from();
        const before = await read(ledger);
        failing = failWrite(step);
        await expect(work(ledger)).rejects.toThrow();
        failing.restore();
        expect(await read(ledger), `write ${step}`).toEqual(before);
        await work(ledger);
        expect((await ledger.check(signal, () => undefined)).findings).toEqual([]);
        ledger.close();
      }
    });
  },
);

it('a ledger of a later version is not touched', async () => {
  const indexedDB = new IDBFactory();
  const later = open(indexedDB);
  await later.record(toJudged(accepted()));
  later.close();
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('test', 90);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  const ledger = open(indexedDB);
  await expect(ledger.count()).rejects.toMatchObject({ name: 'LedgerTooNew' });
  await expect(ledger.record(toJudged(delivered(ANNA)))).rejects.toMatchObject({ name: 'LedgerTooNew' });
  expect(await indexedDB.databases()).toEqual([{ name: 'test', version: 90 }]);
});
