// Brings a further script of ours into the frame that asks for it.
import { type Browser, browser } from 'wxt/browser';
import { withoutVeils } from './without-veils';

export const SCRIPTS = ['more-webmails', 'taught-webmail', 'card-sight'] as const;
type Script = (typeof SCRIPTS)[number];

export const bringScript = async (script: Script, { tab, frameId }: Browser.runtime.MessageSender): Promise<boolean> => {
  const tabId = tab?.id;
  if (tabId === undefined || frameId === undefined) return false;
  const bring = () => browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [`/content-scripts/${script}.js`] });
  try {
    await (script === 'card-sight' ? withoutVeils(tabId, bring) : bring());
    return true;
  } catch {
    // The page was left meanwhile.
    return false;
  }
};
