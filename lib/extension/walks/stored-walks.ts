// Keeps how far the walk through each folder got, in storage.local: numbers and dates only, under a hash of host and folder.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { PROBLEM_CODES } from '../../view';
import { storeLocally } from '../settings/store-locally';

const KEY = 'walks';
export const WALK_CAP = 200;

const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295));

export const STORED_WALK = v.strictObject({
  status: v.picklist(['listing', 'reading', 'paused', 'stopped', 'cancelled', 'done']),
  startedAt: v.pipe(v.string(), v.isoTimestamp(), v.maxLength(40)),
  total: COUNT,
  done: COUNT,
  pec: COUNT,
  unread: COUNT,
  known: COUNT,
  problem: v.nullable(v.picklist(PROBLEM_CODES)),
  covered: v.pipe(v.array(v.tuple([COUNT, COUNT])), v.maxLength(5000)),
  witnesses: v.pipe(v.array(v.tuple([COUNT, COUNT])), v.maxLength(5)),
});
export type StoredWalk = v.InferOutput<typeof STORED_WALK>;

const STORED = v.fallback(v.array(v.tuple([v.string(), STORED_WALK])), []);

const readWalks = async (): Promise<[string, StoredWalk][]> => v.parse(STORED, (await browser.storage.local.get(KEY))[KEY]);

/** The host is part of the hash: what one webmail asks says nothing about another's mailbox. */
const toHash = async (host: string, folder: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([host, folder])));
  return Array.from(new Uint8Array(digest), (octet) => octet.toString(16).padStart(2, '0')).join('');
};

export const findWalk = async (host: string, folder: string): Promise<StoredWalk | null> => {
  const hash = await toHash(host, folder);
  return (await readWalks()).find(([known]) => known === hash)?.[1] ?? null;
};

let pending: Promise<void> = Promise.resolve();

/** One after the other: two writers at once would each drop what the other added. */
export const keepWalk = (host: string, folder: string, walk: StoredWalk): Promise<void> => {
  const write = async (): Promise<void> => {
    const hash = await toHash(host, folder);
    const others = (await readWalks()).filter(([known]) => known !== hash);
    await storeLocally({ [KEY]: [...others, [hash, walk]].slice(-WALK_CAP) });
  };
  pending = pending.then(write, write);
  return pending;
};
