// Tells our own pages (popup, side panel, options) from content scripts among the senders of messages.
import { browser } from 'wxt/browser';

type Sender = { id?: string | undefined; url?: string | undefined };

export const isOwnPage = ({ id, url }: Sender): boolean =>
  id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('/')) === true;
