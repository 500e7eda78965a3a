// Reads which message SnappyMail shows, where its card goes and whether it looks like PEC.
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';
import { parseSnappymailLink, type SnappymailMessage } from './source';

const VIEW = '#V-MailMessageView';
/** The first thing that scrolls, below the subject and above date, recipients and attachments. */
export const SNAPPYMAIL_ANCHOR = '#messageItem > .messageItemHeader';
const BODY = '.bodyText';

const isOutside = (element: Element): boolean => element.closest(BODY) === null;

const findView = (page: Document): Element | null => {
  const view = page.querySelector(VIEW);
  // Behind the settings the last message stays in the page, hidden.
  return view === null || view.closest('[hidden]') !== null ? null : view;
};

/** The two links of the menu stand side by side and agree; a mail can put another one there (List-Unsubscribe), on its own. */
const findNamed = (view: Element): SnappymailMessage | null => {
  for (const plain of view.querySelectorAll<HTMLAnchorElement>('menu a[href*="/ViewAsPlain/"]')) {
    const download = plain.closest('li')?.parentElement?.querySelector<HTMLAnchorElement>('a[href*="/Download/"]');
    const named = isOutside(plain) && download ? parseSnappymailLink(plain, 'ViewAsPlain') : null;
    const same = download && named ? parseSnappymailLink(download, 'Download') : null;
    if (named && same && JSON.stringify(named) === JSON.stringify(same)) return named;
  }
  return null;
};

export type ShownMessage = { named: SnappymailMessage | null; anchor: Element | null; looksLikePec: boolean };

/** Null where no message is shown. */
export const readSnappymailMessage = (page: Document): ShownMessage | null => {
  const view = findView(page);
  if (view === null || view.closest('.message-selected') === null) return null;
  const outside = (selector: string): Element[] => [...view.querySelectorAll(selector)].filter(isOutside);
  const texts = {
    subjects: readTexts(outside('.messageItemHeader .subject')),
    senders: readTexts(outside('.messageItemHeader .from')),
    attachments: readTexts(outside('.attachmentItem')),
  };
  return { named: findNamed(view), anchor: outside(SNAPPYMAIL_ANCHOR)[0] ?? null, looksLikePec: looksLikePec(texts) };
};
