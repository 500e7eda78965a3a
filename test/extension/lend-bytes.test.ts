// What the ledger lends to a bundle is given back as soon as it was judged or written, and the bundle is the same octet by octet.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BundleSource } from '../../lib/bundle/bundle-source';
import { createBundle } from '../../lib/bundle/create-bundle';
import { pour } from '../../lib/extension/exports/write-bundle-file';
import { createLender } from '../../lib/extension/sources/lend-bytes';
import { type Built, buildSource, createSamples, makeBundle, NO_WATCH, prepare, wordingIn } from '../bundle/build-source';

/** As browsers have it, and Node from version 21 on. */
const transfer = function (this: ArrayBuffer): ArrayBuffer {
  structuredClone(this, { transfer: [this] });
  return new ArrayBuffer(0);
};

const own = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'transfer');
let source: Built;

beforeAll(async () => {
  Object.defineProperty(ArrayBuffer.prototype, 'transfer', { value: transfer, configurable: true });
  const { samples, rootDer } = await createSamples();
  source = await buildSource(
    samples.map(({ bytes }) => bytes),
    rootDer,
  );
});

afterAll(() => {
  Reflect.deleteProperty(ArrayBuffer.prototype, 'transfer');
  if (own) Object.defineProperty(ArrayBuffer.prototype, 'transfer', own);
});

/** As the ledger gives them: each time a copy of its own. */
const lending = (): { lent: Uint8Array[]; source: BundleSource } => {
  const lent: Uint8Array[] = [];
  const { lend, release } = createLender();
  const read: BundleSource['read'] = async (sha256) => {
    const stored = await source.read(sha256);
    if (!stored) return undefined;
    const bytes = lend(stored.bytes.slice());
    lent.push(bytes);
    return { ...stored, bytes };
  };
  return { lent, source: { ...source, read, release } };
};

const countHeld = (lent: readonly Uint8Array[]): number => lent.filter(({ length }) => length > 0).length;

it('is empty once it was given back; what was not lent stays', () => {
  const { lend, release } = createLender();
  const [lent, other] = [lend(new Uint8Array(3)), new Uint8Array(3)];
  for (const bytes of [other, lent, lent]) release(bytes);
  expect([lent.length, other.length]).toEqual([0, 3]);
});

it('is given back when it was judged, so that none waits beside the next', async () => {
  const { lent, source: lender } = lending();
  const held: number[] = [];
  const read: BundleSource['read'] = (sha256) => {
    held.push(countHeld(lent));
    return lender.read(sha256);
  };
  const proofs = source.messages.flat().length;
  expect(await prepare({ ...lender, read })).toEqual(await prepare(source));
  expect(Math.max(...held.slice(0, proofs))).toBe(0);
});

it('is given back when it was written, and every octet is in the bundle', async () => {
  const content = await prepare(source);
  const { lent, source: lender } = lending();
  const pieces: Uint8Array[] = [];
  const put = async (piece: Uint8Array): Promise<void> => void pieces.push(piece.slice());
  const stream = createBundle(lender, content, { wording: wordingIn('it'), ...NO_WATCH });
  await pour(stream, put, { ...NO_WATCH, release: lender.release });
  expect(lent.length).toBeGreaterThan(source.messages.flat().length);
  expect(countHeld(lent)).toBe(0);
  expect(Buffer.concat(pieces).equals(await makeBundle(source))).toBe(true);
});
