// What the shared tests do in Roundcube, in each of its skins.
import { type Lab, startLab } from '../lab/lab';
import type { Skin } from '../lab/roundcube';
import type { Root } from './driver';
import { endSessions } from './mail-room';
import { findRow, openMailbox } from './roundcube-page';
import { retry } from './scope';
import type { WebmailHand } from './webmail-hand';

const readTexts = (root: Root, selector: string): string[] =>
  Array.from(root.querySelectorAll(selector), (element) => element.textContent ?? '');

const isFolderOpen = (root: Root, name: string): boolean =>
  root.querySelector('#mailboxlist li.selected > a')?.getAttribute('rel') === name;

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
  // While it still opens another folder Roundcube hears no click: whoever sees that nothing happens clicks again.
  openFolder: async (page, folder) =>
    void (await retry(`the folder ${folder}`, async () => {
      await page.click(`#mailboxlist li a[href*="_mbox=${encodeURIComponent(folder)}"]`);
      return page.waitUntil(isFolderOpen, { timeoutMs: 1000 }, folder);
    })),
  readSelected: (page) => page.evaluate(readTexts, '#messagelist tr.message.selected'),
  keys: { next: 'ArrowDown', extend: 'Shift+ArrowDown' },
  folderSelector: (folder) => `#mailboxlist li a[rel="${folder}"]`,
  uidOfSource: (url) => (url.includes('_action=viewsource') ? Number(new URL(url).searchParams.get('_uid')) : null),
  endSessions,
});
