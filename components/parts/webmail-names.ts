// What people call the webmails that Ceralacca can read.

const NAMES = new Map([
  ['carbonio', 'Carbonio'],
  ['gmail', 'Gmail'],
  ['horde', 'Horde'],
  ['open-xchange', 'Open-Xchange'],
  ['roundcube', 'Roundcube'],
  ['snappymail', 'SnappyMail'],
  ['sogo', 'SOGo'],
  ['zimbra-classic', 'Zimbra'],
  ['zimbra-modern', 'Zimbra'],
]);

/** Null for whatever is none of them: the id comes out of a page. */
export const findWebmailName = (id: string | null | undefined): string | null => NAMES.get(id ?? '') ?? null;
