// Follows what may change which webmails are on: permissions, given here or in the browser's own settings, and the administration's rules.
import { browser } from 'wxt/browser';
import type { ContentRequest } from '../protocol';
import { injectIntoOpenTabs, readSites, reconcileSites } from './sites';

/** Whatever was granted, forgotten by the browser or left by an old version: scripts and open pages are as they should be. A frame takes the script once. */
const restoreSites = async (): Promise<void> => {
  await reconcileSites();
  await injectIntoOpenTabs([...(await readSites()).values()].flat());
};

/** Every tab, because the address of one whose site is off is none of our business any more: only a script of ours hears it. */
const tellTabs = async (): Promise<void> => {
  const request: ContentRequest = { type: 'access-changed' };
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.allSettled(tabs.map(({ id }) => browser.tabs.sendMessage(id ?? -1, request)));
};

/** Each for itself: a registration that fails must not leave marks in a page, and a script that starts meanwhile asks first. */
const switchOff = (): Promise<unknown> => Promise.allSettled([reconcileSites(), tellTabs()]);

const followRules = (): Promise<unknown> => Promise.allSettled([restoreSites(), tellTabs()]);

/** Without waiting: an event that woke the background up is only delivered to listeners that are there at once. */
export const watchAccess = (): void => {
  browser.runtime.onInstalled.addListener(() => void restoreSites());
  browser.runtime.onStartup.addListener(() => void reconcileSites());
  browser.permissions.onAdded.addListener(() => void restoreSites());
  browser.permissions.onRemoved.addListener(() => void switchOff());
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void followRules();
  });
};
