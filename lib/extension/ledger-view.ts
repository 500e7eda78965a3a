// The state of the ledger page, what the page draws of it, and how it is read from the ledger.

import { findAttention } from '../ledger/attention';
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import { countTabs, type LedgerTab, searchMessages } from '../ledger/search';
import type { LedgerPageProps } from '../view';
import { type LedgerKind, toLedgerProblem, withLedger } from './with-ledger';

export type LedgerView = {
  /** All of them, newest first. */
  messages: LedgerMessage[];
  /** Of the selected message. */
  evidence: Evidence[];
  tab: LedgerTab;
  query: string;
  selected: string | null;
  outcomes: LedgerPageProps['outcomes'];
  progress: LedgerPageProps['progress'];
  problem: LedgerPageProps['problem'];
  now: string;
};

export const toLedgerView = (now: string): LedgerView => ({
  messages: [],
  evidence: [],
  tab: 'all',
  query: '',
  selected: null,
  outcomes: [],
  progress: null,
  problem: null,
  now,
});

export const toLedgerProps = (view: LedgerView): Omit<LedgerPageProps, 'actions'> => {
  const ordered = view.tab === 'attention' ? findAttention(view.messages, view.now) : view.messages;
  return {
    ...view,
    messages: searchMessages(ordered, view.tab, view.query),
    counts: countTabs(view.messages),
    selected: view.messages.find(({ identifier }) => identifier === view.selected) ?? null,
  };
};

export const readLedgerView = async (kind: LedgerKind, selected: string | null): Promise<Partial<LedgerView>> => {
  const now = new Date().toISOString();
  try {
    const { result, lost } = await withLedger(async (ledger) => {
      const messages = await ledger.messages(now);
      return { messages, evidence: selected === null ? [] : await ledger.evidenceOf(selected) };
    }, kind);
    return { ...result, now, problem: lost ? 'ledger-lost' : null };
  } catch (error) {
    return { now, problem: toLedgerProblem(error) };
  }
};
