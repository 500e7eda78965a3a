// One hash for a set of evidence that grows piece by piece, whatever the order: the sum of the hashes of its members.
import { hashText } from './journal';

/** 256 bits, as SHA-256 itself has. */
const MODULUS = 1n << 256n;

export const EMPTY_SET = '0'.repeat(64);

/** @param head 64 hex digits, `EMPTY_SET` at first
 * @param sha256 of the piece that is added, lowercase hex */
export const addToSetHash = (head: string, sha256: string): string =>
  ((BigInt(`0x${head}`) + BigInt(`0x${hashText(sha256)}`)) % MODULUS).toString(16).padStart(64, '0');
