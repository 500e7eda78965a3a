// Writes a copy of the whole ledger, file after file, while it is read; what the ledger cannot give back whole is left out and named.
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
  VERSION,
} from './layout';
import { toLines } from './lines';
import { createSeal, type Seal } from './seal';
import { toSealRow } from './seal-row';
import { countPadding, TAR_END, toTarHeader } from './tar';

export type BackupSource = Pick<
  Ledger,
  'census' | 'journal' | 'listHashes' | 'bytesOf' | 'annotations' | 'sendings' | 'seals' | 'sealListOf'
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

export type WrittenBackup = { seq: number; count: number /** Hashes of what the ledger holds no more, or not whole. */; lacking: string[] };

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

/** Everything up to that entry; gives the hashes of what was recorded. */
async function* writeJournal(writing: Writing, source: BackupSource, last: number): AsyncGenerator<Uint8Array, Set<string>> {
  const recorded = new Set<string>();
  const step = ROWS_PER_FILE.journal;
  for (let after = 0; after < last; after += step) {
    const entries = await source.journal(after, Math.min(step, last - after));
    for (const { event, subject } of entries) if (event === 'recorded') recorded.add(subject.slice(0, 64));
    yield* writeSealed(writing, toSectionName('journal', after / step), encoder.encode(toLines(entries)));
  }
  return recorded;
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

/** What is recorded while it runs belongs to the next copy.
 * @throws whatever the ledger throws, and the signal's reason once it is aborted */
export async function* writeBackup(source: BackupSource, options: BackupOptions): AsyncGenerator<Uint8Array, WrittenBackup> {
  const { madeAt, passphrase, signal } = options;
  const { seq, chain, count } = await source.census();
  const seal = passphrase === null ? null : await createSeal(passphrase);
  const writing: Writing = { mtime: Math.floor(Date.parse(madeAt) / 1000), sums: [], seal };
  const manifest: Manifest = { format: FORMAT, version: VERSION, madeAt, seq, chain, count, isSealed: seal !== null };
  yield* writeFile(writing, MANIFEST, encoder.encode(`${JSON.stringify(manifest, null, 2)}\n`));
  yield* writeFile(writing, README, encoder.encode(options.readme));
  if (seal !== null) yield* writeFile(writing, KEYS[0], seal.keyFile);
  const recorded = yield* writeJournal(writing, source, seq);
  yield* writeSection(writing, 'notes', await source.annotations());
  yield* writeSection(writing, 'sendings', await source.sendings());
  yield* writeSeals(writing, source);
  if (seal !== null) yield* writeFile(writing, KEYS[1], seal.keyFile);
  const lacking: string[] = [];
  let done = 0;
  for await (const sha256 of listHashes(source)) {
    signal.throwIfAborted();
    if (!recorded.has(sha256)) continue;
    const bytes = await readWhole(source, sha256);
    if (bytes === null) lacking.push(sha256);
    else yield* writeSealed(writing, toMessageName(sha256), bytes);
    done += 1;
    options.onProgress(done, count);
  }
  yield* writeFile(writing, SUMS, encoder.encode(writing.sums.join('')));
  yield TAR_END;
  return { seq, count: done - lacking.length, lacking };
}
