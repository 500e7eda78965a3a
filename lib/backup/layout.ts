// What lies in a backup, under which name and in which order: manifest, key, journal, notes, sendings, seals, key again, messages, each behind its time-stamps, sums.

export const FORMAT = 'ceralacca-backup';
/** 2: time-stamps, seals of the archive, and journals that tell of them. */
export const VERSION = 2;

export const MANIFEST = 'manifest.json';
export const README = 'LEGGIMI.txt';
export const SUMS = 'SHA256SUMS';

/** The same key twice, apart from each other: without it nothing else can be read. */
export const KEYS = ['key-1.age', 'key-2.age'] as const;

/** Never sealed; only the list of sums says whether they are whole. */
export const PLAIN: readonly string[] = [MANIFEST, README, ...KEYS];

/** What is encrypted bears this ending (age-encryption.org, version 1). */
export const SEALED = '.age';

export type Section = 'journal' | 'notes' | 'sendings' | 'seals';

/** Rows in one file of a section, at most: damage to a sealed file takes all of its rows. */
export const ROWS_PER_FILE: Record<Section, number> = { journal: 5000, notes: 200, sendings: 200, seals: 1 };

/** No file of rows comes near; a larger one would hold up the page that reads it. */
export const ROWS_BYTES = 16 * 1024 * 1024;

/** @param index from 0 */
export const toSectionName = (section: Section, index: number): string => `${section}/${String(index + 1).padStart(6, '0')}.jsonl`;

export const toMessageName = (sha256: string): string => `evidence/${sha256}.eml`;

/** Octets of a name are few: of the message it lies before, its beginning is enough. */
const PREFIX_LENGTH = 12;

/** @param evidence hash of the message that the time-stamp lay beside */
export const toTimestampName = (token: string, evidence: string): string => `timestamps/${token}-${evidence.slice(0, PREFIX_LENGTH)}.tsr`;

/** `token`: hash of a time-stamp; `prefix`: with what the hash of its message begins. */
export type ItemName = { section: Section } | { sha256: string } | { token: string; prefix: string } | { isOther: true };

export const toPlainName = (name: string): string => (name.endsWith(SEALED) ? name.slice(0, -SEALED.length) : name);

/** @param name without the ending of what is sealed */
export const parseItemName = (name: string): ItemName => {
  const [, sha256] = /^evidence\/([0-9a-f]{64})\.eml$/.exec(name) ?? [];
  if (sha256 !== undefined) return { sha256 };
  const [, token, prefix] = /^timestamps\/([0-9a-f]{64})-([0-9a-f]{12})\.tsr$/.exec(name) ?? [];
  if (token !== undefined && prefix !== undefined) return { token, prefix };
  const [, section] = /^(journal|notes|sendings|seals)\/\d{6}\.jsonl$/.exec(name) ?? [];
  return section === undefined ? { isOther: true } : { section: section as Section };
};

export type Manifest = {
  format: typeof FORMAT;
  version: number;
  /** ISO 8601 UTC. */
  madeAt: string;
  /** Last entry of the journal that the copy holds, and its hash: they name the ledger and its state. */
  seq: number;
  chain: string;
  /** Messages in it. */
  count: number;
  /** Time-stamps beside them; copies of version 1 have none. */
  stamps: number;
  isSealed: boolean;
};
