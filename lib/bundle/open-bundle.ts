// A container file, or the folder that it was unpacked into → the files of a bundle, refusing what only an attack would contain.
import { parseArchive } from '../intake/parse-archive';
import { isEncrypted, isSupported, readEntry } from '../intake/read-entry';
import type { ZipRecord } from '../intake/zip-record';
import { toLatin1 } from '../verify/bytes';
import { MalformedInput } from '../verify/errors';
import { LIMITS } from '../verify/limits';
import type { BundleFile, OpenedBundle } from './bundle-files';
import type { BundleRefusal } from './bundle-findings';
import { MIMETYPE, NAMES } from './layout';

const STORED = 0;

/** More than any message, and room for the reports about ten thousand of them. */
const FILE_BYTES = 2 * LIMITS.messageBytes;

/** The first entry, stored, without anything between its name and its octets (ETSI EN 319 162-1 annex A.1). */
const findMimetypeProblem = async (blob: Blob, entries: readonly ZipRecord[]): Promise<BundleRefusal | undefined> => {
  const [first] = entries;
  if (first?.name !== NAMES.mimetype) return entries.some(({ name }) => name === NAMES.mimetype) ? 'mimetype-not-first' : 'not-a-bundle';
  if (first.offset !== 0 || first.method !== STORED || first.size !== MIMETYPE.length) return 'not-a-bundle';
  try {
    return toLatin1(await readEntry(blob, first)) === MIMETYPE ? undefined : 'not-a-bundle';
  } catch (error) {
    if (error instanceof MalformedInput) return 'archive-broken';
    throw error;
  }
};

const findEntryProblem = (entries: readonly ZipRecord[]): BundleRefusal | undefined => {
  if (entries.some(isEncrypted)) return 'archive-encrypted';
  if (!entries.every(isSupported)) return 'archive-unsupported';
  return entries.some(({ size }) => size > FILE_BYTES) ? 'too-large' : undefined;
};

/** Reads the directory and the type only. Hostile bytes give a problem, never an exception. */
export const openContainer = async (blob: Blob): Promise<OpenedBundle> => {
  const archive = await parseArchive(blob);
  if (!archive.ok) return archive;
  const { entries } = archive;
  const problem = (await findMimetypeProblem(blob, entries)) ?? findEntryProblem(entries);
  if (problem) return { ok: false, problem };
  const files = entries.map((entry): BundleFile => ({ name: entry.name, size: entry.size, read: () => readEntry(blob, entry) }));
  return { ok: true, bundle: { form: 'container', files } };
};

export type FolderFile = { /** With `/`, from the chosen folder on. */ path: string; blob: Blob };

/** The folder that was chosen is in every path. */
const findTop = (paths: readonly string[]): string => {
  const [first = ''] = paths;
  const top = first.slice(0, first.indexOf('/') + 1);
  return top !== '' && paths.every((path) => path.startsWith(top)) ? top : '';
};

/** A folder has neither order nor packing: only what is in it counts. */
export const openFolder = (given: readonly FolderFile[]): OpenedBundle => {
  const top = findTop(given.map(({ path }) => path));
  const files = given.map(({ path, blob }): BundleFile => {
    const read = async (): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
    return { name: path.slice(top.length), size: blob.size, read };
  });
  if (!files.some(({ name }) => name === NAMES.manifest)) return { ok: false, problem: 'not-a-bundle' };
  return files.some(({ size }) => size > FILE_BYTES)
    ? { ok: false, problem: 'too-large' }
    : { ok: true, bundle: { form: 'folder', files } };
};
