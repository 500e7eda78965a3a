// Writes a copy of the whole ledger, file after file, while it is read; what the ledger cannot give back whole is left out and named.
import type { JournalEntry } from '../ledger/journal';
import type { Ledger } from '../ledger/store';
import { toSha256Hex } from '../verify/bytes';
import {
  FORMAT,
  KEYS,
  MANIFEST,
  type Manifest,
  README,
  ROWS_PER_FILE,
  SEALED,
  type Section,
  SUMS,
  toMessageName,
  toSectionName,
  toTimestampName,
  VERSION,
} from './layout';
import { toLines } from './lines';
import { createSeal, type Seal } from './seal';
import { toSealRow } from './seal-row';
import { countPadding, TAR_END, toTarHeader } from './tar';

export type BackupSource = Pick<
  Ledger,
  'census' | 'journal' | 'listHashes' | 'bytesOf' | 'tokensOf' | 'annotations' | 'sendings' | 'seals' | 'sealListOf'
>;

export type BackupOptions = {
  /** ISO 8601 UTC. */
  madeAt: string;
  /** Null for a copy that anybody can read. */
  passphrase: string | null;
  /** How to open the copy without Ceralacca. */
  readme: string;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
};

export type WrittenBackup = {
  seq: number;
  /** Messages in it, and the time-stamps beside them. */
  count: number;
  stamps: number;
  /** Hashes of what the ledger holds no more, or not whole. */
  lacking: string[];
};

const HASHES = 500;

const encoder = new TextEncoder();

type Writing = { mtime: number; sums: string[]; seal: Seal | null };
type Octets = AsyncGenerator<Uint8Array>;

/** A file as it lies in the container, noted for the sums. */
async function* writeFile({ mtime, sums }: Writing, name: string, content: Uint8Array): Octets {
  sums.push(`${await toSha256Hex(content)}  ${name}\n`);
  yield toTarHeader({ name, size: content.length, mtime });
  yield content;
  yield new Uint8Array(countPadding(content.length));
}

async function* writeSealed(writing: Writing, name: string, content: Uint8Array): Octets {
  const { seal } = writing;
  if (seal === null) yield* writeFile(writing, name, content);
  else yield* writeFile(writing, `${name}${SEALED}`, await seal.seal(content));
}

async function* writeSection(writing: Writing, section: Section, rows: readonly unknown[]): Octets {
  const step = ROWS_PER_FILE[section];
  for (let at = 0; at < rows.length; at += step) {
    yield* writeSealed(writing, toSectionName(section, at / step), encoder.encode(toLines(rows.slice(at, at + step))));
  }
}

/** One after the other: the list of each may be megabytes. */
async function* writeSeals(writing: Writing, source: BackupSource): Octets {
  for (const [index, seal] of (await source.seals()).entries()) {
    const list = await source.sealListOf(seal.id);
    if (list !== undefined) yield* writeSealed(writing, toSectionName('seals', index), encoder.encode(toLines([toSealRow(seal, list)])));
  }
}

/** By the hash of each message that was recorded: the hashes of the time-stamps that lay beside it. */
type Told = Map<string, Set<string>>;

const tell = (told: Told, { event, subject }: JournalEntry): void => {
  const [sha256 = '', token = ''] = subject.split(' ');
  if (event === 'recorded' && !told.has(sha256)) told.set(sha256, new Set());
  if (event === 'stamped') told.get(sha256)?.add(token);
};

/** Everything up to that entry; gives what was recorded. */
async function* writeJournal(writing: Writing, source: BackupSource, last: number): AsyncGenerator<Uint8Array, Told> {
  const told: Told = new Map();
  const step = ROWS_PER_FILE.journal;
  for (let after = 0; after < last; after += step) {
    const entries = await source.journal(after, Math.min(step, last - after));
    for (const entry of entries) tell(told, entry);
    yield* writeSealed(writing, toSectionName('journal', after / step), encoder.encode(toLines(entries)));
  }
  return told;
}

async function* listHashes(source: BackupSource): AsyncGenerator<string> {
  for (let after: string | null = null; ; ) {
    const hashes: string[] = await source.listHashes(after, HASHES);
    yield* hashes;
    after = hashes.at(-1) ?? null;
    if (hashes.length < HASHES) return;
  }
}

const readWhole = async (source: BackupSource, sha256: string): Promise<Uint8Array | null> => {
  const bytes = await source.bytesOf(sha256);
  return bytes !== undefined && (await toSha256Hex(bytes)) === sha256 ? bytes : null;
};

type Messages = Pick<WrittenBackup, 'count' | 'stamps' | 'lacking'>;

/** Those that are told of and can be given back whole. */
async function* writeTimestamps(
  writing: Writing,
  source: BackupSource,
  sha256: string,
  told: ReadonlySet<string>,
): AsyncGenerator<Uint8Array, Set<string>> {
  const written = new Set<string>();
  for (const bytes of told.size === 0 ? [] : await source.tokensOf(sha256)) {
    const token = await toSha256Hex(bytes);
    if (!told.has(token) || written.has(token)) continue;
    yield* writeSealed(writing, toTimestampName(token, sha256), bytes);
    written.add(token);
  }
  return written;
}

/** Each behind its time-stamps: whoever reads it back judges it with them. */
async function* writeMessages(
  writing: Writing,
  source: BackupSource,
  told: Told,
  options: Pick<BackupOptions, 'signal'> & { onDone(done: number): void },
): AsyncGenerator<Uint8Array, Messages> {
  const messages: Messages = { count: 0, stamps: 0, lacking: [] };
  let done = 0;
  for await (const sha256 of listHashes(source)) {
    options.signal.throwIfAborted();
    const tokens = told.get(sha256);
    if (tokens === undefined) continue;
    const written = yield* writeTimestamps(writing, source, sha256, tokens);
    const bytes = await readWhole(source, sha256);
    if (bytes !== null) yield* writeSealed(writing, toMessageName(sha256), bytes);
    messages.lacking.push(...(bytes === null ? [sha256] : []), ...[...tokens].filter((token) => !written.has(token)));
    messages.count += bytes === null ? 0 : 1;
    messages.stamps += written.size;
    done += 1;
    options.onDone(done);
  }
  return messages;
}

/** What is recorded while it runs belongs to the next copy.
 * @throws whatever the ledger throws, and the signal's reason once it is aborted */
export async function* writeBackup(source: BackupSource, options: BackupOptions): AsyncGenerator<Uint8Array, WrittenBackup> {
  const { madeAt, passphrase, signal } = options;
  const { seq, chain, count, stamps } = await source.census();
  const seal = passphrase === null ? null : await createSeal(passphrase);
  const writing: Writing = { mtime: Math.floor(Date.parse(madeAt) / 1000), sums: [], seal };
  const manifest: Manifest = { format: FORMAT, version: VERSION, madeAt, seq, chain, count, stamps, isSealed: seal !== null };
  yield* writeFile(writing, MANIFEST, encoder.encode(`${JSON.stringify(manifest, null, 2)}\n`));
  yield* writeFile(writing, README, encoder.encode(options.readme));
  if (seal !== null) yield* writeFile(writing, KEYS[0], seal.keyFile);
  const told = yield* writeJournal(writing, source, seq);
  yield* writeSection(writing, 'notes', await source.annotations());
  yield* writeSection(writing, 'sendings', await source.sendings());
  yield* writeSeals(writing, source);
  if (seal !== null) yield* writeFile(writing, KEYS[1], seal.keyFile);
  const onDone = (done: number): void => options.onProgress(done, count);
  const messages = yield* writeMessages(writing, source, told, { signal, onDone });
  yield* writeFile(writing, SUMS, encoder.encode(writing.sums.join('')));
  yield TAR_END;
  return { seq, ...messages };
}
