// A zip file's end and central directory, read as slices (APPNOTE 4.3.16): one reading only, where two readers could see two archives.

import { LimitReached, MalformedInput } from '../verify/errors';
import type { Slices } from './slices';
import { toView } from './to-view';
import { parseZipRecord, type ZipRecord } from './zip-record';
import { type End, FULL_16, FULL_32, hasLocator, parseZip64End, ZIP64_LENGTH } from './zip64';

export type ZipDirectory = { records: ZipRecord[] } | { problem: 'archive-unsafe' | 'archive-zip64' };

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_LENGTH = 0xffff;
/** 20,000 entries with names of 800 octets. */
const DIRECTORY_BYTES = 16 * 1024 * 1024;

export const readSlice = async (blob: Slices, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.slice(start, end).arrayBuffer());

/** Every place in the tail where an end record could stand: its comment must reach to the last octet. */
const findEnds = (tail: Uint8Array): number[] => {
  const view = toView(tail);
  const found: number[] = [];
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_LENGTH + view.getUint16(at + 20, true) === tail.length) found.push(at);
  }
  return found;
};

const isZip64 = (tail: Uint8Array, at: number, { count, size, offset }: End): boolean =>
  count === FULL_16 || size === FULL_32 || offset === FULL_32 || hasLocator(tail, at);

/** @throws MalformedInput where disks or counts disagree */
const parseEnd = (tail: Uint8Array, at: number): End => {
  const view = toView(tail);
  const end = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  const isSplit = view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0 || view.getUint16(at + 8, true) !== end.count;
  if (isSplit) throw new MalformedInput('end record');
  return end;
};

/** @param position of the classic end record
 * @throws MalformedInput where the places disagree */
const findDirectory = async (blob: Slices, tail: Uint8Array, at: number, position: number): Promise<End | null> => {
  const end = parseEnd(tail, at);
  if (isZip64(tail, at, end)) {
    const start = Math.max(0, position - ZIP64_LENGTH);
    return parseZip64End(await readSlice(blob, start, position), start, end);
  }
  if (end.offset + end.size !== position) throw new MalformedInput('end record');
  return end;
};

const parseRecords = (bytes: Uint8Array, count: number): ZipRecord[] => {
  const records: ZipRecord[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const { record, next } = parseZipRecord(bytes, at);
    records.push(record);
    at = next;
  }
  if (at !== bytes.length) throw new MalformedInput('directory');
  return records;
};

/** Where the next begins is where an entry must have ended. */
const setLimits = (records: readonly ZipRecord[], directory: number): void => {
  const inOrder = [...records].sort((left, right) => left.offset - right.offset);
  for (const [index, record] of inOrder.entries()) record.limit = inOrder[index + 1]?.offset ?? directory;
};

/** @throws MalformedInput where it is no zip file; LimitReached where the directory is too large to be looked at */
export const readZipDirectory = async (blob: Slices): Promise<ZipDirectory> => {
  const tailStart = Math.max(0, blob.size - END_LENGTH - COMMENT_LENGTH);
  const tail = await readSlice(blob, tailStart, blob.size);
  const [at, other] = findEnds(tail);
  if (at === undefined) throw new MalformedInput('no end record');
  // A comment that holds an end record of its own.
  if (other !== undefined) return { problem: 'archive-unsafe' };
  const end = await findDirectory(blob, tail, at, tailStart + at);
  if (end === null) return { problem: 'archive-zip64' };
  if (end.size > DIRECTORY_BYTES) throw new LimitReached('directory');
  const records = parseRecords(await readSlice(blob, end.offset, end.offset + end.size), end.count);
  setLimits(records, end.offset);
  return records.some(({ isContradictory }) => isContradictory) ? { problem: 'archive-zip64' } : { records };
};
