// Reads which message SOGo shows, in its own pane or in a window, where the card goes, and whether it looks like PEC.
import { looksLikePec } from '../pec-hints';
import { readTexts } from '../read-texts';

/** SOGo makes this element anew for each message, together with the address in the hash. */
export const SOGO_VIEW = '#detailView';
/** Child by child, so that nothing in the body of a mail can be an anchor. */
const ANCHOR = ':scope > .sg-reversible > .sg-face > md-card > md-card-content > .sg-padded';
/** The address that the page had when a view was first seen: on the way back through the history it is another one before the view is. */
const addresses = new WeakMap<Element, string>();

export const isInSogoView = (element: Element | null): boolean => (element?.closest(SOGO_VIEW) ?? null) !== null;

export type SogoMessage = { anchor: Element; looksLikePec: boolean };

export const readSogoMessage = (page: Document): SogoMessage | null => {
  for (const view of page.querySelectorAll(SOGO_VIEW)) {
    const anchor = view.querySelector(ANCHOR);
    // In the body of a mail there may be another such element.
    if (anchor === null || isInSogoView(view.parentElement)) continue;
    const { hash } = page.location;
    if (!addresses.has(view)) addresses.set(view, hash);
    if (addresses.get(view) === hash) return { anchor, looksLikePec: hasHint(anchor.parentElement ?? anchor) };
  }
  return null;
};

/** Names of attachments stand among the parts of the body; the parts that are mail, with any markup, are bound as HTML. */
const hasHint = (content: Element): boolean =>
  looksLikePec({
    subjects: readTexts(content.querySelectorAll(':scope > .sg-padded > .sg-md-headline')),
    senders: readTexts(content.querySelectorAll(':scope > div > .pseudo-input-container--compact')),
    attachments: readTexts([...content.querySelectorAll('.sg-attachment-name')].filter((name) => name.closest('[ng-bind-html]') === null)),
  });
