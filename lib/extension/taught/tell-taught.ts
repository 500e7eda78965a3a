// Tells the open pages of a webmail that its recipe came, changed or went, whoever did it: popup, options or the lesson itself.
import { browser } from 'wxt/browser';
import { findSite } from '../access/sites';
import type { ContentRequest } from '../protocol';
import { watchRecipes } from './taught-recipes';

const CHANGED: ContentRequest = { type: 'taught-changed' };

const tell = async (origin: string): Promise<void> => {
  const site = findSite(origin);
  if (site === undefined) return;
  const tabs = await browser.tabs.query({ url: site.pattern });
  await Promise.allSettled(tabs.map(({ id }) => browser.tabs.sendMessage(id ?? -1, CHANGED, { frameId: 0 })));
};

export const tellTaught = (signal: AbortSignal): void =>
  watchRecipes((origins) => {
    for (const origin of origins) void tell(origin).catch(() => undefined);
  }, signal);
