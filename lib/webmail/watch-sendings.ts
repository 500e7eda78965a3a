// Watches a composer: remembers what was handed over for sending, and reports it once the webmail says that it was sent.
import type { Composed, SendingReader } from './adapter';

export const watchSendings = (page: Document, reader: SendingReader, sent: (composed: Composed) => void, signal: AbortSignal): void => {
  let open: { attempt: string; composed: Composed; older: ReadonlySet<Element> } | null = null;
  let ended = '';
  const read = (): void => {
    const sending = reader.read(page);
    if (sending !== null && sending.attempt !== open?.attempt && sending.attempt !== ended) {
      // A notice that stood there before is about something else.
      open = { ...sending, older: new Set(reader.notices(page).map(({ element }) => element)) };
    }
    // The form went on to something else, a draft perhaps: whose notice comes next is no longer certain.
    if (sending === null) open = null;
    if (open === null) return;
    const { older, composed, attempt } = open;
    const notice = reader.notices(page).find(({ element }) => !older.has(element));
    if (notice === undefined) return;
    ended = attempt;
    open = null;
    if (notice.isSuccess) sent(composed);
  };
  const observer = new MutationObserver(read);
  observer.observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ['action', 'target', 'class'] });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
};
