// Reads one row of SnappyMail's message list: where its mark goes and whether it looks like PEC; its number is not in the page.
import type { ListRow } from '../adapter';
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';

export const SNAPPYMAIL_ROWS = '#V-MailMessageList .messageListItem';

/** Before the sender: what follows the subject is cut off, and in the narrow list it would stand on a line of its own. */
export const readSnappymailRow = (row: Element): Omit<ListRow, 'key'> | null => {
  const before = row.querySelector('.senderParent');
  const slot = before?.parentElement;
  if (!before || !slot) return null;
  const texts = { subjects: readTexts(row.querySelectorAll('.subjectParent')), senders: readTexts([before]), attachments: [] };
  return { slot, before, looksLikePec: looksLikePec(texts) };
};
