// A board with more rows than are drawn at once: filtered by recipient, and walked through with the keyboard alone.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../pki/authority';
import type { BrowserDriver, Page } from './driver';
import { inEachBrowser } from './each-browser';
import { addAuthority, addFiles, openLedger, waitForDownload } from './extension-steps';
import { readActive, waitForOutcomes } from './ledger-steps';
import { createReceipts, toArchive } from './many-receipts';

/** More than the board draws at once. */
const MANY = 50;

inEachBrowser('a long board', (launch) => {
  let authority: Authority;
  let driver: BrowserDriver;
  let ledger: Page;
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-board-'));
  beforeAll(async () => {
    authority = await createAuthority();
    driver = await launch();
    await (await addAuthority(driver, authority.root.certificate.pem)).close();
    ledger = await openLedger(driver);
  });
  afterAll(async () => {
    await driver?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is walked through by key, down to the last row that the filter leaves', async () => {
    const receipts = await createReceipts(authority, 3 * MANY);
    const acceptances = receipts.filter((_, index) => index % 3 === 0);
    const path = join(folder, 'accettazioni.zip');
    writeFileSync(path, toArchive(acceptances, MANY));
    await addFiles(ledger, [path]);
    await waitForOutcomes(ledger, new RegExp(`^${MANY} elementi esaminati`));
    await ledger.goto('about:blank');
    await ledger.goto(driver.extensionUrl('ledger.html'));
    await ledger.waitFor('tbody tr');
    await ledger.type('#filter-recipient', 'tributi@pec.beta');
    await ledger.waitForText('.filters [role="status"]', new RegExp(`^${MANY} messaggi$`));
    await ledger.press('Escape');
    const stops: string[] = [];
    for (let step = 0; step < MANY; step += 1) {
      await ledger.press('j');
      stops.push(await readActive(ledger));
    }
    const rows = await ledger.evaluate((root) =>
      Array.from(root.querySelectorAll<HTMLElement>('[data-row]'), ({ dataset }) => dataset.row ?? ''),
    );
    expect(rows).toHaveLength(MANY);
    expect(stops).toEqual(rows);
    await ledger.press('j');
    expect(await readActive(ledger)).toBe(rows.at(-1));
  });

  test('is written down for a spreadsheet, every row that the filter leaves', async () => {
    const before = new Set(readdirSync(driver.downloadFolder));
    await ledger.click('.ledger-line > button:nth-of-type(2)');
    const path = await waitForDownload(driver, before);
    expect(basename(path)).toMatch(/^pec-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + MANY);
    expect(lines[0]).toMatch(/Oggetto/);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
