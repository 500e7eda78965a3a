// The permission for one host that a click asks something of: noted while it lasts, and given back after the answer.
import { browser } from 'wxt/browser';
import { forgetAskedHost, noteAskedHost } from './asked-hosts';

export type AskedHost = {
  isAllowed: Promise<boolean>;
  /** Gives the permission back, unless it was there before; the next click asks again. */
  release(): Promise<void>;
};

/** No port, which Firefox does not take: it covers every port of the host. */
export const toHostPattern = (url: string): string => `${new URL(url).protocol}//${new URL(url).hostname}/*`;

const giveBack = async (pattern: string): Promise<void> => {
  await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
  await forgetAskedHost(pattern);
};

/**
 * Must be the first call of the click handler, before any await: Firefox forgets the click otherwise.
 * @param url of http or https
 */
export const requestHost = (url: string): AskedHost => {
  const pattern = toHostPattern(url);
  const hadBefore = browser.permissions.contains({ origins: [pattern] });
  // Noted while the person reads the question: a grant looks like a new webmail to the background.
  const noted = hadBefore.then((had) => (had ? undefined : noteAskedHost(pattern)));
  const granted = browser.permissions.request({ origins: [pattern] });
  const isAllowed = Promise.all([granted, noted]).then(
    ([isGranted]) => isGranted,
    () => false,
  );
  return {
    isAllowed,
    release: async () => {
      await isAllowed;
      if (!(await hadBefore)) await giveBack(pattern);
    },
  };
};
