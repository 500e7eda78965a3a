// What the state of a site means for whoever looks at one of its pages.
import type { SiteState } from './view';

/** Its pages are reached by ours. */
export const isOn = (site: SiteState): site is Extract<SiteState, { status: 'on' | 'degraded' }> =>
  site.status === 'on' || site.status === 'degraded';

/** Where an adapter reads along it says what is open; elsewhere the user asks. */
export const isAskable = (site: SiteState): boolean => site.status === 'off' || (site.status === 'on' && site.adapter === null);
