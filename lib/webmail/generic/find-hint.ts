// Tells whether a page that no adapter knows seems to show PEC: by short texts, names of attachments and senders. A hint, never a verdict.
import { allElements } from '../all-elements';
import { isPecText } from '../pec-hints';

const MAX_TEXT = 300;
const NAMING = ['title', 'aria-label', 'download', 'data-filename', 'download_url', 'href'];
const ATTACHMENT = /(?:^|[\s/=:"'])(postacert\.eml|daticert\.xml|smime\.p7s)\b/i;

export const looksLikePecPage = (page: Document): boolean => {
  for (const element of allElements(page)) if (readShortTexts(element).some(isHint)) return true;
  return false;
};

const isHint = (text: string): boolean => isPecText(text) || ATTACHMENT.test(text);

const readShortTexts = (element: Element): string[] => {
  if (element.localName === 'script' || element.localName === 'style') return [];
  const own = [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : []));
  const named = NAMING.flatMap((name) => element.getAttribute(name) ?? []);
  return [...own, ...named].map((text) => text.trim()).filter((text) => text !== '' && text.length <= MAX_TEXT);
};
