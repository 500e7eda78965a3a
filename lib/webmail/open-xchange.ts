// Open-Xchange App Suite 7: list, pane, conversation. After its source (appsuite-frontend 7), not tried live.
import type { ListRow, OpenMessage, SourceRequest, WebmailAdapter } from './adapter';
import { checkMessage } from './check-message';
import { BODY, FRAME, MESSAGES, ROWS } from './open-xchange/places';
import { type NamedMessage, parseName, readSession, type Session } from './open-xchange/read-session';
import { looksLikePec } from './pec-hints';
import { readTexts } from './read-texts';
import { findOutside } from './sight/find-outside';

export const openXchange: WebmailAdapter = {
  id: 'open-xchange',
  matches: [],
  isProven: false,
  recognises: (page) => /^\/appsuite(?:\/|$)/.test(page.location.pathname) && page.querySelector('#io-ox-core') !== null,

  openMessages(page): OpenMessage[] {
    const session = readSession(page);
    if (session === null) return [];
    return findOutside(page, MESSAGES, BODY).flatMap((article) => {
      const message = parseName(article.getAttribute('data-cid'));
      const [anchor, ...others] = findOutside(article, 'header.detail-view-header', BODY);
      if (message === null || anchor === undefined || others.length > 0) return [];
      const texts = {
        subjects: readTexts(findOutside(article, 'h1.subject', BODY)),
        senders: readTexts([anchor]),
        attachments: readTexts(findOutside(article, 'section.attachments', BODY)),
      };
      const source = toSource(page, session, message);
      return [{ key: toKey(page, session, message), anchor, source, isPart: false, looksLikePec: looksLikePec(texts) }];
    });
  },

  listRows(page): ListRow[] {
    const session = readSession(page);
    if (session === null) return [];
    return findOutside(page, ROWS, BODY).map((row) => {
      // A row of a conversation (`thread.…`) stands for several messages.
      const message = parseName(row.getAttribute('data-cid'));
      const slot = row.querySelector('.subject') ?? row;
      const hint = looksLikePec({ subjects: readTexts([slot]), senders: readTexts(row.querySelectorAll('.from')), attachments: [] });
      return { key: message && toKey(page, session, message), slot, before: slot.firstChild, looksLikePec: hint };
    });
  },

  selfCheck(page) {
    if (readSession(page) === null) return [{ code: 'session-unknown', detail: 'session' }];
    return checkMessage(page.querySelector(FRAME) !== null, openXchange.openMessages(page), MESSAGES);
  },
};

/** `save=1` streams the message instead of a text, `unseen` leaves it unread. That the octets are those stored is likely and was not seen. */
const toSource = (page: Document, session: Session, { folder, id }: NamedMessage): SourceRequest => {
  const asked = { action: 'get', src: '1', save: '1', unseen: 'true', folder, id, session: session.id };
  return { url: `${page.location.origin}${session.root}mail?${new URLSearchParams(asked)}`, headers: {}, fidelity: 'lossy' };
};

const toKey = (page: Document, session: Session, { folder, id }: NamedMessage): string =>
  JSON.stringify(['open-xchange', page.location.origin, session.id, folder, id]);
