// Every text that a page shows, through open shadow roots and frames of the same origin, and whether a subject stands among them.
import { allElements } from '../all-elements';

const MAX_TEXTS = 20_000;
const SILENT = new Set(['script', 'style', 'noscript', 'template']);

export const pageTexts = (page: Document): string[] => {
  const texts: string[] = [];
  for (const element of allElements(page)) {
    if (texts.length >= MAX_TEXTS) break;
    if (SILENT.has(element.localName)) continue;
    for (const node of element.childNodes) {
      const text = node.nodeType === 3 ? node.nodeValue?.trim() : undefined;
      if (text) texts.push(text);
    }
    const title = element.getAttribute('title');
    if (title) texts.push(title);
  }
  return texts;
};

/** Webmails break subjects into pieces, to mark what was searched for. */
const squeeze = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

export const showsSubject = (page: Document, subject: string): boolean => {
  const wanted = squeeze(subject);
  return wanted !== '' && squeeze(pageTexts(page).join('')).includes(wanted);
};
