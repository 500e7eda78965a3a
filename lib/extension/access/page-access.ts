// Popup and side panel: which tab is meant, and the browser's question for access to its host.
import { type Browser, browser } from 'wxt/browser';
import type { Site } from './sites';

/** `?tab=<id>` names a tab (tests, and a panel opened for one); otherwise it is the active one of this window. */
export const findShownTab = async (search: string): Promise<Browser.tabs.Tab | undefined> => {
  const named = /^\d+$/.exec(new URLSearchParams(search).get('tab') ?? '')?.[0];
  if (named === undefined) return (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  try {
    return await browser.tabs.get(Number(named));
  } catch {
    return undefined;
  }
};

/**
 * Must be the first call of the click handler, before any await: Firefox forgets the click otherwise. Nothing may depend on the
 * answer, because Firefox closes the popup when it asks; the background hears of the grant by itself.
 */
export const requestSite = (site: Site): Promise<boolean> => browser.permissions.request({ origins: [site.pattern] });

export const dropSite = (patterns: readonly string[]): Promise<boolean> => browser.permissions.remove({ origins: [...patterns] });
