// Writes zip files of any kind, honest or hostile, for the tests of the reader.
import { crc32, deflateRawSync } from 'node:zlib';

export type ArchiveFile = {
  name: string;
  content: Uint8Array | string;
  stored?: boolean;
  flags?: number;
  /** What the records claim instead of the truth. */
  claimedSize?: number;
  claimedCrc?: number;
  /** Points its record at the local header of an earlier file. */
  sameDataAs?: number;
};

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

const toFields = (file: ArchiveFile, packed: Buffer, content: Buffer): Buffer =>
  Buffer.concat([
    u16(20),
    u16((file.flags ?? 0) | 0x800),
    u16(file.stored ? 0 : 8),
    u32(0x00210000),
    u32(file.claimedCrc ?? crc32(content)),
    u32(packed.length),
    u32(file.claimedSize ?? content.length),
    u16(Buffer.byteLength(file.name)),
    u16(0),
  ]);

export const buildArchive = (files: readonly ArchiveFile[]): Buffer => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const packed = file.stored ? content : deflateRawSync(content);
    const fields = toFields(file, packed, content);
    const name = Buffer.from(file.name);
    offsets.push(file.sameDataAs === undefined ? offset : (offsets[file.sameDataAs] ?? 0));
    const local = file.sameDataAs === undefined ? Buffer.concat([u32(0x04034b50), fields, name, packed]) : Buffer.alloc(0);
    locals.push(local);
    offset += local.length;
    centrals.push(Buffer.concat([u32(0x02014b50), u16(20), fields, u16(0), u16(0), u16(0), u32(0), u32(offsets.at(-1) ?? 0), name]));
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(files.length),
    u16(files.length),
    u32(directory.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
};
