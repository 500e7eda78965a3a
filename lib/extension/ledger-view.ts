// The state of the ledger page, what the page draws of it, and how it is read from the ledger.

import { findAttention } from '../ledger/attention';
import { compareBriefReceipts } from '../ledger/compare-brief-receipts';
import type { Evidence, LedgerMessage } from '../ledger/ledger-message';
import { countTabs, type LedgerTab, searchMessages } from '../ledger/search';
import type { Ledger } from '../ledger/store';

import type { VerifyContext } from '../verify/verify-message';
import type { LedgerPageProps } from '../view';
import { readShownSecondLayer } from './read-second-layer';
import { type LedgerKind, toLedgerProblem, withLedger } from './with-ledger';

export type LedgerView = {
  /** All of them, newest first. */
  messages: LedgerMessage[];
  /** Of the selected message. */
  evidence: Evidence[];
  secondLayer: LedgerPageProps['secondLayer'];
  comparison: LedgerPageProps['comparison'];
  tab: LedgerTab;
  query: string;
  selected: string | null;
  outcomes: LedgerPageProps['outcomes'];
  passedOver: number;
  progress: LedgerPageProps['progress'];
  problem: LedgerPageProps['problem'];
  now: string;
};

export const toLedgerView = (now: string): LedgerView => ({
  messages: [],
  evidence: [],
  secondLayer: {},
  comparison: null,
  tab: 'all',
  query: '',
  selected: null,
  outcomes: [],
  passedOver: 0,
  progress: null,
  problem: null,
  now,
});

type Board = Pick<LedgerPageProps, 'messages' | 'counts'>;

const toBoard = ({ messages, tab, query, now }: LedgerView): Board => {
  const ordered = tab === 'attention' ? findAttention(messages, now) : messages;
  return { messages: searchMessages(ordered, tab, query), counts: countTabs(messages) };
};

let last: { view: LedgerView; board: Board } | undefined;

/** Thousands of messages are not searched again for a progress that was made beside them. */
const findBoard = (view: LedgerView): Board => {
  const isSame = last !== undefined && (['messages', 'tab', 'query', 'now'] as const).every((name) => last?.view[name] === view[name]);
  if (last === undefined || !isSame) last = { view, board: toBoard(view) };
  return last.board;
};

export const toLedgerProps = (view: LedgerView): Omit<LedgerPageProps, 'actions'> => {
  return {
    ...view,
    ...findBoard(view),
    selected: view.messages.find(({ identifier }) => identifier === view.selected) ?? null,
  };
};

/** A comparison that fails must not hide the evidence. */
const readEvidence = async (ledger: Ledger, selected: string, context: () => Promise<VerifyContext>): Promise<Evidence[]> => {
  const evidence = await ledger.evidenceOf(selected);
  return compareBriefReceipts(evidence, (sha256) => ledger.bytesOf(sha256), context).catch(() => evidence);
};

export const readLedgerView = async (
  kind: LedgerKind,
  selected: string | null,
  readContext: () => Promise<VerifyContext>,
): Promise<Partial<LedgerView>> => {
  const now = new Date().toISOString();
  try {
    const { result, lost } = await withLedger(async (ledger) => {
      const messages = await ledger.messages(now);
      const evidence = selected === null ? [] : await readEvidence(ledger, selected, readContext);
      return { messages, evidence, secondLayer: await readShownSecondLayer(evidence, (sha256) => ledger.bytesOf(sha256)) };
    }, kind);
    return { ...result, now, problem: lost ? 'ledger-lost' : null };
  } catch (error) {
    return { now, problem: toLedgerProblem(error) };
  }
};
