// Carbonio: list, pane, conversation, window of its own. After its source (carbonio-mails-ui), not tried live.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { checkList } from './check-list';
import { checkMessage } from './check-message';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { findOutside } from './sight/find-outside';
import { isMessageAddress, named, namedFrom, readName } from './zimbra/carbonio-names';
import { isZimbraId, toMessageOfConversation, toZimbraKey, toZimbraMessage } from './zimbra/source';

/** Mail in HTML stands in a shadow root of its own, out of reach of selectors; what else a mail brings stands in here. */
const BODY = `${named('MessageBody')}, ${named('Fragment')}`;
const MESSAGE = 'MailPreview-';
const ATTACHMENT = 'attachment-container-';
const ROW = /^(Message|Conversation)ListItem-(.+)$/;

export const carbonio: WebmailAdapter = {
  id: 'carbonio',
  matches: [],
  isProven: false,
  recognises: (page) =>
    /^\/carbonio(?:\/|$)/.test(page.location.pathname) && page.head?.querySelector('script[src*="/static/iris/"]') != null,

  openMessages(page): OpenMessage[] {
    // A message that is attached to another is shown under the other's number.
    if (/\/eml(?:\/|$)/.test(page.location.pathname)) return [];
    const subjects = readTexts(findOutside(page, named('Subject'), BODY));
    return findOutside(page, namedFrom(MESSAGE), BODY).flatMap((anchor) => {
      const id = readName(anchor).slice(MESSAGE.length);
      const [body, ...others] = findOutside(anchor, named('MessageBody'), BODY);
      if (!isZimbraId(id) || body === undefined || others.length > 0) return [];
      const texts = {
        subjects,
        senders: readTexts(findOutside(anchor, named(`open-message-${id}`), BODY)),
        attachments: findOutside(body, namedFrom(ATTACHMENT), named('shadow-dom-wrapper')).map((one) =>
          readName(one).slice(ATTACHMENT.length),
        ),
      };
      return [{ ...toZimbraMessage(page, carbonio.id, id), anchor, looksLikePec: looksLikePec(texts) }];
    });
  },

  listRows: (page): ListRow[] =>
    findOutside(page, `${namedFrom('MessageListItem-')}, ${namedFrom('ConversationListItem-')}`, BODY).flatMap((row) => {
      const [, kind, listed = ''] = ROW.exec(readName(row)) ?? [];
      const slot = row.querySelector(`${named('DateLabel')}, ${named('DelayedMailLabel')}`);
      if (slot === null) return [];
      const id = kind === 'Message' && isZimbraId(listed) ? listed : toMessageOfConversation(listed);
      const shown = readTexts([...row.querySelectorAll('*')].filter((one) => one.childElementCount === 0 && one.closest(BODY) === null));
      const hint = looksLikePec({ subjects: shown, senders: shown, attachments: [] });
      return [{ key: id && toZimbraKey(page, carbonio.id, id), slot, before: null, looksLikePec: hint }];
    }),

  selfCheck: (page) => [
    ...checkList(findOutside(page, namedFrom('MessageListItem-'), BODY), carbonio.listRows(page), named('DateLabel')),
    ...checkMessage(isMessageAddress(page) && findOutside(page, namedFrom(MESSAGE), BODY).length === 0, [], namedFrom(MESSAGE)),
  ],
};
