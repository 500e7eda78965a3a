// Hears what content scripts tell the background of a sending that they noticed.
import type { Page } from './driver';

export type NoticedSending = { from: string; to: string[]; cc: string[]; subject: string; messageId: string | null };

/** A page of the extension hears it too. */
export const listenForSendings = (page: Page): Promise<void> =>
  page.evaluate(() => {
    type Api = { runtime: { onMessage: { addListener(listener: (message: { type: string }) => undefined): void } } };
    const world = globalThis as unknown as { browser?: Api; chrome: Api };
    (world.browser ?? world.chrome).runtime.onMessage.addListener((message) => {
      if (message.type !== 'sending-noticed') return;
      const heard = JSON.parse(document.body.dataset.heard ?? '[]');
      document.body.dataset.heard = JSON.stringify([...heard, message]);
    });
  });

/** Once a reader is at work in a webmail's tab: a machine that is slow brings it later than the test's fingers are. */
export const waitForReader = (page: Page, adapter: string): Promise<boolean> =>
  page.waitUntil(
    async (_root, wanted: string) => {
      type Tabs = { query(filter: object): Promise<{ id: number }[]>; sendMessage(tab: number, message: object): Promise<unknown> };
      const world = globalThis as unknown as { browser?: { tabs: Tabs }; chrome: { tabs: Tabs } };
      const { tabs } = world.browser ?? world.chrome;
      const ask = ({ id }: { id: number }) => tabs.sendMessage(id, { type: 'site-state' }).catch(() => null);
      const states = await Promise.all((await tabs.query({})).map(ask));
      return states.some((state) => (state as { adapter?: string } | null | undefined)?.adapter === wanted);
    },
    {},
    adapter,
  );

export const readSendings = async (page: Page): Promise<NoticedSending[]> =>
  page.evaluate(() => JSON.parse(document.body.dataset.heard ?? '[]').map(({ sending }: { sending: NoticedSending }) => sending));

export const waitForSendings = (page: Page, count: number): Promise<boolean> =>
  page.waitUntil((_root, due: number) => JSON.parse(document.body.dataset.heard ?? '[]').length >= due, {}, count);
