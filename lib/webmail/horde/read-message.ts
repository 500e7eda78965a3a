// Reads which message Horde shows and where: preview and window of the dynamic view, page of the basic view.

import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';
import { type HordeMessageId, isSameHordeMessage, parseHordeMuid, toHordeMessageId } from './source';

export type HordeMessage = {
  anchor: Element;
  /** Null when the page does not say, or not yet, which message this is. */
  id: HordeMessageId | null;
  looksLikePec: boolean;
};

/** The card goes before the header; everything of the message, with the links to its parts, is in `whole`. */
type Place = { whole: string; header: string; subject: string; named(page: Document): HordeMessageId | null };

const readHash = (page: Document): HordeMessageId | null => {
  const [, mailbox = '', uid = ''] = /^#msg:([\w-]+);(\d+)$/.exec(page.location.hash) ?? [];
  return toHordeMessageId(mailbox, uid);
};

const readQuery = (page: Document): HordeMessageId | null => {
  const asked = new URL(page.location.href).searchParams;
  return toHordeMessageId(asked.get('mailbox') ?? '', asked.get('buid') ?? '');
};

const readForm = (page: Document): HordeMessageId | null => {
  const read = (name: string): string => page.querySelector<HTMLInputElement>(`form#messages > input#${name}`)?.value ?? '';
  return toHordeMessageId(read('mailbox'), read('buid'));
};

const PLACES: readonly Place[] = [
  { whole: '#previewMsg', header: '#previewMsg > .msgHeaders', subject: '.subject', named: readHash },
  { whole: '#msgData > .msgfullread', header: '#msgData > .msgfullread > .msgHeaders', subject: '.subject', named: readQuery },
  { whole: '#horde-content', header: '#horde-content > #msgheaders', subject: 'p', named: readForm },
];
export const HORDE_HEADERS = PLACES.map(({ header }) => header);

/** Horde's own frame around a part; what stands in `.mimePartData` was written by whoever wrote the mail. */
const LINKS = 'a.downloadAtc[href*="muid="]';
const WRITTEN = '.mimePartData';
const NAMES = '.mimePartInfoDescrip, #partlist td, .msgheaderParts td';

export const readHordeMessage = (page: Document): HordeMessage | null => {
  for (const { whole, header, subject, named } of PLACES) {
    const anchor = page.querySelector(header);
    const message = anchor?.closest(whole);
    if (!anchor || !message || isHidden(anchor)) continue;
    const texts = {
      subjects: readTexts(anchor.querySelectorAll(subject)),
      senders: readTexts(anchor.querySelectorAll('.from, #msgHeaderFrom td, td.msgheader')),
      attachments: readTexts([...message.querySelectorAll(NAMES)].filter(isOfHorde)),
    };
    return { anchor, id: findId(message, named(page)), looksLikePec: looksLikePec(texts) };
  }
  return null;
};

/** Horde hides the list of attachments of an earlier message, and leaves it there, when the next one has none. */
const isOfHorde = (element: Element): boolean =>
  element.closest(WRITTEN) === null && element.closest<HTMLElement>('#msgAtc')?.style.display !== 'none';

/** The links are those of the message that is shown, while the address is ahead of it when one is chosen and not there yet. */
const findId = (message: Element, named: HordeMessageId | null): HordeMessageId | null => {
  const muids = new Set([...message.querySelectorAll<HTMLAnchorElement>(LINKS)].filter(isOfHorde).flatMap(readMuid));
  const [muid, ...others] = muids;
  const id = muid === undefined || others.length > 0 ? null : parseHordeMuid(muid);
  return id !== null && (named === null || isSameHordeMessage(id, named)) ? id : null;
};

const readMuid = ({ href, ownerDocument }: HTMLAnchorElement): string[] => {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url?.origin === ownerDocument.location.origin ? url.searchParams.getAll('muid') : [];
};

/** Horde hides by style what it shows next time with other content. */
const isHidden = (element: Element): boolean => {
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    if ((one as HTMLElement).style?.display === 'none') return true;
  }
  return false;
};
