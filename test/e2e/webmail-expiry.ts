// A session of the webmail that ends while a message is open: a sentence that stays, and after a new login all is well.
import { expect, test } from 'vitest';
import type { MailLab } from '../lab/mail-lab';
import type { Root, Scope } from './driver';
import { cardOf, hostPattern, readVerdict } from './extension-steps';
import type { WebmailHand } from './webmail-hand';
import type { Visit } from './webmail-visit';

const CARD = '[data-ceralacca="card"]';
const SENTENCE = /^La sessione della webmail è scaduta\./;
const WATCH_MS = 1500;

/** How often one of these is taken away in that time. */
const countRemovals = (root: Root, ours: string, milliseconds: number): Promise<number> =>
  new Promise((resolve) => {
    let count = 0;
    const observer = new MutationObserver((records) => {
      for (const { removedNodes } of records)
        for (const node of removedNodes)
          if (node.nodeType === 1 && ((node as Element).matches(ours) || (node as Element).querySelector(ours) !== null)) count += 1;
    });
    observer.observe(root, { childList: true, subtree: true });
    setTimeout(() => {
      observer.disconnect();
      resolve(count);
    }, milliseconds);
  });

export const testExpiredSession = <L extends MailLab>(hand: WebmailHand<L>, visit: Visit<L>): void => {
  let row = '';
  const message = (): Scope => hand.messageOf(visit.page);

  // The site is switched on only after it happened: so the source is asked for later than the session lasts, however fast we are.
  test('an expired session is a sentence that stays, on the card and in the popup', async () => {
    const site = hostPattern(await visit.page.url());
    row = await visit.rowOf('big');
    await visit.open('delivery');
    await visit.driver.setInSettings(site, false);
    await message().waitUntil((root, card: string) => root.querySelector(card) === null, {}, CARD);
    await hand.endSessions(visit.room.lab);
    await visit.driver.setInSettings(site, true);
    await cardOf(message()).waitForText('.card .notice', SENTENCE);
    expect(await cardOf(message()).count('.card .verdict')).toBe(0);
    const seen = [message().evaluate(countRemovals, CARD, WATCH_MS), cardOf(message()).evaluate(countRemovals, '.notice', WATCH_MS)];
    expect(await Promise.all(seen)).toEqual([0, 0]);
    const popup = await visit.driver.popupFor(visit.page);
    await popup.waitForText('.popup .notice', SENTENCE);
    await popup.close();
    await visit.page.bringToFront();
  });

  test('and nothing is told of a message that the webmail cannot show any more', async () => {
    // Where list and message are pages of their own, or the login has taken their place, there is nothing to click.
    if ((await visit.page.count(row)) > 0) await hand.clickRow(visit.page, row).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const text = await cardOf(message())
      .evaluate((root) => root.textContent ?? '')
      .catch(() => '');
    expect(text).not.toContain('Quarta pratica');
  });

  test('a new login mends it', async () => {
    await visit.signInAgain();
    await visit.open('big');
    expect(await readVerdict(message(), /^Busta di trasporto: autentica/)).toMatch(/autentica/);
  });
};
