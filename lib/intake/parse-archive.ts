// A zip file → its entries, refusing what only an attack would contain; nothing is ever written to disk under an entry's name.

import { LimitReached } from '../verify/errors';
import type { Slices } from './slices';
import { readZipDirectory, type ZipDirectory } from './zip-directory';
import type { ZipRecord } from './zip-record';

export type Archive =
  | { ok: true; entries: ZipRecord[] /** With those of folders. */; records: ZipRecord[] }
  | { ok: false; problem: 'archive-broken' | 'archive-unsafe' | 'archive-bomb' | 'archive-too-many' | 'archive-zip64' };

export const ARCHIVE_ENTRIES = 20_000;

const ARCHIVE_LIMITS = {
  /** A zip bomb's ratio; small files may compress better than that. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
  nameLength: 1024,
} as const;

/** An archive or mailbox is read in slices, never whole; larger ones are somebody's whole disk. */
export const CONTAINER_BYTES = 8 * 1024 * 1024 * 1024;

const LOCAL_LENGTH = 30;
/** What deflating nothing gives. */
const NOTHING_LENGTH = 2;

/** Names that mean something to a program that would use them as keys, or to a disk that would take them as a place. */
const REFUSED_SEGMENTS: readonly string[] = ['..', '__proto__', 'constructor', 'prototype'];

const isUnsafeName = (name: string): boolean =>
  name === '' ||
  name.length > ARCHIVE_LIMITS.nameLength ||
  name.startsWith('/') ||
  /^[a-z]:/i.test(name) ||
  name.includes('\0') ||
  name.split('/').some((segment) => REFUSED_SEGMENTS.includes(segment));

const isBomb = (records: readonly ZipRecord[], archiveBytes: number): boolean => {
  const total = records.reduce((sum, { size }) => sum + size, 0);
  // What is as large as its archive was not blown up by anybody.
  if (total > Math.max(ARCHIVE_LIMITS.totalBytes, archiveBytes)) return true;
  if (total > ARCHIVE_LIMITS.ratioFrom && total > archiveBytes * ARCHIVE_LIMITS.ratio) return true;
  return records.some(({ size, packedSize }) => size > ARCHIVE_LIMITS.ratioFrom && size > packedSize * ARCHIVE_LIMITS.ratio);
};

/** Entries that share octets are the other kind of bomb. */
const isOverlapping = (records: readonly ZipRecord[]): boolean =>
  records.some(({ offset, rawName, packedSize, limit }) => offset + LOCAL_LENGTH + rawName.length + packedSize > limit);

/** A folder holds nothing itself: what is packed under its name no reader would show. */
const isHiding = ({ name, size, packedSize }: ZipRecord): boolean => name.endsWith('/') && (size > 0 || packedSize > NOTHING_LENGTH);

/** As the disks that fold most would compare them. */
const toKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** Duplicate names: which one is meant depends on the reader. */
const isUnsafe = (records: readonly ZipRecord[]): boolean =>
  new Set(records.map(({ name }) => toKey(name))).size !== records.length ||
  records.some((record) => isUnsafeName(record.name) || isHiding(record)) ||
  isOverlapping(records);

/** What only an attack does before what an archive of somebody's whole mailbox may do as well. */
const findProblem = (
  records: readonly ZipRecord[],
  archiveBytes: number,
): 'archive-unsafe' | 'archive-bomb' | 'archive-too-many' | null => {
  if (records.length > ARCHIVE_ENTRIES) return 'archive-too-many';
  if (isUnsafe(records)) return 'archive-unsafe';
  return isBomb(records, archiveBytes) ? 'archive-bomb' : null;
};

const readDirectory = async (blob: Slices): Promise<ZipDirectory | { problem: 'archive-broken' | 'archive-too-many' }> => {
  try {
    return await readZipDirectory(blob);
  } catch (error) {
    return { problem: error instanceof LimitReached ? 'archive-too-many' : 'archive-broken' };
  }
};

/** Reads the directory only. Hostile bytes give a problem, never an exception. */
export const parseArchive = async (blob: Slices): Promise<Archive> => {
  const directory = await readDirectory(blob);
  if ('problem' in directory) return { ok: false, problem: directory.problem };
  const { records } = directory;
  const problem = findProblem(records, blob.size);
  if (problem) return { ok: false, problem };
  return { ok: true, entries: records.filter(({ name }) => !name.endsWith('/')), records };
};
