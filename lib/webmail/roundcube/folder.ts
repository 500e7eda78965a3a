// Reads which folder Roundcube's list shows, on which page the user stands, and whether a search of his own is open.
import type { OpenFolder } from '../adapter';
import { readRoundcubeSession } from './read-session';

/** The list changes folders without a navigation: the marked one counts; several at once (a search over all) are none. */
export const readRoundcubeFolder = (page: Document): { folder: string; name: string; token: string } | null => {
  const session = readRoundcubeSession(page);
  if (session?.task !== 'mail' || session.action !== '' || session.token === null) return null;
  const { token } = session;
  if (page.querySelector('#mailboxlist') === null) {
    return session.folder === null ? null : { folder: session.folder, name: session.folder, token };
  }
  const link = page.querySelector<HTMLAnchorElement>('#mailboxlist li.selected > a[href*="_mbox="]');
  const folder = link && URL.canParse(link.href) ? new URL(link.href).searchParams.get('_mbox') : null;
  if (!link || !folder) return null;
  // The number of unread messages stands in an element of its own.
  const name = [...link.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE)?.nodeValue?.trim();
  return { folder, name: (name || folder).slice(0, 200), token };
};

export const findRoundcubeFolder = (page: Document): OpenFolder | null => {
  const found = readRoundcubeFolder(page);
  if (found === null) return null;
  const account = page.querySelector('.username')?.textContent?.trim();
  // Without the account's name the token stands for it: what was done is then known until the next login only.
  return { id: JSON.stringify(['roundcube', page.location.origin, account || found.token, found.folder]), name: found.name };
};

const readValue = (page: Document, selector: string): string =>
  (page.querySelector<HTMLInputElement | HTMLSelectElement>(selector)?.value ?? '').trim();

export const isRoundcubeSearchOpen = (page: Document): boolean => {
  const filter = readValue(page, 'select[name="searchfilter"], select#rcmlistfilter, select#messagessearchfilter');
  return readValue(page, 'input[name="_q"]') !== '' || (filter !== '' && filter !== 'ALL');
};

/** From the page jumper, or in skins without one from the first number in "Messages 51 to 100 of 300". */
export const readRoundcubePage = (page: Document): number => {
  const jumper = Number(readValue(page, 'input.rcpagejumper, .pagenav > input, input#pagejumper'));
  if (Number.isSafeInteger(jumper) && jumper > 0) return jumper;
  const first = Number(/\d+/.exec(page.querySelector('#rcmcountdisplay, .countdisplay')?.textContent ?? '')?.[0] ?? 1);
  const pageSize = readRoundcubeSession(page)?.pageSize ?? 0;
  return pageSize > 0 && first > 0 ? Math.ceil(first / pageSize) : 1;
};
