// Brings a further script of ours into the frame that asks for it.
import { type Browser, browser } from 'wxt/browser';

export const SCRIPTS = ['more-webmails', 'taught-webmail', 'card-sight'] as const;

export const bringScript = async (script: (typeof SCRIPTS)[number], { tab, frameId }: Browser.runtime.MessageSender): Promise<boolean> => {
  if (tab?.id === undefined || frameId === undefined) return false;
  try {
    await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [frameId] }, files: [`/content-scripts/${script}.js`] });
    return true;
  } catch {
    // The page was left meanwhile.
    return false;
  }
};
