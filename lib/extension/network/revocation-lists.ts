// The revocation lists and OCSP answers that the user gave or had fetched, kept as they came; each verification looks into them anew.
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { fromLatin1, toLatin1, toSha256Hex } from '../../verify/bytes';
import { describeRevocation, type RevocationDescription } from '../../verify/revocation/describe-revocation';
import type { RevocationData } from '../../verify/revocation/revocation-data';
import type { OptionsProps } from '../../view';
import { storeLocally } from '../settings/store-locally';

const KEY = 'revocationLists';
/** Published lists of the built-in authorities are a few kB; a list of a large authority has some MB. */
export const LARGEST_LIST_BYTES = 8 * 1024 * 1024;
const KEPT = 40;

const LIST = v.object({
  /** SHA-256 of the bytes, lowercase hex. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Name of the file, or the address that it was fetched from. */
  source: v.pipe(v.string(), v.maxLength(500)),
  /** ISO 8601. */
  addedAt: v.pipe(v.string(), v.maxLength(40)),
  /** base64 */
  content: v.pipe(v.string(), v.maxLength(LARGEST_LIST_BYTES * 2)),
});

type List = v.InferOutput<typeof LIST>;

const LISTS = v.fallback(v.array(LIST), []);

const readLists = async (): Promise<List[]> => v.parse(LISTS, (await browser.storage.local.get(KEY))[KEY]);

const toBytes = ({ content }: List): Uint8Array => fromLatin1(atob(content));

/** The core remembers what it read of a list as long as it gets the same array. */
let known: { ids: string; data: RevocationData } = { ids: '', data: [] };

/** For every verification: broken storage tells nothing, and then revocation is simply not checked. */
export const readRevocation = async (): Promise<RevocationData> => {
  try {
    const lists = await readLists();
    const ids = lists.map(({ id }) => id).join();
    if (ids !== known.ids) known = { ids, data: lists.map(toBytes) };
    return known.data;
  } catch {
    return [];
  }
};

export type ShownList = OptionsProps['revocation']['lists'][number];

const toShown = (list: List): ShownList[] => {
  const described = describeRevocation(toBytes(list));
  return described === undefined ? [] : [{ id: list.id, source: list.source, ...described }];
};

export const readShownLists = async (): Promise<ShownList[]> => (await readLists()).flatMap(toShown);

/** A newer list of the same source takes the place of the older one; an older one stays useful only where no newer is. */
const isReplaced = (old: List, source: string, described: RevocationDescription): boolean => {
  const known = describeRevocation(toBytes(old));
  return old.source === source && (known === undefined || known.thisUpdate <= described.thisUpdate);
};

/** @param source name of the file, or the address that it was fetched from */
export const addRevocationList = async (bytes: Uint8Array, source: string, now: string): Promise<OptionsProps['revocation']['problem']> => {
  if (bytes.length > LARGEST_LIST_BYTES) return 'too-large';
  const described = describeRevocation(bytes);
  if (described === undefined) return 'not-a-list';
  const id = await toSha256Hex(bytes);
  const others = (await readLists()).filter((list) => list.id !== id && !isReplaced(list, source, described));
  const added = { id, source: source.slice(0, 500), addedAt: now, content: btoa(toLatin1(bytes)) };
  await storeLocally({ [KEY]: [added, ...others].slice(0, KEPT) });
  return null;
};

export const removeRevocationList = async (id: string): Promise<void> =>
  storeLocally({ [KEY]: (await readLists()).filter((list) => list.id !== id) });
