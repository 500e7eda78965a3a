// Reads which folder SOGo's list shows: the address says which, the list of folders how it is called.
import type { OpenFolder } from '../adapter';
import { isInSogoView } from './read-message';
import { readSogoSession, type SogoSession } from './read-session';
import { parseSogoFolderHash, type SogoFolder } from './source';

const LIST = '#messagesList';
/** The number of unread messages stands in an element of its own. */
const NAME = '.sg-mailbox-list-item.sg-selected .sg-item-name > [ng-bind$="displayName"]';

export type SogoPlace = { session: SogoSession; folder: SogoFolder };

/** A window that shows one message has no list. */
export const readSogoFolder = (page: Document): SogoPlace | null => {
  const [session, folder, list] = [readSogoSession(page), parseSogoFolderHash(page.location.hash), page.querySelector(LIST)];
  return session === null || folder === null || list === null || isInSogoView(list) ? null : { session, folder };
};

/** The base names the user: the same after a new login. */
export const findSogoFolder = (page: Document): OpenFolder | null => {
  const found = readSogoFolder(page);
  if (found === null) return null;
  const { session, folder } = found;
  const name = page.querySelector(NAME)?.textContent?.trim() || folder.folder;
  return { id: JSON.stringify(['sogo', session.base, folder.account, folder.folder]), name: name.slice(0, 200) };
};
