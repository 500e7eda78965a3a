// Gmail: conversation and list. After what others found out about its pages, not tried live.
import type { ListRow, OpenMessage, SourceRequest, WebmailAdapter } from './adapter';
import { checkList } from './check-list';
import { checkMessage } from './check-message';
import { BODY, hasBareThread, ID, MESSAGES } from './gmail/thread';
import { toPageScope } from './page-scope';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { findOutside } from './sight/find-outside';

const ACCOUNT = /^\/mail(?:\/b\/[\w-]{1,100})?\/u\/\d{1,2}\/$/;

export const gmail: WebmailAdapter = {
  id: 'gmail',
  matches: [],
  isProven: false,
  recognises: (page) => page.location.origin === 'https://mail.google.com' && ACCOUNT.test(page.location.pathname),

  openMessages(page): OpenMessage[] {
    if (!gmail.recognises(page)) return [];
    const subjects = readTexts(findOutside(page, 'h2.hP', BODY));
    return findOutside(page, MESSAGES, BODY).flatMap((anchor) => {
      const id = anchor.getAttribute('data-legacy-message-id') ?? '';
      // A folded message of a conversation has no body yet.
      if (!ID.test(id) || findOutside(anchor, BODY, BODY).length === 0) return [];
      const texts = {
        subjects,
        senders: findOutside(anchor, '[email]', BODY).map((one) => one.getAttribute('email') ?? ''),
        attachments: findOutside(anchor, '[download_url]', BODY).map((one) => one.getAttribute('download_url')?.split(':')[1] ?? ''),
      };
      return [{ key: toKey(page, id), anchor, source: toSource(page, id), isPart: false, looksLikePec: looksLikePec(texts) }];
    });
  },

  /** A row is a conversation: which of its messages a verdict would be about, the page does not tell. */
  listRows: (page): ListRow[] =>
    findOutside(page, 'tr.zA', BODY).flatMap((row) => {
      const slot = row.querySelector('.bog');
      if (slot === null) return [];
      const senders = [...row.querySelectorAll('.yW [email]')].map((one) => one.getAttribute('email') ?? '');
      const hint = looksLikePec({ subjects: readTexts([slot]), senders, attachments: [] });
      return [{ key: null, slot, before: slot.firstChild, looksLikePec: hint }];
    }),

  selfCheck: (page) => [
    ...checkList([...page.querySelectorAll('tr.zA')], gmail.listRows(page), 'tr.zA .bog'),
    ...checkMessage(hasBareThread(page), gmail.openMessages(page), MESSAGES),
  ],
};

/** Gmail may send us on to another host of its own, for which no permission is asked. */
const toSource = (page: Document, id: string): SourceRequest => ({
  url: `${page.location.origin}${page.location.pathname}?view=att&th=${id}&attid=0&disp=comp&safe=1&zw`,
  headers: {},
  fidelity: 'lossy',
  leadsElsewhere: true,
});

const toKey = (page: Document, id: string): string => JSON.stringify(['gmail', ...toPageScope(page), page.location.pathname, id]);
