// Whether a message comes from a page of this extension, and not from a script of ours in somebody's page.
import { browser } from 'wxt/browser';

type Sender = { id?: string | undefined; url?: string | undefined };

export const isOwnPage = (sender: Sender | undefined): boolean =>
  sender?.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
