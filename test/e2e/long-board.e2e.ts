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

/** More than the board draws at once, and more than it keeps drawn. */
const MANY = 130;
const BACK = 50;

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
    expect(new Set(stops).size).toBe(MANY);
    await ledger.press('j');
    expect(await readActive(ledger)).toBe(stops.at(-1));
    const back: string[] = [];
    for (let step = 0; step < BACK; step += 1) {
      await ledger.press('k');
      back.unshift(await readActive(ledger));
    }
    expect(back).toEqual(stops.slice(-BACK - 1, -1));
  });

  const goTo = (share: number): Promise<void> =>
    ledger.evaluate((root, at: number) => scrollTo(0, at * (root.querySelector('table')?.getBoundingClientRect().height ?? 0)), share);

  test('keeps only the rows near the window drawn, and every place as high as its rows', async () => {
    const far = 'table.ledger .far';
    const height = (): Promise<number> => ledger.evaluate((root) => root.querySelector('table')?.getBoundingClientRect().height ?? 0);
    await ledger.press('Escape');
    const focused = await readActive(ledger);
    await goTo(0);
    await ledger.waitFor('tbody:last-of-type > .far');
    const before = await height();
    expect(await readActive(ledger)).toBe(focused);
    await goTo(1);
    await ledger.waitFor('tbody:last-of-type [data-row]');
    await ledger.waitFor('tbody:first-of-type > .far');
    expect(await ledger.count('table.ledger [data-row]')).toBeLessThan(MANY);
    expect(await ledger.texts(far)).toContain('Altri 40 non sono mostrati.');
    expect(Math.abs((await height()) - before)).toBeLessThan(2);
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
