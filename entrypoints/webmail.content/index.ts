// The script in a webmail's page, in every frame of a site that the user switched on: picks the adapter, watches, marks, answers.
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { SiteStateReply } from '../../lib/extension/protocol';
import type { WebmailAdapter } from '../../lib/webmail/adapter';
import { removeLeftovers } from '../../lib/webmail/mount';
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
  let followed: FollowedMessage | null = null;
  const marker = createRowMarker({ wording, askVerdicts, askKeeps, signal });
  const isOpen = (key: string): boolean => adapter?.openMessages(document).some((message) => message.key === key) ?? false;
  const siteState = (): SiteStateReply => ({ adapter: adapter?.id ?? null, problems: adapter?.selfCheck(document) ?? [] });
  answerTab({ whatIsShown: () => followed?.toReply() ?? null, siteState, verdictsChanged: marker.refresh }, signal);
  if (adapter === undefined) return;
  const news = {
    opened(message, closed) {
      followed = followMessage(message, { wording, isOpen, signal: closed });
    },
    redrawn: (message) => void (followed?.key === message.key && followed.redrawn(message)),
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
    else followWebmail((adapter, signal) => start(adapter, wording, signal), wording, stop.signal);
  },
});
