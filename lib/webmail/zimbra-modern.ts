// Zimbra's modern client: list and viewer of one message. After what others found out about its pages, not tried live.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { checkList } from './check-list';
import { findOutside } from './find-outside';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { isZimbraId, toMessageOfConversation, toZimbraKey, toZimbraMessage } from './zimbra-source';

const VIEWER = '.zimbra-client_viewer';
const BODY = '.zimbra-client_html-viewer_inner';
const TITLE = '.zimbra-client_viewer-title_headerText';
const ATTACHMENTS = '.zimbra-client_attachment-grid_attachments';
const ROWS = '[id^="mail_item_"]';
const ROW_SUBJECT = '.zimbra-client_mail-list-item_subject';

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

  selfCheck: (page) => checkList(findOutside(page, ROWS, BODY), zimbraModern.listRows(page), ROW_SUBJECT),
};

const readOpenId = (page: Document): string | null => {
  const [, kind, id = ''] = /\/(message|conversation)\/([^/]+)\/?$/.exec(page.location.pathname) ?? [];
  if (kind === 'message') return isZimbraId(id) ? id : null;
  return kind === 'conversation' ? toMessageOfConversation(id) : null;
};

const readTitle = (viewer: Element): string[] => readTexts(findOutside(viewer, TITLE, BODY));

/** The address may be ahead of the viewer: where the list shows the message, both must bear the same subject. */
const agrees = (page: Document, id: string, viewer: Element): boolean => {
  const row = findOutside(page, ROWS, BODY).find((element) => [`mail_item_${id}`, `mail_item_-${id}`].includes(element.id));
  const listed = row?.querySelector(ROW_SUBJECT)?.getAttribute('title')?.trim() ?? null;
  return listed === null || readTitle(viewer).includes(listed);
};
