// Which webmails are switched on: what the browser permits and the administration of the machine allows. Registered scripts follow that.
import { type Browser, browser } from 'wxt/browser';
import { readAskedHosts } from '../network/asked-hosts';
import { REVOCATION_PATTERNS } from '../network/fetch-revocation';
import { readManaged } from '../settings/managed';
import { covers, type HostPattern, intersect, parseGranted, toPattern } from './match-pattern';

const SCRIPT = 'content-scripts/webmail.js';
const ID_PREFIX = 'pec@';

/** `pattern` has no port: in both browsers it then covers every port of the host. */
export type Site = { host: string; pattern: string };

export const findSite = (url: string | undefined): Site | undefined => {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  if ((protocol !== 'https:' && protocol !== 'http:') || hostname === '') return undefined;
  return { host: hostname, pattern: `${protocol}//${hostname}/*` };
};

/** The site of a content script of ours; undefined for every other sender, extension pages included. */
export const findSenderSite = (sender: Browser.runtime.MessageSender | undefined): Site | undefined => {
  if (sender?.id !== browser.runtime.id || sender?.tab === undefined) return undefined;
  // A frame without an address of its own (about:blank) has the origin of the page that made it.
  return findSite(sender.origin ?? sender.url);
};

export const toOrigin = (url = ''): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);

/** With its port; only of the top frame, which has an address of its own. */
export const findSenderOrigin = ({ id, tab, frameId, origin, url }: Browser.runtime.MessageSender): string | undefined => {
  if (id !== browser.runtime.id || tab === undefined || frameId !== 0) return undefined;
  return origin ?? toOrigin(url);
};

const ANY: readonly HostPattern[] = [{ scheme: '*', host: '*' }];

const readAllowed = async (): Promise<readonly HostPattern[]> => (await readManaged()).webmails ?? ANY;

/** False where the administration lets only others be switched on. */
export const isSiteAllowed = async ({ pattern }: Site): Promise<boolean> => {
  const wanted = parseGranted(pattern);
  return wanted !== undefined && (await readAllowed()).some((allowed) => covers(allowed, wanted));
};

export const isSiteOn = async (site: Site): Promise<boolean> =>
  (await browser.permissions.contains({ origins: [site.pattern] })) && isSiteAllowed(site);

const readGranted = async (): Promise<{ pattern: string; parsed: HostPattern }[]> => {
  const { origins = [] } = await browser.permissions.getAll();
  const noWebmails = [...REVOCATION_PATTERNS, ...(await readAskedHosts())];
  return origins.toSorted().flatMap((pattern) => {
    const parsed = noWebmails.includes(pattern) ? undefined : parseGranted(pattern);
    return parsed === undefined ? [] : [{ pattern, parsed }];
  });
};

/** Every host that is on, each with its patterns; wildcards that the user granted in the browser's settings count too, as far as they are allowed. */
export const readSites = async (): Promise<Map<string, string[]>> => {
  const [granted, allowed] = await Promise.all([readGranted(), readAllowed()]);
  const sites = new Map<string, Set<string>>();
  for (const { parsed } of granted) {
    for (const one of allowed) {
      const both = intersect(parsed, one);
      if (both !== undefined) sites.set(both.host, (sites.get(both.host) ?? new Set()).add(toPattern(both)));
    }
  }
  return new Map([...sites].map(([host, patterns]) => [host, [...patterns].toSorted()]));
};

/** Hosts that the browser permits although the administration allows no part of them. */
export const readRefused = async (): Promise<string[]> => {
  const [granted, allowed] = await Promise.all([readGranted(), readAllowed()]);
  const refused = granted.filter(({ parsed }) => !allowed.some((one) => intersect(parsed, one)));
  return [...new Set(refused.map(({ parsed }) => parsed.host))];
};

/** What the browser granted that makes this host be on, which may be more than this host. */
export const findGrants = async (host: string): Promise<string[]> =>
  (await readGranted()).filter(({ parsed }) => covers({ ...parsed, scheme: '*' }, { scheme: '*', host })).map(({ pattern }) => pattern);

const toScript = (host: string, matches: string[]): Browser.scripting.RegisteredContentScript => ({
  id: `${ID_PREFIX}${host}`,
  matches,
  js: [SCRIPT],
  // Roundcube shows the message in a frame of the same origin.
  allFrames: true,
  runAt: 'document_idle',
  persistAcrossSessions: true,
});

const registerSites = async (): Promise<void> => {
  const sites = await readSites();
  const registered = (await browser.scripting.getRegisteredContentScripts()).filter(({ id }) => id.startsWith(ID_PREFIX));
  const isCurrent = ({ id, matches = [] }: Browser.scripting.RegisteredContentScript): boolean =>
    sites.get(id.slice(ID_PREFIX.length))?.join() === matches.toSorted().join();
  const stale = registered.filter((script) => !isCurrent(script)).map(({ id }) => id);
  if (stale.length > 0) await browser.scripting.unregisterContentScripts({ ids: stale });
  const current = new Set(registered.filter(isCurrent).map(({ id }) => id));
  const missing = [...sites].map(([host, matches]) => toScript(host, matches)).filter(({ id }) => !current.has(id));
  if (missing.length > 0) await browser.scripting.registerContentScripts(missing);
};

let pending: Promise<void> = Promise.resolve();

/** Makes the registered scripts equal to the permissions. One at a time: two at once would register the same id twice and fail. */
export const reconcileSites = (): Promise<void> => {
  pending = pending.then(registerSites, registerSites);
  return pending;
};

/** A registered script runs only in pages opened later; this brings it into those that are open already. */
export const injectIntoOpenTabs = async (patterns: readonly string[]): Promise<void> => {
  const pages = patterns.filter((pattern) => /^(\*|https?):/.test(pattern));
  if (pages.length === 0) return;
  const tabs = await browser.tabs.query({ url: pages, discarded: false });
  const inject = ({ id }: Browser.tabs.Tab): Promise<unknown> =>
    browser.scripting.executeScript({ target: { tabId: id ?? -1, allFrames: true }, files: [`/${SCRIPT}`] });
  // A tab that shows an error page or is being closed refuses; that must not keep the others from getting theirs.
  await Promise.allSettled(tabs.filter(({ id }) => id !== undefined).map(inject));
};
