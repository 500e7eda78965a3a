// Switching a site on and off, and a mailbox that nobody can tell was looked at.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MailboxSnapshot } from '../lab/mailbox';
import type { BrowserDriver, Page, Root, Scope } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, hostPattern, readRowMark, readVerdict, switchSiteOff, switchSiteOn } from './extension-steps';
import { type MailRoom, openMailRoom, writeOrdinary } from './mail-room';
import { countCards, messageUrl, openFolder, openUid, rowOf, waitForRowMark } from './message-views';
import { openMailbox } from './roundcube-page';
import { watchShown } from './shown-steps';
import { readAccess } from './site-access-steps';

const WITHOUT = 'Senza';
const WITH = 'Con';

/** A webmail that is on, as the options list it. */
const SITE = '#sites-title ~ .rows li';

/** The same messages in two folders: one is read with Ceralacca off, one with it on. */
const fill = async (room: MailRoom): Promise<number[]> => {
  const receipt = await room.sign({ kind: 'accettazione', subject: 'Uno' });
  const attached = { name: 'ricevuta.eml', type: 'message/rfc822', bytes: receipt, encoding: '7bit' } as const;
  const messages = [
    receipt,
    writeOrdinary({ subject: 'POSTA CERTIFICATA: imitata', from: 'posta-certificata@posta.example' }),
    writeOrdinary({ subject: 'Pranzo' }),
    writeOrdinary({ subject: 'Ti giro una ricevuta', attached: [attached] }),
    await room.sign({ kind: 'avvenuta-consegna', subject: 'Mai aperta' }),
  ];
  const uids: number[] = [];
  for (const bytes of messages) {
    await room.put(bytes, WITHOUT);
    uids.push(await room.put(bytes, WITH));
  }
  return uids;
};

/** Opens all but the last in the pane, the first as a page too; what is done when a message is open may take its time. */
const readAll = async (page: Page, where: { url: string; folder: string; uids: readonly number[] }, settle: () => Promise<unknown>) => {
  const { url, folder, uids } = where;
  await openFolder(page, url, folder);
  for (const uid of uids.slice(0, -1)) {
    await openUid(page, uid);
    await settle();
  }
  await page.goto(messageUrl(url, uids[0] ?? 0, folder));
  await settle();
};

/** What a mailbox owner could see of it: flags and sizes, whatever the uids. */
const toLook = (snapshot: MailboxSnapshot, folder: string) => ({
  next: snapshot[folder]?.uidNext,
  messages: snapshot[folder]?.messages.map(({ flags, size }) => ({ flags, size })),
});

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a site', (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom;
    let page: Page;
    let uids: number[];
    const url = (): string => room.lab.roundcubeUrl;
    const receipt = (): number => uids[0] ?? 0;

    beforeAll(async () => {
      room = await openMailRoom();
      uids = await fill(room);
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await openMailbox(driver, url(), { user: room.user, password: room.lab.password });
    });
    afterAll(async () => {
      await driver?.close();
      await room?.lab.stop();
    });

    test('is off at first: no access, no script, nothing in the page', async () => {
      expect(await readAccess(driver)).toEqual({ origins: [], scripts: [] });
      await readAll(page, { url: url(), folder: WITHOUT, uids }, async () => undefined);
      expect(await countCards(page)).toBe(0);
      expect(await page.count('[data-ceralacca]')).toBe(0);
    });

    test('is switched on by one click, in the tabs that are open too', async () => {
      await openFolder(page, url(), WITH);
      const preview = await openUid(page, receipt());
      expect(await countCards(preview)).toBe(0);
      await (await switchSiteOn(driver, page)).close();
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      expect(await waitForRowMark(page, receipt(), 'verified')).toBe('verified');
      expect(await readAccess(driver)).toEqual({ origins: [hostPattern(url())], scripts: [[hostPattern(url())]] });
    });

    test('listing and hinting change nothing in the mailbox', async () => {
      const before = await room.lab.snapshot(room.user);
      await openFolder(page, url(), WITH);
      expect(await waitForRowMark(page, uids.at(-1) ?? 0, 'hint')).toBe('hint');
      expect(await room.lab.snapshot(room.user)).toEqual(before);
    });

    test('reading leaves what the webmail alone leaves', async () => {
      const shown = await watchShown(driver, page);
      await readAll(page, { url: url(), folder: WITH, uids }, shown.settled);
      await shown.close();
      expect(await readVerdict(page)).toMatch(AUTHENTIC_RECEIPT);
      const after = await room.lab.snapshot(room.user);
      expect(toLook(after, WITH)).toEqual(toLook(after, WITHOUT));
      expect(after[WITH]?.messages.map(({ flags }) => flags)).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen'], ['\\Seen'], []]);
      expect(Object.values(after).flatMap(({ messages }) => messages)).toHaveLength(2 * uids.length);
    });

    test('is switched off by one click: at once in the open page, and nothing is left after a reload', async () => {
      await openFolder(page, url(), WITH);
      const preview = await openUid(page, receipt());
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      await (await switchSiteOff(driver, page)).close();
      await waitForNothing(page, preview);
      expect(await readAccess(driver)).toEqual({ origins: [], scripts: [] });
      await expectUnmarked(page, url());
    });

    test('is switched off by one click in the options too, which know of it at once, as the open page does', async () => {
      const options = await driver.openPage(driver.extensionUrl('options.html'));
      await options.waitForText('#sites-title ~ p.lead', /^Nessun/);
      await openFolder(page, url(), WITH);
      await (await switchSiteOn(driver, page)).close();
      const preview = await openUid(page, receipt());
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      await options.bringToFront();
      await options.waitForText(`${SITE} .grow`, /^127\.0\.0\.1$/);
      expect(await options.count(SITE)).toBe(1);
      await options.click(`${SITE} button`);
      await waitForNothing(page, preview);
      await options.waitUntil((root, site: string) => root.querySelector(site) === null, { timeoutMs: 5000 }, SITE);
      await options.waitForText('#sites-title ~ p.lead', /^Nessun/);
      await options.close();
      expect(await readAccess(driver)).toEqual({ origins: [], scripts: [] });
      await expectUnmarked(page, url());
    });

    test('is off as well once the browser itself took the access away', async () => {
      await openFolder(page, url(), WITH);
      await (await switchSiteOn(driver, page)).close();
      const preview = await openUid(page, receipt());
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      await driver.setInSettings(hostPattern(url()), false);
      await waitForNothing(page, preview);
      expect(await readAccess(driver)).toEqual({ origins: [], scripts: [] });
      await expectUnmarked(page, url());
      const popup = await driver.popupFor(page);
      await popup.waitFor('.popup .btn.main.wide');
      await popup.close();
    });

    test('is on as well once the browser itself gave the access, in the page that is open', async () => {
      await openFolder(page, url(), WITH);
      const preview = await openUid(page, receipt());
      await driver.setInSettings(hostPattern(url()), true);
      expect(await readVerdict(preview)).toMatch(AUTHENTIC_RECEIPT);
      expect(await waitForRowMark(page, receipt(), 'verified')).toBe('verified');
      expect(await readAccess(driver)).toEqual({ origins: [hostPattern(url())], scripts: [[hostPattern(url())]] });
    });

    /** Without a reload. */
    const waitForNothing = async (tab: Page, preview: Scope): Promise<void> => {
      const isBare = (root: Root): boolean => root.querySelector('[data-ceralacca]') === null;
      await preview.waitUntil(isBare, { timeoutMs: 5000 });
      await tab.waitUntil(isBare, { timeoutMs: 5000 });
    };

    const expectUnmarked = async (tab: Page, home: string): Promise<void> => {
      await openFolder(tab, home, WITH);
      expect(await countCards(await openUid(tab, receipt()))).toBe(0);
      expect(await readRowMark(tab, rowOf(receipt()))).toBeUndefined();
      expect(await tab.count('[data-ceralacca]')).toBe(0);
    };
  });
});
