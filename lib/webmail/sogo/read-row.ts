// Reads one row of SOGo's message list: which message it is, only the page's own scripts know.
import type { ListRow } from '../adapter';
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';
import { isInSogoView } from './read-message';

export const SOGO_ROWS = '#messagesList md-list-item.sg-message-list-item';
const SUBJECT = '.sg-tile-subject';

/** The hint goes before the subject and not into it, because SOGo writes the subject anew again and again. */
export const readSogoRow = (row: Element): Omit<ListRow, 'key'> | null => {
  const before = row.querySelector(`.sg-md-body > ${SUBJECT}`);
  const slot = before?.parentElement;
  // A mail could paint a row into its body.
  if (!before || !slot || isInSogoView(row)) return null;
  const senders = readTexts(row.querySelectorAll('.sg-md-subhead'));
  return { slot, before, looksLikePec: looksLikePec({ subjects: [before.textContent ?? ''], senders, attachments: [] }) };
};
