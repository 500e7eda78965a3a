// A private window keeps no ledger, and says so: messages and files are verified there, and the ledger of the ordinary windows does not change.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import italian from '../../public/_locales/it/messages.json';
import { type Authority, createAuthority } from '../pki/authority';
import { print } from '../run/steps';
import type { BrowserDriver, Page } from './driver';
import { hasWebmail, inEachBrowser } from './each-browser';
import { addAuthority, addFiles, cardOf, openLedger, readVerdict } from './extension-steps';
import { countRows, readOutcomes, waitForOutcomes } from './ledger-steps';
import { type MailSession, startMailSession } from './mail-session';
import { createReceipts } from './many-receipts';
import { openMailbox, openRowInPreview, rowOf } from './roundcube-page';

type Code = 'private_window' | 'private_window_file' | 'private_window_walk' | 'private_ledger' | 'private_ledger_popup';

const texts = italian as Record<string, { message: string }>;
const what = (code: Code): string => texts[`problem_${code}_what`]?.message ?? code;

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-private-'));
const [known, fresh] = [join(folder, 'nota.eml'), join(folder, 'nuova.eml')];
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  const [first = '', second = ''] = await createReceipts(authority, 2);
  writeFileSync(known, first);
  writeFileSync(fresh, second);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readCanary = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    type Api = { storage: { local: { get(key: string): Promise<object> } } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    return JSON.stringify(await (browser ?? chrome).storage.local.get('canary'));
  });

/** Asked by an ordinary page: which tab is private. */
const findPrivateTab = (page: Page): Promise<number> =>
  page.waitUntil(async () => {
    type Api = { tabs: { query(filter: object): Promise<{ id: number; incognito: boolean }[]> } };
    const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
    return (await (browser ?? chrome).tabs.query({})).find(({ incognito }) => incognito)?.id;
  }, {}) as Promise<number>;

describe('the pages of the extension', () => {
  inEachBrowser('in a private window', (launch, name) => {
    if (name === 'chromium') {
      test('are not opened', ({ skip }) => {
        print('NOT RUN: pages of the extension in a private window of Chromium, which opens them in ordinary windows only');
        skip();
      });
      return;
    }
    let driver: BrowserDriver;
    let ledger: Page;
    let canary: string;
    beforeAll(async () => {
      driver = await launch({ isPrivateAllowed: true });
      await (await addAuthority(driver, authority.root.certificate.pem)).close();
      ledger = await openLedger(driver);
      await addFiles(ledger, [known]);
      await waitForOutcomes(ledger, /^1 elemento esaminato: 1 autentico\.$/);
      canary = await readCanary(ledger);
      expect(canary).toContain('"count":1');
    });
    afterAll(() => driver?.close());

    const expectUntouched = async (): Promise<void> => {
      expect(await readCanary(ledger)).toBe(canary);
      await ledger.reload();
      await ledger.waitFor('tbody tr');
      expect(await ledger.count('.notice, .empty')).toBe(0);
      expect(await countRows(ledger, 'evidence')).toBe(1);
    };

    test('the ledger does not open and is not called empty; a dropped file is verified and not recorded', async () => {
      const page = await driver.openPrivatePage(driver.extensionUrl('ledger.html'));
      await page.waitForText('.notice', new RegExp(what('private_ledger')));
      expect(await page.count('.empty')).toBe(0);
      await addFiles(page, [known, fresh]);
      await waitForOutcomes(page, /^2 elementi esaminati: 2 autentici, 2 non registrati\.$/);
      for (const { text } of await readOutcomes(page)) expect(text).toContain(what('private_window_file'));
      await page.waitForText('.notice', new RegExp(what('private_ledger')));
      await page.close();
      await expectUntouched();
    });

    test('the popup and the options say so in their own words', async () => {
      const popup = await driver.openPrivatePage(driver.extensionUrl('popup.html?tab=0'));
      await popup.waitForText('.notice', new RegExp(what('private_ledger_popup')));
      expect(await popup.count('#attention-title')).toBe(0);
      await popup.close();
      const options = await driver.openPrivatePage(driver.extensionUrl('options.html'));
      await options.waitForText('[aria-labelledby="storage-title"]', new RegExp(italian.storage_private.message));
      await options.close();
      await expectUntouched();
    });
  });
});

describe.skipIf(!hasWebmail)('Roundcube', () => {
  inEachBrowser('in a private window', (launch) => {
    let session: MailSession;
    beforeAll(async () => {
      session = await startMailSession(() => launch({ isPrivateAllowed: true }), { hasSamples: true });
    });
    afterAll(() => session?.stop());

    test('a message is verified and not recorded, and the card says so, and the popup once', async () => {
      const { driver, stage, page, ledger } = session;
      await readVerdict(await openRowInPreview(page, rowOf(1)));
      await ledger.waitFor('tbody tr');
      const canary = await readCanary(ledger);
      const box = { user: stage.user, password: stage.lab.password };
      const inPrivate = { ...driver, openPage: driver.openPrivatePage };
      const webmail = await openMailbox(inPrivate, stage.lab.roundcubeUrl, box);
      const message = await openRowInPreview(webmail, rowOf(2));
      expect(await readVerdict(message)).toMatch(/autentic/i);
      await cardOf(message).waitForText('.notice', new RegExp(what('private_window')));
      const popup = await driver.openPage(driver.extensionUrl(`popup.html?tab=${await findPrivateTab(ledger)}`));
      await popup.waitForText('.popup main > :first-child .notice', new RegExp(what('private_ledger_popup')));
      await popup.waitFor('.popup .now .judged');
      await popup.waitForText('#walk-barred', new RegExp(what('private_window_walk')));
      expect(await popup.count('.notice')).toBe(1);
      expect(await popup.count('.walk .actions button:not([disabled])')).toBe(0);
      expect(await popup.count('#attention-title')).toBe(0);
      await popup.close();
      await webmail.close();
      expect(await readCanary(ledger)).toBe(canary);
      expect(await countRows(ledger, 'evidence')).toBe(1);
    });
  });
});
