// The browser itself is killed while the ledger records, takes a copy back and migrates: nothing is half there, nothing acknowledged is lost.
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_FROM } from '../../lib/ledger/store/stored-bytes';
import { type Authority, createAuthority } from '../pki/authority';
import { chooseCopy, closeDialog, openDialog, restore, waitForReport, writeCopy } from './backup-steps';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger } from './extension-steps';
import { makeFirstLedger } from './first-ledger';
import { openTab, waitWhileMigrating } from './interrupting';
import { canKillBrowsers } from './kill-browser';
import { CHECKED, checkLedger, expectWholeLedger, waitForOutcomes, waitForProgress } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';

const COUNT = 300;
/** Receipts of which the page has told that they are recorded, when the browser dies. */
const MOMENTS = [1, 40, 120];

/** Since the migration runs. */
const MIGRATED_MS = [0, 40, 120];

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-crash-'));
const receipts = join(folder, 'ricevute.zip');
const copy = join(folder, 'copia.tar');
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  // Large enough for the ledger to keep deliveries as files, and acceptances in rows.
  const plan = { name: 'planimetria.pdf', type: 'application/pdf', bytes: new Uint8Array(FILE_FROM).fill(37) };
  writeFileSync(receipts, toArchive(await createReceipts(authority, COUNT, { attachments: [plan] }), COUNT));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One in which the browser keeps the bytes of a message. */
const findStoredFile = (profile: string): string => {
  const names = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  const name = names.find(
    (one) => /(\.indexeddb\.blob\/\d+\/\w+\/\w+|\/idb\/[^/]+\.files\/\d+)$/.test(one) && statSync(join(profile, one)).isFile(),
  );
  if (name === undefined) throw new Error(`nothing stored in ${profile}`);
  return join(profile, name);
};

describe.skipIf(!canKillBrowsers)('killed', () => {
  inEachBrowser('the browser', (launch) => {
    const drivers: BrowserDriver[] = [];
    let ledger: Page;
    const start = async (profile?: string): Promise<void> => {
      const driver = await launch(profile === undefined ? {} : { profile });
      drivers.push(driver);
      if (profile === undefined) await (await addAuthority(driver, authority.root.certificate.pem)).close();
      ledger = await openLedger(driver);
    };
    const driver = (): BrowserDriver => drivers.at(-1) as BrowserDriver;
    const killAndStart = async (): Promise<void> => {
      const { profile } = driver();
      await driver().kill();
      await start(profile);
    };
    afterAll(async () => {
      for (const one of drivers.reverse()) await one.close();
    });

    test('while receipts are recorded: all that the page had told of is there, and each piece is whole', async () => {
      await start();
      let kept = 0;
      for (const moment of MOMENTS) {
        await addFiles(ledger, [receipts]);
        const told = await waitForProgress(ledger, '.outcomes .progress', moment);
        await killAndStart();
        kept = await expectWholeLedger(ledger, Math.max(told, kept));
        expect(kept).toBeLessThan(COUNT);
      }
      await addFiles(ledger, [receipts]);
      await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), 120_000);
      await expectWholeLedger(ledger, COUNT);
      await openDialog(ledger);
      copyFileSync(await writeCopy(driver(), ledger), copy);
    });

    test('while a copy is taken back: the same, and the rest is added afterwards', async () => {
      const { profile } = driver();
      await driver().close();
      expect(profile).not.toBe('');
      await start();
      await ledger.click('.empty .restore');
      await chooseCopy(ledger, copy);
      await waitForReport(ledger, new RegExp(`Verrebbero aggiunte: ${COUNT} autentiche`));
      await restore(ledger);
      const told = await waitForProgress(ledger, 'dialog .progress-line', 60);
      await killAndStart();
      const kept = await expectWholeLedger(ledger, told);
      await openDialog(ledger);
      await chooseCopy(ledger, copy);
      await waitForReport(ledger, new RegExp(`Verrebbero aggiunte: ${COUNT - kept} autentiche`));
      await restore(ledger);
      await waitForReport(ledger, /Fatto/);
      await closeDialog(ledger);
      await expectWholeLedger(ledger, COUNT);
    });

    test('a file that the disk lost is named, and dropping the messages again mends it', async () => {
      const { profile } = driver();
      await driver().kill();
      rmSync(findStoredFile(profile));
      await start(profile);
      await ledger.waitFor('tbody tr');
      await checkLedger(ledger);
      await ledger.waitForText(CHECKED, /ha trovato 1 differenza.*Manca l'originale della prova/s, { timeoutMs: 20_000 });
      await addFiles(ledger, [receipts]);
      await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), 120_000);
      await expectWholeLedger(ledger, COUNT);
    });

    test('while an older ledger is migrated: it is the old one or the new one, and whole either way', async () => {
      for (const moment of MIGRATED_MS) {
        const bare = await driver().openPage(driver().extensionUrl('options.html'));
        await ledger.close();
        expect(await makeFirstLedger(bare)).toBe(COUNT);
        await openTab(bare, 'ledger.html');
        await waitWhileMigrating(bare, moment);
        await killAndStart();
        expect(await expectWholeLedger(ledger, COUNT)).toBe(COUNT);
      }
    });
  });
});
