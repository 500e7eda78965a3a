// Files → messages: mails, mailboxes, archives, each with the time-stamps beside it. One bad file never stops the rest.
import { MalformedInput } from '../verify/errors';
import { LIMITS } from '../verify/limits';
import type { Found, GivenFile } from './found';
import { pairTimestamps } from './pair-timestamps';
import { CONTAINER_BYTES, parseArchive } from './parse-archive';
import { readAhead } from './read-ahead';
import { isEncrypted, isSupported, readEntryHead } from './read-entry';
import { readSource } from './read-source';
import { type FileForm, HEAD_BYTES, isTimestampName, toFileForm } from './recognise-file';
import { isSentCopy } from './sent-copy';
import type { IntakeProblem, Source } from './source';
import { splitMailbox } from './split-mailbox';
import type { ZipRecord } from './zip-record';

/** Genuine messages have kilobytes, so that a real mailbox of any size has fewer. */
const MAILBOX_MESSAGES = 200_000;

const toMessage = (name: string, source: Source, timestamps: readonly Source[]): Found => {
  const size = 'entry' in source ? source.entry.size : source.blob.size;
  return size > LIMITS.messageBytes ? { name, problem: 'too-large' } : { name, source, size, timestamps };
};

async function* fromMailbox(name: string, blob: Blob, held: { isHeld?: true } = {}): AsyncGenerator<Found> {
  let count = 0;
  for await (const message of splitMailbox(blob)) {
    count += 1;
    if (count > MAILBOX_MESSAGES) {
      yield { name, problem: 'too-many' };
      return;
    }
    yield { ...toMessage(`${name}#${count}`, { blob: message }, []), ...held };
  }
  if (count === 0 && blob.size > 0) yield { name, problem: 'unreadable' };
}

/** What stands in the way before anything of the entry is unpacked. */
const findEntryProblem = (entry: ZipRecord): IntakeProblem | undefined => {
  if (isEncrypted(entry)) return 'archive-encrypted';
  if (!isSupported(entry)) return 'archive-unsupported';
  return entry.size > LIMITS.messageBytes ? 'too-large' : undefined;
};

/** @throws MalformedInput where the entry is damaged */
const recogniseEntry = async (blob: Blob, entry: ZipRecord): Promise<FileForm> => {
  // A name that says enough saves unpacking it twice; what it really is comes out when it is judged.
  if (/\.eml$/i.test(entry.name)) return 'message';
  return toFileForm(entry.name, await readEntryHead(blob, entry, HEAD_BYTES));
};

type Entry = Extract<Source, { entry: ZipRecord }>;

async function* fromEntryMailbox(name: string, source: Source): AsyncGenerator<Found> {
  const read = await readSource(source);
  if (read.ok) yield* fromMailbox(name, new Blob([read.bytes]), { isHeld: true });
  else yield { name, problem: read.problem };
}

async function* fromEntry(name: string, blob: Blob, source: Entry, timestamps: readonly Source[]): AsyncGenerator<Found> {
  const { entry } = source;
  const problem = findEntryProblem(entry);
  if (problem) {
    yield { name, problem };
    return;
  }
  const form = await recogniseEntry(blob, entry);
  if (form === 'mailbox') yield* fromEntryMailbox(name, source);
  else if (form === 'message') yield toMessage(name, source, timestamps);
  else if (form === 'outlook') yield { name, problem: 'outlook-file' };
  else if (form === 'archive') yield { name, problem: 'archive-nested' };
  else yield { name, isPassedOver: true };
}

async function* fromArchive(path: string, blob: Blob): AsyncGenerator<Found> {
  const archive = await parseArchive(blob);
  if (!archive.ok) {
    yield { name: path, problem: archive.problem };
    return;
  }
  const entries = new Map(archive.entries.map((entry) => [entry.name, entry]));
  // The messages alone are read through it: the search for them looks elsewhere in the file meanwhile.
  const pieces = readAhead(blob);
  const pairs = pairTimestamps([...entries.keys()]);
  const paired = new Set([...pairs.values()].flat());
  // An ASiC container begins so (ETSI EN 319 162-1 annex A), and so does every bundle of ours.
  const isBundle = archive.entries[0]?.name === 'mimetype';
  for (const [name, entry] of entries) {
    if (paired.has(name)) continue;
    if (isBundle && isSentCopy(name)) {
      yield { name: `${path}/${name}`, isPassedOver: true };
      continue;
    }
    const stamps = (pairs.get(name) ?? []).flatMap((stamp) => entries.get(stamp) ?? []);
    try {
      yield* fromEntry(
        `${path}/${name}`,
        blob,
        { blob: pieces, entry },
        stamps.map((stamp) => ({ blob: pieces, entry: stamp })),
      );
    } catch (error) {
      yield { name: `${path}/${name}`, problem: error instanceof MalformedInput ? 'archive-broken' : 'unreadable' };
    }
  }
}

const recogniseFile = async (name: string, blob: Blob, isNamed: boolean): Promise<FileForm> => {
  const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const form = toFileForm(name, head);
  // A file that was named is judged, whatever it looks like.
  return form === 'other' && isNamed ? 'message' : form;
};

async function* fromFile({ name, isNamed }: GivenFile, blob: Blob, timestamps: readonly Source[]): AsyncGenerator<Found> {
  const form = await recogniseFile(name, blob, isNamed);
  const isContainer = form === 'mailbox' || form === 'archive';
  if (isContainer && blob.size > CONTAINER_BYTES) yield { name, problem: 'too-large' };
  else if (form === 'mailbox') yield* fromMailbox(name, blob);
  else if (form === 'archive') yield* fromArchive(name, blob);
  else if (form === 'message') yield toMessage(name, { blob }, timestamps);
  else if (form === 'outlook') yield { name, problem: 'outlook-file' };
  else if (form === 'timestamp' && isNamed) yield { name, problem: 'timestamp-alone' };
  else yield { name, isPassedOver: true };
}

/** Whether a file of that name says by itself that it is a time-stamp of another one in the list. */
const findPaired = (files: readonly GivenFile[]): { pairs: Map<string, string[]>; paired: Set<string>; byName: Map<string, GivenFile> } => {
  const byName = new Map(files.map((file) => [file.name, file]));
  const pairs = files.some(({ name }) => isTimestampName(name)) ? pairTimestamps([...byName.keys()]) : new Map<string, string[]>();
  return { pairs, paired: new Set([...pairs.values()].flat()), byName };
};

/** In the order given. Hostile files give problems, never exceptions. */
export async function* findMessages(files: readonly GivenFile[]): AsyncGenerator<Found> {
  const { pairs, paired, byName } = findPaired(files);
  for (const file of files) {
    if (paired.has(file.name)) continue;
    try {
      const stamps = (pairs.get(file.name) ?? []).flatMap((name) => byName.get(name) ?? []);
      const timestamps = await Promise.all(stamps.map(async ({ open }): Promise<Source> => ({ blob: await open() })));
      yield* fromFile(file, await file.open(), timestamps);
    } catch {
      yield { name: file.name, problem: 'unreadable' };
    }
  }
}
