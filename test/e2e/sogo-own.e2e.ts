// What only SOGo has: rows used again while one scrolls, windows, folders with names of its own making, a composer that sends by script.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../lab/free-port';
import { type SogoLab, startSogoLab } from '../lab/sogo';
import { createAuthority } from '../pki/authority';
import { type RunningProvider, startProvider } from '../provider/start-provider';
import type { BrowserDriver, Page, Root } from './driver';
import { hasSogo, inEachBrowser } from './each-browser';
import { addAuthority, cardOf, openLedger, readRowMark, readVerdict, switchSiteOn } from './extension-steps';
import { createMailRoom, type MailRoom, writeOrdinary } from './mail-room';
import { retry } from './scope';
import { listenForSendings, readSendings, waitForSendings } from './sending-steps';
import { findSogoRow, openSogoComposer, sogoHand, writeSogoMail } from './sogo-hand';

const LIST = '#messagesList .md-virtual-repeat-scroller';
const ROWS = '#messagesList md-list-item.sg-message-list-item';
const RECEIPT = 'ACCETTAZIONE: Prima pratica';
const COUNT = 40;
/** As SOGo names the folder `Città_di Bra`, 2026 below it, in its addresses: the IMAP name, encoded twice. */
const NESTED = 'Citt%2526AOA-_di%2520Bra%252F2026';

const scrollTo = (page: Page, top: number): Promise<void> =>
  page.evaluate(
    (root: Root, list: string, place: number) => {
      const scroller = root.querySelector(list);
      if (scroller) scroller.scrollTop = place;
    },
    LIST,
    top,
  );
const readSubjects = (page: Page): Promise<string[]> =>
  page.evaluate((root: Root, rows: string) => Array.from(root.querySelectorAll(rows), (row) => row.getAttribute('aria-label') ?? ''), ROWS);

describe.skipIf(!hasSogo)('with SOGo', () => {
  inEachBrowser('Ceralacca', (launch) => {
    let room: MailRoom<SogoLab>;
    let provider: RunningProvider;
    let driver: BrowserDriver;
    let page: Page;

    beforeAll(async () => {
      const smtpPort = await findFreePort();
      room = await createMailRoom(await startSogoLab({ smtpPort }));
      const imap = { host: '127.0.0.1', port: room.lab.imapPort, password: room.lab.password };
      provider = await startProvider({ smtpPort, authority: await createAuthority(), imap });
      for (let number = 0; number < COUNT; number += 1) await room.put(writeOrdinary({ subject: `CONSEGNA: numero ${number}` }));
      await room.put(await room.sign({ kind: 'accettazione', subject: 'Prima pratica' }));
      await room.put(await room.sign({ kind: 'accettazione', subject: 'Altrove' }), 'Città_di Bra.2026');
      driver = await launch();
      await (await addAuthority(driver, room.rootPem)).close();
      page = await sogoHand.signIn(driver, room.lab, { user: room.user, password: room.lab.password });
      await (await switchSiteOn(driver, page)).close();
    });
    afterAll(async () => {
      await driver?.close();
      await provider?.stop();
      await room?.lab.stop();
    });

    test('a mark follows its message while rows are used again for others', async () => {
      await sogoHand.clickRow(page, await findSogoRow(page, RECEIPT));
      await readVerdict(page, /autentica/);
      const seeVerified = async (): Promise<true | undefined> =>
        (await readRowMark(page, await findSogoRow(page, RECEIPT))) === 'verified' || undefined;
      await retry('the verified row', seeVerified);
      await scrollTo(page, 100_000);
      await retry('the receipt to be out of view', async () => !(await readSubjects(page)).includes(RECEIPT) || undefined);
      await retry('every row to be hinted, and none to be verified', async () => {
        const others = (await readSubjects(page)).filter((subject) => subject !== RECEIPT).slice(0, 6);
        for (const subject of others) if ((await readRowMark(page, `${ROWS}[aria-label="${subject}"]`)) !== 'hint') return undefined;
        return others.length === 6 || undefined;
      });
      await scrollTo(page, 0);
      await retry('the verified row again', seeVerified);
    });

    const findWindow = async (): Promise<Page | undefined> => {
      for (const one of await driver.pages()) if ((await one.url()).includes('UIxMailPopupView')) return one;
      return undefined;
    };
    test('a message is judged in a window of its own', async () => {
      await page.click('#detailView button[ng-click="viewer.openInPopup()"]');
      const opened = await retry('the window', findWindow);
      expect(await readVerdict(opened, /autentica/)).toMatch(/^Ricevuta di accettazione: autentica/);
      await opened.close();
    });

    test('a message is judged in a folder below another, with letters and marks in its name', async () => {
      const opened = await driver.openPage(`${room.lab.sogoUrl}SOGo/so/${room.user}/Mail/view#!/Mail/0/${NESTED}/1`);
      expect(await readVerdict(opened, /autentica/)).toMatch(/^Ricevuta di accettazione: autentica/);
      expect(await cardOf(opened).evaluate((root) => root.textContent)).toContain('Altrove');
      await opened.close();
    });

    test('a sending is noticed with sender, recipients and subject, and a draft is not', async () => {
      const ledger = await openLedger(driver);
      await listenForSendings(ledger);
      const composer = await openSogoComposer(driver, room.lab, room.user);
      const to = ['protocollo@pec.beta.example', 'tributi@pec.beta.example'];
      await writeSogoMail(composer, { to, subject: 'Istanza 12' });
      await composer.click('#mailEditor [ng-click="editor.save()"]');
      await composer.waitFor('md-toast');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await readSendings(ledger)).toEqual([]);
      await composer.click('#mailEditor [ng-click="editor.send()"]');
      await waitForSendings(ledger, 1);
      expect(await readSendings(ledger)).toEqual([{ from: room.user, to, cc: [], subject: 'Istanza 12', messageId: null }]);
    });
  });
});
