// What the shared tests do in Roundcube, in each of its skins.
import { type Lab, startLab } from '../lab/lab';
import type { Skin } from '../lab/roundcube';
import type { Root } from './driver';
import { endSessions } from './mail-room';
import { findRow, openMailbox } from './roundcube-page';
import type { WebmailHand } from './webmail-hand';

const readTexts = (root: Root, selector: string): string[] =>
  Array.from(root.querySelectorAll(selector), (element) => element.textContent ?? '');

export const createRoundcubeHand = (skin: Skin): WebmailHand<Lab> => ({
  name: `Roundcube, skin ${skin}`,
  startLab: () => startLab({ skins: [skin] }),
  signIn: (driver, lab, credentials) => openMailbox(driver, lab.roundcubeUrl, credentials),
  findRow: async (page, subject) => (await findRow(page, subject)).selector,
  clickRow: (page, row) => page.click(`${row} td.subject`),
  messageOf: (page) => page.frame('#messagecontframe'),
  readSubject: (message) =>
    message
      .evaluate(
        (root) =>
          root.querySelector('h2.subject, h3.subject, td.subject.header-title ~ td, .headers-table .subject.header')?.textContent ?? '',
      )
      .catch(() => ''),
  openFolder: async (page, folder) => {
    await page.click(`#mailboxlist li a[href*="_mbox=${encodeURIComponent(folder)}"]`);
    await page.waitUntil(
      (root, name: string) => root.querySelector('#mailboxlist li.selected > a')?.getAttribute('rel') === name,
      {},
      folder,
    );
  },
  readSelected: (page) => page.evaluate(readTexts, '#messagelist tr.message.selected'),
  keys: { next: 'ArrowDown', extend: 'Shift+ArrowDown' },
  folderSelector: (folder) => `#mailboxlist li a[rel="${folder}"]`,
  endSessions,
});
