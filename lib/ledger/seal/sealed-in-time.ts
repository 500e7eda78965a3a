// Whether the seals of the archive show of all proofs of a message that they existed before the first certificate behind them ended.
import type { Evidence, LedgerMessage } from '../ledger-message';

export const isSealedInTime = (
  { provenUntil }: Pick<LedgerMessage, 'provenUntil'>,
  evidence: readonly Evidence[],
  sealed: { readonly [sha256: string]: { existedBefore: string } },
): boolean => {
  const proven = evidence.filter(({ report }) => report.verdict === 'verified');
  // A day and not an instant: what was sealed in its course does not count as early enough.
  return (
    provenUntil !== null && proven.length > 0 && proven.every(({ sha256 }) => (sealed[sha256]?.existedBefore ?? '9999') <= provenUntil)
  );
};
