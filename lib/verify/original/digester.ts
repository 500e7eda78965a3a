// Digests for one comparison, within a budget of octets: the same part is hashed several times over.
import { toHex } from '../bytes';
import { LimitReached } from '../errors';
import { LIMITS } from '../limits';
import type { HashAlgorithm } from './hash-claims';

/** Lower-case hex. Rejects with LimitReached once the budget is spent. */
export type Digester = (algorithm: HashAlgorithm, octets: Uint8Array) => Promise<string>;

/** A real message of 30 MB whose hashes match in the last way that is tried needs three times the largest message. */
const BUDGET = 4 * LIMITS.messageBytes;

export const createDigester = (budget: number = BUDGET): Digester => {
  let left = budget;
  return async (algorithm, octets) => {
    left -= octets.length;
    if (left < 0) throw new LimitReached('digestedOctets');
    return toHex(new Uint8Array(await crypto.subtle.digest(algorithm, octets as Uint8Array<ArrayBuffer>)));
  };
};
