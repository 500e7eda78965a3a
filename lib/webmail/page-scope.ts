// Names this one load of a page: for webmails that tell their page no session, whose every login and logout loads it anew.

export const toPageScope = (page: Document): string[] => [page.location.origin, String(page.defaultView?.performance.timeOrigin ?? '')];
