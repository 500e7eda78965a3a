// How one message of a Horde mailbox is named for this session, and how its stored octets are asked for.
import type { SourceRequest } from '../adapter';
import { decodeBase64url } from '../source/decode-base64url';
import { decodeUtf8 } from '../source/decode-utf-8';

export type HordeMessageId = { mailbox: string; uid: string };

const UID = /^[1-9]\d{0,9}$/;
const MAX_NAME = 2000;
/** Lists of a search number their messages anew; only Horde knows what such a number means. */
const SEARCH = 'impsearch\0';

/** `mailbox` as addresses and forms carry it: base64url of its name. Null for what is no message of a mailbox, as in lists of a search. */
export const toHordeMessageId = (mailbox: string, uid: string): HordeMessageId | null => {
  const name = decodeName(mailbox);
  return name === null || name === '' || name.startsWith(SEARCH) || !UID.test(uid) ? null : { mailbox: name, uid };
};

/** As the links to a message's parts name it: `{5}INBOX12`, with the length of the mailbox's name in octets. */
export const parseHordeMuid = (muid: string): HordeMessageId | null => {
  const [prefix, length] = /^\{([1-9]\d{0,3})\}/.exec(muid) ?? [];
  if (prefix === undefined || muid.length > MAX_NAME) return null;
  const octets = new TextEncoder().encode(muid.slice(prefix.length));
  const [mailbox, uid] = [decodeUtf8(octets.subarray(0, Number(length))), decodeUtf8(octets.subarray(Number(length)))];
  return mailbox === null || uid === null || !UID.test(uid) ? null : { mailbox, uid };
};

export const isSameHordeMessage = (one: HordeMessageId, other: HordeMessageId): boolean =>
  one.mailbox === other.mailbox && one.uid === other.uid;

/** The token is the session: whoever logs in next on this page never sees verdicts of this mailbox. */
export const toHordeKey = (page: Document, token: string, { mailbox, uid }: HordeMessageId): string =>
  JSON.stringify(['horde', page.location.origin, token, mailbox, uid]);

/** IMP reads BODY.PEEK[HEADER] and BODY.PEEK[TEXT] and hands out both as they are; nothing is marked as read. */
export const toHordeSource = (page: Document, { mailbox, uid }: HordeMessageId): SourceRequest => {
  const url = new URL('view.php', page.location.href);
  const muid = `{${new TextEncoder().encode(mailbox).length}}${mailbox}${uid}`;
  url.search = String(new URLSearchParams({ actionID: 'view_source', id: '0', muid }));
  return { url: url.href, headers: {}, fidelity: 'exact' };
};

const decodeName = (text: string): string | null => (/^[\w-]+$/.test(text) && text.length <= MAX_NAME ? decodeBase64url(text) : null);
