// Answers the content scripts and the pages; holds nothing in memory, because the browser may stop it at any moment.
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { watchAccess } from '../lib/extension/access/watch-access';
import { answerRequest } from '../lib/extension/answer-requests';
import { createMenu, followMenu } from '../lib/extension/context-menu';
import { judgeSource } from '../lib/extension/judging/judge-source';
import { watchDeadlines } from '../lib/extension/notices/watch-deadlines';
import { type ContentRequest, SOURCE_PORT } from '../lib/extension/protocol';
import { guardSettings, watchSettings } from '../lib/extension/settings/settings';
import { type ReceivedSource, receiveSource } from '../lib/extension/sources/receive-source';
import { tellTaught } from '../lib/extension/taught/tell-taught';
import { PROBES } from '../lib/webmail/probes';

const tellTab = async (tabId: number | undefined, request: ContentRequest): Promise<void> => {
  // Nobody listening is a tab that was closed meanwhile.
  if (tabId !== undefined) await browser.tabs.sendMessage(tabId, request).catch(() => undefined);
};

export default defineBackground({
  type: 'module',
  main() {
    void guardSettings();
    tellTaught(new AbortController().signal);
    watchDeadlines(new AbortController().signal);
    // All listeners at once and without waiting: an event that woke us up is only delivered to those.
    browser.runtime.onConnect.addListener((port) => {
      if (port.name !== SOURCE_PORT) return;
      const tabId = port.sender?.tab?.id;
      receiveSource(port, async (source: ReceivedSource) => {
        const judgement = await judgeSource(source);
        void tellTab(tabId, { type: 'verdicts-changed' });
        return judgement;
      });
    });
    browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
      answerRequest(message, sender, PROBES).then(sendResponse, () => sendResponse(null));
      return true;
    });
    watchAccess();
    browser.contextMenus.onClicked.addListener((info, tab) => void followMenu(info, tab));
    watchSettings(() => void createMenu(), new AbortController().signal);
    browser.runtime.onInstalled.addListener(() => void createMenu());
    browser.runtime.onStartup.addListener(() => void createMenu());
  },
});
