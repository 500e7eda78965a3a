// Opens the view that stays beside the page: Chrome's side panel, Firefox's sidebar.
import { browser } from 'wxt/browser';

/** Each browser has one of the two. */
type SideApi = {
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void> };
};

/** Must be the first call of the click handler, before any await: both browsers open it for a click only. */
export const openSide = (windowId: number): Promise<void> => {
  const { sidePanel, sidebarAction } = browser as unknown as SideApi;
  return sidePanel?.open({ windowId }) ?? sidebarAction?.open() ?? Promise.resolve();
};
