// Every request that Ceralacca itself made into the network, for the options to show; the webmail's own source is not among them.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { storeLocally } from '../settings/store-locally';

const KEY = 'requests';
const KEPT = 100;

const REQUEST = v.object({
  /** ISO 8601. */
  at: v.pipe(v.string(), v.maxLength(40)),
  url: v.pipe(v.string(), v.maxLength(500)),
  outcome: v.picklist(['received', 'refused', 'failed']),
});

export type LoggedRequest = v.InferOutput<typeof REQUEST>;

const LOG = v.fallback(v.array(REQUEST), []);

/** Newest first. */
export const readRequests = async (): Promise<LoggedRequest[]> => v.parse(LOG, (await browser.storage.local.get(KEY))[KEY]);

/** Without what follows the path: services put keys there. */
export const toLogged = (url: string): string => new URL(url).origin + new URL(url).pathname;

/** The oldest of more than a hundred are forgotten. */
export const logRequest = async (request: LoggedRequest): Promise<void> =>
  storeLocally({ [KEY]: [request, ...(await readRequests())].slice(0, KEPT) });
