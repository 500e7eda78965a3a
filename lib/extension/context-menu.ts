// The two commands of the page's context menu: verify the message behind a link, and verify the one that is open. They need no access to any site.
import { type Browser, browser } from 'wxt/browser';
import { verifyOnce } from './verify-once';
import { readWording } from './with-wording';

const LINK = 'verify-link';
const PAGE = 'verify-page';
const PAGES = ['https://*/*', 'http://*/*'];

export const createMenu = async (): Promise<void> => {
  const wording = await readWording();
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: LINK, title: wording.text('menu_verify_link'), contexts: ['link'], targetUrlPatterns: PAGES });
  browser.contextMenus.create({ id: PAGE, title: wording.text('menu_verify_page'), contexts: ['page'], documentUrlPatterns: PAGES });
};

/** Where the browser cannot open the popup by itself, the same view opens in a window of its own. */
const openPopup = async ({ id, windowId }: Browser.tabs.Tab): Promise<void> => {
  try {
    await browser.action.openPopup({ windowId });
  } catch {
    await browser.windows.create({ url: browser.runtime.getURL(`/popup.html?tab=${id}`), type: 'popup', width: 440, height: 640 });
  }
};

export const followMenu = async (info: Browser.contextMenus.OnClickData, tab: Browser.tabs.Tab | undefined): Promise<void> => {
  if (tab?.id === undefined) return;
  const isLink = info.menuItemId === LINK;
  // Before any other wait: the browser forgets the click.
  const opened = openPopup(tab);
  const frame = isLink ? { frameId: info.frameId ?? 0, pageUrl: info.frameUrl ?? tab.url } : { frameId: 0, pageUrl: tab.url };
  await verifyOnce({ tabId: tab.id, ...frame, url: isLink ? (info.linkUrl ?? null) : null });
  await opened;
};
