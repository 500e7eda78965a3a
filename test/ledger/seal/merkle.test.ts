// The tree of a seal against the vectors of Certificate Transparency and the definition of RFC 9162 written down as it stands there.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMerkleTree, findRoot, toLeafHash, toNodeHash } from '../../../lib/ledger/seal/merkle';
import { parseHex, toHex } from '../../../lib/verify/bytes';

const digest = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
};

/** The largest power of two below n. */
const splitOf = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** MTH(D[n]), RFC 9162 section 2.1.1. */
const mth = (entries: readonly Uint8Array[]): Uint8Array => {
  const [first] = entries;
  if (first === undefined) return digest(new Uint8Array());
  if (entries.length === 1) return digest(Uint8Array.of(0), first);
  const k = splitOf(entries.length);
  return digest(Uint8Array.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
};

/** PATH(m, D[n]), RFC 9162 section 2.1.3.1. */
const path = (m: number, entries: readonly Uint8Array[]): Uint8Array[] => {
  if (entries.length <= 1) return [];
  const k = splitOf(entries.length);
  return m < k ? [...path(m, entries.slice(0, k)), mth(entries.slice(k))] : [...path(m - k, entries.slice(k)), mth(entries.slice(0, k))];
};

const treeOf = (entries: readonly Uint8Array[]) => {
  const leaves = new Uint8Array(entries.length * 32);
  for (const [index, entry] of entries.entries()) leaves.set(toLeafHash(entry), index * 32);
  return createMerkleTree(leaves);
};

/** Inputs and roots that every implementation of Certificate Transparency is tested with. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

it.each(ROOTS.map((root, size) => [size, root] as const))('has the known root for %i leaves', (size, root) => {
  expect(toHex(treeOf(INPUTS.slice(0, size).map(parseHex)).root)).toBe(root);
});

it('is the tree of the RFC, root and every path, at each size', () => {
  for (let size = 1; size <= 70; size += 1) {
    const entries = Array.from({ length: size }, (_, index) => digest(Uint8Array.of(size, index)));
    const tree = treeOf(entries);
    expect(tree.root).toEqual(mth(entries));
    for (const [index, entry] of entries.entries()) {
      expect(tree.pathOf(index), `${index} of ${size}`).toEqual(path(index, entries));
      expect(findRoot(toLeafHash(entry), index, size, tree.pathOf(index))).toEqual(tree.root);
    }
  }
});

const arbitraryTree = fc
  .uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 2, maxLength: 200, selector: toHex })
  .chain((entries) => fc.record({ entries: fc.constant(entries), index: fc.nat(entries.length - 1), other: fc.nat(entries.length - 1) }));

describe('a way to the root', () => {
  it('of any leaf holds, and is of no other leaf and no other place', () => {
    fc.assert(
      fc.property(arbitraryTree, ({ entries, index, other }) => {
        const tree = treeOf(entries);
        const lead = (entry: number, place: number, size = entries.length) =>
          findRoot(toLeafHash(entries[entry] as Uint8Array), place, size, tree.pathOf(index));
        expect(lead(index, index)).toEqual(tree.root);
        if (other === index) return;
        expect(lead(other, index)).not.toEqual(tree.root);
        expect(lead(index, other)).not.toEqual(tree.root);
      }),
    );
  });

  it('with any bit altered leads elsewhere', () => {
    fc.assert(
      fc.property(arbitraryTree, fc.nat(), fc.nat(255), ({ entries, index }, step, bit) => {
        const tree = treeOf(entries);
        const path = tree.pathOf(index).map((hash) => hash.slice());
        const hash = path[step % path.length] as Uint8Array;
        hash[bit >> 3] = (hash[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(findRoot(toLeafHash(entries[index] as Uint8Array), index, entries.length, path)).not.toEqual(tree.root);
      }),
    );
  });

  it('is refused where it is too long, too short, or of a place that does not exist', () => {
    const entries = Array.from({ length: 13 }, (_, index) => digest(Uint8Array.of(index)));
    const tree = treeOf(entries);
    const leaf = toLeafHash(entries[5] as Uint8Array);
    const path = tree.pathOf(5);
    expect(findRoot(leaf, 5, 13, path.slice(1))).toBeNull();
    expect(findRoot(leaf, 5, 13, [...path, leaf])).toBeNull();
    expect(
      findRoot(
        leaf,
        5,
        13,
        path.map((hash) => hash.subarray(1)),
      ),
    ).toBeNull();
    for (const index of [-1, 13, 5.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(findRoot(leaf, index, 13, path)).toBeNull();
    for (const size of [0, -13, Number.NaN, Number.POSITIVE_INFINITY]) expect(findRoot(leaf, 5, size, path)).toBeNull();
  });

  it('cannot begin at an inner node: the two halves of one are no entry (second preimage)', () => {
    const entries = Array.from({ length: 4 }, (_, index) => digest(Uint8Array.of(index)));
    const [a, b, c, d] = entries.map(toLeafHash) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const tree = treeOf(entries);
    expect(toNodeHash(toNodeHash(a, b), toNodeHash(c, d))).toEqual(tree.root);
    const halves = new Uint8Array([...a, ...b]);
    // The tree of two nodes has the same root; the octets of a node hashed as an entry do not lead there.
    expect(findRoot(toLeafHash(halves), 0, 2, [toNodeHash(c, d)])).not.toEqual(tree.root);
    expect(toLeafHash(halves)).not.toEqual(toNodeHash(a, b));
  });
});

it('takes a hundred thousand leaves in seconds', () => {
  const leaves = new Uint8Array(100_000 * 32);
  for (let at = 0; at < 100_000; at += 1) new DataView(leaves.buffer).setUint32(at * 32, at);
  const before = performance.now();
  const tree = createMerkleTree(leaves);
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(tree.pathOf(99_999).length).toBeLessThanOrEqual(17);
  expect(findRoot(leaves.subarray(99_999 * 32), 99_999, 100_000, tree.pathOf(99_999))).toEqual(tree.root);
});
