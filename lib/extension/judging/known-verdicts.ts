// What was judged in this browser session, for the hints in message lists; keys are stored as hashes, because they may hold session data.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { KnownKeeps, KnownVerdicts } from '../protocol';
import { findKeeps } from '../recording/keep';
import { ROW_VERDICTS, type RowVerdict } from './row-verdict';

const KEY = 'verdicts';
export const VERDICT_CAP = 2000;

/** The third is the hash of the bytes, to ask the ledger about them. */
const VERDICT = v.union([
  v.strictTuple([v.string(), v.picklist(ROW_VERDICTS)]),
  v.strictTuple([v.string(), v.picklist(ROW_VERDICTS), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))]),
]);
const VERDICTS = v.fallback(v.array(VERDICT), []);
type Known = v.InferOutput<typeof VERDICT>;

/** The host is part of the hash: what one webmail's page asks says nothing about another's mailbox. */
const toHash = async (host: string, key: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([host, key])));
  return Array.from(new Uint8Array(digest), (octet) => octet.toString(16).padStart(2, '0')).join('');
};

const readVerdicts = async (): Promise<Known[]> => v.parse(VERDICTS, (await browser.storage.session.get(KEY))[KEY]);

let pending: Promise<void> = Promise.resolve();

/** One after the other: two writers at once would each drop what the other added. */
export const rememberVerdict = (host: string, key: string, verdict: RowVerdict, sha256?: string): Promise<void> => {
  const write = async (): Promise<void> => {
    const hash = await toHash(host, key);
    const others = (await readVerdicts()).filter(([known]) => known !== hash);
    const known: Known = sha256 === undefined ? [hash, verdict] : [hash, verdict, sha256];
    await browser.storage.session.set({ [KEY]: [...others, known].slice(-VERDICT_CAP) });
  };
  pending = pending.then(write, write);
  return pending;
};

const findKnown = async (host: string, keys: readonly string[]): Promise<[string, Known][]> => {
  const known = new Map((await readVerdicts()).map((one) => [one[0], one]));
  const found: [string, Known][] = [];
  for (const key of keys) {
    const one = known.get(await toHash(host, key));
    if (one !== undefined) found.push([key, one]);
  }
  return found;
};

export const findVerdicts = async (host: string, keys: readonly string[]): Promise<KnownVerdicts> =>
  Object.fromEntries((await findKnown(host, keys)).map(([key, [, verdict]]) => [key, verdict]));

/** For each key that was judged, whether its proof still hangs on the mailbox. */
export const findRowKeeps = async (host: string, keys: readonly string[]): Promise<KnownKeeps> => {
  const hashed = (await findKnown(host, keys)).flatMap(([key, [, , sha256]]) => (sha256 === undefined ? [] : [{ key, sha256 }]));
  const keeps = await findKeeps(hashed.map(({ sha256 }) => sha256));
  return Object.fromEntries(hashed.flatMap(({ key }, index) => (keeps[index] ? [[key, keeps[index]]] : [])));
};
