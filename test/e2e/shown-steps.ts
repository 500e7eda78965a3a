// Asks a tab's content scripts what they show, as the popup does: the sure way to know that a message was judged and left unmarked.
import type { BrowserDriver, Page } from './driver';
import { retry } from './scope';

export type ShownIn = {
  /** The answer of the tab, once its message is `judged` or a `problem`. */
  settled(): Promise<Answer>;
  close(): Promise<void>;
};

type Answer = { status: string; sha256?: string };

const ask = (asker: Page, tab: number): Promise<Answer | null> =>
  asker.evaluate(async (_root, id: number) => {
    type Api = { tabs: { sendMessage(tab: number, request: object): Promise<Answer | null | undefined> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    return (await (browser ?? chrome).tabs.sendMessage(id, { type: 'what-is-shown' }).catch(() => null)) ?? null;
  }, tab);

export const watchShown = async (driver: BrowserDriver, page: Page): Promise<ShownIn> => {
  const tab = await driver.tabIdOf(page);
  const asker = await driver.openPage(driver.extensionUrl('popup.html?tab=0'));
  await page.bringToFront();
  return {
    settled: () =>
      retry('the message to be judged', async () => {
        const answer = await ask(asker, tab);
        return answer?.status === 'judged' || answer?.status === 'problem' ? answer : undefined;
      }),
    close: () => asker.close(),
  };
};
