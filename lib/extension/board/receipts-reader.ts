// Compares the receipts of the message that the ledger page shows, once for the same receipts however often the page is read anew.
import { type ComparedReceipts, compareReceipts, toComparisonKey } from '../../ledger/compare-receipts';
import type { Evidence, LedgerMessage } from '../../ledger/ledger-message';
import type { VerifyContext } from '../../verify/verify-message';
import { type LedgerKind, withLedger } from '../recording/with-ledger';

/** Null where nothing could be compared: what fails here must not hide the evidence. */
export type ReadReceipts = (message: LedgerMessage, evidence: readonly Evidence[]) => Promise<ComparedReceipts | null>;

export const createReceiptsReader = (kind: LedgerKind, readContext: () => Promise<VerifyContext>): ReadReceipts => {
  let last: { key: string; found: Promise<ComparedReceipts | null> } | null = null;
  return (message, evidence) => {
    const key = toComparisonKey(message, evidence);
    if (last?.key === key) return last.found;
    const compare = async (): Promise<ComparedReceipts> => {
      const { result } = await withLedger(
        (ledger) => compareReceipts(message, evidence, { bytesOf: (sha256) => ledger.bytesOf(sha256), readContext }),
        kind,
      );
      return result;
    };
    const found = compare().catch(() => {
      // The next reading tries again.
      if (last?.found === found) last = null;
      return null;
    });
    last = { key, found };
    return found;
  };
};
