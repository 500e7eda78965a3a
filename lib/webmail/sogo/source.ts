// How one message of SOGo is named for this session, in the address of its view and in the ids of its list, and how its octets are asked for.
import type { SourceRequest } from '../adapter';
import { undoCrlfAsLf } from '../source/undo-crlf-as-lf';
import { undoLatin1AsUtf8 } from '../source/undo-latin-1-as-utf-8';
import type { SogoSession } from './read-session';

export type SogoFolder = { account: string; folder: string };
export type SogoAddress = SogoFolder & { uid: string };

/** What SOGo puts in place of characters that a part of its paths cannot hold; folders bear their IMAP names, which are ASCII (RFC 3501 section 5.1.3). */
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ _: '_U_', '.': '_D_', '#': '_H_', '@': '_A_', '*': '_S_', ':': '_C_' },
  ...{ ',': '_CO_', ' ': '_SP_', "'": '_SQ_', '&': '_AM_', '+': '_P_' },
};
const ACCOUNT = /^\d{1,4}$/;
const UID = /^[1-9]\d{0,9}$/;
const MAX_FOLDER = 900;

const toFolder = (account = '', folder = ''): SogoFolder | null => {
  const isNamed = folder !== '' && folder.length <= MAX_FOLDER && !folder.split('/').includes('');
  return ACCOUNT.test(account) && isNamed ? { account, folder } : null;
};

const toAddress = (found: SogoFolder | null, uid = ''): SogoAddress | null => (found !== null && UID.test(uid) ? { ...found, uid } : null);

/** In the address the folder is encoded twice, and its tildes are doubled. */
const decodeFolder = (account: string | undefined, folder = ''): SogoFolder | null => {
  try {
    const once = decodeURIComponent(folder).replace(/~(~|2F)/g, (_, kept) => (kept === '~' ? '~' : '/'));
    return toFolder(account, decodeURIComponent(once));
  } catch {
    return null;
  }
};

/** `#!/Mail/<account>/<folder>/<uid>`, with `virtual/` before the folder in a search. */
export const parseSogoHash = (hash: string): SogoAddress | null => {
  const [, account, folder, uid] = /^#!\/Mail\/([^/?]+)\/(?:virtual\/)?([^/?]+)\/([^/?]+)$/.exec(hash) ?? [];
  return toAddress(decodeFolder(account, folder), uid);
};

/** With or without a message of it; a search over several folders is none. */
export const parseSogoFolderHash = (hash: string): SogoFolder | null => {
  const [, account, folder] = /^#!\/Mail\/([^/?]+)\/(?!virtual(?:\/|$))([^/?]+)(?:\/[^/?]+)?$/.exec(hash) ?? [];
  return decodeFolder(account, folder);
};

/** An id as our probe writes it. */
export const parseSogoRowId = (id: string): SogoAddress | null => {
  const [account, uid, ...folder] = id.split('/');
  return toAddress(toFolder(account, folder.join('/')), uid);
};

export const toSogoKey = ({ base, token }: SogoSession, { account, folder, uid }: SogoAddress): string =>
  JSON.stringify(['sogo', base, token, account, folder, uid]);

const toPathPart = (name: string): string => {
  const escaped = name.replace(/[_.#@*:, '&+]/g, (character) => ESCAPES[character] ?? '').replace(/[^\p{ASCII}]/gu, '');
  return encodeURIComponent(`folder${/^\d/.test(escaped) ? '_' : ''}${escaped}`);
};

export const toSogoFolderUrl = ({ base }: SogoSession, { account, folder }: SogoFolder): string =>
  `${base}${[account, ...folder.split('/').map(toPathPart)].join('/')}`;

/** What "save as" asks for (BODY.PEEK[], nothing is marked as read): SOGo takes the CR out of each CRLF, reads the rest as Latin-1 and writes that as UTF-8. */
export const toSogoSource = (session: SogoSession, address: SogoAddress): SourceRequest => ({
  url: `${toSogoFolderUrl(session, address)}/${address.uid}/export`,
  method: 'POST',
  headers: { 'X-XSRF-TOKEN': session.token },
  fidelity: 'reversible',
  undo: [undoLatin1AsUtf8, undoCrlfAsLf],
});
