// Asks the ledger whether a mail's proof still hangs on the mailbox: recorded, and in a backup since when.
import type { Ledger } from '../../ledger/store';
import type { Keep } from '../../view';
import { withLedger } from './with-ledger';

export const NOT_KEPT: Keep = { recorded: false, backedUpAt: null };

export const readKeep = async (ledger: Ledger, sha256: string): Promise<Keep> => {
  if ((await ledger.evidence(sha256)) === undefined) return NOT_KEPT;
  return { recorded: true, backedUpAt: await ledger.backedUpAtOf(sha256) };
};

/** What cannot be asked counts as not kept: the mail must stay. */
export const findKeeps = async (hashes: readonly string[]): Promise<Keep[]> => {
  if (hashes.length === 0) return [];
  try {
    const { result, harm } = await withLedger(async (ledger) => {
      const keeps: Keep[] = [];
      for (const sha256 of hashes) keeps.push(await readKeep(ledger, sha256));
      return keeps;
    });
    return harm !== null ? hashes.map(() => NOT_KEPT) : result;
  } catch {
    return hashes.map(() => NOT_KEPT);
  }
};
