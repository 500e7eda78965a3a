// What of a row is proven, when its clocks start, and whether a proof of it is still out.
import type { LedgerEvidence, LedgerMessage } from './ledger-message';
import { toInstant } from './proof';

/** A row before anybody asked whether it needs an eye. */
export type Row = Omit<LedgerMessage, 'attention'>;

export const toProven = (row: Row): LedgerEvidence[] => row.evidence.filter(({ verdict, foreign }) => verdict === 'verified' && !foreign);

/** Certified time of acceptance, or of the first proof where that receipt is missing; null when nothing is proven. */
export const findStart = (row: Row): string | null => {
  if (row.acceptedAt !== null) return row.acceptedAt;
  const times = toProven(row).flatMap(({ at }) => at ?? []);
  return times.reduce<string | null>((first, at) => (toInstant(at) < toInstant(first) ? at : first), null);
};

/** True while the acceptance, or what became of a certified recipient, is not proven. */
export const isProofOut = ({ state, recipients }: Row): boolean =>
  state === 'sent' ||
  (state === 'accepted' && recipients.some((recipient) => recipient.state === 'waiting' || recipient.state === 'warned'));
