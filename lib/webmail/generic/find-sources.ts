// Finds, in a page that no adapter knows, the links that may give the source of a message: only ever used when the user asks.
import { allElements } from '../all-elements';
import { refusesText } from '../refuses';
import { decodePercent } from '../source/decode-percent';

/** `1`: a file that is called a mail. `2`: an address by which webmails give the source. `3`: a link that says so. */
type Rank = 1 | 2 | 3;
export type FoundLink = { url: string; rank: Rank };

/** The original inside an envelope is not the envelope. */
const INNER = /postacert\.eml$/i;
const MAIL_FILE = /\.eml$/i;
const SOURCE_ADDRESS = /viewsource|view_source|save_message|rfc822|viewasplain|\/download\/|[?&]auth=co&id=|export(?:_?message|mail|eml)/i;
const SOURCE_LABEL =
  /\.eml\b|sorgente|mostra originale|esporta messaggio|scarica (?:il )?messaggio|message source|view source|show original|download message/i;

/** Best first; none that reads as if it changed something, none of another origin than that of the page that asks. */
export const findSources = (page: Document, { location }: Document = page): FoundLink[] => {
  const found = new Map<string, Rank>();
  for (const link of allElements(page)) {
    if (!isLink(link)) continue;
    const rank = toRank(link);
    const url = rank === null ? null : toOwnUrl(link.href, location);
    if (rank === null || url === null) continue;
    found.set(url, Math.min(rank, found.get(url) ?? rank) as Rank);
  }
  return [...found].map(([url, rank]) => ({ url, rank })).sort((left, right) => left.rank - right.rank);
};

const isLink = (element: Element): element is HTMLAnchorElement => element.localName === 'a' && element.hasAttribute('href');

/** The address, if it is one of this origin that reads as if it changed nothing. */
export const toOwnUrl = (href: string, { origin }: Location): string | null => {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  // `blob:` is what a page made itself and hands out for download.
  if (
    !['https:', 'http:', 'blob:'].includes(url.protocol) ||
    url.origin !== origin ||
    refusesText(decodePercent(url.pathname + url.search))
  )
    return null;
  url.hash = '';
  return url.href;
};

const toRank = (link: HTMLAnchorElement): Rank | null => {
  const label = [link.textContent, link.title, link.getAttribute('aria-label')].map((text) => (text ?? '').trim().slice(0, 200));
  if (label.some(refusesText)) return null;
  const names = [link.download, ...label, toPath(link.href)];
  if (names.some((name) => INNER.test(name))) return null;
  if (names.some((name) => MAIL_FILE.test(name))) return 1;
  if (SOURCE_ADDRESS.test(link.href)) return 2;
  return label.some((text) => SOURCE_LABEL.test(text)) ? 3 : null;
};

const toPath = (href: string): string => (URL.canParse(href) ? new URL(href).pathname : '');
