// The dialogs with work behind them, in windows of every size: what is to be pressed is in view, nothing lies over it, and what came of it is seen.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { closeDialog, openDialog } from './backup-steps';
import type { BrowserDriver, Page } from './driver';
import { createSamples } from './dropped-files';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, makeBundle, openExport, openLedger, openRow } from './extension-steps';
import { waitForOutcomes } from './ledger-steps';

const PICTURES = fileURLToPath(new URL('../../.output/screenshots', import.meta.url));
/** An ordinary laptop, a phone's width, and the laptop at 200 %. */
const SIZES = [
  [1280, 800],
  [400, 700],
  [640, 400],
] as const;
const ROW = 'dialog.work > .actions .btn';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-dialogs-'));
let paths: string[];
let root: string;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  const authority = await createAuthority();
  root = authority.root.certificate.pem;
  paths = [...(await createSamples(authority))].map(([name, bytes]) => {
    const path = join(folder, `${name}.eml`);
    writeFileSync(path, bytes);
    return path;
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What of the matching elements somebody cannot see whole, or cannot hit in its middle; undefined where there is none at all. */
const findHidden = (page: Page, selector: string): Promise<string[] | undefined> =>
  page.evaluate((document, wanted: string) => {
    const elements = [...document.querySelectorAll<HTMLElement>(wanted)];
    const hidden = elements.filter((element) => {
      const { top, left, bottom, right } = element.getBoundingClientRect();
      const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return !isInside || hit === null || !element.contains(hit);
    });
    return elements.length > 0 ? hidden.map((element) => element.innerText) : undefined;
  }, selector);

inEachBrowser('dialogs', (launch, name) => {
  let driver: BrowserDriver;
  let ledger: Page;
  beforeAll(async () => {
    driver = await launch();
    await (await addAuthority(driver, root)).close();
    ledger = await openLedger(driver);
    await addFiles(ledger, paths);
    await waitForOutcomes(ledger, /^8 elementi esaminati/);
  });
  afterAll(() => driver?.close());

  const expectInView = async (what: string, selector: string): Promise<void> => {
    for (const [width, height] of SIZES) {
      await ledger.resize(width, height);
      await ledger.waitUntil((_root, wanted: number) => innerHeight <= wanted, {}, height);
      for (const scheme of ['light', 'dark'] as const) {
        await driver.setColorScheme(scheme);
        await ledger.screenshot(join(PICTURES, `${name}-dialog-${what}-${width}-${scheme}.png`));
      }
      expect(await findHidden(ledger, selector), `${what} at ${width}x${height}`).toEqual([]);
      const isWide = await ledger.evaluate((document) => {
        const { scrollWidth = 0, clientWidth = 0 } = document.querySelector('dialog.work > .content') ?? {};
        return scrollWidth > clientWidth;
      });
      expect(isWide).toBe(false);
    }
    await driver.setColorScheme('light');
  };

  test('a proof bundle: the button that makes it is in view, and so is what was made', async () => {
    await ledger.resize(1280, 800);
    await openRow(ledger, 'Notificazione');
    await openExport(ledger);
    await expectInView('export', `${ROW}, dialog.work > h2`);
    await ledger.click('dialog.work .stamp label:nth-of-type(2) input[type="radio"]');
    await expectInView('export-service', `${ROW}, dialog.work > h2`);
    await ledger.click('dialog.work .stamp label:nth-of-type(1) input[type="radio"]');
    await ledger.resize(1280, 800);
    await makeBundle(driver, ledger);
  });

  test('after it was made, the reader is led to what came of it', async () => {
    await openExport(ledger);
    await ledger.evaluate((document) => document.querySelector('dialog.work > .content')?.scrollTo(0, 0));
    await ledger.click(`${ROW}.main:not([disabled])`);
    await ledger.waitFor('dialog.work .made');
    await ledger.waitUntil((document) => (document.querySelector('dialog.work > .content')?.scrollTop ?? 0) > 0, {});
    expect(await findHidden(ledger, 'dialog.work .made [role="status"]')).toEqual([]);
    await ledger.screenshot(join(PICTURES, `${name}-dialog-export-made.png`));
    await ledger.click(`${ROW}:last-child`);
  });

  test('copies of the ledger, and seals of the archive', async () => {
    await ledger.resize(1280, 800);
    await openDialog(ledger);
    await expectInView('backup', `${ROW}, dialog.work > h2`);
    await closeDialog(ledger);
    await ledger.resize(1280, 800);
    await ledger.click('.seal-line button');
    await ledger.waitFor('dialog.work[open]');
    await ledger.click('dialog.work > .content .btn.main:not([disabled])');
    await ledger.waitFor('dialog.work .seals li');
    await expectInView('seal', `${ROW}, dialog.work > h2`);
    await closeDialog(ledger);
  });
});
