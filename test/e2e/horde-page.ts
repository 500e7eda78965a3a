// What a person does in Horde, in the dynamic view (one page, with a preview) and in the basic view (a page for each list and message).
import type { BrowserDriver, Page, Root } from './driver';
import type { Credentials } from './roundcube-page';
import { retry } from './scope';

export type HordeView = 'dynamic' | 'basic';

const ROWS: Record<HordeView, string> = { dynamic: '#msgSplitPane .vpRow[id^="VProw_"]', basic: 'table.messageList tr[id^="row"]' };

export const toMailboxParameter = (folder: string): string => Buffer.from(folder).toString('base64url');

/** Signs in to that view and waits for the list of the inbox. */
export const openHorde = async (driver: BrowserDriver, url: string, view: HordeView, { user, password }: Credentials): Promise<Page> => {
  const list = `${url}imp/${view}.php?page=mailbox`;
  const page = await driver.openPage(list);
  await page.waitFor(`#horde_user, ${ROWS[view]}`);
  if ((await page.count('#horde_user')) > 0) {
    await page.type('#horde_user', user);
    await page.type('#horde_pass', password);
    await page.evaluate((root, chosen: string) => {
      const select = root.querySelector<HTMLSelectElement>('#horde_select_view');
      if (select !== null) select.value = chosen;
    }, view);
    await page.press('Enter');
  }
  await page.waitFor(ROWS[view]);
  return page;
};

/** Of the basic view the message is a page of its own, from which one goes back to the list. */
const goBack = async (page: Page): Promise<void> => {
  if ((await page.count('#msgheaders')) === 0) return;
  await page.click('.imp-navbar a[href*="page=mailbox"]');
  await page.waitUntil((root) => root.querySelector('#msgheaders') === null && root.querySelector('table.messageList') !== null, {});
};

/** A click that was made before may still take the page elsewhere, so it is looked for anew. */
export const findHordeRow = (page: Page, view: HordeView, subject: string): Promise<string> => {
  const find = (root: Root, rows: string, wanted: string): string =>
    [...root.querySelectorAll(rows)].find((row) => row.textContent?.includes(wanted))?.id ?? '';
  return retry(`the row of ${subject}`, async () => {
    if (view === 'basic') await goBack(page);
    const id = await page.evaluate(find, ROWS[view], subject);
    return id === '' ? undefined : `#${id}`;
  });
};

const FOLDERS: Record<HordeView, (folder: string) => string> = {
  dynamic: (folder) => `.imp-sidebar-mbox[title="${folder}"] a`,
  basic: (folder) => `#horde-sidebar a[href*="mailbox=${toMailboxParameter(folder)}&"]`,
};

/** As a click in the list of folders does, and the list is there. */
export const openHordeFolder = async (page: Page, view: HordeView, folder: string): Promise<void> => {
  await page.click(FOLDERS[view](folder));
  const isOpen = (root: Root, mailbox: string): boolean => {
    // A message that was open there before is open again.
    const [, opened] = /^#(?:mbox|msg):([^;]*)/.exec((root as Document).location.hash) ?? [];
    return opened === mailbox || root.querySelector<HTMLInputElement>('form#messages > input#mailbox')?.value === mailbox;
  };
  await page.waitUntil(isOpen, {}, toMailboxParameter(folder));
};

/** '' while no message is shown. */
export const readHordeSubject = (root: Root): string => {
  const header = root.querySelector<HTMLElement>('#previewMsg .subject, #msgData .subject, #msgheaders > p');
  return header?.closest<HTMLElement>('#previewMsg')?.style.display === 'none' ? '' : (header?.textContent ?? '');
};
