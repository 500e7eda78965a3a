// What a page may do so that our card is not seen, how it takes that back, and that the popup tells the one and the other.
import { expect, test } from 'vitest';
import type { MailLab } from '../lab/mail-lab';
import type { BrowserDriver, Page, Root, Scope } from './driver';
import { retry } from './scope';
import type { WebmailHand } from './webmail-hand';
import type { Visit } from './webmail-visit';

/** Around the message: `veil`, `thin`, `away`. Beside the card itself: `cover`, `thief`, which takes it away as often as it comes. */
const HIDINGS = ['veil', 'thin', 'away', 'cover', 'thief'] as const;
/** `glass` is a veil that lets the mouse through: looked for every few seconds only. */
type Hiding = (typeof HIDINGS)[number] | 'glass';

const HIDDEN = /la scheda di Ceralacca ora non si vede/;

const hide = (root: Root, way: Hiding): void => {
  const page = root as Document;
  const findCard = (): HTMLElement | null => page.querySelector('[data-ceralacca="card"]');
  const sheet = page.createElement('style');
  sheet.id = 'hiding';
  if (way === 'thin') sheet.textContent = 'body{opacity:.2!important}';
  if (way === 'away') sheet.textContent = 'body{position:fixed!important;left:-200vw!important;width:100vw!important}';
  if (way === 'veil') sheet.textContent = 'html::after{content:"";position:fixed;inset:0;z-index:2147483647;background:#fff}';
  if (way === 'glass')
    sheet.textContent =
      'html::after{content:""!important;position:fixed!important;inset:0!important;z-index:2147483647!important;background:#fff!important;pointer-events:none!important}';
  if (way === 'cover') {
    const { x = 0, y = 0 } = findCard()?.getBoundingClientRect() ?? {};
    sheet.textContent = `html::after{content:"";position:fixed;left:${x}px;top:${y}px;width:60px;height:20px;z-index:2147483647;background:#fff}`;
  }
  page.head.append(sheet);
  if (way !== 'thief') return;
  const thief = new MutationObserver(() => (page.getElementById('hiding') === null ? thief.disconnect() : findCard()?.remove()));
  thief.observe(page, { childList: true, subtree: true });
  findCard()?.remove();
};

export const expectHidingTold = async (driver: BrowserDriver, page: Page, message: Scope, way: Hiding): Promise<void> => {
  const where = way === 'cover' || way === 'thief' ? message : page;
  const popup = await driver.popupFor(page);
  const tells = async (): Promise<boolean> => HIDDEN.test((await popup.texts('.popup .now')).join());
  await popup.waitFor('.popup .now .verdict');
  expect(await tells(), 'nothing is hidden yet').toBe(false);
  await where.evaluate(hide, way);
  await popup.waitForText('.popup .now', HIDDEN);
  await where.evaluate((root) => void root.querySelector('#hiding')?.remove());
  await retry('the popup to say no more of it', async () => !(await tells()) || undefined);
  await popup.close();
  await page.bringToFront();
};

export const testHiding = <L extends MailLab>(hand: WebmailHand<L>, visit: Visit<L>): void => {
  test.each(HIDINGS)('a card that the page hides or takes away (%s) is told in the popup, and no more once it is back', async (way) => {
    await visit.openReceipt();
    await expectHidingTold(visit.driver, visit.page, hand.messageOf(visit.page), way);
  });
};
