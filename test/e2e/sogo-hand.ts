// What the shared tests do in SOGo.
import { endSogoSessions, type SogoLab, startSogoLab } from '../lab/sogo';
import type { BrowserDriver, Page, Root } from './driver';
import type { Credentials } from './roundcube-page';
import type { WebmailHand } from './webmail-hand';

const ROW = 'md-list-item.sg-message-list-item';
const FOLDER = '.sg-mailbox-list-item';
const LOGIN = 'input[ng-model="app.creds.username"]';

export const openSogo = async (driver: BrowserDriver, { sogoUrl }: SogoLab, { user, password }: Credentials): Promise<Page> => {
  const page = await driver.openPage(sogoUrl);
  await page.waitFor(`${LOGIN}, ${ROW}`);
  if ((await page.count(LOGIN)) > 0) {
    await page.type(LOGIN, user);
    await page.type('input[ng-model="app.creds.password"]', password);
    await page.press('Enter');
  }
  await page.waitFor(ROW, { timeoutMs: 30_000 });
  return page;
};

/** The row is the same element as long as it shows the same message. */
export const findSogoRow = async (page: Page, subject: string): Promise<string> => {
  const row = `${ROW}[aria-label="${subject}"]`;
  await page.waitFor(row);
  return row;
};

/** Folders bear no name that a selector could ask for: this is the place in the list of the one that shows it. */
const findPlace = (root: Root, folders: string, name: string): number =>
  Array.from(root.querySelectorAll(folders)).findIndex((folder) => folder.querySelector('p.sg-item-name')?.textContent?.includes(name)) + 1;

const INBOX = 'Posta in arrivo';

/** Each row once that is open, and once that is ticked: SOGo's keys do both to the same one. */
const readSelected = (root: Root, row: string): string[] => [
  ...Array.from(root.querySelectorAll(`${row}.md-bg`), (element) => element.getAttribute('aria-label') ?? ''),
  ...Array.from(root.querySelectorAll(`${row} .sg-avatar-selected`), (element) => element.closest(row)?.getAttribute('aria-label') ?? ''),
];

export const sogoHand: WebmailHand<SogoLab> = {
  name: 'SOGo',
  startLab: () => startSogoLab(),
  signIn: openSogo,
  findRow: findSogoRow,
  // A button without a face lies over the whole row.
  clickRow: (page, row) => page.click(`${row} > .md-button > button`),
  clickOver: (page, mark) => page.drag(mark, mark),
  messageOf: (page) => page,
  readSubject: (message) =>
    message.evaluate((root) => root.querySelector('#detailView .sg-md-headline')?.textContent ?? '').catch(() => ''),
  openFolder: async (page, folder) => {
    const place = await page.waitUntil(findPlace, {}, FOLDER, folder === 'INBOX' ? INBOX : folder);
    await page.click(`${FOLDER}:nth-child(${place}) p.sg-item-name`);
    await page.waitUntil((root, name: string) => (root as Document).location.hash === `#!/Mail/0/${name}`, {}, folder);
  },
  readSelected: (page) => page.evaluate(readSelected, ROW),
  keys: { next: 'ArrowDown', extend: 'Shift+ArrowDown' },
  // The tests' other folder is the last one.
  folderSelector: () => `${FOLDER}:last-child`,
  dragsSelection: true,
  uidOfSource: (url) => Number(/\/(\d+)\/export$/.exec(url)?.[1] ?? 0) || null,
  endSessions: endSogoSessions,
};

/** The composer in a page of its own, as a link to an address opens it. */
export const openSogoComposer = (driver: BrowserDriver, { sogoUrl }: SogoLab, user: string): Promise<Page> =>
  driver.openPage(`${sogoUrl}SOGo/so/${user}/Mail/UIxMailPopupView#!/Mail/0/new`);

export const writeSogoMail = async (page: Page, { to, subject }: { to: readonly string[]; subject: string }): Promise<void> => {
  const field = 'md-chips[ng-model="editor.message.editable.to"] input';
  // The composer takes the focus there itself once it stands: what was typed before would become a recipient of its own.
  await page.waitFor(`${field}:focus`);
  for (const address of to) {
    await page.type(field, address);
    // Enter belongs to the address book; whoever leaves the field has written a recipient.
    await page.press('Tab');
  }
  await page.type('#mailEditor input[name="subject"]', subject);
};
