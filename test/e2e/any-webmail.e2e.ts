// A webmail that nobody knows, and a site that is off: one message verified at the user's word, and nothing switched on by it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlainPages, startPlainPages } from '../lab/plain-pages';
import { createAuthority } from '../pki/authority';
import { issueProvider } from '../pki/issue-provider';
import { toBytes, toOctets } from '../pki/mime-text';
import { signPec } from '../pki/sign-pec';
import { createTransmission } from '../pki/transmission';
import type { BrowserDriver, Page } from './driver';
import { hasScreen, inEachBrowser } from './each-browser';
import { AUTHENTIC_RECEIPT, addAuthority, openLedger, readRows } from './extension-steps';
import { dropFile, pasteText } from './given-steps';
import { type Screen, startScreen } from './screen';

const CLOCK = new Date('2026-09-19T13:41:19Z');
const HOST = 'posta.alfa-gestore.example';

/** Its subject is where the message is: around it, or in what it stands in. */
const pageWith = (content: string): { type: string; body: string } => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="it"><title>Posta</title><body>${content}</body></html>`,
});
const SUBJECT = '<h1>ACCETTAZIONE: offerta</h1>';
const mail = (links: string): { type: string; body: string } => pageWith(SUBJECT + links);
const LIST = [1, 2, 3, 4].map((id) => `<a href="/messaggi/${id}.eml">${id}.eml</a>`).join(' ');
const IN_SHADOW = `<div id="host"></div><script>
  document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '${SUBJECT}<a href="/messaggi/1.eml">1.eml</a> <a href="/messaggi/delete/1.eml">1.eml</a>';
</script>`;

describe('a webmail that nobody knows', () => {
  inEachBrowser('one message', (launch, name) => {
    let screen: Screen | undefined;
    let driver: BrowserDriver;
    let pages: PlainPages;
    let page: Page;
    let receipt: Uint8Array;
    const folder = mkdtempSync(join(tmpdir(), 'ceralacca-any-'));
    const show = (path: string): Promise<void> => page.goto(`${pages.url}${path}`);
    /** The popup on the page, after a press of our button in the toolbar. */
    const withPopup = async <T>(work: (popup: Page) => Promise<T>): Promise<T> => {
      const popup = await driver.popupFor(page);
      try {
        return await work(popup);
      } finally {
        await popup.close();
        await page.bringToFront();
      }
    };
    const verifyOpen = (selector: string, sentence: RegExp): Promise<string> =>
      withPopup(async (popup) => {
        await popup.click('.popup .once .btn');
        return popup.waitForText(selector, sentence);
      });

    beforeAll(async () => {
      const authority = await createAuthority();
      const provider = await issueProvider(authority, { host: HOST, notBefore: new Date('2025-06-01T00:00:00Z') });
      const transmission = createTransmission({ host: HOST, acceptedAt: CLOCK, subject: 'offerta' });
      receipt = await signPec({ kind: 'accettazione', provider, transmission, clock: CLOCK });
      const altered = toBytes(toOctets(receipt).replace(/Ricevuta di accettazione/i, 'Ricevuta di accettazjone'));
      const eml = { type: 'application/octet-stream', disposition: 'attachment; filename="1.eml"' };
      pages = await startPlainPages({
        '/shadow': pageWith(IN_SHADOW),
        // The pane has one message, the page around it lists more; below, a link of the pane is all that is pressed.
        '/framed': pageWith(`${LIST}<iframe src="/pane" width="600" height="300"></iframe>`),
        '/pane': mail('<a href="/messaggi/1.eml">1.eml</a>'),
        '/pane-alone': pageWith('<iframe src="/pane" width="600" height="300"></iframe>'),
        '/framed-link': pageWith(`${LIST}<iframe src="/pane-link" width="600" height="300"></iframe>`),
        '/pane-link': pageWith('<a style="display:block;height:260px" href="/messaggi/1.eml">allegato</a>'),
        '/list': mail(LIST),
        '/none': mail('<a href="/">Posta in arrivo</a>'),
        '/altered': mail('<a href="/messaggi/altered.eml">scarica</a>'),
        '/source': { type: 'text/plain; charset=utf-8', body: receipt },
        '/messaggi/1.eml': { ...eml, body: receipt },
        '/messaggi/altered.eml': { ...eml, body: altered },
      });
      writeFileSync(join(folder, 'ricevuta.eml'), receipt);
      screen = name === 'chromium' && hasScreen ? await startScreen() : undefined;
      driver = await launch(screen ? { screen } : {});
      await (await addAuthority(driver, authority.root.certificate.pem)).close();
      page = await driver.openPage(`${pages.url}/none`);
    });
    afterAll(async () => {
      await driver?.close();
      await screen?.stop();
      await pages?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('the popup says that something looks like PEC, and that nothing was verified', async () => {
      await show('/shadow');
      await withPopup(async (popup) => {
        await popup.waitForText('.popup .once', /si presenta come PEC. Non è ancora verificato/);
        expect(await popup.count('.popup .verdict.ok, .popup .now')).toBe(0);
      });
    });

    test('a link in a shadow root gives it, and the one that reads as a command is never asked for', async () => {
      expect(await verifyOpen('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
      expect(pages.asked).toContain('/messaggi/1.eml');
      expect(pages.asked).not.toContain('/messaggi/delete/1.eml');
    });

    test('a frame of the same origin: its hint, and its message', async () => {
      await show('/pane-alone');
      await withPopup((popup) => popup.waitForText('.popup .once', /si presenta come PEC/));
      expect(await verifyOpen('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
    });

    test('it is recorded, and the site is as off as before', async () => {
      const ledger = await openLedger(driver);
      await ledger.waitForText('table.ledger .subject', /offerta/);
      expect(await readRows(ledger)).toHaveLength(1);
      await ledger.close();
      await withPopup((popup) => popup.waitFor('.popup .btn.main.wide'));
      await page.reload();
      expect(await page.count('[data-ceralacca]')).toBe(0);
    });

    test('of a list the user is asked which one', async () => {
      await show('/list');
      await verifyOpen('.popup .now .notice', /In questa pagina ci sono più messaggi/);
    });

    test('where there is nothing, the way by the file is told', async () => {
      await show('/none');
      await verifyOpen('.popup .now .notice', /non ho trovato il messaggio originale/);
    });

    test('the source of a message as a page of text', async () => {
      await show('/source');
      expect(await verifyOpen('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT);
    });

    test('what does not hold is not called altered: this way may have changed it', async () => {
      await show('/altered');
      await verifyOpen('.popup .now .notice', /non si può dire se il messaggio è integro/);
      await withPopup(async (popup) => expect((await popup.texts('.popup')).join()).not.toMatch(/alterata|falsa/));
    });

    test('a file dropped on the popup, and its source pasted there', async () => {
      await withPopup(async (popup) => {
        await dropFile(popup, '.popup', join(folder, 'ricevuta.eml'));
        await popup.waitForText('.popup .given .verdict', AUTHENTIC_RECEIPT);
        await pasteText(popup, 'ciao');
        await popup.waitForText('.popup .given .notice', /Questo file non è un messaggio di posta/);
        await pasteText(popup, toOctets(receipt).replaceAll('\r\n', '\n'));
        await popup.waitForText('.popup .given .verdict', AUTHENTIC_RECEIPT);
      });
    });

    test('its source pasted on the ledger page', async () => {
      const ledger = await openLedger(driver);
      await pasteText(ledger, toOctets(receipt));
      await ledger.waitForText('.outcomes', /Testo incollato/);
      await ledger.close();
    });

    // In Chromium's own menu the first letters of the commands for frames are not ours alone.
    test.runIf(name === 'firefox')('the context menu over a pane verifies the message in it, not those around it', async () => {
      await show('/framed');
      await driver.chooseFromMenu(page, 'iframe', 'Verifica il messaggio aperto');
      await withPopup(async (popup) =>
        expect(await popup.waitForText('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT),
      );
    });

    test.runIf(name === 'firefox' || hasScreen)('the context menu of a link in a pane verifies the message behind it', async () => {
      await show('/framed-link');
      await driver.chooseFromMenu(page, 'iframe', 'Verifica questo messaggio PEC');
      await withPopup(async (popup) =>
        expect(await popup.waitForText('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT),
      );
    });

    test.runIf(name === 'firefox' || hasScreen)('the context menu of a link verifies the message behind it', async () => {
      await show('/list');
      await driver.chooseFromMenu(page, 'a[href$="/1.eml"]', 'Verifica questo messaggio PEC');
      await withPopup(async (popup) =>
        expect(await popup.waitForText('.popup .now .verdict', AUTHENTIC_RECEIPT)).toMatch(AUTHENTIC_RECEIPT),
      );
    });
  });
});
