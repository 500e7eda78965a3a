// Keeps a sending that was noticed in a webmail, as a row of the board that waits for its acceptance.
import { toAttention } from '../attention';
import { toNoticedMessage } from '../match-sending';
import { foldAddress } from '../proof';
import type { Sending } from '../sending';
import type { LedgerDatabase } from './ledger-tables';
import { putMessage } from './refresh-messages';
import { findSettled } from './settle-sending';

/** Nobody who waits for so many has one under way. */
const MAX_SENDINGS = 500;

/** Only of a mailbox that is known to send PEC: an ordinary one gets no receipt, and would be missed in vain.
 * False when it was not kept. */
export const noteSending = (database: LedgerDatabase, sending: Sending): Promise<boolean> => {
  const { sendings, messages, summaries, annotations, evidence } = database;
  return database.transaction('rw', [sendings, messages, summaries, annotations, evidence], async () => {
    const [known, kept] = await Promise.all([
      summaries.where('own').equals(foldAddress(sending.from)).limit(1).primaryKeys(),
      sendings.count(),
    ]);
    if (known.length === 0 || kept >= MAX_SENDINGS || (await findSettled(database, sending)) !== undefined) return false;
    const message = toNoticedMessage(sending);
    await sendings.put(sending);
    await putMessage(database, { ...message, attention: toAttention(message, sending.sentAt) }, sending.sentAt, sending.sentAt);
    return true;
  });
};
