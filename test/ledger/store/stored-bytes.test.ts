// Bytes that are kept as files: they come back as they were, and what the disk lost is as good as missing.
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { JudgedMessage } from '../../../lib/ledger/collect-evidence';
import { type Ledger, openLedger } from '../../../lib/ledger/store';
import { LedgerUnavailable } from '../../../lib/ledger/store/ledger-unavailable';
import { FILE_FROM, toStoredBytes } from '../../../lib/ledger/store/stored-bytes';
import { accepted, toHash } from '../build-evidence';
import { toJudged } from '../to-judged';

const text = 'Subject: grande\r\n\r\n'.padEnd(FILE_FROM, 'a');
const PIECE: JudgedMessage = {
  ...toJudged(accepted()),
  bytes: new TextEncoder().encode(text),
  report: { ...accepted().report, sha256: toHash(text) },
};
const { sha256 } = PIECE.report;

let ledger: Ledger;
beforeEach(async () => {
  ledger = openLedger({ name: 'test', indexedDB: new IDBFactory(), IDBKeyRange });
  await ledger.record(PIECE);
});
afterEach(() => vi.restoreAllMocks());

it.each([FILE_FROM - 1, FILE_FROM])('are a copy of what was given, and nothing around it: %i octets', async (length) => {
  const whole = crypto.getRandomValues(new Uint8Array(length + 2));
  const given = whole.slice(1, -1);
  const stored = toStoredBytes(whole.subarray(1, -1));
  whole.fill(7);
  expect(stored instanceof Blob).toBe(length === FILE_FROM);
  const bytes = stored instanceof Blob ? new Uint8Array(await stored.arrayBuffer()) : stored;
  expect(bytes).toEqual(given);
  expect(bytes.buffer.byteLength).toBe(length);
});

it('come back as they were recorded', async () => {
  expect(await ledger.bytesOf(sha256)).toEqual(PIECE.bytes);
});

it('are missing when their file cannot be read, as Chromium tells it', async () => {
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValue(new DOMException('the file is gone', 'NotReadableError'));
  expect(await ledger.bytesOf(sha256)).toBeUndefined();
});

const refuseToRead = (): void => {
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('unrelated to the database', 'UnknownError');
  });
};

it('are missing when their row cannot be read, as Firefox tells it', async () => {
  refuseToRead();
  expect(await ledger.bytesOf(sha256)).toBeUndefined();
});

it('are not called missing when the database answers nothing', async () => {
  refuseToRead();
  vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
    throw new DOMException('unrelated to the database', 'UnknownError');
  });
  await expect(ledger.bytesOf(sha256)).rejects.toBeInstanceOf(LedgerUnavailable);
});
