// The time-stamps that the ledger keeps of a message from earlier: whoever judges it anew without its file beside it must not forget them.
import type { Ledger } from '../../ledger/store';
import { toSha256Hex } from '../../verify/bytes';

/** All that it keeps of that message; null where it was judged with all of them.
 * @param known those that it was judged with, which the ledger keeps already */
export const findFurtherTimestamps = async (
  ledger: Pick<Ledger, 'stampsOf' | 'tokensOf'>,
  sha256: string,
  known: readonly Uint8Array[],
): Promise<Uint8Array[] | null> => {
  const kept = await ledger.stampsOf(sha256);
  if (kept.length === 0) return null;
  const own = new Set(await Promise.all(known.map(toSha256Hex)));
  return kept.every((token) => own.has(token)) ? null : ledger.tokensOf(sha256);
};
