// What the buttons of popup and side panel do.
import { browser } from 'wxt/browser';
import type { DroppedItem, PopupProps, WalkOrder } from '../../view';
import { dropSite, requestSite } from '../access/page-access';
import { findGrants, findSite } from '../access/sites';
import { verifyOnce } from '../access/verify-once';
import type { LedgerLink } from '../board/ledger-link';
import { openLedgerPage } from '../board/open-ledger-page';
import { copyText } from '../copy-text';
import { giveSource } from '../sources/give-source';
import { orderTeaching } from '../taught/teach-page';
import { orderWalk } from '../walks/folder-walk';
import { openSide } from './open-side';
import type { Popup } from './popup-page';

/** `leave` closes the popup once another page took over; null in the side panel, which stays. */
export const createPopupActions = (popup: Popup, leave: (() => void) | null): PopupProps['actions'] => {
  const open = async (link: Partial<LedgerLink>): Promise<void> => {
    await openLedgerPage(link);
    leave?.();
  };
  const openOptions = async (): Promise<void> => {
    await browser.runtime.openOptionsPage();
    leave?.();
  };
  const switchOff = async (): Promise<void> => {
    const host = findSite(popup.state.tab?.url)?.host;
    if (host !== undefined) await dropSite(await findGrants(host));
  };
  const walk = async (order: WalkOrder): Promise<void> => popup.show({ walk: await orderWalk(popup.state.tab, order) });
  const verifyOpen = async (): Promise<void> => {
    const { tab } = popup.state;
    const isStarted = tab?.id !== undefined && (await verifyOnce({ tabId: tab.id, pageUrl: tab.url }));
    popup.show({ shown: isStarted ? { status: 'reading' } : { status: 'problem', problem: 'no-page-access' }, isAsked: true });
  };
  const give = async (items: DroppedItem[] | string): Promise<void> => {
    popup.show({ given: { status: 'reading' } });
    popup.show({ given: await giveSource(items, popup.state.tab?.incognito === true) });
  };
  return {
    switchOn: () => {
      const site = findSite(popup.state.tab?.url);
      if (site !== undefined) void requestSite(site);
    },
    switchOff: () => void switchOff(),
    verifyOpen: () => void verifyOpen(),
    copyText,
    give: (items) => void give(items),
    openLedgerPage: () => void open({}),
    verifyFiles: () => void open({}),
    openOptions: () => void openOptions(),
    openSide: leave && (() => void openSide(popup.state.tab?.windowId ?? 0).then(leave, () => undefined)),
    search: (query) => void open({ query }),
    walk: (order) => void walk(order),
    teach: (order) => void orderTeaching(popup.state.tab, order).then(() => order === 'start' && leave?.()),
    openLedger: (identifier) => void open({ identifier }),
    saveOriginal: (sha256) => void open({ act: 'save-original', sha256 }),
    exportBundle: (identifier) => void open({ identifier, act: 'export' }),
  };
};
