// The two commands of the page's context menu: verify the message behind a link, and verify the one that is open. They need no access to any site.
import { type Browser, browser } from 'wxt/browser';
import { findSite, toOrigin } from './access/sites';
import { type OnceOrder, verifyOnce } from './access/verify-once';
import { readWording } from './settings/with-wording';

const LINK = 'verify-link';
const PAGE = 'verify-page';
/** Firefox names what lies in a frame by another word; to Chromium it is part of the page, and that word would add the command to every link there. */
const PAGE_CONTEXTS: ['page', ...'frame'[]] = import.meta.env.FIREFOX ? ['page', 'frame'] : ['page'];
const PAGES = ['https://*/*', 'http://*/*'];

export const createMenu = async (): Promise<void> => {
  const wording = await readWording();
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: LINK, title: wording.text('menu_verify_link'), contexts: ['link'], targetUrlPatterns: PAGES });
  browser.contextMenus.create({ id: PAGE, title: wording.text('menu_verify_page'), contexts: PAGE_CONTEXTS, documentUrlPatterns: PAGES });
};

/** Where the browser cannot open the popup by itself, the same view opens in a window of its own. */
const openPopup = async ({ id, windowId }: Browser.tabs.Tab): Promise<void> => {
  try {
    await browser.action.openPopup({ windowId });
  } catch {
    await browser.windows.create({ url: browser.runtime.getURL(`/popup.html?tab=${id}`), type: 'popup', width: 440, height: 640 });
  }
};

/** The page as a whole reads frames of its own origin, also those that it wrote itself; one of another origin is read from within. */
const toPlace = ({ frameId = 0, frameUrl }: Browser.contextMenus.OnClickData, { url }: Browser.tabs.Tab): Omit<OnceOrder, 'tabId'> => {
  const isForeign = frameId !== 0 && findSite(frameUrl) !== undefined && toOrigin(frameUrl) !== toOrigin(url);
  return isForeign ? { frameId, pageUrl: frameUrl } : { pageUrl: url, frameUrl: frameId === 0 ? null : (frameUrl ?? null) };
};

export const followMenu = async (info: Browser.contextMenus.OnClickData, tab: Browser.tabs.Tab | undefined): Promise<void> => {
  if (tab?.id === undefined) return;
  // Before any other wait: the browser forgets the click.
  const opened = openPopup(tab);
  await verifyOnce({ tabId: tab.id, ...toPlace(info, tab), url: info.menuItemId === LINK ? (info.linkUrl ?? null) : null });
  await opened;
};
