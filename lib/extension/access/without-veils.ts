// Has the browser tell of every element where it lies, also of those that let the mouse through, for as long as one look takes.
import { browser } from 'wxt/browser';

/** A user's important rule goes before every rule of the page, in its shadow roots too, and nothing in the page changes. */
const RULE = '*,::before,::after,::backdrop{pointer-events:auto!important}';

let before: Promise<unknown> = Promise.resolve();

/** One look after the other: whoever ends first would take the rule from the other. */
export const withoutVeils = <T>(tabId: number, look: () => Promise<T>): Promise<T> => {
  // Frames around the card's are asked too.
  const rule = { target: { tabId, allFrames: true }, css: RULE, origin: 'USER' } as const;
  const work = async (): Promise<T> => {
    await browser.scripting.insertCSS(rule);
    try {
      return await look();
    } finally {
      await browser.scripting.removeCSS(rule).catch(() => undefined);
    }
  };
  const done = before.then(work);
  before = done.catch(() => undefined);
  return done;
};
