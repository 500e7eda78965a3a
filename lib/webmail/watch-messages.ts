// Watches a page and reports which messages it opens and closes and which rows it lists; reads again whenever the page changes.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { isMount } from './sight/mount';

export type PageNews = {
  /** The signal aborts when the message is closed or another one takes its place. */
  opened(message: OpenMessage, signal: AbortSignal): void;
  /** The page was redrawn around a message that stays open: its anchor may be another element now. */
  redrawn(message: OpenMessage): void;
  listed(rows: ListRow[]): void;
  /** The ids that the page's own scripts tell of the rows, in their order; asked of adapters with a probe only. */
  askProbe(): Promise<string[]>;
};

const WAIT_MS = 150;

export const watchMessages = (page: Document, adapter: WebmailAdapter, news: PageNews, signal: AbortSignal): void => {
  const open = new Map<string, AbortController>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { probe } = adapter;
  const ids = probe?.createIds();

  const list = (): void => news.listed(adapter.listRows(page, ids?.find));
  const learn = async (): Promise<void> => {
    const take = ids?.ask(page);
    take?.(await news.askProbe());
    if (!signal.aborted) list();
  };
  const read = (): void => {
    timer = undefined;
    if (signal.aborted) return;
    observe();
    const messages = adapter.openMessages(page);
    closeAllBut(new Set(messages.map(({ key }) => key)), open);
    for (const message of messages) {
      if (open.has(message.key)) {
        news.redrawn(message);
        continue;
      }
      const controller = new AbortController();
      open.set(message.key, controller);
      news.opened(message, controller.signal);
    }
    list();
    if (probe !== undefined && page.querySelector(probe.rows) !== null) void learn();
  };
  // Not put off by further changes: a page that never rests must not keep a stale seal standing.
  const readSoon = (): void => {
    timer ??= setTimeout(read, WAIT_MS);
  };

  const observer = new MutationObserver((records) => {
    if (!records.every(isOwnChange)) readSoon();
  });
  // Rows that are used again may change nothing but their words. What is observed already stays so.
  const observe = (): void => {
    const { roots = [page], attributes = [] } = adapter.watches?.(page) ?? {};
    const which = attributes.length === 0 ? {} : { attributeFilter: attributes };
    for (const root of roots) observer.observe(root, { childList: true, subtree: true, characterData: true, ...which });
  };
  const view = page.defaultView;
  for (const type of ['hashchange', 'popstate', 'pageshow']) view?.addEventListener(type, readSoon, { signal });
  page.addEventListener('click', readSoon, { capture: true, signal });
  // A row used again for a message of the same words changes nothing in the page.
  if (ids !== undefined) page.addEventListener('scroll', readSoon, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    closeAllBut(new Set(), open);
  });
  read();
};

const closeAllBut = (keys: ReadonlySet<string>, open: Map<string, AbortController>): void => {
  for (const [key, controller] of open) {
    if (keys.has(key)) continue;
    open.delete(key);
    controller.abort();
  }
};

/** Our own insertions; our removals by the page are not, so that the card comes back. */
const isOwnChange = ({ type, addedNodes, removedNodes }: MutationRecord): boolean =>
  type === 'childList' && removedNodes.length === 0 && [...addedNodes].every(isMount);
