// A webmail in a Firefox container: its session lives there alone, and the message's source is asked for with the cookies of that tab.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserDriver, Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { addAuthority, openLedger, readRows, readVerdict, switchSiteOn } from './extension-steps';
import { type MailRoom, openMailRoom } from './mail-room';
import { openUid, waitForRowMark } from './message-views';
import { signIn } from './roundcube-page';

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a container', (launch, name) => {
    if (name === 'chromium') {
      test('is nothing that Chromium has', () => void console.log('NOT RUN: containers in Chromium, which has none'));
      return;
    }
    let driver: BrowserDriver;
    let room: MailRoom;
    let uid: number;
    let page: Page;

    beforeAll(async () => {
      room = await openMailRoom();
      uid = await room.put(await room.sign({ kind: 'accettazione', subject: 'Nel contenitore' }));
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = (await driver.openContainer?.(room.lab.roundcubeUrl)) as Page;
      await signIn(page, { user: room.user, password: room.lab.password });
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    test('has a session that no other tab has', async () => {
      const outside = await driver.openPage(room.lab.roundcubeUrl);
      await outside.waitFor('#rcmloginuser');
      await outside.close();
    });

    test('is read like any other tab, and what was read is in the ledger', async () => {
      const preview = await openUid(page, uid);
      const popup = await switchSiteOn(driver, page);
      expect(await readVerdict(preview)).toMatch(/^Ricevuta di accettazione: autentica/);
      expect(await waitForRowMark(page, uid, 'verified')).toBe('verified');
      await popup.waitForText('.popup .verdict', /^Ricevuta di accettazione: autentica/);
      await popup.close();
      const ledger = await openLedger(driver);
      await ledger.waitFor('table.ledger tbody tr');
      expect((await readRows(ledger)).map(({ subject }) => subject)).toEqual(['Nel contenitore']);
    });
  });
});
