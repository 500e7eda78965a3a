// How one message of a SnappyMail folder is named, read from the links of the page, and how its stored octets are asked for.
import type { SourceRequest } from '../adapter';
import { decodeBase64url } from '../source/decode-base64url';
import { type FetchLimits, fetchText } from '../source/fetch-source';
import { type Fields, isFields, parseJson } from '../walk/list-answer';

export type SnappymailMessage = { account: string; folder: string; uid: number };

/** Of a link to a whole message: all that follows the path. */
const LINKS = {
  Download: /^\?\/Raw\/&q\[\]=\/0\/Download\/&q\[\]=\/([A-Za-z0-9_-]{1,20000})$/,
  ViewAsPlain: /^\?\/Raw\/&q\[\]=\/0\/ViewAsPlain\/&q\[\]=\/([A-Za-z0-9_-]{1,20000})$/,
};
export const SNAPPYMAIL_ACCOUNT = /^[0-9a-f]{40}$/;
const MAX_FOLDER = 900;
const MAX_UID = 4_294_967_295;

/** Links and rows come from the page: what is not exactly one whole message of a folder is none. */
const check = (account: unknown, folder: unknown, uid: unknown): SnappymailMessage | null => {
  if (typeof account !== 'string' || !SNAPPYMAIL_ACCOUNT.test(account)) return null;
  if (typeof folder !== 'string' || folder === '' || folder.length > MAX_FOLDER) return null;
  if (typeof uid !== 'number' || !Number.isInteger(uid) || uid < 1 || uid > MAX_UID) return null;
  return { account, folder, uid };
};

const parseHash = (hash: string): Fields | null => {
  const value = parseJson(decodeBase64url(hash) ?? '');
  return isFields(value) ? value : null;
};

/** The last part of such a link is JSON in base64url, which the server takes apart again; nothing of it is secret. */
export const parseSnappymailLink = (link: HTMLAnchorElement, action: keyof typeof LINKS): SnappymailMessage | null => {
  if (!URL.canParse(link.href)) return null;
  const { origin, search } = new URL(link.href);
  if (origin !== link.ownerDocument.location.origin) return null;
  const fields = parseHash(LINKS[action].exec(search)?.[1] ?? '');
  // With `mimeIndex` it is a part of a message, with `fileHash` a file that was uploaded.
  if (fields === null || fields.mimeType !== 'message/rfc822' || 'mimeIndex' in fields || 'fileHash' in fields) return null;
  return check(fields.accountHash, fields.folder, fields.uid);
};

/** Account, number and folder in one text, as the probe puts them together. */
export const parseSnappymailId = (id: string): SnappymailMessage | null => {
  const [, account, uid, folder] = /^([^/]*)\/([1-9]\d{0,9})\/(.*)$/s.exec(id) ?? [];
  return check(account, folder, Number(uid));
};

/** The account's hash is the same for every session of it and for no other account. */
export const toSnappymailKey = (page: Document, { account, folder, uid }: SnappymailMessage): string =>
  JSON.stringify(['snappymail', page.location.origin, account, folder, uid]);

/** The form in which its server takes data in an address. */
export const toSnappymailHash = (fields: object): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(fields))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** What its own page asks for first of all; a source that is not given, for whatever reason, is an empty answer. */
export const parseAppData = (text: string): Fields => {
  const data = parseJson(text);
  return isFields(data) ? data : {};
};

/** What such an answer may take. */
const MAX_ANSWER_BYTES = 1024 * 1024;

export const toAppDataUrl = (home: string): string => `${home}?/AppData/0/0/`;

const isSessionOver = async (home: string, limits: FetchLimits): Promise<boolean> => {
  const answer = await fetchText({ url: toAppDataUrl(home), headers: {} }, { ...limits, maxBytes: MAX_ANSWER_BYTES });
  return answer.ok ? parseAppData(answer.text).Auth === false : answer.problem === 'session-expired';
};

export const toSnappymailHome = ({ location: { origin, pathname } }: Document): string =>
  `${origin}${pathname}${pathname.endsWith('/') ? '' : '/'}`;

/** The server reads with BODY.PEEK[] and passes the octets on as they are; nothing is marked as read. */
export const toSnappymailSource = (page: Document, { account, folder, uid }: SnappymailMessage): SourceRequest => {
  const home = toSnappymailHome(page);
  const hash = toSnappymailHash({ folder, uid, mimeType: 'message/rfc822', accountHash: account });
  const url = `${home}?/Raw/&q[]=/0/Download/&q[]=/${hash}`;
  return { url, headers: {}, fidelity: 'exact', isSessionOver: (limits) => isSessionOver(home, limits) };
};
