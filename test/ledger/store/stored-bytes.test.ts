// Bytes that are kept as files: they come back as they were, and one that the disk lost is as good as missing.
import { expect, it } from 'vitest';
import { readStoredBytes, toStoredBytes } from '../../../lib/ledger/store/stored-bytes';

const BYTES = new Uint8Array([0, 13, 10, 128, 255]);

it('come back as they were when they were given', async () => {
  const whole = new Uint8Array([9, ...BYTES, 9]);
  const stored = toStoredBytes(whole.subarray(1, -1));
  whole.fill(7);
  expect(await readStoredBytes(stored)).toEqual(BYTES);
});

it('come back from a row of an earlier version', async () => {
  expect(await readStoredBytes(BYTES)).toEqual(BYTES);
});

it('are missing when their file cannot be read', async () => {
  const lost = new Blob([BYTES]);
  lost.arrayBuffer = () => Promise.reject(new DOMException('the file is gone', 'NotReadableError'));
  expect(await readStoredBytes(lost)).toBeUndefined();
});
