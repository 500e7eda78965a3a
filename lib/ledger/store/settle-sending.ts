// A sending that was noticed in a webmail is no longer waited for once a receipt tells of it.
import type { LedgerMessage } from '../ledger-message';
import { findSending, toNoticedMessage } from '../match-sending';
import type { Sending } from '../sending';
import type { LedgerDatabase } from './ledger-tables';

/** Any receipt tells that the message reached its provider, the acceptance or another that was read before it; a claim tells nothing. */
export const isProvenSent = ({ state, evidence }: LedgerMessage): boolean =>
  state !== 'received' && evidence.some(({ verdict, foreign }) => verdict === 'verified' && foreign === undefined);

type Tables = Pick<LedgerDatabase, 'sendings' | 'messages' | 'summaries'>;

/** Takes the row of a sending away; what proves it has a row of its own. */
export const dropSending = async ({ sendings, messages, summaries }: Tables, id: string): Promise<void> => {
  const sending = await sendings.get(id);
  if (!sending) return;
  const { identifier } = toNoticedMessage(sending);
  await Promise.all([sendings.delete(id), messages.delete(identifier), summaries.delete(identifier)]);
};

/** @param noticed all sendings that are waited for
 * @param written messages, whichever of their receipts came first; inside the transaction that wrote them */
export const settleSendings = async (tables: Tables, noticed: readonly Sending[], written: readonly LedgerMessage[]): Promise<void> => {
  const found = written.filter(isProvenSent).flatMap((message) => findSending(noticed, message) ?? []);
  await Promise.all(found.map(({ id }) => dropSending(tables, id)));
};

/** The clock of the user may be ahead of the provider's. */
const AHEAD_MS = 5 * 60_000;

/** The message that is that sending: its receipt was quicker, or came meanwhile, or it comes out of an old copy. */
export const findSettled = async (
  { messages, summaries }: Pick<Tables, 'messages' | 'summaries'>,
  sending: Sending,
): Promise<LedgerMessage | undefined> => {
  const newest: [number, string] = [Number.NEGATIVE_INFINITY, ''];
  const rows = await summaries
    .where('order')
    .between(newest, [AHEAD_MS - Date.parse(sending.sentAt), '\uffff'], true, true)
    .primaryKeys();
  const found = await messages.bulkGet(rows);
  return found.find((row) => row !== undefined && isProvenSent(row.message) && findSending([sending], row.message) !== undefined)?.message;
};
