// Tab numbers as the extension knows them: asked once for each page, by a page of the extension while that page is the active one.
import type { Page } from './driver';

/** Needs no permission to see addresses. */
const readActiveTabId = (asker: Page): Promise<number> =>
  asker.evaluate(async () => {
    type Api = { tabs: { query(filter: object): Promise<{ id: number }[]> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const [tab] = await (browser ?? chrome).tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id ?? -1;
  });

/** Brings the page to the front when it asks. */
export const createTabIds = (openAsker: () => Promise<Page>): ((page: Page) => Promise<number>) => {
  const known = new WeakMap<Page, number>();
  return async (page) => {
    const told = known.get(page);
    if (told !== undefined) return told;
    const asker = await openAsker();
    await page.bringToFront();
    try {
      const id = await readActiveTabId(asker);
      known.set(page, id);
      return id;
    } finally {
      await asker.close();
    }
  };
};
