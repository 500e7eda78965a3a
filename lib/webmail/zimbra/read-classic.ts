// Reads from Zimbra's classic client its session and which messages it shows: one in the pane, or several in a conversation.

import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';
import { findOutside } from '../sight/find-outside';
import { isZimbraId } from './source';

export const ZIMBRA_CLASSIC_BODY = '[id$="_body"], .MsgBody';
const ATTACHMENTS = '.MessageHeaderAttachments, [id$="_attLinks"]';

export type ShownMessage = { id: string; anchor: Element; looksLikePec: boolean };

/** Only scripts of the head count, where no mail comes; separate windows take their token from the first one and are not read. */
export const readZimbraToken = (page: Document): string | null => {
  for (const script of page.head?.querySelectorAll('script:not([src])') ?? []) {
    const text = script.textContent ?? '';
    const token = /^[ \t]{0,40}window\.csrfToken[ \t]{0,40}=[ \t]{0,40}"([\w-]{8,200})";/m.exec(text)?.[1];
    if (token !== undefined && text.includes('window.appContextPath')) return token;
  }
  return null;
};

/** The pane of one message tells its id by the links of its attachments only; every PEC message has some. */
export const readShownInPane = (page: Document): ShownMessage[] =>
  findOutside(page, '[id^="zv__"] > [id$="_headerElement"], [id^="zv__"] > div > [id$="_headerElement"]', ZIMBRA_CLASSIC_BODY).flatMap(
    (anchor) => {
      const ids = new Set([...anchor.querySelectorAll('.MessageHeaderAttachments a[href]')].flatMap((link) => readLinkedId(link) ?? []));
      const [id] = ids;
      if (id === undefined || ids.size !== 1) return [];
      const subjects = readTexts(anchor.querySelectorAll('.SubjectCol'));
      return [{ id, anchor, looksLikePec: hints(subjects, anchor, anchor) }];
    },
  );

export const readShownInConversation = (page: Document): ShownMessage[] =>
  findOutside(page, '.ZmMailMsgCapsuleView.Expanded[id*="MSGC"]', ZIMBRA_CLASSIC_BODY).flatMap((capsule) => {
    const id = capsule.id.slice(capsule.id.lastIndexOf('MSGC') + 4);
    const [anchor] = findOutside(capsule, '.Conv2MsgHeader', ZIMBRA_CLASSIC_BODY);
    if (!isZimbraId(id) || anchor === undefined) return [];
    const subjects = readTexts(findOutside(page, '.Conv2Header', ZIMBRA_CLASSIC_BODY));
    return [{ id, anchor, looksLikePec: hints(subjects, anchor, capsule) }];
  });

/** A body is shown and nowhere a header above it; by the header alone, without attachments, a message is not known. */
export const hasBodyOnly = (page: Document): boolean => {
  const frames = findOutside(page, '[id$="_body__iframe"]', '.MsgBody .MsgBody');
  const views = frames.map(({ id }) => id.slice(0, -'_body__iframe'.length));
  return views.length > 0 && views.every((view) => !hasHeader(page, view));
};

const hasHeader = (page: Document, view: string): boolean =>
  page.getElementById(`${view}_headerElement`) !== null || page.getElementById(view)?.querySelector('.Conv2MsgHeader') != null;

const readLinkedId = (link: Element): string | null => {
  const { href } = link as HTMLAnchorElement;
  if (!URL.canParse(href)) return null;
  const { origin, pathname, searchParams } = new URL(href);
  const id = searchParams.get('id');
  const isPart = origin === link.ownerDocument.location.origin && /^\/service\/home\/~\/?$/.test(pathname) && searchParams.has('part');
  return isPart && id !== null && isZimbraId(id) ? id : null;
};

const hints = (subjects: string[], header: Element, whole: Element): boolean =>
  looksLikePec({
    subjects,
    senders: readTexts([header]),
    attachments: readTexts(findOutside(whole, ATTACHMENTS, ZIMBRA_CLASSIC_BODY)),
  });
