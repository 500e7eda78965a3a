// What a person does with copies of the ledger, in their dialog.
import { readdirSync } from 'node:fs';
import type { BrowserDriver, Page } from './driver';
import { waitForDownload } from './extension-steps';

const REPORT = 'dialog .backup-report';

export const openDialog = async (ledger: Page): Promise<void> => {
  await ledger.click('.backup-line button');
  await ledger.waitFor('dialog[open]');
};

export const closeDialog = async (ledger: Page): Promise<void> => {
  await ledger.click('dialog > .actions .btn');
  await ledger.waitUntil((root) => root.querySelector('dialog') === null, {});
};

/** Gives the path of the copy once it was saved. */
export const writeCopy = async (driver: BrowserDriver, ledger: Page, passphrase = ''): Promise<string> => {
  if (passphrase !== '') {
    await ledger.type('dialog .secret:nth-of-type(1) input', passphrase);
    await ledger.type('dialog .secret:nth-of-type(2) input', passphrase);
  }
  const before = new Set(readdirSync(driver.downloadFolder));
  await ledger.click('dialog .btn.main');
  await ledger.waitForText('dialog [role="status"]', /Copia scritta/, { timeoutMs: 60_000 });
  return waitForDownload(driver, before);
};

export const chooseCopy = (ledger: Page, path: string): Promise<void> => ledger.setFiles('dialog input[type="file"]', [path]);

export const waitForReport = (ledger: Page, pattern: RegExp): Promise<string> =>
  ledger.waitForText(REPORT, pattern, { timeoutMs: 120_000 });

export const restore = (ledger: Page): Promise<void> => ledger.click(`${REPORT} .btn.main`);

/** What the browser keeps for a copy that is being written or handed out. */
export const countHeldFiles = (ledger: Page): Promise<number> =>
  ledger.evaluate(async () => {
    const folder = (await navigator.storage.getDirectory()) as unknown as { keys(): AsyncIterable<string> };
    let count = 0;
    for await (const _name of folder.keys()) count += 1;
    return count;
  });
