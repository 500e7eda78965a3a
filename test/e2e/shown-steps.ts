// Asks a tab's content scripts what they show, as the popup does: the sure way to know that a message was judged and left unmarked.
import type { BrowserDriver, Page } from './driver';
import { retry } from './scope';

export type ShownIn = {
  /** Waits until the tab's message is `judged` or a `problem`, and tells which. */
  settled(): Promise<string>;
  close(): Promise<void>;
};

type Answer = { status: string } | null | undefined;

const ask = (asker: Page, tab: number): Promise<string> =>
  asker.evaluate(async (_root, id: number) => {
    type Api = { tabs: { sendMessage(tab: number, request: object): Promise<Answer> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const answer = await (browser ?? chrome).tabs.sendMessage(id, { type: 'what-is-shown' }).catch(() => null);
    return answer?.status ?? '';
  }, tab);

export const watchShown = async (driver: BrowserDriver, page: Page): Promise<ShownIn> => {
  const tab = await driver.tabIdOf(page);
  const asker = await driver.openPage(driver.extensionUrl('popup.html?tab=0'));
  await page.bringToFront();
  return {
    settled: () =>
      retry('the message to be judged', async () => {
        const status = await ask(asker, tab);
        return status === 'judged' || status === 'problem' ? status : undefined;
      }),
    close: () => asker.close(),
  };
};
