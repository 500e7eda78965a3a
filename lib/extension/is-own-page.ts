// Whether a message comes from a page of this extension, and not from a script of ours in somebody's page.
import { type Browser, browser } from 'wxt/browser';

export const isOwnPage = (sender: Browser.runtime.MessageSender | undefined): boolean =>
  sender?.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
