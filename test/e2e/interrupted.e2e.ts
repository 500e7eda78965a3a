// The tab is closed and the background ended while the ledger records, takes a copy back and migrates: nothing is half there, nothing acknowledged lost.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILE_FROM } from '../../lib/ledger/store/stored-bytes';
import italian from '../../public/_locales/it/messages.json';
import { type Authority, createAuthority } from '../pki/authority';
import { chooseCopy, openDialog, restore, waitForReport, writeCopy } from './backup-steps';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger } from './extension-steps';
import { makeFirstLedger } from './first-ledger';
import { closeTab, forgetLedger, openTab, readVersion, waitWhileMigrating, wakeBackground } from './interrupting';
import { countRows, expectWholeLedger, waitForOutcomes, waitForProgress } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';
import { retry } from './scope';

const COUNT = 300;
/** Pieces of which the page has told when it happens. */
const MOMENTS = [1, 40];
/** Since the migration runs. */
const MIGRATED_MS = [0, 80];
const OLD = 10;

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-interrupted-'));
const receipts = join(folder, 'ricevute.zip');
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  // Large enough for the ledger to keep deliveries as files, and acceptances in rows.
  const plan = { name: 'planimetria.pdf', type: 'application/pdf', bytes: new Uint8Array(FILE_FROM).fill(37) };
  writeFileSync(receipts, toArchive(await createReceipts(authority, COUNT, { attachments: [plan] }), COUNT));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inEachBrowser('interrupted', (launch, name) => {
  const copy = join(folder, `${name}.tar`);
  let driver: BrowserDriver;
  /** Draws no ledger, so that it may stay open. */
  let options: Page;
  let ledger: Page;
  beforeAll(async () => {
    driver = await launch();
    options = await addAuthority(driver, authority.root.certificate.pem);
    ledger = await openLedger(driver);
  });
  afterAll(() => driver?.close());

  test('the options say what the browser promised, after the ledger page asked for it', async () => {
    const isPersistent = await ledger.evaluate(() => navigator.storage.persist());
    // Chromium decides without asking anybody, and may refuse.
    if (name === 'firefox') expect(isPersistent).toBe(true);
    await options.reload();
    const { message } = isPersistent ? italian.storage_persistent : italian.storage_not_persistent;
    await options.waitForText('section[aria-labelledby="storage-title"] .lead', new RegExp(message.slice(0, 40)));
  });

  const reopen = async (least: number): Promise<number> => {
    ledger = await openLedger(driver);
    return expectWholeLedger(ledger, least);
  };
  /** With nothing in the ledger, up to the button. */
  const chooseForEmpty = async (): Promise<void> => {
    await forgetLedger(options);
    ledger = await openLedger(driver);
    await ledger.click('.empty .restore');
    await chooseCopy(ledger, copy);
    await waitForReport(ledger, new RegExp(`Verrebbero aggiunte: ${COUNT} autentiche`));
  };

  test('recording, the tab is closed: all that it had told of is there', async () => {
    let kept = 0;
    for (const moment of MOMENTS) {
      await addFiles(ledger, [receipts]);
      const told = await waitForProgress(ledger, '.outcomes .progress', moment);
      await ledger.close();
      kept = await reopen(Math.max(told, kept));
    }
    await addFiles(ledger, [receipts]);
    await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`));
    await expectWholeLedger(ledger, COUNT);
    await openDialog(ledger);
    copyFileSync(await writeCopy(driver, ledger), copy);
    await ledger.close();
  });

  test('taking a copy back, the tab is closed: all that it had told of is there', async () => {
    for (const moment of MOMENTS) {
      await chooseForEmpty();
      await restore(ledger);
      const held = await retry(`${moment} pieces`, async () => {
        const count = await countRows(ledger, 'evidence');
        return count >= moment ? count : undefined;
      });
      await ledger.close();
      await reopen(held);
      await ledger.close();
    }
  });

  test('taking a copy back, the background ends at work, again and again: the page goes on', async () => {
    await chooseForEmpty();
    await restore(ledger);
    do {
      await driver.killBackground();
      await wakeBackground(options);
      await driver.killBackground();
    } while (!(await ledger.texts('dialog .backup-report')).some((text) => text.includes('Fatto')));
    await ledger.close();
    expect(await reopen(COUNT)).toBe(COUNT);
  });

  const ENDS: [string, (ms: number) => Promise<void>][] = [
    [
      'the background, which ends',
      async (ms) => {
        await waitWhileMigrating(options, ms);
        await driver.killBackground();
      },
    ],
    [
      'a tab, which is closed',
      async (ms) => {
        await driver.killBackground();
        const tab = await openTab(options, 'ledger.html');
        await waitWhileMigrating(options, ms);
        await closeTab(options, tab);
      },
    ],
  ];
  test.each(ENDS)('migrated by %s: the ledger is the old one or the new one, and whole either way', async (who, interrupt) => {
    const versions: number[] = [];
    for (const moment of MIGRATED_MS) {
      await ledger.close();
      expect(await makeFirstLedger(options)).toBe(COUNT);
      await interrupt(moment);
      versions.push(await readVersion(options));
      expect(await reopen(COUNT)).toBe(COUNT);
      expect(await readVersion(options)).toBeGreaterThan(OLD);
    }
    // Firefox may have migrated before a tab can be closed.
    if (who !== 'a tab, which is closed' || name === 'chromium') expect(versions).toContain(OLD);
  });
});
