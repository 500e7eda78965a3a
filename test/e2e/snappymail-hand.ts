// What the shared tests do in SnappyMail.
import { endSnappymailSessions, type SnappymailLab, startSnappymailLab } from '../lab/snappymail';
import type { BrowserDriver, Page, Root } from './driver';
import type { Credentials } from './roundcube-page';
import type { WebmailHand } from './webmail-hand';

const ROWS = '#V-MailMessageList .messageListItem';
const FOLDERS = '#V-MailFolderList';

/** Signs in and waits for the list of the inbox. */
export const openSnappymail = async (driver: BrowserDriver, { url }: SnappymailLab, { user, password }: Credentials): Promise<Page> => {
  const page = await driver.openPage(url);
  await page.waitFor(`input[name="Email"], ${ROWS}`);
  if ((await page.count('input[name="Email"]')) > 0) {
    await page.type('input[name="Email"]', user);
    await page.type('input[name="Password"]', password);
    await page.press('Enter');
  }
  await page.waitFor(ROWS);
  return page;
};

/** Place of the row in the list, from 1; 0 while it is not there. */
const findPlace = (root: Root, rows: string, subject: string): number =>
  Array.from(root.querySelectorAll(rows)).findIndex((row) => row.querySelector('.subjectParent')?.textContent === subject) + 1;

const isFolderShown = (root: Root, folders: string, name: string): boolean =>
  Array.from(root.querySelectorAll(`${folders} a.selected`)).some(({ textContent }) => textContent?.trim() === name);

const readSubjects = (root: Root, rows: string): string[] =>
  Array.from(root.querySelectorAll(rows), (row) => row.querySelector('.subjectParent')?.textContent ?? '');

export const snappymailHand: WebmailHand<SnappymailLab> = {
  name: 'SnappyMail',
  startLab: () => startSnappymailLab(),
  signIn: openSnappymail,
  findRow: async (page, subject) => `${ROWS}:nth-child(${await page.waitUntil(findPlace, {}, ROWS, subject)})`,
  clickRow: (page, row) => page.click(`${row} .subjectParent`),
  messageOf: (page) => page,
  readSubject: (message) =>
    message.evaluate((root) => {
      const subject = root.querySelector('.message-selected #V-MailMessageView:not([hidden]) .messageItemHeader .subject');
      return subject?.textContent ?? '';
    }),
  openFolder: async (page, folder) => {
    const name = folder === 'INBOX' ? 'Posta in arrivo' : folder;
    await page.click(folder === 'INBOX' ? `${FOLDERS} .b-folders-system li:first-child a` : `${FOLDERS} a[href$="/${folder}"]`);
    await page.waitUntil(isFolderShown, {}, FOLDERS, name);
  },
  readSelected: (page) => page.evaluate(readSubjects, `${ROWS}.selected, ${ROWS}.checked`),
  keys: { next: 'ArrowUp', extend: 'Shift+ArrowUp' },
  untick: async (page) => {
    while ((await page.count(`${ROWS}.checked`)) > 0) await page.click(`${ROWS}.checked .checkboxMessage`);
  },
  folderSelector: (folder) => `${FOLDERS} a[href$="/${folder}"]`,
  dragsAsHtml: true,
  uidOfSource: (url) => {
    const hash = /\/Download\/&q\[\]=\/([\w-]+)$/.exec(decodeURIComponent(url))?.[1];
    return hash === undefined ? null : (JSON.parse(Buffer.from(hash, 'base64url').toString()) as { uid: number }).uid;
  },
  endSessions: endSnappymailSessions,
};
