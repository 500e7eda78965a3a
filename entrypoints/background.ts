// Answers the content scripts and the pages; holds nothing in memory, because the browser may stop it at any moment.
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { answerRequest } from '../lib/extension/answer-requests';
import { createMenu, followMenu } from '../lib/extension/context-menu';
import { judgeSource } from '../lib/extension/judge-source';
import { type ContentRequest, SOURCE_PORT } from '../lib/extension/protocol';
import { type ReceivedSource, receiveSource } from '../lib/extension/receive-source';
import { guardSettings, watchSettings } from '../lib/extension/settings';
import { injectIntoOpenTabs, readSites, reconcileSites } from '../lib/extension/sites';
import { tellTaught } from '../lib/extension/tell-taught';
import { watchDeadlines } from '../lib/extension/watch-deadlines';
import { PROBES } from '../lib/webmail/probes';

const tellTab = async (tabId: number | undefined, request: ContentRequest): Promise<void> => {
  // Nobody listening is a tab that was closed meanwhile.
  if (tabId !== undefined) await browser.tabs.sendMessage(tabId, request).catch(() => undefined);
};

/** After an installation, an update or a start: what the browser forgot or an old version left is put right. */
const restoreSites = async (): Promise<void> => {
  await reconcileSites();
  await injectIntoOpenTabs([...(await readSites()).values()].flat());
};

const switchOn = async (patterns: readonly string[]): Promise<void> => {
  await reconcileSites();
  await injectIntoOpenTabs(patterns);
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
    browser.contextMenus.onClicked.addListener((info, tab) => void followMenu(info, tab));
    watchSettings(() => void createMenu(), new AbortController().signal);
    browser.runtime.onInstalled.addListener(() => void Promise.all([createMenu(), restoreSites()]));
    browser.runtime.onStartup.addListener(() => void Promise.all([createMenu(), reconcileSites()]));
    browser.permissions.onAdded.addListener(({ origins = [] }) => void switchOn(origins));
    browser.permissions.onRemoved.addListener(() => void reconcileSites());
  },
});
