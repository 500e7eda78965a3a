// Asks the content scripts of a tab; a tab without one, or one that is just loading, answers nothing.
import { type Browser, browser } from 'wxt/browser';
import type { ContentRequest } from '../protocol';

export const askTab = async (tab: Browser.tabs.Tab, request: ContentRequest, options: { frameId?: number } = {}): Promise<unknown> => {
  try {
    return tab.id === undefined ? undefined : await browser.tabs.sendMessage(tab.id, request, options);
  } catch {
    return undefined;
  }
};
