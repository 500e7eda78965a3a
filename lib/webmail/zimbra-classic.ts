// Zimbra's classic client ("Advanced"): list, reading pane, conversation. After its source (zm-web-client), not tried live.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { checkList } from './check-list';
import { checkMessage } from './check-message';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { findOutside } from './sight/find-outside';
import { hasBodyOnly, readShownInConversation, readShownInPane, readZimbraToken, ZIMBRA_CLASSIC_BODY } from './zimbra/read-classic';
import { isZimbraId, toMessageOfConversation, toZimbraSource } from './zimbra/source';

const ROWS = '[id^="zli__"]';

export const zimbraClassic: WebmailAdapter = {
  id: 'zimbra-classic',
  matches: [],
  isProven: false,
  recognises: (page) => readZimbraToken(page) !== null && page.querySelector('#skin_outer, #z_shell') !== null,

  openMessages(page): OpenMessage[] {
    const token = readZimbraToken(page);
    if (token === null) return [];
    return [...readShownInPane(page), ...readShownInConversation(page)].map(({ id, ...shown }) => ({
      ...{ key: toKey(page, token, id), source: toZimbraSource(page, id), isPart: false },
      ...shown,
    }));
  },

  listRows(page): ListRow[] {
    const token = readZimbraToken(page);
    if (token === null) return [];
    return findOutside(page, ROWS, ZIMBRA_CLASSIC_BODY).flatMap((row) => {
      const names = row.id.split('__');
      const [view, listed] = [names.slice(1, -1).join('__'), names.at(-1) ?? ''];
      const slot = [...row.querySelectorAll('[id$="__su"]')].find(({ id }) => id === `zlif__${view}__${listed}__su`);
      if (slot === undefined) return [];
      const id = toMessageId(view, listed);
      const texts = { subjects: readTexts([slot]), senders: readTexts(row.querySelectorAll('[id$="__fr"]')), attachments: [] };
      return [{ key: id && toKey(page, token, id), slot, before: slot.firstChild, looksLikePec: looksLikePec(texts) }];
    });
  },

  selfCheck(page) {
    if (readZimbraToken(page) === null) return [{ code: 'session-unknown', detail: 'csrfToken' }];
    return [
      ...checkList(findOutside(page, ROWS, ZIMBRA_CLASSIC_BODY), zimbraClassic.listRows(page), ROWS),
      ...checkMessage(hasBodyOnly(page), zimbraClassic.openMessages(page), '_headerElement, .Conv2MsgHeader'),
    ];
  },
};

/** In the list of conversations (CLV) a number may be a conversation's. */
const toMessageId = (view: string, listed: string): string | null =>
  view.startsWith('TV') && isZimbraId(listed) ? listed : toMessageOfConversation(listed);

const toKey = (page: Document, token: string, id: string): string => JSON.stringify(['zimbra-classic', page.location.origin, token, id]);
