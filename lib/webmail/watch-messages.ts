// Watches a page and reports which messages it opens and closes and which rows it lists; reads again whenever the page changes.
import type { ListRow, OpenMessage, WebmailAdapter } from './adapter';
import { isMount } from './mount';

export type PageNews = {
  /** The signal aborts when the message is closed or another one takes its place. */
  opened(message: OpenMessage, signal: AbortSignal): void;
  /** The page was redrawn around a message that stays open: its anchor may be another element now. */
  redrawn(message: OpenMessage): void;
  listed(rows: ListRow[]): void;
};

const WAIT_MS = 150;

export const watchMessages = (page: Document, adapter: WebmailAdapter, news: PageNews, signal: AbortSignal): void => {
  const open = new Map<string, AbortController>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): void => {
    timer = undefined;
    if (signal.aborted) return;
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
    news.listed(adapter.listRows(page));
  };
  // Not put off by further changes: a page that never rests must not keep a stale seal standing.
  const readSoon = (): void => {
    timer ??= setTimeout(read, WAIT_MS);
  };

  const observer = new MutationObserver((records) => {
    if (!records.every(isOwnChange)) readSoon();
  });
  observer.observe(page, { childList: true, subtree: true });
  const view = page.defaultView;
  for (const type of ['hashchange', 'popstate', 'pageshow']) view?.addEventListener(type, readSoon, { signal });
  page.addEventListener('click', readSoon, { capture: true, signal });
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
const isOwnChange = ({ addedNodes, removedNodes }: MutationRecord): boolean => removedNodes.length === 0 && [...addedNodes].every(isMount);
