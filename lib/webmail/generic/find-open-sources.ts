// What to ask for when the user wants the open message of a page verified: what an adapter knows, the page itself where it is a source, or links.
import type { SourceRequest, WebmailAdapter } from '../adapter';
import { allElements } from '../all-elements';
import { isPage } from '../is-page';
import { findSources } from './find-sources';

/** More links of equal promise are a list, and which of its messages is meant only the user knows. */
const MAX_LINKS = 3;

export type OpenSources = { status: 'found'; sources: SourceRequest[]; isKnown: boolean } | { status: 'none' | 'several' };

/** Of a frame that was meant what it has counts, and that of the whole page where it has nothing: some frames hold no more than the body of a mail. */
export const findOpenSources = (page: Document, adapters: readonly WebmailAdapter[], frameUrl: string | null = null): OpenSources => {
  const frame = frameUrl === null ? undefined : listPages(page).find((one) => one !== page && one.location.href === frameUrl);
  const meant = frame === undefined ? undefined : findOpenIn(frame, page, adapters);
  return meant === undefined || meant.status === 'none' ? findOpenIn(page, page, adapters) : meant;
};

const findOpenIn = (page: Document, asking: Document, adapters: readonly WebmailAdapter[]): OpenSources => {
  for (const one of listPages(page)) {
    const [message] = adapters.find((adapter) => adapter.recognises(one))?.openMessages(one) ?? [];
    if (message !== undefined) return { status: 'found', sources: [message.source], isKnown: true };
  }
  if (isSourcePage(page)) return toFound([page.location.href]);
  const links = findSources(page, asking);
  const best = links.filter(({ rank }) => rank === links[0]?.rank).map(({ url }) => url);
  if (best.length > MAX_LINKS) return { status: 'several' };
  return links.length === 0 ? { status: 'none' } : toFound([...best, ...links.map(({ url }) => url)].slice(0, MAX_LINKS));
};

const listPages = (page: Document): Document[] => {
  const pages = new Set([page]);
  for (const { ownerDocument } of allElements(page)) pages.add(ownerDocument);
  return [...pages].filter(isPage);
};

/** A tab that shows the source of a message as text. */
export const isSourcePage = ({ contentType }: Document): boolean => contentType === 'text/plain' || contentType === 'message/rfc822';

/** What such an address gives may have been rewritten on the way: it may confirm, never condemn. */
export const toLossySource = (url: string): SourceRequest => ({ url, headers: {}, fidelity: 'lossy' });

const toFound = (urls: string[]): OpenSources => ({ status: 'found', sources: [...new Set(urls)].map(toLossySource), isKnown: false });
