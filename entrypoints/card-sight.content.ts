// Tells whether a card is seen, in a page whose tab is asked what it shows: comes anew for each look, and looks for veils while it comes.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { allElements } from '../lib/webmail/all-elements';
import { isSeen, isUnveiled } from '../lib/webmail/sight/is-seen';
import { isMountLike } from '../lib/webmail/sight/mount';
import type { Brought } from './webmail.content/bring';

export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    // The background has made veils that let the mouse through tell of themselves, until this returns.
    const unveiled = new Set([...allElements(document)].filter(isMountLike).filter(isUnveiled));
    const isSeenNow = (element: Element): boolean => unveiled.has(element) && isSeen(element);
    Object.assign(globalThis, { ceralaccaIsSeen: isSeenNow } satisfies Brought);
  },
});
