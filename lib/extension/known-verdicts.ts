// What was judged in this browser session, for the hints in message lists; keys are stored as hashes, because they may hold session data.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { KnownVerdicts } from './protocol';
import { ROW_VERDICTS, type RowVerdict } from './row-verdict';

const KEY = 'verdicts';
export const VERDICT_CAP = 2000;

const VERDICTS = v.fallback(v.array(v.tuple([v.string(), v.picklist(ROW_VERDICTS)])), []);

/** The host is part of the hash: what one webmail's page asks says nothing about another's mailbox. */
const toHash = async (host: string, key: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([host, key])));
  return Array.from(new Uint8Array(digest), (octet) => octet.toString(16).padStart(2, '0')).join('');
};

const readVerdicts = async (): Promise<[string, RowVerdict][]> => v.parse(VERDICTS, (await browser.storage.session.get(KEY))[KEY]);

let pending: Promise<void> = Promise.resolve();

/** One after the other: two writers at once would each drop what the other added. */
export const rememberVerdict = (host: string, key: string, verdict: RowVerdict): Promise<void> => {
  const write = async (): Promise<void> => {
    const hash = await toHash(host, key);
    const others = (await readVerdicts()).filter(([known]) => known !== hash);
    await browser.storage.session.set({ [KEY]: [...others, [hash, verdict]].slice(-VERDICT_CAP) });
  };
  pending = pending.then(write, write);
  return pending;
};

export const findVerdicts = async (host: string, keys: readonly string[]): Promise<KnownVerdicts> => {
  const known = new Map(await readVerdicts());
  const found: [string, RowVerdict][] = [];
  for (const key of keys) {
    const verdict = known.get(await toHash(host, key));
    if (verdict !== undefined) found.push([key, verdict]);
  }
  return Object.fromEntries(found);
};
