// Count and head of the ledger kept outside of it: browsers drop a damaged database silently, and an empty board would look like good news.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Census, Ledger } from '../../ledger/store';
import type { ProblemCode } from '../../view';
import { storeLocally } from '../settings/store-locally';

const KEY = 'canary';

const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `fedAt` changes with every feeding, so that open pages hear of it; `isLost` once the ledger was fed while it held less.
 * The first schema of the ledger had no journal. */
const CANARY = v.union([
  v.strictObject({
    ...{ count: COUNT, stamps: v.optional(COUNT), head: v.string(), seq: COUNT, chain: v.string(), fedAt: v.string() },
    isLost: v.optional(v.literal(true)),
  }),
  v.strictObject({ count: COUNT, head: v.string(), fedAt: v.string() }),
]);

type Canary = v.InferOutput<typeof CANARY>;

/** `ledger-lost`: it holds less than it did, or other things. `ledger-altered`: its journal is not the one that was kept. */
export type LedgerHarm = Extract<ProblemCode, 'ledger-lost' | 'ledger-altered'> | null;

const readCanary = async (): Promise<Canary | null | 'broken'> => {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  if (stored === undefined) return null;
  const parsed = v.safeParse(CANARY, stored);
  return parsed.success ? parsed.output : 'broken';
};

/** Heads of the first schema were made in another way: only their count can be compared. */
const isBehind = (canary: Canary, census: Census): boolean =>
  census.count < canary.count ||
  ('chain' in canary && census.stamps < (canary.stamps ?? 0)) ||
  ('chain' in canary && census.count === canary.count && census.head !== canary.head);

/** The entry that was the last one when the canary was fed must still be there. A ledger that was lost and filled again has a new journal. */
const isAltered = async (canary: Canary, census: Census, journal: Ledger['journal']): Promise<boolean> => {
  if (!('chain' in canary) || canary.seq === 0 || canary.isLost) return false;
  if (census.seq < canary.seq) return true;
  const [entry] = await journal(canary.seq - 1, 1);
  return entry?.hash !== canary.chain;
};

export type LedgerWitness = { readCensus(): Promise<Census>; journal: Ledger['journal'] };

/** The canary is read first: read after the census, a message recorded in between by another page would look like a loss. */
export const findHarm = async ({ readCensus, journal }: LedgerWitness): Promise<LedgerHarm> => {
  const canary = await readCanary();
  if (canary === null) return null;
  const census = await readCensus();
  if (canary === 'broken' || isBehind(canary, census)) return 'ledger-lost';
  return (await isAltered(canary, census, journal)) ? 'ledger-altered' : null;
};

const toKept = async (known: Canary, census: Census, journal: Ledger['journal']): Promise<Canary | null> => {
  if (isBehind(known, census)) return 'chain' in known ? { ...known, isLost: true } : known;
  return (await isAltered(known, census, journal)) ? known : null;
};

/** To be called after each recording with what the ledger then holds. While it is behind, what it held before is not forgotten:
 * it counts as lost until it holds exactly that again, or more. A journal that is not the one that was kept stays noticed as well. */
export const feedCanary = async ({ readCensus, journal }: LedgerWitness, now: string): Promise<void> => {
  const known = await readCanary();
  const census = await readCensus();
  const kept = known === null || known === 'broken' ? null : await toKept(known, census, journal);
  const canary: Canary = { ...(kept ?? census), fedAt: now };
  await storeLocally({ [KEY]: canary });
};

/** The user goes on with what is there: what was lost is not looked for any more. */
export const replaceCanary = async (census: Census, now: string): Promise<void> => {
  const canary: Canary = { ...census, fedAt: now };
  await storeLocally({ [KEY]: canary });
};

/** Calls back when any page or the background recorded something. */
export const watchLedger = (onChange: () => void, signal: AbortSignal): void => {
  const listen = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) onChange();
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
};
