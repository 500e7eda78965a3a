// Paths → messages: files, folders with all below them, mailboxes, archives. One bad file never stops the rest.
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../verify/limits';
import type { Input, InputProblem } from './input';
import { parseArchive } from './parse-archive';
import { type FileForm, HEAD_BYTES, toFileForm } from './recognise-file';
import { splitMailbox } from './split-mailbox';

/** A mailbox or archive is read whole. */
const CONTAINER_BYTES = 2 * 1024 * 1024 * 1024;

/** Missing is only what was named: inside a folder it is a broken link, one bad file among others. */
const toProblem = (error: unknown, isNamed: boolean): InputProblem => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' && isNamed ? 'not-found' : 'unreadable';
};

const readHead = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

function* fromMailbox(path: string, bytes: Uint8Array): Generator<Input> {
  const messages = splitMailbox(bytes);
  if (messages.length === 0 && bytes.length > 0) yield { path, problem: 'unreadable' };
  for (const [index, message] of messages.entries()) yield { path: `${path}#${index + 1}`, bytes: message };
}

function* fromArchive(path: string, bytes: Uint8Array): Generator<Input> {
  const archive = parseArchive(bytes);
  if (!archive.ok) {
    yield { path, problem: archive.problem };
    return;
  }
  for (const { name, read } of archive.entries) {
    const content = read();
    if (content) yield* fromBytes(join(path, name), content, toFileForm(name, content.subarray(0, HEAD_BYTES)), true);
    else yield { path: join(path, name), problem: 'archive-broken' };
  }
}

function* fromBytes(path: string, bytes: Uint8Array, form: FileForm, isInside: boolean): Generator<Input> {
  if (form === 'mailbox') yield* fromMailbox(path, bytes);
  else if (form === 'message') yield { path, bytes };
  else if (form === 'outlook') yield { path, problem: 'outlook-file' };
  else if (form === 'archive' && isInside) yield { path, problem: 'archive-nested' };
  else if (form === 'archive') yield* fromArchive(path, bytes);
}

/** What is no mail is passed over inside a folder, but a file that was named is always judged. */
async function* fromFile(path: string, size: number, isNamed: boolean): AsyncGenerator<Input> {
  const found = toFileForm(path, await readHead(path));
  const form = found === 'other' && isNamed ? 'message' : found;
  if (form === 'other') return;
  const limit = form === 'message' ? LIMITS.messageBytes : CONTAINER_BYTES;
  if (size > limit) yield { path, problem: 'too-large' };
  else yield* fromBytes(path, await readFile(path), form, false);
}

async function* fromFolder(path: string): AsyncGenerator<Input> {
  const entries = await readdir(path, { withFileTypes: true });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of sorted) {
    // Links to folders are not followed: they may lead in circles.
    if (entry.isDirectory() || entry.isFile() || entry.isSymbolicLink())
      yield* fromPath(join(path, entry.name), entry.isSymbolicLink(), false);
  }
}

async function* fromPath(path: string, isLink: boolean, isNamed: boolean): AsyncGenerator<Input> {
  try {
    const status = await stat(path);
    if (status.isFile()) yield* fromFile(path, status.size, isNamed);
    else if (status.isDirectory() && !isLink) yield* fromFolder(path);
    else if (isNamed) yield { path, problem: 'unreadable' };
  } catch (error) {
    yield { path, problem: toProblem(error, isNamed) };
  }
}

export async function* readInputs(paths: readonly string[]): AsyncGenerator<Input> {
  for (const path of paths) yield* fromPath(path, false, true);
}
