// A bundle that is broken off in the middle of its writing, by its person or by the browser's death: nothing is left that looks finished.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../pki/authority';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, closeExport, openLedger, readHeld, waitForDownload } from './extension-steps';
import { canKillBrowsers } from './kill-browser';
import { waitForOutcomes, waitForProgress } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';
import { retry } from './scope';
import { unzip } from './unzip';

const MB = 1024 * 1024;
const COUNT = 60;
/** Of the receipts in the bundle, when it is broken off: some pieces of it are on the disk, and most are not. */
const MIDDLE = 12;
/** What the page hands to the disk at once. */
const PIECE = 4 * MB;

const SHOWN = '.filters [role="status"]';
const OPEN = '.ledger-line > button:first-of-type';
const MAKE = 'dialog.work > .actions .btn.main:not([disabled])';
const PROGRESS = 'dialog.work > .progress-line';

const LONG = { timeoutMs: 90_000 };
const TEST_MS = 240_000;

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-cut-'));
const receipts = join(folder, 'ricevute.zip');
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  const plan = { name: 'planimetria.pdf', type: 'application/pdf', bytes: Uint8Array.from(randomBytes(MB)) };
  writeFileSync(receipts, toArchive(await createReceipts(authority, COUNT, { attachments: [plan] }), COUNT));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where each browser has the files of that store, under names of its own: what a page has begun to write need not be shown to it. */
const STORE = /(^|\/)(File System|storage\/default\/moz-extension[^/]*\/fs)\//;

const findPieces = ({ profile }: BrowserDriver): string[] => {
  const names = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => STORE.test(name));
  return names.filter((name) => (statSync(join(profile, name), { throwIfNoEntry: false })?.size ?? 0) >= PIECE);
};

inEachBrowser('a bundle broken off in the middle', (launch) => {
  const drivers: BrowserDriver[] = [];
  let ledger: Page;
  const driver = (): BrowserDriver => drivers.at(-1) as BrowserDriver;
  beforeAll(async () => {
    drivers.push(await launch());
    await (await addAuthority(driver(), authority.root.certificate.pem)).close();
    ledger = await openLedger(driver());
    await addFiles(ledger, [receipts]);
    await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), 120_000);
    // The board is drawn anew at its own pace, and what is exported is what it shows.
    await ledger.waitForText(SHOWN, new RegExp(`^${COUNT / 3} messaggi`), { timeoutMs: 60_000 });
  });
  afterAll(async () => {
    for (const one of drivers.reverse()) await one.close();
  });

  const openDialog = async (): Promise<void> => {
    await ledger.click(OPEN);
    await ledger.waitFor(MAKE, LONG);
  };
  /** @returns what was there before */
  const writeToTheMiddle = async (): Promise<string[]> => {
    const before = findPieces(driver());
    await openDialog();
    await ledger.click(MAKE);
    await waitForProgress(ledger, PROGRESS, MIDDLE);
    expect(findPieces(driver()).length).toBeGreaterThan(before.length);
    return before;
  };
  const waitForPieces = (wanted: string[]): Promise<true> =>
    retry('nothing but what was there before', async () => String(findPieces(driver())) === String(wanted) || undefined);
  const cancelInTheMiddle = async (): Promise<void> => {
    const before = await writeToTheMiddle();
    await ledger.click(`${PROGRESS} .btn`);
    await ledger.waitUntil((root) => root.querySelector('dialog[open]') === null, {});
    await waitForPieces(before);
  };
  const expectWhole = async (): Promise<void> => {
    await ledger.waitFor('dialog.work .made', LONG);
    const path = await waitForDownload(driver(), new Set());
    const { files, checked } = unzip(path);
    expect(checked.every((line) => line.endsWith(': OK'))).toBe(true);
    expect([...files.keys()].filter((name) => /\/\d\d-[^/]*\.eml$/.test(name))).toHaveLength(COUNT);
    rmSync(path);
    await closeExport(ledger);
  };

  test(
    'by its person leaves an empty name in the browser and nothing among the downloads',
    async () => {
      await cancelInTheMiddle();
      expect((await readHeld(ledger)).filter(({ size }) => size > 0)).toEqual([]);
      expect(readdirSync(driver().downloadFolder)).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'is not what a second page does that is opened meanwhile, which clears away what is over and nothing else',
    async () => {
      await cancelInTheMiddle();
      const over = (await readHeld(ledger)).map(({ name }) => name);
      expect(over.length).toBeGreaterThan(0);
      await writeToTheMiddle();
      const second = await openLedger(driver());
      await retry('it to clear away', async () => (await readHeld(second)).every(({ name }) => !over.includes(name)) || undefined);
      await expectWhole();
      // The first page may hand it out again.
      await second.reload();
      await second.waitFor('tbody tr');
      expect((await readHeld(second)).filter(({ size }) => size > COUNT * MB)).toHaveLength(1);
      await second.close();
    },
    TEST_MS,
  );

  test.skipIf(!canKillBrowsers)(
    'by the end of the browser leaves nothing once the page is opened again, and can be made then',
    async () => {
      const { profile } = driver();
      const before = await writeToTheMiddle();
      await driver().kill();
      expect(findPieces(driver()).length).toBeGreaterThan(before.length);
      expect(readdirSync(driver().downloadFolder)).toEqual([]);
      drivers.push(await launch({ profile }));
      ledger = await openLedger(driver());
      await ledger.waitFor('tbody tr');
      await retry('no name to be left', async () => (await readHeld(ledger)).length === 0 || undefined);
      await waitForPieces([]);
      expect(readdirSync(driver().downloadFolder)).toEqual([]);
      await openDialog();
      await ledger.click(MAKE);
      await expectWhole();
    },
    TEST_MS,
  );
});
