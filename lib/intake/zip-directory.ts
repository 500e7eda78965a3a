// A zip file's end and central directory, read as slices (APPNOTE 4.3.16): one reading only, where two readers could see two archives.
import { LimitReached, MalformedInput } from '../verify/errors';
import { parseZipRecord, toView, type ZipRecord } from './zip-record';

export type ZipDirectory = { records: ZipRecord[] } | { problem: 'archive-unsafe' | 'archive-zip64' };

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_LENGTH = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_LENGTH = 20;
/** 20,000 entries with names of 800 octets. */
const DIRECTORY_BYTES = 16 * 1024 * 1024;

export const readSlice = async (blob: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> =>
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

type End = { count: number; size: number; offset: number };

/** The last four fields are full where the true values stand in a zip64 record. */
const isZip64 = (tail: Uint8Array, at: number, { count, size, offset }: End): boolean =>
  count === 0xffff ||
  size === 0xffffffff ||
  offset === 0xffffffff ||
  (at >= LOCATOR_LENGTH && toView(tail).getUint32(at - LOCATOR_LENGTH, true) === LOCATOR_SIGNATURE);

/** @throws MalformedInput where disks, counts or places disagree */
const parseEnd = (tail: Uint8Array, at: number, position: number): End | 'zip64' => {
  const view = toView(tail);
  const end = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  if (isZip64(tail, at, end)) return 'zip64';
  const isSplit = view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0 || view.getUint16(at + 8, true) !== end.count;
  if (isSplit || end.offset + end.size !== position) throw new MalformedInput('end record');
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
export const readZipDirectory = async (blob: Blob): Promise<ZipDirectory> => {
  const tailStart = Math.max(0, blob.size - END_LENGTH - COMMENT_LENGTH);
  const tail = await readSlice(blob, tailStart, blob.size);
  const [at, other] = findEnds(tail);
  if (at === undefined) throw new MalformedInput('no end record');
  // A comment that holds an end record of its own.
  if (other !== undefined) return { problem: 'archive-unsafe' };
  const end = parseEnd(tail, at, tailStart + at);
  if (end === 'zip64') return { problem: 'archive-zip64' };
  if (end.size > DIRECTORY_BYTES) throw new LimitReached('directory');
  const records = parseRecords(await readSlice(blob, end.offset, end.offset + end.size), end.count);
  setLimits(records, end.offset);
  return records.some((record) => record.isZip64) ? { problem: 'archive-zip64' } : { records };
};
