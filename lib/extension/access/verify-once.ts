// Looks at a page, or has one message of it verified, because the user asked on it just now: without switching its site on.
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import type { PageHint } from '../../view';
import type { ContentRequest } from '../protocol';
import { allowOnce } from './once-allowed';
import { findSite, isSiteAllowed } from './sites';

const SCRIPT = 'content-scripts/verify-once.js';

const HINT = v.object({ webmail: v.nullable(v.pipe(v.string(), v.maxLength(40))), looksLikePec: v.boolean() }) satisfies v.GenericSchema<
  unknown,
  PageHint
>;

const ask = async (tabId: number, frameId: number, request: ContentRequest): Promise<unknown> => {
  await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [`/${SCRIPT}`] });
  return browser.tabs.sendMessage(tabId, request, { frameId });
};

/** Null where the browser does not let us in: its own pages, stores, and tabs that nobody opened to us. */
export const readPageHint = async (tab: Browser.tabs.Tab | undefined): Promise<PageHint | null> => {
  try {
    const site = findSite(tab?.url);
    if (tab?.id === undefined || site === undefined || !(await isSiteAllowed(site))) return null;
    const hint = v.safeParse(HINT, await ask(tab.id, 0, { type: 'once-look' }));
    return hint.success ? hint.output : null;
  } catch {
    return null;
  }
};

export type OnceOrder = { tabId: number; frameId?: number; pageUrl: string | undefined; url?: string | null; frameUrl?: string | null };

/** False where the browser does not let us in. */
export const verifyOnce = async ({ tabId, frameId = 0, pageUrl, url = null, frameUrl = null }: OnceOrder): Promise<boolean> => {
  const site = findSite(pageUrl);
  // Where the administration says which webmails may be read, others are not read for once either.
  if (site === undefined || !(await isSiteAllowed(site))) return false;
  try {
    await allowOnce(tabId, site.host);
    return (await ask(tabId, frameId, { type: 'once-verify', url, frameUrl })) === true;
  } catch {
    return false;
  }
};
