// A container of more than 4 GB on the disk, mostly holes: its size, its directory and its last file are read for what they are.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIMETYPE, NAMES } from '../../lib/bundle/layout';
import { FILE_BYTES, openContainer } from '../../lib/bundle/open-bundle';
import { openSlices } from '../../lib/cli/open-slices';
import { crc32 } from '../../lib/intake/crc32';
import { u16, u32 } from '../intake/build-archive';

const LARGE = 21;
const LAST = Buffer.from('the last file, beyond 4 GB\n');

type Entry = { name: string; size: number; content?: Buffer; offset: number };

const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

/** Version, flags, method, time, date, checksum, both sizes, length of the name: what both headers say (APPNOTE 4.3.7, 4.3.12). */
const toCommon = ({ name, size, content }: Entry, extra: number): Buffer =>
  Buffer.concat([...[45, 0, 0, 0, 0x21].map(u16), ...[content ? crc32(content) : 0, size, size].map(u32), u16(name.length), u16(extra)]);

const toLocal = (entry: Entry): Buffer => Buffer.concat([u32(0x04034b50), toCommon(entry, 0), Buffer.from(entry.name)]);

const toRecord = (entry: Entry): Buffer => {
  const isFar = entry.offset >= 0xffffffff;
  const extra = isFar ? Buffer.concat([u16(1), u16(8), u64(entry.offset)]) : Buffer.alloc(0);
  const places = [...[0, 0, 0].map(u16), u32(0), u32(isFar ? 0xffffffff : entry.offset)];
  return Buffer.concat([u32(0x02014b50), u16(45), toCommon(entry, extra.length), ...places, Buffer.from(entry.name), extra]);
};

const toEnd = (count: number, size: number, offset: number): Buffer =>
  Buffer.concat([
    ...[u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(count), u64(count), u64(size), u64(offset)],
    ...[u32(0x07064b50), u32(0), u64(offset + size), u32(1)],
    ...[u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(size), u32(0xffffffff), u16(0)],
  ]);

let folder: string;
let path: string;
let size: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceralacca-large-'));
  path = join(folder, 'large.asice');
  const files: Omit<Entry, 'offset'>[] = [
    { name: NAMES.mimetype, size: MIMETYPE.length, content: Buffer.from(MIMETYPE) },
    ...Array.from({ length: LARGE }, (_, index) => ({ name: `${index}.eml`, size: FILE_BYTES })),
    { name: 'zz.txt', size: LAST.length, content: LAST },
  ];
  const file = await open(path, 'w');
  let at = 0;
  const entries: Entry[] = [];
  for (const each of files) {
    const entry = { ...each, offset: at };
    const local = toLocal(entry);
    await file.write(local, 0, local.length, at);
    if (entry.content) await file.write(entry.content, 0, entry.size, at + local.length);
    at += local.length + entry.size;
    entries.push(entry);
  }
  const directory = Buffer.concat(entries.map(toRecord));
  const end = toEnd(entries.length, directory.length, at);
  await file.write(Buffer.concat([directory, end]), 0, directory.length + end.length, at);
  await file.close();
  size = at + directory.length + end.length;
});

afterAll(() => rm(folder, { recursive: true }));

describe('a file of more than 4 GB', () => {
  it('has its own size, and ends where it ends', async () => {
    const slices = await openSlices(path);
    expect(slices.size).toBe(size);
    expect(size).toBeGreaterThan(2 ** 32);
    expect((await slices.slice(size - 3, size + 100).arrayBuffer()).byteLength).toBe(3);
    expect((await slices.slice(size + 1, size + 2).arrayBuffer()).byteLength).toBe(0);
  });

  it('is opened as the container that it is, down to its last file', async () => {
    const opened = await openContainer(await openSlices(path));
    if (!opened.ok) throw new Error(opened.problem);
    const { files } = opened.bundle;
    expect(files).toHaveLength(LARGE + 2);
    expect(Buffer.from((await files.at(-1)?.read()) ?? []).toString()).toBe(LAST.toString());
  });
});

it('what is no file is not opened', async () => {
  await expect(openSlices(folder)).rejects.toThrow();
  await expect(openSlices(join(folder, 'nothing'))).rejects.toThrow();
});
