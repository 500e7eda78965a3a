// A file that appears whole or not at all: written beside its place and renamed when it is complete.
import { lstat, open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** Of the link itself: what a link leads to may be one of the inputs. */
const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
};

/** Where a file is written before it is renamed, so that a broken run leaves no half file. */
const toPartPath = (path: string): string => `${path}.part`;

/** The name of something that would be replaced: it may be evidence, and no second copy. */
export const findTaken = async (outPath: string): Promise<string | undefined> => {
  for (const path of [outPath, toPartPath(outPath)]) if (await isThere(path)) return path;
  return undefined;
};

type WriteOptions = {
  /** Only what this run itself wrote. */ replaces?: boolean /** Gets why it could not be written. */;
  failures?: unknown[];
};

/** @returns false when it could not be written */
export const writeNewFile = async (
  stream: ReadableStream<Uint8Array>,
  path: string,
  { replaces = false, failures = [] }: WriteOptions = {},
): Promise<boolean> => {
  const partPath = toPartPath(path);
  const file = await open(partPath, 'wx').catch(() => undefined);
  // Somebody else's file by that name is not ours to remove.
  if (!file) return false;
  try {
    await pipeline(Readable.fromWeb(stream as NodeReadableStream<Uint8Array>), file.createWriteStream());
    if (!replaces && (await isThere(path))) throw new Error('the place was taken meanwhile');
    await rename(partPath, path);
    return true;
  } catch (error) {
    failures.push(error);
    await rm(partPath, { force: true });
    return false;
  }
};
