// A Merkle tree over SHA-256 as RFC 9162 section 2.1 has it, kept level by level, so that the way of each leaf to the root is at hand.
import { sha256 } from '@noble/hashes/sha2.js';

export const HASH_BYTES = 32;

/** A leaf and an inner node never hash the same octets: without these a node could be passed off as a leaf (RFC 9162 section 2.1.1). */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const toLeafHash = (entry: Uint8Array): Uint8Array => sha256.create().update(LEAF).update(entry).digest();

export const toNodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(NODE).update(left).update(right).digest();

export type Side = 'left' | 'right';

/** On which side the sibling stands, level by level from the leaf up; a level on which there is none is left out.
 * @param index from 0, below `size` */
export const toSides = (index: number, size: number): Side[] => {
  const sides: Side[] = [];
  for (let [at, count] = [index, size]; count > 1; at = Math.floor(at / 2), count = Math.ceil(count / 2)) {
    if (at % 2 === 1) sides.push('left');
    else if (at + 1 < count) sides.push('right');
  }
  return sides;
};

export type MerkleTree = {
  size: number;
  root: Uint8Array;
  /** The sibling hashes from the leaf up, in the order of `toSides`. */
  pathOf(index: number): Uint8Array[];
};

const hashAt = (level: Uint8Array, index: number): Uint8Array => level.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);

const countOf = (level: Uint8Array): number => level.length / HASH_BYTES;

/** A last one without a sibling goes up as it is, which gives the same tree as the RFC's split at a power of two. */
const toNextLevel = (level: Uint8Array): Uint8Array => {
  const count = countOf(level);
  const next = new Uint8Array(Math.ceil(count / 2) * HASH_BYTES);
  for (let at = 0; at < count; at += 2) {
    const hash = at + 1 < count ? toNodeHash(hashAt(level, at), hashAt(level, at + 1)) : hashAt(level, at);
    next.set(hash, (at / 2) * HASH_BYTES);
  }
  return next;
};

/** @param leaves hashes of the leaves, one after the other */
export const createMerkleTree = (leaves: Uint8Array): MerkleTree => {
  const levels = [leaves];
  for (let level = leaves; countOf(level) > 1; ) {
    level = toNextLevel(level);
    levels.push(level);
  }
  const root = levels.at(-1) ?? leaves;
  return {
    size: countOf(leaves),
    root: root.length === 0 ? sha256(root) : root,
    pathOf: (index) =>
      levels.slice(0, -1).flatMap((level, height) => {
        const sibling = Math.floor(index / 2 ** height) ^ 1;
        return sibling < countOf(level) ? [hashAt(level, sibling)] : [];
      }),
  };
};

/** The root that a leaf leads to; null when the way has not the length that its place asks for (RFC 9162 section 2.1.3.2). */
export const findRoot = (leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Uint8Array | null => {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  const sides = toSides(index, size);
  if (sides.length !== path.length || path.some((hash) => hash.length !== HASH_BYTES)) return null;
  return path.reduce((hash, sibling, at) => (sides[at] === 'left' ? toNodeHash(sibling, hash) : toNodeHash(hash, sibling)), leaf);
};
