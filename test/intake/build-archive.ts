// Writes zip files of any kind, honest or hostile, for the tests of the reader.
import { crc32, deflateRawSync } from 'node:zlib';

export type ArchiveFile = {
  name: string;
  content: Uint8Array | string;
  stored?: boolean;
  flags?: number;
  /** What the records claim instead of the truth. */
  method?: number;
  claimedSize?: number;
  claimedCrc?: number;
  /** Points its record at the local header of an earlier file. */
  sameDataAs?: number;
  /** What the local header claims instead of what the directory does. */
  localName?: string;
  localSize?: number;
  /** Sizes stand after the data, and the local header has none; `wrong` lies about them. */
  descriptor?: 'signed' | 'bare' | 'wide' | 'wrong';
  /** Extra fields of the directory's record. */
  extra?: Uint8Array;
  /** Added to the place of the local header. */
  shiftedBy?: number;
  /** Stands in place of the packed data. */
  packed?: Uint8Array;
};

export type ArchiveForm = {
  comment?: Uint8Array;
  /** Stands before everything, and the places do not know of it. */
  prefix?: Uint8Array;
  count?: number;
  directorySize?: number;
  disk?: number;
  /** Stands between the directory and the end record. */
  beforeEnd?: Uint8Array;
};

export const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

type Packed = { file: ArchiveFile; content: Buffer; packed: Buffer };

const toFields = ({ file, content, packed }: Packed, isLocal: boolean): Buffer => {
  const isLater = isLocal && file.descriptor !== undefined;
  const name = isLocal ? (file.localName ?? file.name) : file.name;
  const size = (isLocal ? file.localSize : undefined) ?? file.claimedSize ?? content.length;
  return Buffer.concat([
    u16(20),
    u16((file.flags ?? 0) | 0x800 | (file.descriptor ? 8 : 0)),
    u16(file.method ?? (file.stored ? 0 : 8)),
    u32(0x00210000),
    u32(isLater ? 0 : (file.claimedCrc ?? crc32(content))),
    u32(isLater ? 0 : packed.length),
    u32(isLater ? 0 : size),
    u16(Buffer.byteLength(name)),
    u16(isLocal ? 0 : (file.extra?.length ?? 0)),
  ]);
};

const toDescriptor = ({ file, content, packed }: Packed): Buffer => {
  if (!file.descriptor) return Buffer.alloc(0);
  const size = file.descriptor === 'wrong' ? content.length + 1 : content.length;
  const isWide = file.descriptor === 'wide';
  const sizes = isWide ? [u32(packed.length), u32(0), u32(size), u32(0)] : [u32(packed.length), u32(size)];
  return Buffer.concat([...(file.descriptor === 'bare' ? [] : [u32(0x08074b50)]), u32(crc32(content)), ...sizes]);
};

const toEnd = (count: number, directory: number, offset: number, { comment = Buffer.alloc(0), disk = 0, ...form }: ArchiveForm): Buffer =>
  Buffer.concat([
    u32(0x06054b50),
    u16(disk),
    u16(disk),
    u16(form.count ?? count),
    u16(form.count ?? count),
    u32(form.directorySize ?? directory),
    u32(offset),
    u16(comment.length),
    comment,
  ]);

export const buildArchive = (files: readonly ArchiveFile[], form: ArchiveForm = {}): Buffer<ArrayBuffer> => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content);
    const packed: Packed = { file, content, packed: Buffer.from(file.packed ?? (file.stored ? content : deflateRawSync(content))) };
    offsets.push(file.sameDataAs === undefined ? offset : (offsets[file.sameDataAs] ?? 0));
    const localName = Buffer.from(file.localName ?? file.name);
    const local =
      file.sameDataAs === undefined
        ? Buffer.concat([u32(0x04034b50), toFields(packed, true), localName, packed.packed, toDescriptor(packed)])
        : Buffer.alloc(0);
    locals.push(local);
    offset += local.length;
    const place = (offsets.at(-1) ?? 0) + (file.shiftedBy ?? 0);
    const fixed = [u32(0x02014b50), u16(20), toFields(packed, false), u16(0), u16(0), u16(0), u32(0), u32(place)];
    centrals.push(Buffer.concat([...fixed, Buffer.from(file.name), file.extra ?? Buffer.alloc(0)]));
  }
  const directory = Buffer.concat(centrals);
  const { prefix = Buffer.alloc(0), beforeEnd = Buffer.alloc(0) } = form;
  return Buffer.concat([prefix, ...locals, directory, beforeEnd, toEnd(files.length, directory.length, offset, form)]);
};
