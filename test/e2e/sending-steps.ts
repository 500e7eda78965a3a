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

export const readSendings = async (page: Page): Promise<NoticedSending[]> =>
  page.evaluate(() => JSON.parse(document.body.dataset.heard ?? '[]').map(({ sending }: { sending: NoticedSending }) => sending));

export const waitForSendings = (page: Page, count: number): Promise<boolean> =>
  page.waitUntil((_root, due: number) => JSON.parse(document.body.dataset.heard ?? '[]').length >= due, {}, count);
