// One entry of an archive → its bytes, checked against both headers, its size and its checksum.

import { isEqualBytes } from '../verify/bytes';
import { MalformedInput } from '../verify/errors';
import { crc32 } from './crc32';
import { inflate } from './inflate';
import type { Slices } from './slices';
import { toView } from './to-view';
import { readSlice } from './zip-directory';
import { FLAGS, type ZipRecord } from './zip-record';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DESCRIPTOR_LENGTH = 24;
const EXTRA_LENGTH = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const AES = 99;

export const isEncrypted = ({ flags, method }: ZipRecord): boolean =>
  (flags & (FLAGS.encrypted | FLAGS.strongEncryption)) !== 0 || method === AES;

export const isSupported = ({ method }: ZipRecord): boolean => method === STORED || method === DEFLATED;

/** A reader that trusts the local header must see the same entry; sizes may stand after the data instead. */
const isSameLocally = (local: Uint8Array, { flags, method, crc, packedSize, size, rawName }: ZipRecord): boolean => {
  const view = toView(local);
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE || view.getUint16(8, true) !== method) return false;
  if (!isEqualBytes(local.subarray(LOCAL_LENGTH), rawName)) return false;
  const sizes = [view.getUint32(14, true), view.getUint32(18, true), view.getUint32(22, true)];
  if (flags & FLAGS.descriptor && sizes.every((value) => value === 0 || value === 0xffffffff)) return true;
  return sizes[0] === crc && sizes[1] === packedSize && sizes[2] === size;
};

/** The descriptor may have a signature, and sizes of four or of eight octets (APPNOTE 4.3.9). */
const isSameAfterwards = (after: Uint8Array, { crc, packedSize, size }: ZipRecord): boolean => {
  const view = toView(after);
  const read = (at: number): number => (at + 4 <= after.length ? view.getUint32(at, true) : -1);
  return [0, 4].some((start) => {
    if (start === 4 && read(0) !== DESCRIPTOR_SIGNATURE) return false;
    if (read(start) !== crc || read(start + 4) !== packedSize) return false;
    return read(start + 8) === size || (read(start + 8) === 0 && read(start + 12) === size && read(start + 16) === 0);
  });
};

/** In one read: each costs the browser as much as a hundred kilobytes. The extra field is as long as only the entry itself tells.
 * @throws MalformedInput where the headers disagree or the data would reach into what follows */
export const readPacked = async (blob: Slices, record: ZipRecord): Promise<Uint8Array<ArrayBuffer>> => {
  const nameEnd = LOCAL_LENGTH + record.rawName.length;
  const longest = nameEnd + EXTRA_LENGTH + record.packedSize + DESCRIPTOR_LENGTH;
  const bytes = await readSlice(blob, record.offset, Math.min(record.offset + longest, record.limit));
  const local = bytes.subarray(0, nameEnd);
  if (local.length < LOCAL_LENGTH) throw new MalformedInput('local header');
  const view = toView(local);
  if (view.getUint16(26, true) !== record.rawName.length || !isSameLocally(local, record)) throw new MalformedInput('local header');
  const start = nameEnd + view.getUint16(28, true);
  const end = start + record.packedSize;
  if (end > bytes.length) throw new MalformedInput('data');
  if (record.flags & FLAGS.descriptor && !isSameAfterwards(bytes.subarray(end, end + DESCRIPTOR_LENGTH), record))
    throw new MalformedInput('descriptor');
  return bytes.slice(start, end);
};

/** How the data of an entry are packed, and what must come out. */
export type PackedForm = Pick<ZipRecord, 'method' | 'size' | 'crc'>;

/** @throws MalformedInput where what comes out is not as the records say */
export const unpackEntry = async (packed: Uint8Array<ArrayBuffer>, { method, size, crc }: PackedForm): Promise<Uint8Array<ArrayBuffer>> => {
  const { bytes, isWhole } = method === STORED ? { bytes: packed, isWhole: true } : await inflate(packed, size);
  if (!isWhole || bytes.length !== size || crc32(bytes) !== crc) throw new MalformedInput('entry');
  return bytes;
};

/** The whole entry. @throws MalformedInput where anything in it is not as its records say */
export const readEntry = async (blob: Slices, record: ZipRecord): Promise<Uint8Array<ArrayBuffer>> =>
  unpackEntry(await readPacked(blob, record), record);

/** The first octets, unchecked. @throws MalformedInput as readEntry */
export const readEntryHead = async (blob: Slices, record: ZipRecord, length: number): Promise<Uint8Array<ArrayBuffer>> => {
  const packed = await readPacked(blob, record);
  const limit = Math.min(length, record.size);
  return record.method === STORED ? packed.subarray(0, limit) : (await inflate(packed, limit)).bytes;
};
