// The way from one file to the root of a seal, as a text that a person can follow with sha256sum, and back.
import { isEqualBytes, parseHex, toHex } from '../../verify/bytes';
import { findRoot, type MerkleTree, type Side, toLeafHash, toSides } from './merkle';
import type { SealFile } from './seal-file';
import { findSealedIndex, MAX_SEALED, type SealedList } from './sealed-list';

/** All hashes in lowercase hex. */
export type Inclusion = {
  /** Of the file. */
  sha256: string;
  /** From 0. */
  index: number;
  size: number;
  /** Siblings from the leaf up. */
  path: string[];
};

/** Null for what is not in the list. */
export const findInclusion = (tree: MerkleTree, list: SealedList, sha256: string): Inclusion | null => {
  const index = findSealedIndex(list, sha256);
  return index < 0 ? null : { sha256, index, size: tree.size, path: tree.pathOf(index).map(toHex) };
};

/** Whether the way leads from this very file to the root, in a tree as large as the seal says. */
export const isIncluded = ({ sha256, index, size, path }: Inclusion, seal: Pick<SealFile, 'count' | 'root'>): boolean => {
  const root = findRoot(toLeafHash(parseHex(sha256)), index, size, path.map(parseHex));
  return root !== null && size === seal.count && toHex(root) === seal.root;
};

const HEAD = 'ceralacca-prove 1 (SHA-256, RFC 9162 2.1)';
const WORDS: Record<Side, string> = { left: 'sinistra', right: 'destra' };

/** A whole bundle of proofs in an archive of the largest size. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_HEIGHT = 64;

const toBlock = ({ sha256, index, size, path }: Inclusion): string => {
  const sides = toSides(index, size);
  const steps = path.map((hash, at) => `${WORDS[sides[at] ?? 'right']} ${hash}\n`).join('');
  return `prova ${sha256}\nindice ${index} di ${size}\n${steps}\n`;
};

const encoder = new TextEncoder();

/** Sorted by file; each has a block that ends with an empty line. */
export const encodeInclusions = (inclusions: readonly Inclusion[]): Uint8Array<ArrayBuffer> => {
  const sorted = [...inclusions].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  return encoder.encode(`${HEAD}\n\n${sorted.map(toBlock).join('')}`);
};

const FRONT = /^prova ([0-9a-f]{64})\nindice (0|[1-9]\d{0,6}) di ([1-9]\d{0,6})$/;
const STEP = /^(?:sinistra|destra) ([0-9a-f]{64})$/;

const parseBlock = (block: string): Inclusion | null => {
  const lines = block.split('\n');
  const [, sha256 = '', index, size] = FRONT.exec(lines.slice(0, 2).join('\n')) ?? [];
  const path = lines.slice(2).map((line) => STEP.exec(line)?.[1] ?? '');
  const inclusion = { sha256, index: Number(index), size: Number(size), path };
  const isSound = sha256 !== '' && path.length <= MAX_HEIGHT && !path.includes('') && inclusion.size <= MAX_SEALED;
  return isSound && inclusion.index < inclusion.size && path.length === toSides(inclusion.index, inclusion.size).length ? inclusion : null;
};

/** Null unless it is, octet by octet, what `encodeInclusions` writes; whether the ways hold is another question. */
export const parseInclusions = (bytes: Uint8Array): Inclusion[] | null => {
  if (bytes.length > MAX_BYTES) return null;
  const [head, ...blocks] = new TextDecoder().decode(bytes).split('\n\n');
  if (head !== HEAD || blocks.pop() !== '') return null;
  const inclusions: Inclusion[] = [];
  for (const block of blocks) {
    const inclusion = parseBlock(block);
    if (inclusion === null) return null;
    inclusions.push(inclusion);
  }
  const isOnce = new Set(inclusions.map(({ sha256 }) => sha256)).size === inclusions.length;
  return isOnce && isEqualBytes(bytes, encodeInclusions(inclusions)) ? inclusions : null;
};
