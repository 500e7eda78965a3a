// What interrupts the extension at its work, and what is left of the work; asked on any page of the extension.
import type { Page, Root } from './driver';

type Api = {
  storage: { local: { remove(key: string): Promise<void> } };
  runtime: { sendMessage(message: unknown): Promise<unknown>; getURL(path: string): string };
  tabs: { create(tab: { url: string }): Promise<{ id: number }>; remove(id: number): Promise<void> };
};

/** As if nothing had ever been recorded. Where the background looks at it the deletion waits. */
export const forgetLedger = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('ledger');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    await (globalThis as unknown as { chrome: Api }).chrome.storage.local.remove('canary');
  });

/** A background that begins looks at the whole ledger at once. */
export const wakeBackground = (page: Page): Promise<void> =>
  page.evaluate(async () => void (await (globalThis as unknown as { chrome: Api }).chrome.runtime.sendMessage({ type: 'texts' })));

/** A tab that nobody waits for; gives its number. */
export const openTab = (page: Page, path: string): Promise<number> =>
  page.evaluate(async (_: Root, address: string) => {
    const { runtime, tabs } = (globalThis as unknown as { chrome: Api }).chrome;
    return (await tabs.create({ url: runtime.getURL(address) })).id;
  }, path);

export const closeTab = (page: Page, id: number): Promise<void> =>
  page.evaluate((_: Root, tab: number) => (globalThis as unknown as { chrome: Api }).chrome.tabs.remove(tab), id);

/** Until a migration has been running for so long, or is over: as long as it runs, everybody else who opens the database waits. */
export const waitWhileMigrating = (page: Page, forMs: number): Promise<void> =>
  page.evaluate(async (_: Root, ms: number) => {
    const pause = (time: number): Promise<'pause'> => new Promise((resolve) => setTimeout(() => resolve('pause'), time));
    /** Gives its version, and lets go of it at once. */
    const look = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('ledger');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result.close();
          resolve(request.result.version);
        };
      });
    for (;;) {
      const seen = await Promise.race([look(), pause(25)]);
      if (seen === 'pause') return void (await pause(ms));
      if (seen > 10) return;
    }
  }, forMs);

/** As the browser counts them, ten for each of ours. While a migration runs it is the one before. */
export const readVersion = (page: Page): Promise<number> =>
  page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'ledger')?.version ?? 0);
