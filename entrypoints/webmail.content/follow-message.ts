// Follows one open message from the moment it is opened until it is closed: judges it, draws its card, answers for it.

import type { BackgroundRequest, ShownReply } from '../../lib/extension/protocol';
import type { ShownMessage } from '../../lib/view';
import type { OpenMessage } from '../../lib/webmail/adapter';
import type { Wording } from '../../lib/wording';
import { askBackground, isCutOff } from './ask-background';
import { readCollapsed, writeCollapsed } from './card-collapsed';
import { type CardActions, createCard } from './create-card';
import { judgeMessage } from './judge-message';

export type FollowedMessage = { key: string; redrawn(message: OpenMessage): void; toReply(): ShownReply | null };
/** `isOpen` reads the page anew: between two looks of the watcher another message may have taken the place. */
type Parts = { wording: Wording; isOpen(key: string): boolean; signal: AbortSignal };

export const followMessage = (message: OpenMessage, { wording, isOpen, signal }: Parts): FollowedMessage => {
  let shown: ShownMessage = { status: 'none' };
  let collapsed = false;

  const show = (next: ShownMessage): void => {
    if (signal.aborted || !isOpen(message.key)) return;
    shown = next;
    // Ordinary mail stays unmarked, also while it is read and when that fails.
    card.draw(shown.status === 'judged' || message.looksLikePec ? shown : { status: 'none' }, collapsed);
  };
  const judge = async (): Promise<void> => {
    show({ status: 'reading' });
    show(await judgeMessage(message, signal));
  };
  const open = (request: Omit<Extract<BackgroundRequest, { type: 'open-ledger' }>, 'type'>): void => {
    if (isCutOff()) show({ status: 'problem', problem: 'extension-updated' });
    else void askBackground({ type: 'open-ledger', ...request });
  };
  const actions: CardActions = {
    openLedger: (identifier) => open({ identifier, act: 'show', sha256: null }),
    saveOriginal: (sha256) => open({ identifier: null, act: 'save-original', sha256 }),
    exportBundle: (identifier) => open({ identifier, act: 'export', sha256: null }),
    collapse(next) {
      collapsed = next;
      show(shown);
      void writeCollapsed(next);
    },
    retry: () => void judge(),
  };
  const card = createCard({ anchor: message.anchor, wording, actions, signal });
  void readCollapsed().then((stored) => {
    collapsed = stored;
    return judge();
  });
  return {
    key: message.key,
    redrawn: ({ anchor }) => card.place(anchor),
    toReply: () => (signal.aborted ? null : toReply(shown, card.isSeen())),
  };
};

const toReply = (shown: ShownMessage, isSeen: boolean): ShownReply | null => {
  if (shown.status === 'none') return null;
  if (shown.status !== 'judged') return shown;
  return { status: 'judged', sha256: shown.report.sha256, fidelity: shown.fidelity, isSeen };
};
