// Zimbra's modern client: list and viewer of one message. After what others found out about its pages, not tried live.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { checkList } from './check-list';
import { checkMessage } from './check-message';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { findOutside } from './sight/find-outside';
import { agrees, BODY, hasViewer, ROW_SUBJECT, ROWS, readOpenId, readTitle, TITLE, VIEWER } from './zimbra/read-modern';
import { toMessageOfConversation, toZimbraKey, toZimbraMessage } from './zimbra/source';

const ATTACHMENTS = '.zimbra-client_attachment-grid_attachments';

export const zimbraModern: WebmailAdapter = {
  id: 'zimbra-modern',
  matches: [],
  isProven: false,
  // The address and a cookie of the login page: no mail gives either.
  recognises: (page) => /^\/modern(?:\/|$)/.test(page.location.pathname) && /(?:^|; )ZM_TEST=/.test(page.cookie),

  openMessages(page): OpenMessage[] {
    const id = readOpenId(page);
    const [anchor, ...others] = findOutside(page, VIEWER, BODY);
    if (id === null || anchor === undefined || others.length > 0 || !agrees(page, id, anchor)) return [];
    const texts = { subjects: readTitle(anchor), senders: [], attachments: readTexts(findOutside(anchor, ATTACHMENTS, BODY)) };
    return [{ ...toZimbraMessage(page, zimbraModern.id, id), anchor, looksLikePec: looksLikePec(texts) }];
  },

  listRows: (page): ListRow[] =>
    findOutside(page, ROWS, BODY).flatMap((row) => {
      const listed = row.id.slice('mail_item_'.length);
      const slot = row.querySelector(ROW_SUBJECT);
      if (slot === null) return [];
      // A number may be a conversation's: only the row that the address calls a message is sure.
      const id = toMessageOfConversation(listed) ?? (listed === readOpenId(page) ? listed : null);
      const hint = looksLikePec({ subjects: readTexts([slot]), senders: [], attachments: [] });
      return [{ key: id && toZimbraKey(page, zimbraModern.id, id), slot, before: slot.firstChild, looksLikePec: hint }];
    }),

  selfCheck: (page) => [
    ...checkList(findOutside(page, ROWS, BODY), zimbraModern.listRows(page), ROW_SUBJECT),
    ...checkMessage(readOpenId(page) !== null && !hasViewer(page), zimbraModern.openMessages(page), `${VIEWER} ${TITLE}`),
  ],
};
