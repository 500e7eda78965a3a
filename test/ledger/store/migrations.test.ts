// Every older ledger is migrated: it holds what it held, as if today's code had recorded it, and a migration that is cut off has changed nothing.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { LEDGER_VERSION } from '../../../lib/ledger/store/ledger-tables';
import type { LedgerSummary } from '../../../lib/ledger/summary';
import { ANNA, accepted, delivered, hoursLater, IDENTIFIER, NOW } from '../build-evidence';
import { toJudged } from '../to-judged';
import { type FailingWrites, failWrite } from './failing-writes';
import { type AnyLedger, fillLedger } from './fill-ledger';
import { createOldLedger, OLD_VERSIONS } from './old-ledger';

const HELD = 5;

const { signal } = new AbortController();
const open = (indexedDB: IDBFactory): Ledger => openLedger({ name: 'test', indexedDB, IDBKeyRange });

let failing: FailingWrites | undefined;
afterEach(() => failing?.restore());

/** What could be done in a ledger of that version. */
const limitTo = (version: number, { record, annotate, markBackedUp, noteSending, makeSeal, answerSeal, close }: Ledger): AnyLedger => ({
  record: ({ timestamps, ...judged }, now) => record(version >= 3 && timestamps ? { ...judged, timestamps } : judged, now),
  ...(version >= 2 && { annotate, markBackedUp, noteSending }),
  ...(version >= 4 && { makeSeal, answerSeal }),
  close,
});

/** The first version kept no journal: what is made for it tells of the migration too. */
const read = async (ledger: Ledger, version: number): Promise<unknown> => {
  const summaries: LedgerSummary[] = [];
  await ledger.summaries(NOW, (batch) => summaries.push(...batch));
  const hashes = await ledger.listHashes(null, 10);
  const { seq: _, chain: __, ...census } = await ledger.count();
  return {
    summaries,
    ...{ census, check: await ledger.check(signal, () => undefined), messages: await ledger.messages(NOW) },
    bytes: await Promise.all(hashes.map(ledger.bytesOf)),
    ...{ tokens: await Promise.all(hashes.map(ledger.tokensOf)), annotations: await ledger.annotations() },
    ...{ sendings: await ledger.sendings(), seals: await ledger.seals() },
    ...(version >= 2 && { journal: await ledger.journal(0, 100), backup: await ledger.backup() }),
  };
};

/** Opens, asks and closes; the first question migrates. */
const migrate = async (indexedDB: IDBFactory): Promise<number> => {
  const ledger = open(indexedDB);
  try {
    return (await ledger.count()).count;
  } finally {
    ledger.close();
  }
};

it('there is a ledger of every older version', () => {
  expect(OLD_VERSIONS).toHaveLength(LEDGER_VERSION - 1);
});

describe.each(OLD_VERSIONS)('a ledger of version %i', (version) => {
  it('holds after the migration what it would hold if it had been filled today', async () => {
    const fresh = open(new IDBFactory());
    await fillLedger(limitTo(version, fresh));
    const ledger = open(await createOldLedger(version));
    const held = await read(ledger, version);
    expect(held).toEqual(await read(fresh, version));
    expect(held).toMatchObject({ census: { count: HELD, stamps: version >= 3 ? 3 : 0 }, check: { checked: HELD, findings: [] } });
  });

  it('goes on as any other', async () => {
    const ledger = open(await createOldLedger(version));
    expect((await ledger.record({ ...toJudged(accepted()), timestamps: [new Uint8Array([7])] })).outcome).toBe('known');
    expect((await ledger.record(toJudged(delivered(ANNA, 3, { salt: 'late' })))).outcome).toBe('new');
    expect((await ledger.message(IDENTIFIER, NOW))?.evidence).toHaveLength(4);
    expect(await ledger.findUncovered('2028-01-01', '2029-01-01', () => false)).toBe('2028-03-01');
    expect(await ledger.makeSeal(hoursLater(24))).not.toBeNull();
    expect((await ledger.sweep(hoursLater(25))).entered.map(({ attention }) => attention)).toContainEqual(['waiting-too-long']);
    expect((await ledger.check(signal, () => undefined)).findings).toEqual([]);
  });

  it('stays what it was when the migration is cut off, at whichever write, and is migrated the next time', async () => {
    failing = failWrite(0);
    await createOldLedger(version);
    const before = failing.count();
    await migrate(await createOldLedger(version));
    const writes = failing.count() - 2 * before;
    failing.restore();
    for (let step = 1; step <= writes; step += 1) {
      const indexedDB = await createOldLedger(version);
      failing = failWrite(step);
      await expect(migrate(indexedDB), `write ${step}`).rejects.toThrow();
      failing.restore();
      expect(await indexedDB.databases()).toEqual([{ name: 'test', version: version * 10 }]);
      expect(await migrate(indexedDB)).toBe(HELD);
    }
    // The sixth wrote its rows as they are today; what it had taken over from earlier ones is renewed as theirs is.
    expect(writes > 0).toBe(version < 6);
  });

  it('that was empty is empty', async () => {
    const ledger = open(await createOldLedger(version, true));
    expect(await ledger.count()).toEqual({ count: 0, stamps: 0, head: '0'.repeat(64), seq: 0, chain: '' });
  });
});
