// Reads which folder SnappyMail's list shows: its name stands in the address, in the webmail's own writing, and whose it is in the menu.
import type { OpenFolder } from '../adapter';
import { decodeBase64url } from '../source/decode-base64url';
import { parseJson } from '../walk/list-answer';

const LIST = '#V-MailMessageList';
const ACCOUNT = '#V-SystemDropDown .accountPlace[title]';
const SELECTED = '#V-MailFolderList a.selected';
/** `#/mailbox/<folder>`, then perhaps a thread, page, search or message. */
const ADDRESS = /^#\/mailbox\/([\w.-]{1,900})(?:[~/]|$)/;

/** Characters that an address cannot hold stand in it as base64url of a JSON text, with nothing around it: what can be read as one is one. */
const decodeRun = (text: string): { run: string; length: number } | null => {
  const [letters = ''] = /^I[\w-]{3,399}/.exec(text) ?? [];
  const octets = atob(
    letters
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(letters.length / 4) * 4, 'A'),
  );
  const [json = ''] = /^"(?:[^"\\]|\\.)+"/.exec(octets) ?? [];
  const length = Math.ceil((json.length * 4) / 3);
  const run = parseJson(decodeBase64url(text.slice(0, length)) ?? '');
  return typeof run === 'string' && /^[^\w.-]+$/.test(run) ? { run, length } : null;
};

export const decodeSnappymailFolder = (written: string): string => {
  let name = '';
  for (let at = 0; at < written.length; ) {
    const found = decodeRun(written.slice(at));
    name += found?.run ?? written[at];
    at += found?.length ?? 1;
  }
  return name;
};

export const readSnappymailFolder = (page: Document): { email: string; folder: string } | null => {
  const written = ADDRESS.exec(page.location.hash)?.[1];
  const email = page.querySelector(ACCOUNT)?.getAttribute('title');
  if (written === undefined || !email || page.querySelector(LIST) === null) return null;
  return { email, folder: decodeSnappymailFolder(written) };
};

export const findSnappymailFolder = (page: Document): OpenFolder | null => {
  const found = readSnappymailFolder(page);
  if (found === null) return null;
  const { email, folder } = found;
  const name = page.querySelector(SELECTED)?.textContent?.trim() || folder;
  return { id: JSON.stringify(['snappymail', page.location.origin, email, folder]), name: name.slice(0, 200) };
};
