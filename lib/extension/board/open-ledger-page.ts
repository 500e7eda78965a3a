// Brings the ledger page to the front on a message, reusing the tab that shows it already.
import { browser } from 'wxt/browser';
import { type LedgerLink, toLedgerHash } from './ledger-link';

export const openLedgerPage = async (link: Partial<LedgerLink>): Promise<void> => {
  const page = browser.runtime.getURL('/ledger.html');
  const url = page + toLedgerHash(link);
  const [open] = await browser.tabs.query({ url: `${page}*` });
  if (open?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.id, { url, active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
};
