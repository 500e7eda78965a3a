// A container file, or the folder that it was unpacked into → the files of a bundle, refusing what only an attack would contain.

import { hasHiddenOctets } from '../intake/has-hidden-octets';
import { ARCHIVE_ENTRIES, CONTAINER_BYTES, parseArchive } from '../intake/parse-archive';
import { isEncrypted, isSupported, readEntry } from '../intake/read-entry';
import type { Slices } from '../intake/slices';
import { readSlice } from '../intake/zip-directory';
import type { ZipRecord } from '../intake/zip-record';
import { toLatin1 } from '../verify/bytes';
import { MalformedInput } from '../verify/errors';
import { LIMITS } from '../verify/limits';
import type { BundleFile, OpenedBundle } from './bundle-files';
import type { BundleRefusal } from './bundle-findings';
import { MIMETYPE, NAMES } from './layout';

const STORED = 0;

/** Where the content of the first entry begins when nothing but its name stands in front: programs look for the type there. */
const TYPE_PLACE = 30 + NAMES.mimetype.length;

/** As many as an archive may hold. */
export const FOLDER_FILES = ARCHIVE_ENTRIES;

/** More than any message, and room for the reports about ten thousand of them. */
export const FILE_BYTES = 2 * LIMITS.messageBytes;

/** The first entry, stored, without anything between its name and its octets (ETSI EN 319 162-1 annex A.1). */
const findMimetypeProblem = async (blob: Slices, entries: readonly ZipRecord[]): Promise<BundleRefusal | undefined> => {
  const [first] = entries;
  if (first?.name !== NAMES.mimetype) return entries.some(({ name }) => name === NAMES.mimetype) ? 'mimetype-not-first' : 'not-a-bundle';
  if (first.offset !== 0 || first.method !== STORED || first.size !== MIMETYPE.length) return 'not-a-bundle';
  if (toLatin1(await readSlice(blob, TYPE_PLACE, TYPE_PLACE + MIMETYPE.length)) !== MIMETYPE) return 'not-a-bundle';
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
export const openContainer = async (blob: Slices): Promise<OpenedBundle> => {
  if (blob.size > CONTAINER_BYTES) return { ok: false, problem: 'too-large' };
  const archive = await parseArchive(blob);
  if (!archive.ok) return archive;
  const { entries, records } = archive;
  const problem = (await findMimetypeProblem(blob, entries)) ?? findEntryProblem(entries);
  if (problem) return { ok: false, problem };
  // A file between the others that the directory does not name: readers that go from the front would unpack it.
  if (await hasHiddenOctets(blob, records)) return { ok: false, problem: 'archive-unsafe' };
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

const readWhole = async (blob: Blob): Promise<Uint8Array> => {
  if (blob.size > FILE_BYTES) throw new MalformedInput('too large');
  return new Uint8Array(await blob.arrayBuffer());
};

const IN_EVERY_BUNDLE: readonly string[] = [NAMES.mimetype, NAMES.manifest];

/** A folder has neither order nor packing: only what is in it counts. */
export const openFolder = (given: readonly FolderFile[]): OpenedBundle => {
  if (given.length > FOLDER_FILES) return { ok: false, problem: 'too-many' };
  const top = findTop(given.map(({ path }) => path));
  const files = given.map(({ path, blob }): BundleFile => ({ name: path.slice(top.length), size: blob.size, read: () => readWhole(blob) }));
  const isBundle = files.some(({ name }) => IN_EVERY_BUNDLE.includes(name));
  return isBundle ? { ok: true, bundle: { form: 'folder', files } } : { ok: false, problem: 'not-a-bundle' };
};
