// Tells from name and first bytes what a file holds.
import { toLatin1 } from '../verify/bytes';

export type FileForm = 'message' | 'mailbox' | 'archive' | 'outlook' | 'timestamp' | 'other';

export const HEAD_BYTES = 4096;

const OUTLOOK = [0xd0, 0xcf, 0x11, 0xe0];
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04];
const HEADER = /^(?:received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type|x-[a-z-]+):/gim;

const startsWith = (head: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, index) => head[index] === byte);

/** A text that merely has a colon in its first line is no mail: two fields that mails have must come first. */
const isMessageLike = (text: string): boolean => (text.split(/\r?\n\r?\n/, 1)[0]?.match(HEADER)?.length ?? 0) >= 2;

/** RFC 3161 answers and tokens, RFC 5544 time-stamped data. */
export const isTimestampName = (path: string): boolean => /\.(?:tsr|tst|tsd)$/i.test(path);

export const toFileForm = (path: string, head: Uint8Array): FileForm => {
  if (startsWith(head, OUTLOOK)) return 'outlook';
  if (/\.eml$/i.test(path)) return 'message';
  if (isTimestampName(path)) return 'timestamp';
  if (/\.(?:mbox|mbx)$/i.test(path)) return 'mailbox';
  if (startsWith(head, ARCHIVE) || /\.(?:zip|asice)$/i.test(path)) return 'archive';
  const text = toLatin1(head);
  if (text.startsWith('From ') && isMessageLike(text)) return 'mailbox';
  return isMessageLike(text.replace(/^(?:\xef\xbb\xbf)?\s*/, '')) ? 'message' : 'other';
};
