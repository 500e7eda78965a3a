// Which messages a tab and a search text leave on the board, and how many each tab holds.
import type { LedgerMessage } from './ledger-message';
import { foldText, toSearchText } from './search-text';

export type LedgerTab = 'all' | 'attention' | 'waiting' | 'complete';

const isWaiting = ({ recipients }: LedgerMessage): boolean => recipients.some(({ state }) => state === 'waiting' || state === 'warned');

/** Every proof that is due has arrived: accepted, and each recipient delivered or without a proof due. */
const isComplete = ({ state, recipients }: LedgerMessage): boolean =>
  state === 'accepted' && recipients.every((recipient) => recipient.state === 'delivered' || recipient.state === 'no-proof-due');

const isInTab = (message: LedgerMessage, tab: LedgerTab): boolean => {
  if (tab === 'attention') return message.attention.length > 0;
  if (tab === 'waiting') return isWaiting(message);
  return tab === 'all' || isComplete(message);
};

/** Every word of the query must occur somewhere in subject, addresses or identifiers. */
export const searchMessages = (messages: readonly LedgerMessage[], tab: LedgerTab, query: string): LedgerMessage[] => {
  const words = foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  return messages.filter((message) => {
    if (!isInTab(message, tab)) return false;
    const haystack = words.length === 0 ? '' : toSearchText(message, undefined);
    return words.every((word) => haystack.includes(word));
  });
};

export const countTabs = (messages: readonly LedgerMessage[]): Record<LedgerTab, number> => {
  const count = (tab: LedgerTab): number => messages.filter((message) => isInTab(message, tab)).length;
  return { all: messages.length, attention: count('attention'), waiting: count('waiting'), complete: count('complete') };
};
