// Fetches one published revocation list after the user allowed its host; every attempt is written down where the user can read it.
import { browser } from 'wxt/browser';
import { REVOCATION_SOURCES } from '../../verify/trust/built-in';
import type { OptionsProps } from '../../view';
import { fetchOutside, isNetworkOff } from './fetch-outside';
import { readBody } from './read-body';
import { logRequest } from './request-log';
import { addRevocationList, LARGEST_LIST_BYTES } from './revocation-lists';

const TIMEOUT_MS = 20_000;

const toPattern = (url: string): string => `${new URL(url).origin}/*`;

/** What the user allowed for lists is no webmail: no content script may run there. */
export const REVOCATION_PATTERNS: readonly string[] = REVOCATION_SOURCES.map(({ url }) => toPattern(url));

/** Must be the first call of the click handler, before any await: Firefox forgets the click otherwise. */
export const requestRevocationHost = (url: string): Promise<boolean> => browser.permissions.request({ origins: [toPattern(url)] });

/** No cookie, no referrer, no redirect: the request tells the authority that somebody wants its list, and nothing else. */
const fetchList = async (url: string): Promise<Uint8Array | undefined> => {
  const response = await fetchOutside(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.ok ? readBody(response, LARGEST_LIST_BYTES) : undefined;
};

/** @param url one of the built-in sources; any other address is a programming error */
export const fetchRevocation = async (url: string, now: string): Promise<OptionsProps['revocation']['problem']> => {
  if (!REVOCATION_SOURCES.some((source) => source.url === url)) throw new Error('not a built-in source');
  if (await isNetworkOff()) return 'network-off';
  try {
    const bytes = await fetchList(url);
    await logRequest({ at: now, url, outcome: bytes ? 'received' : 'refused' });
    return bytes ? await addRevocationList(bytes, url, now) : 'not-fetched';
  } catch {
    await logRequest({ at: now, url, outcome: 'failed' });
    return 'not-fetched';
  }
};
