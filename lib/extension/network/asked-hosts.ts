// Hosts of time-stamp services and OCSP responders while one is asked: they are no webmail, and no content script may run there.
import { browser } from 'wxt/browser';

const KEY = 'askedHosts';

// Only trusted contexts can write storage.session, and only this file writes the key.
export const readAskedHosts = async (): Promise<string[]> => {
  const { [KEY]: stored } = await browser.storage.session.get(KEY);
  return Array.isArray(stored) ? (stored as string[]) : [];
};

export const noteAskedHost = async (pattern: string): Promise<void> =>
  browser.storage.session.set({ [KEY]: [...new Set([...(await readAskedHosts()), pattern])] });

export const forgetAskedHost = async (pattern: string): Promise<void> =>
  browser.storage.session.set({ [KEY]: (await readAskedHosts()).filter((other) => other !== pattern) });
