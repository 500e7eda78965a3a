// Hosts of time-stamp services while one is asked: they are no webmail, and no content script may run there.
import { browser } from 'wxt/browser';

const KEY = 'timestampHosts';

// Only trusted contexts can write storage.session, and only this file writes the key.
export const readTimestampHosts = async (): Promise<string[]> => {
  const { [KEY]: stored } = await browser.storage.session.get(KEY);
  return Array.isArray(stored) ? (stored as string[]) : [];
};

export const noteTimestampHost = async (pattern: string): Promise<void> =>
  browser.storage.session.set({ [KEY]: [...new Set([...(await readTimestampHosts()), pattern])] });

export const forgetTimestampHost = async (pattern: string): Promise<void> =>
  browser.storage.session.set({ [KEY]: (await readTimestampHosts()).filter((other) => other !== pattern) });
