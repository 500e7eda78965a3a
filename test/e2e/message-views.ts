// Opens a message by its uid in each of Roundcube's views, and reads what Ceralacca put there together with the message it stands on.

import type { BrowserDriver, Page, Root, Scope } from './driver';
import { cardOf, readRowMark } from './extension-steps';

const CARD = '[data-ceralacca="card"]';

/** `uid` may name a part, as `12.2`: the message inside the message. */
export const messageUrl = (url: string, uid: number | string, folder = 'INBOX', extra = ''): string =>
  `${url}?_task=mail&_mbox=${encodeURIComponent(folder)}&_uid=${uid}&_action=show${extra}`;

export const rowOf = (uid: number): string => `[id="rcmrow${Buffer.from(String(uid)).toString('base64url')}"]`;

const PREVIEW = '#messagecontframe';

/** Clicks the row and does not wait. */
export const clickRow = (page: Page, uid: number): Promise<void> => page.click(`${rowOf(uid)} td.subject`);

const isShown = (root: Root, uid: string): boolean =>
  new URLSearchParams((root as Document).location.search).get('_uid') === uid && root.querySelector('#messagebody') !== null;

/** Opens the message in the preview pane and gives the frame once it shows this one. */
export const openUid = async (page: Page, uid: number): Promise<Scope> => {
  await clickRow(page, uid);
  const preview = page.frame(PREVIEW);
  await preview.waitUntil(isShown, { timeoutMs: 30_000 }, String(uid));
  return preview;
};

/** Shows the list of a folder. */
export const openFolder = async (page: Page, url: string, folder = 'INBOX'): Promise<void> => {
  await page.goto(`${url}?_task=mail&_mbox=${encodeURIComponent(folder)}`);
  await page.waitFor('#messagelist tr.message');
};

export type View = 'preview' | 'page' | 'window';
export const VIEWS: readonly View[] = ['preview', 'page', 'window'];

/** Shows the message in the view to the work, and closes again what was opened for it. */
export const withView = async <T>(
  { driver, page, url }: { driver: BrowserDriver; page: Page; url: string },
  { view, uid }: { view: View; uid: number | string },
  work: (message: Scope) => Promise<T>,
): Promise<T> => {
  if (view === 'preview') {
    await openFolder(page, url);
    return work(await openUid(page, Number(uid)));
  }
  const opened = await driver.openPage(messageUrl(url, uid, 'INBOX', view === 'window' ? '&_extwin=1' : ''));
  try {
    await opened.waitFor('#messagebody');
    return await work(opened);
  } finally {
    await opened.close();
  }
};

/** Text of the card and the uid and folder of the page that it stands in, read in one go. */
export type Seen = { uid: string; folder: string; text: string };

export const readCard = (message: Scope): Promise<Seen> =>
  cardOf(message).evaluate((root) => {
    const asked = new URLSearchParams((root as ShadowRoot).host.ownerDocument.location.search);
    const text = (root.querySelector<HTMLElement>('.card')?.innerText ?? '').replace(/\s+/g, ' ');
    return { uid: asked.get('_uid') ?? '', folder: asked.get('_mbox') ?? '', text };
  });

/** A card appears well within this; after it, absence means something. */
const QUIET_MS = 1000;

/** Waits until the message has had its time, and says how many cards there are. */
export const countCards = async (message: Scope): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  return message.count(CARD);
};

export const waitForRowMark = async (page: Page, uid: number, wanted: string | undefined): Promise<string | undefined> => {
  const deadline = Date.now() + 10_000;
  let mark = await readRowMark(page, rowOf(uid)).catch(() => 'gone');
  while (mark !== wanted && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    mark = await readRowMark(page, rowOf(uid)).catch(() => 'gone');
  }
  return mark;
};

/** Opens the details of the judged message and gives every word of them. */
export const readDetails = async (message: Scope): Promise<string> => {
  const card = cardOf(message);
  await card.click('.card .corner button[aria-expanded="false"]');
  await card.waitFor('.card .details');
  return card.evaluate((root) => root.querySelector('.card .details')?.textContent ?? '');
};
