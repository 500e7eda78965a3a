// Reads where Roundcube shows the open message, in the skins elastic, larry and classic, and whether it looks like PEC.
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';

/** The card goes before the first of these: elastic, larry's preview, larry's page (which lays its header over what is put above it), classic. */
export const ROUNDCUBE_ANCHORS = [
  '#message-header',
  '#messageheader.previewheader',
  '#messagecontent > .rightcol',
  '#messagelinks',
  '#message-objects',
  '#messagebody',
];
const HEADERS = '#message-header, #messageheader, .messageheaderbox, #messageframe .headers-table';
const BODY = '#messagebody, .rcmBody';

export const readRoundcubeMessage = (page: Document): { anchor: Element; looksLikePec: boolean } | null => {
  const anchor = findAnchor(page);
  if (anchor === null) return null;
  const headers = [...page.querySelectorAll(HEADERS)].filter((element) => element.closest(BODY) === null);
  const texts = {
    subjects: readTexts(headers),
    senders: readTexts(headers.flatMap((element) => [...element.querySelectorAll('.from')])),
    attachments: readTexts(page.querySelectorAll('#attachment-list')),
  };
  return { anchor, looksLikePec: looksLikePec(texts) };
};

/** A mail whose ids were not made harmless could imitate an anchor; nothing inside the body is one. */
const findAnchor = (page: Document): Element | null => {
  for (const selector of ROUNDCUBE_ANCHORS) {
    for (const element of page.querySelectorAll(selector)) {
      if (element.parentElement?.closest(BODY) === null) return element;
    }
  }
  return null;
};
