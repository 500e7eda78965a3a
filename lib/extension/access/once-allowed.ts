// Remembers which tab the user opened to us for one message, without switching its site on; forgotten after two minutes.
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const KEY = 'once';
const LASTS_MS = 120_000;
const MAX_KEPT = 10;

const ALLOWED = v.fallback(v.array(v.strictObject({ tabId: v.number(), host: v.string(), until: v.number() })), []);

const readAllowed = async (): Promise<v.InferOutput<typeof ALLOWED>> => {
  const now = Date.now();
  // A clock that was put back must not keep a door open.
  return v.parse(ALLOWED, (await browser.storage.session.get(KEY))[KEY]).filter(({ until }) => now < until && until <= now + LASTS_MS);
};

export const allowOnce = async (tabId: number, host: string): Promise<void> => {
  const others = (await readAllowed()).filter((one) => one.tabId !== tabId || one.host !== host);
  await browser.storage.session.set({ [KEY]: [...others, { tabId, host, until: Date.now() + LASTS_MS }].slice(-MAX_KEPT) });
};

export const isAllowedOnce = async (tabId: number | undefined, host: string): Promise<boolean> =>
  (await readAllowed()).some((one) => one.tabId === tabId && one.host === host);
