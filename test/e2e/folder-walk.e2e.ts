// A folder verified on one click: at its pace, through pauses, a cancelling, a closed tab, a dead background and a dead browser, with the mailbox as it was.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import type { BrowserDriver, Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { addAuthority, openLedger, readRowMark, readRows, switchSiteOn } from './extension-steps';
import { canKillBrowsers } from './kill-browser';
import { countRows } from './ledger-steps';
import { endSessions, type MailRoom, openMailRoom, showRows, writeOrdinary } from './mail-room';
import { waitForRowMark } from './message-views';
import { openMailbox, rowOf } from './roundcube-page';

const PEC = 14;
const ORDINARY = 16;
const PAGE_SIZE = 10;
const SECTION = '.popup .walk';
const MAIN = `${SECTION} .btn.main`;
const SECOND = `${SECTION} .btn:not(.main)`;
const CANCEL = `${SECOND} + .btn`;
const RUNNING_MS = 60_000;

type Filled = { pec: number[]; ordinary: number[] };

/** Mixed, so that no page of the list is of one kind. */
const fill = async (room: MailRoom): Promise<Filled> => {
  const filled: Filled = { pec: [], ordinary: [] };
  for (let index = 0; index < Math.max(PEC, ORDINARY); index += 1) {
    if (index < PEC) filled.pec.push(await room.put(await room.sign({ kind: 'accettazione', subject: `Pratica numero ${index}` })));
    if (index < ORDINARY) filled.ordinary.push(await room.put(writeOrdinary({ subject: `Re: CONSEGNA: pranzo ${index}` })));
  }
  return filled;
};

/** The second in which each request of the walk reached the web server, by the server's own log. */
const readArrivals = ({ lab }: MailRoom): number[] =>
  readFileSync(join(lab.folder, 'log', 'programs.log'), 'utf8')
    .split('\n')
    .filter((line) => /\]: GET .*_action=(viewsource|search|list)\b.*(_save=1|_search=|_filter=)/.test(line))
    .map((line) => Date.parse(/\[(\w{3} \w{3} +\d+ [\d:]{8} \d{4})\]/.exec(line)?.[1] ?? '') / 1000);

const sourcesAsked = async (driver: BrowserDriver, since = 0): Promise<number[]> =>
  (await driver.requests())
    .slice(since)
    .filter((url) => url.includes('_action=viewsource'))
    .map((url) => Number(new URL(url).searchParams.get('_uid')));

const waitForDone = (popup: Page, done: number, total: number): Promise<string> =>
  popup.waitForText(`${SECTION} .walk-state`, new RegExp(`\\b${done} di ${total}\\b`), { timeoutMs: RUNNING_MS });

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('a walk through a folder', (launch) => {
    let driver: BrowserDriver;
    let room: MailRoom;
    let page: Page;
    let popup: Page;
    let filled: Filled;
    /** By the browser that was killed. */
    let askedBefore: number[] = [];
    const drivers: BrowserDriver[] = [];
    const signIn = (): Promise<Page> => openMailbox(driver, room.lab.roundcubeUrl, { user: room.user, password: room.lab.password });
    const isPage = (number: number): Promise<boolean> =>
      page.waitUntil((root, due: string) => root.querySelector<HTMLInputElement>('.pagenav > input')?.value === due, {}, String(number));
    /** Where the session outlived the browser the list stands there already. */
    const goToSecondPage = async (): Promise<void> => {
      const own = await page.waitUntil((root) => root.querySelector<HTMLInputElement>('.pagenav > input')?.value, {});
      if (own === '1') await page.click('.pagenav a.nextpage:not(.disabled)');
      await isPage(2);
    };

    beforeAll(async () => {
      room = await openMailRoom();
      filled = await fill(room);
      driver = await launch();
      drivers.push(driver);
      await (await addAuthority(driver, room.rootPem)).close();
      page = await signIn();
      await showRows(room, page, PAGE_SIZE);
      await goToSecondPage();
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      for (const one of drivers.toReversed()) await one.close();
      await room?.lab.stop();
    });

    test('begins on a click; cancelled in the middle it says so, asks for nothing more, and what was read is in the ledger', async () => {
      popup = await driver.popupFor(page);
      await popup.waitForText(`${SECTION} h2`, /Posta in arrivo/);
      await popup.click(MAIN);
      await popup.waitForText(`${SECTION} .walk-state`, /\b2 di 14\b/, { timeoutMs: RUNNING_MS });
      await popup.click(CANCEL);
      const told = await popup.waitForText(`${SECTION} .walk-state`, new RegExp(italian.walk_status_cancelled.message));
      const [, read = '', pec = ''] = /(\d+) di 14, di cui (\d+) PEC/.exec(told) ?? [];
      expect([read, pec]).toEqual([pec, read]);
      const asked = (await driver.requests()).length;
      const ledger = await openLedger(driver);
      await ledger.waitUntil((root, due: number) => root.querySelectorAll('table.ledger tbody tr').length === due, {}, Number(read));
      expect(await countRows(ledger, 'evidence')).toBe(Number(read));
      await ledger.close();
      await popup.bringToFront();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await sourcesAsked(driver, asked)).toEqual([]);
      expect(await popup.texts(MAIN)).toEqual([italian.walk_order_resume.message]);
    });

    test('goes on from there on another click, and pauses on the next', async () => {
      await popup.click(MAIN);
      await popup.waitForText(`${SECTION} .walk-state`, /\b4 di 14\b/, { timeoutMs: RUNNING_MS });
      await popup.click(SECOND);
      await popup.waitForText(`${SECTION} .walk-state`, new RegExp(italian.walk_status_paused.message));
      const before = (await sourcesAsked(driver)).length;
      await new Promise((resolve) => setTimeout(resolve, 2500));
      expect((await sourcesAsked(driver)).length).toBeLessThanOrEqual(before + 1);
    });

    test('goes on though the background dies before and meanwhile, never faster than one request a second', async () => {
      await driver.killBackground();
      await popup.click(MAIN);
      await popup.waitForText(`${SECTION} .walk-state`, /\b6 di 14\b/, { timeoutMs: RUNNING_MS });
      await driver.killBackground();
      await popup.waitForText(`${SECTION} .walk-state`, /\b8 di 14\b/, { timeoutMs: RUNNING_MS });
      const searches = (await driver.requests()).filter((url) => url.includes('_action=search'));
      // One for the walk that was cancelled, one for the one that went on.
      expect(searches).toHaveLength(2);
      const arrivals = readArrivals(room);
      expect(arrivals.length).toBeGreaterThanOrEqual(7);
      // Seconds are cut off, so any two may seem nearer by one.
      const isTooNear = (at: number, index: number): boolean => arrivals.slice(index + 1).some((later, next) => !(later - at >= next));
      expect(arrivals.filter(isTooNear)).toEqual([]);
    });

    test('is cut off by a closed tab, says so, and is taken up where it was', async () => {
      await popup.close();
      await page.close();
      await driver.killBackground();
      page = await signIn();
      popup = await driver.popupFor(page);
      await popup.waitForText(`${SECTION} .walk-state`, /Interrotta/);
      expect(await popup.texts(MAIN)).toEqual([italian.walk_order_resume.message]);
      await popup.click(MAIN);
      await popup.waitForText(`${SECTION} .walk-state`, /\b10 di 14\b/, { timeoutMs: RUNNING_MS });
    });

    test.skipIf(!canKillBrowsers)('is cut off when the browser is killed, and is taken up where it was by a new one', async () => {
      askedBefore = await sourcesAsked(driver);
      await driver.kill();
      driver = await launch({ profile: driver.profile });
      drivers.push(driver);
      page = await signIn();
      await goToSecondPage();
      popup = await driver.popupFor(page);
      const told = await popup.waitForText(`${SECTION} .walk-state`, /Interrotta/);
      const done = Number(/(\d+) di 14, di cui \1 PEC/.exec(told)?.[1]);
      // What was told before may have been about to be kept.
      expect(done).toBeGreaterThanOrEqual(9);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await sourcesAsked(driver)).toEqual([]);
      await popup.click(MAIN);
      await waitForDone(popup, PEC, PEC);
      expect(await sourcesAsked(driver)).toHaveLength(PEC - done);
    });

    test('comes to its end', async () => {
      await waitForDone(popup, PEC, PEC);
      await popup.waitForText(`${SECTION} .walk-state`, new RegExp(italian.walk_status_done.message));
    });

    test('has read each PEC once, or once more where it was cancelled or cut off, and no ordinary mail at all', async () => {
      const asked = [...askedBefore, ...(await sourcesAsked(driver))];
      expect([...new Set(asked)].sort((left, right) => left - right)).toEqual(filled.pec);
      expect(asked.length).toBeLessThanOrEqual(PEC + 4);
    });

    test('filled the ledger', async () => {
      const ledger = await openLedger(driver);
      await ledger.waitUntil((root, due: number) => root.querySelectorAll('table.ledger tbody tr').length === due, {}, PEC);
      expect(await readRows(ledger)).toHaveLength(PEC);
      expect(await countRows(ledger, 'evidence')).toBe(PEC);
      await ledger.close();
    });

    test('left every flag as it was, and the list on the page of the user', async () => {
      const { INBOX } = await room.lab.snapshot(room.user);
      expect(INBOX?.messages).toHaveLength(PEC + ORDINARY);
      expect(INBOX?.messages.filter(({ flags }) => flags.length > 0)).toEqual([]);
      await popup.close();
      await page.reload();
      await page.waitFor('#messagelist tr.message');
      expect(await isPage(2)).toBe(true);
    });

    test('new mail still comes to the list by itself, and another walk reads only that', async () => {
      await page.click('.pagenav a.firstpage:not(.disabled)');
      await isPage(1);
      popup = await driver.popupFor(page);
      const uid = await room.put(await room.sign({ kind: 'accettazione', subject: 'Appena arrivata' }));
      await popup.click(MAIN);
      await waitForDone(popup, 1, 1);
      expect((await sourcesAsked(driver)).at(-1)).toBe(uid);
      await popup.close();
      expect(await page.count(rowOf(uid).selector)).toBe(0);
      await page.click('a.refresh, a.checkmail');
      expect(await waitForRowMark(page, uid, 'verified')).toBe('verified');
      expect(await readRowMark(page, rowOf(filled.ordinary.at(-1) ?? 0).selector)).toBeUndefined();
    });

    test('stops with its sentence when the session has ended, and nothing is lost', async () => {
      popup = await driver.popupFor(page);
      endSessions(room.lab);
      await popup.click(SECOND);
      await popup.waitForText(`${SECTION} .notice`, new RegExp(italian.problem_session_expired_what.message), { timeoutMs: RUNNING_MS });
      await popup.close();
    });
  });
});
