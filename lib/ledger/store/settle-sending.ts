// A sending that was noticed in a webmail is no longer waited for once a receipt tells of it.
import type { LedgerMessage } from '../ledger-message';
import { findSending, toNoticedMessage } from '../match-sending';
import type { LedgerDatabase } from './ledger-tables';

type Tables = Pick<LedgerDatabase, 'sendings' | 'messages' | 'summaries'>;

/** Takes the row of a sending away; what proves it has a row of its own. */
export const dropSending = async ({ sendings, messages, summaries }: Tables, id: string): Promise<void> => {
  const sending = await sendings.get(id);
  if (!sending) return;
  const { identifier } = toNoticedMessage(sending);
  await Promise.all([sendings.delete(id), messages.delete(identifier), summaries.delete(identifier)]);
};

/** @param message that the user sent, whichever of its receipts came first; inside the transaction that wrote it */
export const settleSending = async (tables: Tables, message: LedgerMessage): Promise<void> => {
  const found = findSending(await tables.sendings.toArray(), message);
  if (found) await dropSending(tables, found.id);
};
