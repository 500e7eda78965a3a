// The script in a webmail's page, in every frame of a site that the user switched on: picks the adapter, watches, marks, answers.
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { ShownReply, SiteStateReply } from '../../lib/extension/protocol';
import type { WebmailAdapter } from '../../lib/webmail/adapter';
import { removeLeftovers } from '../../lib/webmail/sight/mount';
import { watchMessages } from '../../lib/webmail/watch-messages';
import { watchSendings } from '../../lib/webmail/watch-sendings';
import type { Wording } from '../../lib/wording';
import { answerTab } from './answer-tab';
import { askKeeps, askProbe, askVerdicts, askWording, reportSending } from './ask-background';
import { claimFrame } from './claim-frame';
import { type FollowedMessage, followMessage } from './follow-message';
import { followWebmail } from './follow-webmail';
import { createRowMarker } from './mark-rows';

const start = (adapter: WebmailAdapter | undefined, wording: Wording, signal: AbortSignal): void => {
  const followed = new Map<string, FollowedMessage>();
  const marker = createRowMarker({ wording, askVerdicts, askKeeps, signal });
  const isOpen = (key: string): boolean => adapter?.openMessages(document).some((message) => message.key === key) ?? false;
  const siteState = (): SiteStateReply => ({
    ...{ adapter: adapter?.id ?? null, isProven: adapter?.isProven ?? true },
    problems: adapter?.selfCheck(document) ?? [],
  });
  // Of several messages of a conversation the tab answers for the one opened last.
  const whatIsShown = (): ShownReply | null =>
    [...followed.values()]
      .reverse()
      .find((one) => one.toReply() !== null)
      ?.toReply() ?? null;
  answerTab({ whatIsShown, siteState, verdictsChanged: marker.refresh }, signal);
  if (adapter === undefined) return;
  const news = {
    opened(message, closed) {
      followed.set(message.key, followMessage(message, { wording, isOpen, signal: closed }));
      closed.addEventListener('abort', () => followed.delete(message.key), { once: true });
    },
    redrawn: (message) => followed.get(message.key)?.redrawn(message),
    listed: marker.listed,
    askProbe: () => askProbe(adapter.id),
  } satisfies Parameters<typeof watchMessages>[2];
  watchMessages(document, adapter, news, signal);
  if (adapter.sending !== undefined) watchSendings(document, adapter.sending, reportSending, signal);
};

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  allFrames: true,
  runAt: 'document_idle',
  async main(ctx) {
    const stop = claimFrame(ctx, 'messages');
    if (stop === null) return;
    removeLeftovers(document);
    const wording = await askWording();
    if (wording === null) stop.abort();
    else await followWebmail((adapter, signal) => start(adapter, wording, signal), wording, stop.signal);
  },
});
