// What a seal is over: the SHA-256 of each file, without names, sorted, each once; so the same files give the same list on every machine.
import { parseHex, toHex } from '../../verify/bytes';
import { createMerkleTree, HASH_BYTES, type MerkleTree, toLeafHash } from './merkle';

/** More than any ledger holds; a list from outside that is longer is refused unread. */
export const MAX_SEALED = 5_000_000;

/** SHA-256 values of 32 octets each, strictly ascending, one after the other. */
export type SealedList = Uint8Array;

/** @param hashes lowercase hex, in any order */
export const toSealedList = (hashes: readonly string[]): SealedList => {
  const sorted = [...new Set(hashes)].sort();
  const list = new Uint8Array(sorted.length * HASH_BYTES);
  for (const [index, sha256] of sorted.entries()) list.set(parseHex(sha256), index * HASH_BYTES);
  return list;
};

export const countSealed = (list: SealedList): number => list.length / HASH_BYTES;

const entryAt = (list: SealedList, index: number): Uint8Array => list.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);

const compare = (left: Uint8Array, right: Uint8Array): number => {
  for (let at = 0; at < HASH_BYTES; at++) {
    const difference = (left[at] as number) - (right[at] as number);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether octets from outside are such a list. */
export const isSealedList = (bytes: Uint8Array): boolean => {
  const count = countSealed(bytes);
  if (!Number.isInteger(count) || count > MAX_SEALED) return false;
  for (let at = 1; at < count; at++) if (compare(entryAt(bytes, at - 1), entryAt(bytes, at)) >= 0) return false;
  return true;
};

/** -1 when it is not there. */
export const findSealedIndex = (list: SealedList, sha256: string): number => {
  const wanted = parseHex(sha256);
  let [from, to] = [0, countSealed(list)];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const order = compare(entryAt(list, middle), wanted);
    if (order === 0) return middle;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return -1;
};

export const listSealed = (list: SealedList): string[] =>
  Array.from({ length: countSealed(list) }, (_, index) => toHex(entryAt(list, index)));

/** The leaf of a file is the hash of its SHA-256, without a salt. What a sibling in a proof of inclusion gives away is therefore this much: whoever
 * already has a file of the archive, octet by octet, can recognise it there. Nobody can find out by trying what it says, because every
 * piece of evidence holds a signature value that only its provider could make. A salt would hide that little more, and cost what matters here:
 * it would have to be kept as long as the evidence and never be lost, the same archive would have another root on each machine, and `sha256sum`
 * would no longer be enough to check. */
export const toSealedTree = (list: SealedList): MerkleTree => {
  const leaves = new Uint8Array(list.length);
  for (let at = 0; at < countSealed(list); at++) leaves.set(toLeafHash(entryAt(list, at)), at * HASH_BYTES);
  return createMerkleTree(leaves);
};
