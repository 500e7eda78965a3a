// A zip file → its entries, refusing what only an attack would contain; nothing is ever written to disk under an entry's name.
import { crc32, inflateRawSync } from 'node:zlib';
import { LIMITS } from '../verify/limits';

export type ArchiveEntry = {
  name: string;
  /** Undefined when this one entry is damaged. */
  read(): Uint8Array | undefined;
};

export type Archive = { ok: true; entries: ArchiveEntry[] } | { ok: false; problem: 'archive-broken' | 'archive-unsafe' };

type Record = { name: string; flags: number; method: number; crc: number; packedSize: number; size: number; offset: number };

const ARCHIVE_LIMITS = {
  entries: 20_000,
  /** A zip bomb's ratio; small files may compress better than that. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
  totalBytes: 2 * 1024 * 1024 * 1024,
} as const;

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const COMMENT_LENGTH = 0xffff;
const ENCRYPTED = 1;

/** The end record is searched backwards; its comment length must fit, or two readers could see two archives. */
const findEnd = (bytes: Buffer): number | undefined => {
  const lowest = Math.max(0, bytes.length - END_LENGTH - COMMENT_LENGTH);
  for (let at = bytes.length - END_LENGTH; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === END_SIGNATURE && at + END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return undefined;
};

const parseRecord = (bytes: Buffer, at: number): { record: Record; next: number } => {
  if (bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new RangeError('central record');
  const nameEnd = at + CENTRAL_LENGTH + bytes.readUInt16LE(at + 28);
  const flags = bytes.readUInt16LE(at + 8);
  const record = {
    name: bytes.toString(flags & 0x800 ? 'utf8' : 'latin1', at + CENTRAL_LENGTH, nameEnd).replaceAll('\\', '/'),
    flags,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  return { record, next: nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32) };
};

/** @throws RangeError where the bytes end too early or are no zip records */
const parseRecords = (bytes: Buffer): Record[] => {
  const end = findEnd(bytes);
  if (end === undefined) throw new RangeError('no end record');
  const count = bytes.readUInt16LE(end + 10);
  const records: Record[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    const { record, next } = parseRecord(bytes, at);
    records.push(record);
    at = next;
  }
  return records;
};

const isUnsafeName = (name: string): boolean =>
  name === '' || name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..');

const isBomb = (records: readonly Record[], archiveBytes: number): boolean => {
  const total = records.reduce((sum, { size }) => sum + size, 0);
  if (records.length > ARCHIVE_LIMITS.entries || total > ARCHIVE_LIMITS.totalBytes) return true;
  if (total > ARCHIVE_LIMITS.ratioFrom && total > archiveBytes * ARCHIVE_LIMITS.ratio) return true;
  return records.some(({ size, packedSize }) => size > ARCHIVE_LIMITS.ratioFrom && size > packedSize * ARCHIVE_LIMITS.ratio);
};

/** Entries that share octets are the other kind of bomb. */
const isOverlapping = (records: readonly Record[]): boolean => {
  const ranges = records
    .map(({ offset, packedSize }) => ({ start: offset, end: offset + LOCAL_LENGTH + packedSize }))
    .sort((a, b) => a.start - b.start);
  return ranges.some(({ end }, index) => end > (ranges[index + 1]?.start ?? Number.POSITIVE_INFINITY));
};

/** Duplicate names: which one is meant depends on the reader. */
const isUnsafe = (records: readonly Record[], archiveBytes: number): boolean => {
  const names = new Set(records.map(({ name }) => name.toLowerCase()));
  return (
    names.size !== records.length ||
    records.some(({ name }) => isUnsafeName(name)) ||
    isBomb(records, archiveBytes) ||
    isOverlapping(records)
  );
};

const inflate = (packed: Buffer, { method, size }: Record): Buffer => {
  if (method === 0) return packed;
  if (method !== 8) throw new RangeError('method');
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
};

const readEntry = (bytes: Buffer, record: Record): Uint8Array | undefined => {
  try {
    if (record.flags & ENCRYPTED || record.size > LIMITS.messageBytes) return undefined;
    if (bytes.readUInt32LE(record.offset) !== LOCAL_SIGNATURE) return undefined;
    const start = record.offset + LOCAL_LENGTH + bytes.readUInt16LE(record.offset + 26) + bytes.readUInt16LE(record.offset + 28);
    const content = inflate(bytes.subarray(start, start + record.packedSize), record);
    return content.length === record.size && crc32(content) === record.crc ? content : undefined;
  } catch {
    return undefined;
  }
};

export const parseArchive = (octets: Uint8Array): Archive => {
  const bytes = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  let records: Record[];
  try {
    records = parseRecords(bytes);
  } catch {
    return { ok: false, problem: 'archive-broken' };
  }
  if (isUnsafe(records, bytes.length)) return { ok: false, problem: 'archive-unsafe' };
  const files = records.filter(({ name }) => !name.endsWith('/'));
  return { ok: true, entries: files.map((record) => ({ name: record.name, read: () => readEntry(bytes, record) })) };
};
