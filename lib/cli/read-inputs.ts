// Paths → messages: files, folders with all below them, and what mailboxes, archives and copies of a ledger among them hold. One bad file never stops the rest.
import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findMessages } from '../intake/find-messages';
import type { FoundMessage, GivenFile } from '../intake/found';
import { readSource } from '../intake/read-source';
import { createTimestampFinder, type TimestampFinder } from './find-timestamp-files';
import type { Input, InputProblem } from './input';
import { type CopyFile, findCopy, readCopy } from './read-copy';

type Listed = GivenFile | { path: string; problem: InputProblem };

/** Missing is only what was named: inside a folder it is a broken link, one bad file among others. */
const toProblem = (error: unknown, isNamed: boolean): InputProblem => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' && isNamed ? 'not-found' : 'unreadable';
};

async function* listFolder(path: string): AsyncGenerator<Listed> {
  const entries = await readdir(path, { withFileTypes: true });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of sorted) {
    // Links to folders are not followed: they may lead in circles.
    if (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink())
      yield* listPath(join(path, entry.name), entry.isSymbolicLink(), false);
  }
}

async function* listPath(path: string, isLink: boolean, isNamed: boolean): AsyncGenerator<Listed> {
  try {
    const status = await stat(path);
    if (status.isFile()) yield { name: path, isNamed, open: () => openAsBlob(path) };
    else if (status.isDirectory() && !isLink) yield* listFolder(path);
    else if (isNamed) yield { path, problem: 'unreadable' };
  } catch (error) {
    yield { path, problem: toProblem(error, isNamed) };
  }
}

const readMessage = async ({ name, source, timestamps }: FoundMessage): Promise<Input> => {
  const read = await readSource(source);
  if (!read.ok) return { path: name, problem: read.problem };
  const stamps = await Promise.all(timestamps.map(readSource));
  return { path: name, bytes: read.bytes, timestamps: stamps.flatMap((stamp) => (stamp.ok ? [stamp.bytes] : [])) };
};

/** A file that was named comes without its neighbours: those that are its time-stamps belong to it. */
async function* listNamed(path: string, findTimestampFiles: TimestampFinder): AsyncGenerator<Listed> {
  for await (const listed of listPath(path, false, true)) {
    yield listed;
    if (!('open' in listed) || listed.name !== path) continue;
    for (const beside of await findTimestampFiles(path)) yield* listPath(beside, false, false);
  }
}

/** Copies of a ledger come last: a time-stamp and its message may stand on both sides of one. */
async function* readFiles(files: readonly GivenFile[], passphrase: string | null): AsyncGenerator<Input> {
  const copies: CopyFile[] = [];
  const others: GivenFile[] = [];
  for (const file of files) {
    const copy = await findCopy(file);
    if (copy === null) others.push(file);
    else copies.push(copy);
  }
  yield* readMessages(others);
  for (const copy of copies) yield* readCopy(copy, passphrase);
}

async function* readMessages(files: readonly GivenFile[]): AsyncGenerator<Input> {
  for await (const found of findMessages(files)) {
    if ('problem' in found) yield { path: found.name, problem: found.problem };
    else if ('source' in found) yield await readMessage(found);
  }
}

export async function* readInputs(paths: readonly string[], passphrase: string | null = null): AsyncGenerator<Input> {
  // Files that stand together are looked at together, so that a time-stamp finds its message.
  let files: GivenFile[] = [];
  const findTimestampFiles = createTimestampFinder();
  for (const path of paths) {
    for await (const listed of listNamed(path, findTimestampFiles)) {
      if ('open' in listed) {
        files.push(listed);
        continue;
      }
      yield* readFiles(files, passphrase);
      files = [];
      yield listed;
    }
  }
  yield* readFiles(files, passphrase);
}
