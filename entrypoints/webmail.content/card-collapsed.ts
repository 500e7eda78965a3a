// Remembers whether the user folded the card to one line.
import { browser } from 'wxt/browser';

const KEY = 'card-collapsed';

export const readCollapsed = async (): Promise<boolean> => {
  try {
    return (await browser.storage.local.get(KEY))[KEY] === true;
  } catch {
    return false;
  }
};

/** Without it the card is merely unfolded next time, so that a failure needs no word. */
export const writeCollapsed = async (collapsed: boolean): Promise<void> => {
  try {
    await browser.storage.local.set({ [KEY]: collapsed });
  } catch {}
};
