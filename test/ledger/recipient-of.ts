// The one recipient of a message that a test is about.
import type { Evidence, LedgerRecipient } from '../../lib/ledger/ledger-message';
import { toLedgerMessage } from '../../lib/ledger/message-state';
import { NOW } from './build-evidence';

export const recipientOf = (address: string, ...evidence: Evidence[]): LedgerRecipient => {
  const found = toLedgerMessage(evidence, NOW).recipients.find((recipient) => recipient.address === address);
  if (!found) throw new Error(`no recipient ${address}`);
  return found;
};
