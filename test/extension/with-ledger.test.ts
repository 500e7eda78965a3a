// The one way to the ledger: closed in a private window, and to writers on a full disk; readers go on, and nothing outside is touched.
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { recordReport } from '../../lib/extension/recording/record-report';
import { SMALL_RESERVE } from '../../lib/extension/recording/storage-room';
import {
  acceptLoss,
  countLedger,
  type LedgerBatch,
  openBatch,
  toLedgerProblem,
  withLedger,
  writeLedger,
} from '../../lib/extension/recording/with-ledger';
import { ANNA, accepted, BRUNO, delivered } from '../ledger/build-evidence';
import { toJudged } from '../ledger/to-judged';
import { installFakeExtension } from './fake-extension';
import { fillDisk } from './full-disk';

const NOW = '2026-09-21T09:00:00.000Z';
const HOLDS_ONE = { count: 1 };

const readCanary = async (): Promise<unknown> => (await fakeBrowser.storage.local.get('canary')).canary;
const count = async (): Promise<number> => (await withLedger((ledger) => ledger.count())).result.count;

beforeEach(async () => {
  installFakeExtension();
  await Dexie.delete('ledger');
  await writeLedger((ledger) => ledger.record(toJudged(accepted())));
});
afterEach(() => void vi.unstubAllGlobals());

const withBatch = async (work: (batch: LedgerBatch) => Promise<unknown>): Promise<unknown> => {
  const batch = openBatch('real');
  try {
    return await work(batch);
  } finally {
    batch.close();
  }
};

const WRITERS: [string, () => Promise<unknown>][] = [
  ['a message', () => writeLedger((ledger) => ledger.record(toJudged(delivered(ANNA))))],
  ['a note', () => writeLedger((ledger) => ledger.annotate('x', { tags: ['a'], note: '' }, NOW))],
  ['a copy that was made', () => writeLedger((ledger) => ledger.markBackedUp(1, NOW))],
  ['a seal', () => writeLedger((ledger) => ledger.makeSeal(NOW))],
  ['the end of a loss', () => acceptLoss()],
  ['one of many', () => withBatch((batch) => batch.keep(toJudged(delivered(ANNA))))],
  ['a note out of a copy', () => withBatch((batch) => batch.ledger.annotate('x', { tags: ['a'], note: '' }, NOW))],
];

describe('on a full disk', () => {
  it.each(WRITERS)('%s is refused, and neither ledger nor canary changes', async (_, write) => {
    const [canary, disk] = [await readCanary(), fillDisk(0)];
    await expect(write()).rejects.toMatchObject({ name: 'StorageFull' });
    disk.room = 1e9;
    expect([await readCanary(), await countLedger(), await count()]).toEqual([canary, null, 1]);
    await write();
    expect([await countLedger(), await readCanary()]).not.toContain('ledger-lost');
  });

  it('nothing is even opened: that alone is a risk where the browser writes while it opens', async () => {
    fillDisk(SMALL_RESERVE - 1);
    const opened = vi.spyOn(indexedDB, 'open');
    for (const look of [() => withLedger(async (ledger) => ledger.census()), countLedger, ...WRITERS.map(([, write]) => write)])
      expect(await look().catch(toLedgerProblem)).toBe('ledger-full');
    expect(opened).not.toHaveBeenCalled();
    opened.mockRestore();
  });

  it('that leaves a little, the board, the popup and the counts are read as ever', async () => {
    fillDisk(SMALL_RESERVE);
    const rows: unknown[] = [];
    await withLedger((ledger) => ledger.summaries('2027-01-01T00:00:00.000Z', (batch) => rows.push(...batch)));
    const { result, harm } = await withLedger((ledger) => ledger.attention('2027-01-01T00:00:00.000Z', 5));
    expect([rows.length, result.total, harm]).toEqual([1, expect.any(Number), null]);
  });

  it('is told of one message in other words than of the whole ledger', async () => {
    fillDisk(0);
    const { bytes, report } = toJudged(delivered(BRUNO));
    expect(await recordReport({ bytes, report, origin: 'file', now: NOW })).toEqual({
      message: null,
      recorded: false,
      problem: 'storage-full',
    });
    expect(await acceptLoss().catch(toLedgerProblem)).toBe('ledger-full');
  });

  it('a canary that finds no room is told as that', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('IO error: No space left on device'));
    expect(await writeLedger((ledger) => ledger.record(toJudged(delivered(ANNA)))).catch(toLedgerProblem)).toBe('ledger-full');
    expect(await count()).toBe(2);
  });
});

describe('in a private window', () => {
  beforeEach(() => void Object.assign(fakeBrowser.extension, { inIncognitoContext: true }));
  afterEach(() => void Object.assign(fakeBrowser.extension, { inIncognitoContext: false }));

  it.each([['a question', () => withLedger(async () => 1)], ['counting', () => countLedger()], ...WRITERS])(
    '%s is refused, no database is made and the canary stays',
    async (_, work) => {
      const canary = await readCanary();
      await Dexie.delete('ledger');
      expect(await work().catch(toLedgerProblem)).toBe('private-ledger');
      expect([await Dexie.exists('ledger'), await readCanary()]).toEqual([false, canary]);
    },
  );

  it('many are opened, refused one by one, and closed', async () => {
    const batch = openBatch('real');
    const { bytes, report } = toJudged(delivered(ANNA));
    await expect(batch.keep(toJudged(delivered(ANNA)))).rejects.toMatchObject({ name: 'PrivateWindow' });
    await batch.settle();
    batch.close();
    expect(await readCanary()).toMatchObject(HOLDS_ONE);
    expect(await recordReport({ bytes, report, origin: 'file', now: NOW })).toMatchObject({ recorded: false, problem: 'private-window' });
  });
});

it.each([
  [new TypeError('x'), 'ledger-unavailable', 'internal-error'],
  [new DOMException('x', 'UnknownError'), 'ledger-unavailable', 'internal-error'],
])('what the ledger does not throw: %s', (error, alone, among) => {
  expect([toLedgerProblem(error), toLedgerProblem(error, 'internal-error')]).toEqual([alone, among]);
});
