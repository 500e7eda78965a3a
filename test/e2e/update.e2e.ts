// An update of the extension with webmail tabs open: the new version takes over in the pages as they are, and nothing is there twice.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserDriver, Page, Scope } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, hostPattern, openLedger, readVerdict, switchSiteOn } from './extension-steps';
import { buildFolder } from './launch-browser';
import { type MailRoom, openMailRoom } from './mail-room';
import { openUid, rowOf, waitForRowMark } from './message-views';
import { openMailbox } from './roundcube-page';
import { retry } from './scope';
import { readAccess } from './site-access-steps';

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('an update', (launch, name) => {
    const extension = mkdtempSync(join(tmpdir(), 'ceralacca-update-'));
    let driver: BrowserDriver;
    let room: MailRoom;
    let page: Page;
    let uids: number[];
    let preview: Scope;

    beforeAll(async () => {
      cpSync(buildFolder(name), extension, { recursive: true });
      room = await openMailRoom();
      uids = [];
      for (const subject of ['Prima', 'Dopo', 'Ancora']) uids.push(await room.put(await room.sign({ kind: 'accettazione', subject })));
      driver = await launch({ extension });
      await (await addAuthority(driver, room.rootPem)).close();
      page = await openMailbox(driver, room.lab.roundcubeUrl, { user: room.user, password: room.lab.password });
      await (await switchSiteOn(driver, page)).close();
      preview = await openUid(page, uids[0] ?? 0);
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
      rmSync(extension, { recursive: true, force: true });
    });

    test('keeps the site on', async () => {
      const path = join(extension, 'manifest.json');
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version: '99.0' }));
      await driver.update();
      const popup = await retry('the new version', () => driver.openPage(driver.extensionUrl('popup.html?tab=0')));
      const version = await popup.evaluate(() => {
        type Api = { runtime: { getManifest(): { version: string } } };
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        return (browser ?? chrome).runtime.getManifest().version;
      });
      expect(version).toBe('99.0');
      await popup.close();
      expect(await readAccess(driver)).toEqual({
        origins: [hostPattern(room.lab.roundcubeUrl)],
        scripts: [[hostPattern(room.lab.roundcubeUrl)]],
      });
    });

    test('leaves one card and one mark in the page that was open, and they are alive', async () => {
      expect(await waitForRowMark(page, uids[0] ?? 0, 'verified')).toBe('verified');
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      expect(await preview.count('[data-ceralacca="card"]')).toBe(1);
      expect(await page.count(`${rowOf(uids[0] ?? 0)} [data-ceralacca="mark"]`)).toBe(1);
    });

    test('reads the next messages there without a reload, into the same ledger', async () => {
      for (const uid of uids.slice(1)) {
        expect(await readVerdict(await openUid(page, uid))).toMatch(AUTHENTIC_RECEIPT);
        expect(await waitForRowMark(page, uid, 'verified')).toBe('verified');
      }
      const ledger = await openLedger(driver);
      await ledger.waitUntil((root) => root.querySelectorAll('table.ledger tbody tr').length === 3, {});
      await ledger.close();
    });
  });
});
