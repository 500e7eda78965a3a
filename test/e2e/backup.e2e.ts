// Copies of the ledger: written, read back, restored in the other browser, damaged, sealed, cut off in the middle.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../pki/authority';
import { chooseCopy, closeDialog, countHeldFiles, openDialog, restore, waitForReport, writeCopy } from './backup-steps';
import type { BrowserDriver, BrowserName, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger, readRows } from './extension-steps';
import { countRows, waitForOutcomes } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';

const COUNT = 120;
const PASSPHRASE = 'quattro parole poco note';
const CHECKED = '.ledger-line [role="status"]';

const folder = mkdtempSync(join(tmpdir(), 'ceralacca-copies-'));
/** A copy made by each browser, for the other one. */
const copies = new Map<BrowserName, string>();
let authority: Authority;

beforeAll(async () => {
  authority = await createAuthority();
  writeFileSync(join(folder, 'ricevute.zip'), toArchive(await createReceipts(authority, COUNT), COUNT));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Launch = () => Promise<BrowserDriver>;

const start = async (launch: Launch): Promise<{ driver: BrowserDriver; ledger: Page }> => {
  const driver = await launch();
  await (await addAuthority(driver, authority.root.certificate.pem)).close();
  return { driver, ledger: await openLedger(driver) };
};

inEachBrowser('copies of the ledger', (launch, name) => {
  let driver: BrowserDriver;
  let ledger: Page;
  beforeAll(async () => {
    ({ driver, ledger } = await start(launch));
    await addFiles(ledger, [join(folder, 'ricevute.zip')]);
    await waitForOutcomes(ledger, new RegExp(`^${COUNT} elementi esaminati`), 120_000);
    await ledger.waitForText('.backup-line', /non ha ancora una copia/);
  });
  afterAll(() => driver?.close());

  test('a copy is saved, and counts once it was read back', async () => {
    await openDialog(ledger);
    const path = await writeCopy(driver, ledger);
    await ledger.waitForText('.backup-line', /non ha ancora una copia/);
    copies.set(name, join(folder, `${name}.tar`));
    copyFileSync(path, join(folder, `${name}.tar`));
    await chooseCopy(ledger, path);
    const told = await waitForReport(ledger, /da adesso quelle prove risultano copiate/);
    expect(told).toContain(`Contiene ${COUNT} prove intere.`);
    expect(told).toContain(`${COUNT} sono già nel registro.`);
    await closeDialog(ledger);
    await ledger.waitForText('.backup-line', /Contiene tutto/);
  });

  test('with a passphrase it opens with that one only', async () => {
    await openDialog(ledger);
    const path = await writeCopy(driver, ledger, PASSPHRASE);
    expect(readFileSync(path, 'latin1')).not.toContain('posta-certificata@');
    await chooseCopy(ledger, path);
    await ledger.waitForText('dialog form', /chiusa con una frase segreta/);
    await ledger.type('dialog form input', 'sbagliata');
    await ledger.click('dialog form button');
    await ledger.waitUntil((root) => root.querySelector<HTMLButtonElement>('dialog form button')?.disabled === false, {});
    expect(await ledger.count('dialog .backup-report')).toBe(0);
    await ledger.evaluate((root) => root.querySelector<HTMLInputElement>('dialog form input')?.select());
    await ledger.type('dialog form input', PASSPHRASE);
    await ledger.click('dialog form button');
    await waitForReport(ledger, /risultano copiate/);
    await closeDialog(ledger);
  });

  test('what a page held for its copies goes when it is closed', async () => {
    const other = await openLedger(driver);
    expect(await countHeldFiles(other)).toBe(2);
    await ledger.close();
    await other.reload();
    await other.waitUntil(async () => {
      const held = (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> };
      for await (const _name of held.keys()) return false;
      return true;
    }, {});
    ledger = other;
  });
});

inEachBrowser('the copy of another browser', (launch, name) => {
  let driver: BrowserDriver;
  let ledger: Page;
  let path: string;
  beforeAll(async () => {
    path = copies.get(name === 'chromium' ? 'firefox' : 'chromium') ?? copies.get(name) ?? '';
    ({ driver, ledger } = await start(launch));
    await ledger.waitFor('.empty');
  });
  afterAll(() => driver?.close());

  describe('that was damaged', () => {
    test('is told of by the name of what is damaged; the rest is offered, and nothing written', async () => {
      const bytes = readFileSync(path);
      const at = bytes.indexOf('.eml') + 512 + 1000;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(join(folder, 'rovinata.tar'), bytes);
      await ledger.click('.empty .restore');
      await chooseCopy(ledger, join(folder, 'rovinata.tar'));
      const told = await waitForReport(ledger, /Nella copia c'è 1 danno/);
      expect(told).toMatch(/evidence\/[0-9a-f]{64}\.eml non è quello che era/);
      expect(told).toContain(`Verrebbero aggiunte: ${COUNT - 1} autentiche.`);
      expect(await countRows(ledger, 'evidence')).toBe(0);
    });
  });

  describe('that is whole', () => {
    test('is restored though the tab is closed in the middle: nothing is half there, and a second try adds the rest', async () => {
      await chooseCopy(ledger, path);
      await waitForReport(ledger, new RegExp(`Verrebbero aggiunte: ${COUNT} autentiche`));
      await restore(ledger);
      await ledger.waitForText('dialog .progress-line', /[1-9]\d* di/);
      await ledger.close();
      ledger = await openLedger(driver);
      const kept = await countRows(ledger, 'evidence');
      expect(await countRows(ledger, 'bytes')).toBe(kept);
      expect(kept).toBeLessThan(COUNT);
      await openDialog(ledger);
      await chooseCopy(ledger, path);
      await waitForReport(ledger, /Verrebbero aggiunte/);
      await restore(ledger);
      await waitForReport(ledger, /Fatto/);
      await closeDialog(ledger);
      expect(await countRows(ledger, 'evidence')).toBe(COUNT);
      await ledger.waitUntil((root, due: number) => root.querySelectorAll('tbody tr').length === due, {}, COUNT / 3);
      expect((await readRows(ledger)).every(({ state }) => state === 'completo')).toBe(true);
    });

    test('left a ledger that is whole', async () => {
      await ledger.click('.ledger-line > button:last-of-type');
      await ledger.waitForText(CHECKED, new RegExp(`intero: ${COUNT} prove`), { timeoutMs: 60_000 });
    });
  });
});
