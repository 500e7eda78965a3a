// Count and head of the ledger kept outside of it: browsers drop a damaged database silently, and an empty board would look like good news.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Census } from '../ledger/store';

const KEY = 'canary';

const CANARY = v.strictObject({
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  head: v.string(),
  /** Changes with every feeding, so that open pages hear of it. */
  fedAt: v.string(),
});

type Canary = v.InferOutput<typeof CANARY>;

const readCanary = async (): Promise<Canary | null | 'broken'> => {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  if (stored === undefined) return null;
  const parsed = v.safeParse(CANARY, stored);
  return parsed.success ? parsed.output : 'broken';
};

const isBehind = (canary: Canary, census: Census): boolean =>
  census.count < canary.count || (census.count === canary.count && census.head !== canary.head);

/** The canary is read first: read after the census, a message recorded in between by another page would look like a loss. */
export const isLedgerLost = async (readCensus: () => Promise<Census>): Promise<boolean> => {
  const canary = await readCanary();
  if (canary === null) return false;
  return canary === 'broken' || isBehind(canary, await readCensus());
};

/** To be called after each recording with what the ledger then holds. While it is behind, what it held before is not forgotten:
 * it counts as lost until it holds exactly that again, or more. */
export const feedCanary = async ({ count, head }: Census, now: string): Promise<void> => {
  const known = await readCanary();
  const isKept = known !== null && known !== 'broken' && isBehind(known, { count, head });
  const canary: Canary = { ...(isKept ? known : { count, head }), fedAt: now };
  await browser.storage.local.set({ [KEY]: canary });
};

/** Calls back when any page or the background recorded something. */
export const watchLedger = (onChange: () => void, signal: AbortSignal): void => {
  const listen = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) onChange();
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
};
