// Which attachment of the sent message is which of the receipt: by content or hash, then by name, each matched once.
import type { Digester } from './digester';
import type { HashAlgorithm, HashClaim } from './hash-claims';
import { RANGES, type Range, toHashedOctets } from './hashed-ranges';
import { type Attachment, decodePart, type OriginalContent } from './original-content';
import { toNameKey } from './part-name';
import { createPool, type Pool } from './pool';

export type EqualAttachment = {
  name: string;
  /** Its name in the sent message, where that is another one. */
  sentName: string | null;
  /** How its hash was made; null where the content itself was compared. */
  hash: { algorithm: HashAlgorithm; range: Range } | null;
};

export type AttachmentMatch = {
  equal: EqualAttachment[];
  /** Of the same name, and not the same. */
  different: string[];
  /** The receipt has it, the sent message has not. */
  missing: string[];
  /** The sent message has it, the receipt has not. */
  added: string[];
};

/** What the receipt says of one attachment. */
type Entry = { name: string; key: string };
type Method = { hash: EqualAttachment['hash']; toKeys(attachment: Attachment): Promise<string[]> };
type Side = { bytes: Uint8Array; attachments: readonly Attachment[] };
type Progress = { open: readonly Attachment[]; equal: EqualAttachment[] };

const toHashKey = (algorithm: HashAlgorithm, digest: string): string => `${algorithm} ${digest}`;

/** As encoded: the same octets in the same encoding need no decoding. */
const toEncodedKey = async (bytes: Uint8Array, { part }: Attachment, digest: Digester): Promise<string> => {
  const [body = bytes] = toHashedOctets(bytes, part, 'a');
  return `${part.encoding} ${await digest('SHA-256', body)}`;
};

/** As decoded; octets that do not follow their encoding are the same only where that is the same too. */
const toContentKey = async (bytes: Uint8Array, { part }: Attachment, digest: Digester): Promise<string> => {
  const { content, isDecoded } = decodePart(bytes, part);
  return `${isDecoded ? 'content' : `as-is:${part.encoding}`} ${await digest('SHA-256', content)}`;
};

const createEntryPool = (entries: readonly Entry[]): Pool<Entry> =>
  createPool(entries, ({ name, key }) => [`${key}\n${toNameKey(name)}`, key]);

/** Two passes, so that of two attachments with one content each keeps its own name. */
const matchBy = async ({ hash, toKeys }: Method, pool: Pool<Entry>, { open, equal }: Progress): Promise<Progress> => {
  if (open.length === 0 || pool.rest().length === 0) return { open, equal };
  const matched = new Map<Attachment, EqualAttachment>();
  const keys = new Map<Attachment, string[]>();
  for (const attachment of open) keys.set(attachment, await toKeys(attachment));
  for (const toSuffix of [({ name }: Attachment) => `\n${toNameKey(name)}`, () => '']) {
    for (const attachment of open) {
      if (matched.has(attachment)) continue;
      const entry = keys
        .get(attachment)
        ?.reduce<Entry | undefined>((found, key) => found ?? pool.take(key + toSuffix(attachment)), undefined);
      if (!entry) continue;
      const isRenamed = toNameKey(entry.name) !== toNameKey(attachment.name);
      matched.set(attachment, { name: entry.name, sentName: isRenamed ? attachment.name : null, hash });
    }
  }
  return { open: open.filter((attachment) => !matched.has(attachment)), equal: [...equal, ...matched.values()] };
};

type Matching = Progress & { rest: readonly { name: string }[] };

/** What the receipt holds whole: as encoded first, then, for what a mail program encoded anew, as decoded. */
const matchContents = async (sent: OriginalContent, receipt: Side, digest: Digester): Promise<Matching> => {
  let matching: Matching = { open: sent.attachments, equal: [], rest: receipt.attachments };
  let left = receipt.attachments;
  for (const toKey of [toEncodedKey, toContentKey]) {
    if (left.length === 0) break;
    const entries = new Map<Entry, Attachment>();
    for (const attachment of left) entries.set({ name: attachment.name, key: await toKey(receipt.bytes, attachment, digest) }, attachment);
    const pool = createEntryPool([...entries.keys()]);
    const toKeys = async (attachment: Attachment): Promise<string[]> => [await toKey(sent.bytes, attachment, digest)];
    const progress = await matchBy({ hash: null, toKeys }, pool, matching);
    left = pool.rest().flatMap((entry) => entries.get(entry) ?? []);
    matching = { ...progress, rest: left };
  }
  return matching;
};

/** Each way to hash in the order of the rule, made only as long as something is open. */
const matchClaims = async (bytes: Uint8Array, claims: readonly HashClaim[], start: Progress, digest: Digester): Promise<Matching> => {
  const pool = createEntryPool(claims.map(({ name, algorithm, digest: hex }) => ({ name, key: toHashKey(algorithm, hex) })));
  const algorithms = new Set(claims.map(({ algorithm }) => algorithm));
  let progress = start;
  for (const range of RANGES) {
    for (const algorithm of algorithms) {
      const toKeys = async ({ part }: Attachment): Promise<string[]> => {
        const keys: string[] = [];
        for (const octets of toHashedOctets(bytes, part, range)) keys.push(toHashKey(algorithm, await digest(algorithm, octets)));
        return keys;
      };
      progress = await matchBy({ hash: { algorithm, range }, toKeys }, pool, progress);
    }
  }
  return { ...progress, rest: pool.rest() };
};

const toNames = (items: readonly { name: string }[]): string[] => items.map(({ name }) => name);

/** `sent` against the receipt: the attachments that it holds whole, and the hashes of others. Rejects with LimitReached. */
export const matchAttachments = async (
  sent: OriginalContent,
  receipt: Side & { claims: readonly HashClaim[] },
  digest: Digester,
): Promise<AttachmentMatch> => {
  const byContent = await matchContents(sent, receipt, digest);
  const byHash = await matchClaims(sent.bytes, receipt.claims, byContent, digest);
  const rest = createPool([...byContent.rest, ...byHash.rest], ({ name }) => [toNameKey(name)]);
  const different = new Set(byHash.open.filter(({ name }) => rest.take(toNameKey(name)) !== undefined));
  return {
    equal: byHash.equal,
    different: toNames([...different]),
    missing: toNames(rest.rest()),
    added: toNames(byHash.open.filter((attachment) => !different.has(attachment))),
  };
};
