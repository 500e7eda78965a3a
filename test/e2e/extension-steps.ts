// What a person does with Ceralacca itself: switch a site on, read a card, add an authority, look into the ledger, export.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserDriver, Page, Scope } from './driver';
import { retry } from './scope';

const CARD = '[data-ceralacca="card"]';
const MARK = '[data-ceralacca="mark"]';

export const hostPattern = (url: string): string => `${new URL(url).protocol}//${new URL(url).hostname}/*`;

/** One click in the popup of that tab; the popup stays open and is given back. */
export const switchSiteOn = async (driver: BrowserDriver, page: Page): Promise<Page> => {
  await driver.allowHost(hostPattern(await page.url()));
  const popup = await driver.popupFor(page);
  await popup.click('.popup .btn.main.wide');
  await popup.waitFor('.popup .site');
  return popup;
};

export const switchSiteOff = async (driver: BrowserDriver, page: Page): Promise<Page> => {
  const popup = await driver.popupFor(page);
  await popup.click('.popup .site button');
  await popup.waitFor('.popup .btn.main.wide');
  return popup;
};

/** The card's closed shadow root in the frame or page that shows the message. */
export const cardOf = (message: Scope): Scope => message.shadow(CARD);

export const AUTHENTIC_RECEIPT = /^Ricevuta di accettazione: autentica/;

/** The first line of the card once the message was judged. */
export const readVerdict = (message: Scope, pattern = /./): Promise<string> => cardOf(message).waitForText('.card .verdict', pattern);

/** The mark of a row of the list: `hint` before its bytes were verified, then the verdict; undefined without a mark. */
export const readRowMark = async (page: Page, row: string): Promise<string | undefined> => {
  if ((await page.count(`${row} ${MARK}`)) === 0) return undefined;
  const mark = page.shadow(`${row} ${MARK}`);
  return mark.evaluate((root) => root.querySelector('.mark')?.className.replace('mark', '').trim());
};

export const addAuthority = async (driver: BrowserDriver, pem: string): Promise<Page> => {
  const page = await driver.openPage(driver.extensionUrl('options.html'));
  await page.type('#pem-pec', pem);
  await page.click('.authority-form button[type="submit"]');
  // The field is emptied once its text is kept; another authority may have stood there before.
  await page.waitUntil((root) => root.querySelector<HTMLTextAreaElement>('#pem-pec')?.value === '', {});
  await page.waitFor('.authority .pill');
  return page;
};

export type LedgerRow = { state: string; subject: string; recipients: string };

export const openLedger = async (driver: BrowserDriver): Promise<Page> => {
  const page = await driver.openPage(driver.extensionUrl('ledger.html'));
  await page.waitFor('.page');
  return page;
};

export const readRows = (ledger: Page): Promise<LedgerRow[]> =>
  ledger.evaluate((root) => {
    const read = (row: Element, cell: string): string =>
      (row.querySelector<HTMLElement>(cell)?.innerText ?? '').trim().replace(/\s+/g, ' ');
    return Array.from(root.querySelectorAll('table.ledger tbody tr'), (row) => ({
      state: read(row, '.cell-state'),
      subject: read(row, '.cell-subject .subject'),
      recipients: read(row, '.cell-recipients'),
    }));
  });

/** Once the row of the sending that was noticed has given way to that of its receipt: a table that moves is clicked in the wrong place. */
const findRow = (ledger: Page, subject: string): Promise<string | undefined> =>
  ledger.evaluate((root, wanted: string) => {
    const rows = Array.from(root.querySelectorAll<HTMLElement>('button.subject')).filter((button) => button.innerText.includes(wanted));
    return rows.some(({ dataset }) => dataset.row?.startsWith('sending:')) ? undefined : rows[0]?.dataset.row;
  }, subject);

/** Opens the row and waits for its story beside the table. */
export const openRow = async (ledger: Page, subject: string): Promise<void> => {
  const identifier = await retry(`a row of ${subject}`, async () => (await findRow(ledger, subject)) ?? undefined);
  await ledger.click(`button.subject[data-row="${identifier}"]`);
  await ledger.waitForText('#side-title', /./);
};

export const addFiles = (ledger: Page, paths: readonly string[]): Promise<void> => ledger.setFiles('input[type="file"]', paths);

const MAKE = 'dialog.work .actions .btn.main:not([disabled])';

/** In the opened dialog: makes the bundle, gives its path once it is whole, and closes the dialog. */
export const makeBundle = async (driver: BrowserDriver, ledger: Page): Promise<string> => {
  const before = new Set(readdirSync(driver.downloadFolder));
  await ledger.click(MAKE);
  const path = await waitForDownload(driver, before);
  await ledger.waitFor('dialog.work .made');
  await closeExport(ledger);
  return path;
};

export const closeExport = async (ledger: Page): Promise<void> => {
  await ledger.click('dialog.work .actions .btn:last-child');
  await ledger.waitUntil((root) => root.querySelector('dialog[open]') === null, {});
};

/** Opens the dialog for the opened row and waits until everything was judged. */
export const openExport = async (ledger: Page): Promise<void> => {
  await ledger.click('.side .actions .btn.main');
  await ledger.waitFor(MAKE);
};

/** Exports the opened row and gives the path of the bundle once it is whole. */
export const exportBundle = async (driver: BrowserDriver, ledger: Page): Promise<string> => {
  await openExport(ledger);
  return makeBundle(driver, ledger);
};

export const waitForDownload = (driver: BrowserDriver, before: ReadonlySet<string>): Promise<string> =>
  retry('a download', async () => {
    const names = readdirSync(driver.downloadFolder).filter((name) => !before.has(name));
    const [name] = names.filter((one) => !/\.(crdownload|part|tmp)$/.test(one));
    const path = join(driver.downloadFolder, name ?? '');
    // Firefox makes the final name first and fills a .part beside it.
    return name && names.length === 1 && existsSync(path) && statSync(path).size > 0 ? path : undefined;
  });

export type HeldFile = { name: string; size: number };

/** What bundles hold in the browser's own store, begun ones too where the browser shows them. */
export const readHeld = (page: Page): Promise<HeldFile[]> =>
  page.evaluate(async () => {
    const held: { name: string; size: number }[] = [];
    for await (const handle of (await navigator.storage.getDirectory()).values())
      if (handle.kind === 'file' && handle.name.startsWith('bundle-'))
        held.push({ name: handle.name, size: (await (handle as FileSystemFileHandle).getFile()).size });
    return held;
  });
