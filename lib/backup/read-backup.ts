// Reads a copy of a ledger file by file: what is whole is handed over, every damage is named, and no word in it is believed unchecked.
import type { Annotation } from '../ledger/annotation';
import type { CollectedToken } from '../ledger/collect-evidence';
import { findBreak, type JournalEntry } from '../ledger/journal';
import type { Sending } from '../ledger/sending';
import { isEqualBytes, toSha256Hex } from '../verify/bytes';
import { parseEntries, parseManifest, parseNotes, parseSeals, parseSendings } from './backup-rows';
import { checkSums } from './check-sums';
import { type HeldTokens, holdToken, NONE_HELD } from './held-tokens';
import {
  type ItemName,
  KEYS,
  MANIFEST,
  type Manifest,
  PLAIN,
  parseItemName,
  ROWS_BYTES,
  SEALED,
  type Section,
  SUMS,
  toMessageName,
  toPlainName,
  toTimestampName,
  VERSION,
} from './layout';
import { parseLines } from './lines';
import { type BackupFile, type Damage, type Item, readItems } from './read-items';
import { type Opener, openSeal } from './seal';
import type { SealCopy } from './seal-row';

export type BackupPiece =
  /** `recordedAt` is what the journal in the copy says; null when it says nothing, or is damaged. */
  | { sha256: string; bytes: Uint8Array; recordedAt: string | null; tokens: CollectedToken[] }
  /** Time-stamps whose message is not in the copy, or not whole; `prefix` is with what its hash begins. */
  | { prefix: string; tokens: CollectedToken[] }
  | { identifier: string; annotation: Annotation }
  | { sending: Sending }
  | { seal: SealCopy }
  | Damage;

/** `newer`: made by a later version in a way that this one does not know. `passphrase`: it is sealed, and the passphrase does not open it. */
export type BackupRefusal = 'not-a-backup' | 'newer' | 'passphrase';

export type OpenedBackup =
  | { ok: false; refusal: BackupRefusal }
  | { ok: true; manifest: Manifest | null; isSealed: boolean; pieces(): AsyncGenerator<BackupPiece> };

const decoder = new TextDecoder();

const isDamage = (found: Item | Damage): found is Damage => 'what' in found;

type Front = { manifest: Manifest | null; keys: Uint8Array[]; isSealed: boolean; isBackup: boolean };

/** What lies before the messages. */
const readFront = async (file: BackupFile): Promise<Front> => {
  const front: Front = { manifest: null, keys: [], isSealed: false, isBackup: false };
  for await (const found of readItems(file)) {
    if (isDamage(found)) continue;
    const { name, bytes } = found;
    const known = parseItemName(toPlainName(name));
    if (name === MANIFEST) front.manifest = parseManifest(bytes);
    if (KEYS.some((key) => key === name)) front.keys.push(bytes);
    if (PLAIN.includes(name) || name === SUMS || !('isOther' in known)) front.isBackup = true;
    if (name.endsWith(SEALED)) front.isSealed = true;
    if ('sha256' in known || 'token' in known || !front.isBackup) break;
  }
  return front;
};

type Reading = {
  opener: Opener | null;
  manifest: Manifest | null;
  last: JournalEntry | null;
  isJournalWhole: boolean;
  /** By hash, when the journal says it was recorded. */
  recordedAt: Map<string, string>;
  /** Names of the time-stamps that it tells of. */
  stamped: Set<string>;
  held: HeldTokens;
  /** Files that are there: the hash of each as it lies in the container, or null where its damage was told already. */
  sums: Map<string, string | null>;
  areSumsRead: boolean;
};

type Pieces = AsyncGenerator<BackupPiece>;

/** False where the chain breaks for the first time. */
const takeEntries = (reading: Reading, entries: readonly JournalEntry[]): boolean => {
  const isBroken = reading.isJournalWhole && findBreak(entries, reading.last) !== null;
  if (isBroken) reading.isJournalWhole = false;
  reading.last = entries.at(-1) ?? reading.last;
  for (const { event, subject, at } of entries) {
    const [sha256 = '', token = ''] = subject.split(' ');
    if (event === 'recorded') reading.recordedAt.set(sha256, at);
    if (event === 'stamped') reading.stamped.add(toTimestampName(token, sha256));
  }
  return !isBroken;
};

/** What the rows of a section say; null when one of them has not its form. */
const toPieces = (reading: Reading, section: Section, rows: readonly unknown[]): BackupPiece[] | null => {
  if (section === 'notes') return parseNotes(rows);
  if (section === 'sendings') return parseSendings(rows)?.map((sending) => ({ sending })) ?? null;
  if (section === 'seals') return parseSeals(rows)?.map((seal) => ({ seal })) ?? null;
  const entries = parseEntries(rows);
  return entries !== null && takeEntries(reading, entries) ? [] : null;
};

async function* readRows(reading: Reading, section: Section, name: string, bytes: Uint8Array): Pieces {
  if (bytes.length > ROWS_BYTES) {
    yield { what: 'content', name };
    return;
  }
  const lines = parseLines(decoder.decode(bytes));
  const damaged = lines.flatMap((row, index) => (row === null ? [index + 1] : []));
  for (const line of damaged) yield { what: 'line', name: `${name}:${line}` };
  if (damaged.length > 0 && section === 'journal') reading.isJournalWhole = false;
  const pieces = toPieces(
    reading,
    section,
    lines.filter((row) => row !== null),
  );
  if (pieces !== null) yield* pieces;
  else if (damaged.length === 0) yield { what: 'content', name };
  if (damaged.length > 0) reading.sums.set(name, null);
}

const unseal = async ({ opener }: Reading, { name, bytes }: Item): Promise<Uint8Array | null> => {
  if (!name.endsWith(SEALED)) return bytes;
  try {
    return (await opener?.(bytes)) ?? null;
  } catch {
    return null;
  }
};

/** Those that are held and belong to no message that begins so. */
function* releaseOthers(reading: Reading, prefix: string): Generator<BackupPiece> {
  const { held } = reading;
  if (held.prefix === prefix) return;
  if (held.tokens.length > 0) yield held;
  reading.held = { prefix, tokens: [] };
}

function* readToken(reading: Reading, { prefix, token }: Extract<ItemName, { token: string }>, name: string, bytes: Uint8Array) {
  yield* releaseOthers(reading, prefix);
  const held = holdToken(reading.held, { sha256: token, bytes });
  if (held === null) yield { what: 'unknown', name } as const;
  else reading.held = held;
}

function* readMessage(reading: Reading, sha256: string, bytes: Uint8Array): Generator<BackupPiece> {
  const isBefore = reading.held.prefix !== '' && sha256.startsWith(reading.held.prefix);
  if (!isBefore) yield* releaseOthers(reading, '');
  const recordedAt = reading.isJournalWhole ? (reading.recordedAt.get(sha256) ?? null) : null;
  yield { sha256, bytes, recordedAt, tokens: reading.held.tokens };
  reading.held = NONE_HELD;
}

async function* readContent(reading: Reading, item: Item): Pieces {
  const { name } = item;
  const known = parseItemName(toPlainName(name));
  const bytes = await unseal(reading, item);
  if (bytes === null) {
    reading.sums.set(name, null);
    if ('section' in known) reading.isJournalWhole = false;
    yield { what: 'sealed', name };
    return;
  }
  if ('section' in known) yield* readRows(reading, known.section, name, bytes);
  else if ('isOther' in known) yield { what: 'unknown', name };
  else if ((await toSha256Hex(bytes)) !== ('token' in known ? known.token : known.sha256)) {
    reading.sums.set(name, null);
    yield { what: 'content', name };
  } else if ('token' in known) yield* readToken(reading, known, name, bytes);
  else yield* readMessage(reading, known.sha256, bytes);
}

async function* readItem(reading: Reading, item: Item): Pieces {
  const { name, bytes } = item;
  if (name === SUMS) {
    reading.areSumsRead = true;
    yield* checkSums(reading.sums, bytes);
    return;
  }
  // A second file of the same name could hide the first.
  if (reading.sums.has(name)) {
    yield { what: 'unknown', name };
    return;
  }
  reading.sums.set(name, await toSha256Hex(bytes));
  if (!PLAIN.includes(name)) yield* readContent(reading, item);
}

/** Without the list of sums the journal says what there should be. */
function* findMissing(reading: Reading): Generator<Damage> {
  if (!reading.areSumsRead) {
    yield { what: 'missing', name: SUMS };
    const names = new Set([...reading.sums.keys()].map(toPlainName));
    const due = [...[...reading.recordedAt.keys()].map(toMessageName), ...reading.stamped];
    for (const name of due) if (!names.has(name)) yield { what: 'missing', name };
  }
  if (reading.manifest === null) yield { what: 'content', name: MANIFEST };
  else if (reading.isJournalWhole && (reading.last?.hash ?? '') !== reading.manifest.chain) yield { what: 'content', name: 'journal' };
}

async function* readPieces(file: BackupFile, { manifest }: Front, opener: Opener | null): Pieces {
  const reading: Reading = {
    ...{ opener, manifest, last: null, isJournalWhole: true, areSumsRead: false },
    ...{ recordedAt: new Map(), stamped: new Set<string>(), held: NONE_HELD, sums: new Map() },
  };
  for await (const found of readItems(file)) {
    if (isDamage(found)) {
      // A part of the journal may have been there.
      if (found.what === 'header') reading.isJournalWhole = false;
      yield found;
    } else yield* readItem(reading, found);
  }
  yield* releaseOthers(reading, '');
  yield* findMissing(reading);
}

/** Where both are the same a wrong passphrase need not be tried twice: each try takes seconds. */
const findOpener = async ([first, second]: readonly Uint8Array[], passphrase: string): Promise<Opener | null> => {
  const isOne = first !== undefined && second !== undefined && isEqualBytes(first, second);
  for (const key of isOne ? [first] : [first, second]) {
    if (key === undefined) continue;
    const opener = await openSeal(key, passphrase);
    if (opener !== null) return opener;
  }
  return null;
};

/** @param passphrase null when none was given */
export const openBackup = async (file: BackupFile, passphrase: string | null): Promise<OpenedBackup> => {
  const front = await readFront(file);
  const { manifest, keys, isSealed, isBackup } = front;
  if (!isBackup) return { ok: false, refusal: 'not-a-backup' };
  if (manifest !== null && manifest.version > VERSION) return { ok: false, refusal: 'newer' };
  const opener = isSealed && passphrase !== null ? await findOpener(keys, passphrase) : null;
  if (isSealed && opener === null) return { ok: false, refusal: 'passphrase' };
  return { ok: true, manifest, isSealed, pieces: () => readPieces(file, front, opener) };
};
