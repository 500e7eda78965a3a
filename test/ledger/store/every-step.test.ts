// Recording, noting and migrating, interrupted at each single write: the ledger is as it was before, whole, and the next try succeeds.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { ANNA, accepted, BRUNO, delivered, IDENTIFIER, NOW } from '../build-evidence';
import { toJudged } from '../to-judged';
import { type FailingWrites, failWrite } from './failing-writes';
import { createFirstLedger, createSecondLedger } from './old-ledger';

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

describe('a ledger of the first version', () => {
  const judged = [accepted(), delivered(ANNA), delivered(BRUNO, 2), accepted({ facts: { identifier: 'second' } })].map((one) =>
    toJudged(one),
  );

  it('is whole after the migration: journal, states, small rows', async () => {
    const ledger = open(await createFirstLedger(judged));
    expect(await ledger.count()).toMatchObject({ count: judged.length, seq: judged.length + 1 });
    expect(await ledger.check(signal, () => undefined)).toEqual({ checked: judged.length, findings: [] });
    const fresh = open(new IDBFactory());
    for (const one of judged) await fresh.record(one);
    expect(await ledger.message(IDENTIFIER, NOW)).toEqual(await fresh.message(IDENTIFIER, NOW));
    expect((await ledger.census()).head).toBe((await fresh.census()).head);
    expect((await ledger.record(toJudged(delivered(ANNA, 3, { salt: 'late' })))).outcome).toBe('new');
  });

  it('stays of the first version when the migration is interrupted, whenever that is, and is migrated the next time', async () => {
    const migrate = async (indexedDB: IDBFactory): Promise<unknown> => {
      const ledger = open(indexedDB);
      try {
        return await ledger.count();
      } finally {
        ledger.close();
      }
    };
    const writes =
      (await countWrites(async () => migrate(await createFirstLedger(judged)))) - (await countWrites(() => createFirstLedger(judged)));
    expect(writes).toBeGreaterThan(judged.length * 3);
    for (let step = 1; step <= writes; step += 1) {
      const indexedDB = await createFirstLedger(judged);
      failing = failWrite(step);
      await expect(migrate(indexedDB), `write ${step}`).rejects.toThrow();
      failing.restore();
      const databases = await indexedDB.databases();
      expect(databases).toEqual([{ name: 'test', version: 10 }]);
      const ledger = open(indexedDB);
      expect(await ledger.check(signal, () => undefined)).toEqual({ checked: judged.length, findings: [] });
      ledger.close();
    }
  });
});

describe('a ledger of the second version', () => {
  const HELD = { count: 3, stamps: 0, seq: 5 };

  it('holds after the migration what it held, none of it behind its copy that was not, and takes time-stamps', async () => {
    const ledger = open(await createSecondLedger());
    expect(await ledger.count()).toMatchObject(HELD);
    expect(await ledger.check(signal, () => undefined)).toEqual({ checked: 3, findings: [] });
    expect(await ledger.backup()).toEqual({ last: { seq: 3, at: NOW }, isBehind: true });
    expect(await ledger.backedUpAtOf(toJudged(accepted()).report.sha256)).toBe(NOW);
    expect(await ledger.annotation(IDENTIFIER)).toMatchObject({ note: 'Richiamare.' });
    expect(await ledger.sendings()).toHaveLength(1);
    expect((await ledger.message(IDENTIFIER, NOW))?.evidence).toHaveLength(3);
    const judged = toJudged(accepted());
    expect((await ledger.record({ ...judged, timestamps: STAMPS })).outcome).toBe('known');
    expect(await ledger.count()).toMatchObject({ count: 3, stamps: 2, seq: 7 });
    expect(await ledger.tokensOf(judged.report.sha256)).toHaveLength(2);
    expect((await ledger.check(signal, () => undefined)).findings).toEqual([]);
  });

  it('stays of the second version when the migration is interrupted, and is migrated the next time', async () => {
    const indexedDB = await createSecondLedger();
    failing = failWrite(1);
    const interrupted = open(indexedDB);
    await expect(interrupted.count()).rejects.toThrow();
    interrupted.close();
    expect(failing.count()).toBe(1);
    failing.restore();
    expect(await indexedDB.databases()).toEqual([{ name: 'test', version: 20 }]);
    expect(await open(indexedDB).count()).toMatchObject(HELD);
  });
});

it('an empty ledger of the first version is an empty ledger', async () => {
  const ledger = open(await createFirstLedger([]));
  expect(await ledger.count()).toEqual({ count: 0, stamps: 0, head: '0'.repeat(64), seq: 0, chain: '' });
});

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
