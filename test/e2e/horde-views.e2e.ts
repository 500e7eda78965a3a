// What only Horde has: messages in windows of their own, searches that number messages anew, mail in frames that Horde writes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HordeLab } from '../lab/horde-lab';
import { startHordeLab } from '../lab/horde-lab';
import type { BrowserDriver, Page } from './driver';
import { hasHorde, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { createHordeHand } from './horde-hand';
import { toMailboxParameter } from './horde-page';
import { createMailRoom, type MailRoom } from './mail-room';
import { retry } from './scope';

const hand = createHordeHand('dynamic');

describe.skipIf(!hasHorde)('with Horde', () => {
  inEachBrowser('the dynamic view', (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom<HordeLab>;
    let page: Page;
    let second: number;
    const signIn = (): Promise<Page> => hand.signIn(driver, room.lab, { user: room.user, password: room.lab.password });
    const seeMark = (subject: string, wanted: string): Promise<true> =>
      retry(
        `the mark ${wanted} of ${subject}`,
        async () => (await readRowMark(page, await hand.findRow(page, subject))) === wanted || undefined,
      );
    const open = async (subject: string): Promise<void> => {
      await hand.clickRow(page, await hand.findRow(page, subject));
      await retry(`${subject} to be open`, async () => (await hand.readSubject(page)).includes(subject) || undefined);
    };

    beforeAll(async () => {
      room = await createMailRoom(await startHordeLab());
      await room.put(await room.sign({ kind: 'accettazione', subject: 'Stucchi' }));
      second = await room.put(await room.sign({ kind: 'accettazione', subject: 'Marmi' }));
      // The search finds it alone and gives it the number 1, which is another message in the inbox.
      await room.put(await room.sign({ kind: 'accettazione', subject: 'Tarsie' }));
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await signIn();
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    test('has one card on a receipt, and none in the frame with its text', async () => {
      await open('Stucchi');
      await readVerdict(page, AUTHENTIC_RECEIPT);
      await page.frame('#messageBody iframe.htmlMsgData').waitFor('body *');
      expect(await page.count('[data-ceralacca="card"]')).toBe(1);
      expect(await page.frame('#messageBody iframe.htmlMsgData').count('[data-ceralacca]')).toBe(0);
    });

    test('judges a message in a window of its own, and the list knows when it is drawn again', async () => {
      const asked = `page=message&mailbox=${toMailboxParameter('INBOX')}&buid=${second}`;
      const window = await driver.openPage(`${room.lab.hordeUrl}imp/dynamic.php?${asked}`);
      expect(await readVerdict(window, AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
      await window.close();
      await page.bringToFront();
      await page.reload();
      await seeMark('Marmi', 'verified');
      await seeMark('Tarsie', 'hint');
    });

    test('judges what a search found as the message that it is', async () => {
      await page.type('#horde-search-input', 'Tarsie');
      await page.press('Enter');
      await page.waitUntil((root) => root.querySelectorAll('#msgSplitPane .vpRow[id^="VProw_"]').length === 1, {});
      // What number a search gave, only Horde knows: the row has its hint.
      await seeMark('Tarsie', 'hint');
      await open('Tarsie');
      await readVerdict(page, AUTHENTIC_RECEIPT);
      expect(await page.shadow('[data-ceralacca="card"]').evaluate((root) => root.textContent)).toContain('Tarsie');
      await page.click('#search_close');
      await seeMark('Tarsie', 'verified');
      await seeMark('Stucchi', 'verified');
    });

    test('remembers nothing for who logs in next', async () => {
      hand.endSessions(room.lab);
      await page.close();
      page = await signIn();
      for (const subject of ['Tarsie', 'Marmi', 'Stucchi']) await seeMark(subject, 'hint');
    });
  });
});
