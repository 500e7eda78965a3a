// Tells a page from an empty frame that another page wrote: so some webmails show the body of a mail, under the address of their own page.

/** Whatever address such a frame claims, it was never loaded from there; its whole document is the sender's. */
export const isPage = ({ defaultView }: Document): boolean =>
  defaultView !== null &&
  (defaultView === defaultView.top || defaultView.performance.getEntriesByType('navigation').some(({ name }) => /^https?:\/\//.test(name)));
