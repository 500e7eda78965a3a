// The view beside the page: opened with one click, the popup's view, and it follows the active tab.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toOctets } from '../pki/mime-text';
import type { Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { readVerdict } from './extension-steps';
import { dropFile, pasteText } from './given-steps';
import { type MailSession, startMailSession } from './mail-session';
import { openInPreview } from './roundcube-page';
import { retry } from './scope';

/** What the open side view reads, null where there is none: a page of the extension may look into its other views. */
const readSide = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    type Api = { extension: { getViews(filter?: object): Window[] } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    const views = (browser ?? chrome).extension.getViews();
    return views.find(({ location }) => location.pathname === '/sidepanel.html')?.document.body.innerText ?? null;
  });
const seeSide = (page: Page, wanted: string): Promise<string> =>
  retry(`the side view to read ${wanted}`, async () => {
    const text = await readSide(page);
    return text?.includes(wanted) ? text : undefined;
  });

const ACCEPTANCE = /^Ricevuta di accettazione: autentica/;

/** The octets of the first acceptance in the mailbox. */
const findAcceptance = async ({ stage: { lab, user } }: MailSession): Promise<Uint8Array> => {
  const { INBOX } = await lab.snapshot(user);
  for (const { uid } of INBOX?.messages ?? []) {
    const bytes = await lab.bytesOf(user, 'INBOX', uid);
    if (/^X-Ricevuta: accettazione\r$/m.test(toOctets(bytes))) return bytes;
  }
  throw new Error('the mailbox has no acceptance');
};

describe.skipIf(!hasWebmail)('with Roundcube', () => {
  inEachBrowser('the view beside the page', (launch) => {
    let session: MailSession;
    beforeAll(async () => {
      session = await startMailSession(launch, { hasSamples: true });
    });
    afterAll(() => session?.stop());

    test('opens with one click, and shows what the popup shows', async () => {
      expect(await readSide(session.ledger)).toBeNull();
      const message = await openInPreview(session.page, 'ACCETTAZIONE');
      await readVerdict(message, /autentica/);
      const popup = await session.driver.popupFor(session.page);
      await popup.waitForText('.popup .verdict', /autentica/);
      const told = (await popup.texts('.popup .now')).join();
      await popup.click('.popup footer .link');
      await session.page.bringToFront();
      expect(await seeSide(session.ledger, 'autentica')).toContain(told.split('\n')[0]);
    });

    test('follows the active tab, and the message in it', async () => {
      await session.ledger.bringToFront();
      await seeSide(session.ledger, 'Questa pagina non è una webmail');
      await session.page.bringToFront();
      await seeSide(session.ledger, 'accettazione: autentica');
      const message = await openInPreview(session.page, 'CONSEGNA');
      const told = await readVerdict(message, /consegna/);
      await seeSide(session.ledger, told);
    });

    test('judges a file that is dropped on it, and a source that is pasted there', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ceralacca-side-'));
      const path = join(folder, 'ricevuta.eml');
      const source = await findAcceptance(session);
      writeFileSync(path, source);
      // The same page in a tab, where files can be let fall on it from here.
      const side = await session.driver.openPage(session.driver.extensionUrl('sidepanel.html?tab=0'));
      try {
        await dropFile(side, '.popup', path);
        expect(await side.waitForText('.given .verdict', /./)).toMatch(ACCEPTANCE);
        await pasteText(side, 'ciao');
        await side.waitForText('.given .notice', /^Questo file non è un messaggio di posta/);
        await pasteText(side, toOctets(source).replaceAll('\r\n', '\n'));
        expect(await side.waitForText('.given .verdict', /./)).toMatch(ACCEPTANCE);
        expect(await side.waitForText('.given h2.small', /./)).toBe('Messaggio che hai dato tu');
      } finally {
        await side.close();
        rmSync(folder, { recursive: true });
        await session.page.bringToFront();
      }
    });

    test('offers no second one', async () => {
      expect(await seeSide(session.ledger, 'Opzioni')).not.toContain('Apri a lato');
    });
  });
});
