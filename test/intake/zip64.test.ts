// Large archives: their zip64 records are read, and refused wherever two readers could see two archives.
import { describe, expect, it } from 'vitest';
import { parseArchive } from '../../lib/intake/parse-archive';
import { readEntry } from '../../lib/intake/read-entry';
import { buildArchive, u16, u32 } from './build-archive';

const u64 = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

type Change = {
  count?: number;
  here?: number;
  size?: number | bigint;
  offset?: number;
  recordAt?: number;
  disks?: number;
  recordLength?: number;
  /** What the classic record says. */
  classic?: { count?: number; size?: number; offset?: number };
  field?: Buffer;
};

/** What is written where a file is at the end of four gigabytes, with nothing in front. */
const build = (change: Change = {}): Blob => {
  const plain = buildArchive([{ name: 'a.eml', content: 'ciao', stored: true, ...(change.field ? { extra: change.field } : {}) }]);
  const end = plain.length - 22;
  const [size, offset] = [plain.readUInt32LE(end + 12), plain.readUInt32LE(end + 16)];
  const count = change.count ?? 1;
  const record = Buffer.concat([
    ...[u32(0x06064b50), u64(change.recordLength ?? 44), u16(45), u16(45), u32(0), u32(0)],
    ...[u64(change.here ?? count), u64(count), u64(change.size ?? size), u64(change.offset ?? offset)],
  ]);
  const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(change.recordAt ?? end), u32(change.disks ?? 1)]);
  const { classic = {} } = change;
  const last = Buffer.concat([
    ...[u32(0x06054b50), u16(0), u16(0), u16(classic.count ?? 0xffff), u16(classic.count ?? 0xffff)],
    ...[u32(classic.size ?? 0xffffffff), u32(classic.offset ?? 0xffffffff), u16(0)],
  ]);
  return new Blob([Buffer.concat([plain.subarray(0, end), record, locator, last])]);
};

const field = (...values: Buffer[]): Buffer => {
  const data = Buffer.concat(values);
  return Buffer.concat([u16(1), u16(data.length), data]);
};

describe('a zip64 archive', () => {
  it.each<[string, Change]>([
    ['whose classic record is full', {}],
    ['whose classic record says the same', { classic: { count: 1 } }],
  ])('%s is read', async (_, change) => {
    const blob = build(change);
    const archive = await parseArchive(blob);
    if (!archive.ok) throw new Error(archive.problem);
    const [entry] = archive.entries;
    expect(entry && Buffer.from(await readEntry(blob, entry)).toString()).toBe('ciao');
  });

  it.each<[string, Change]>([
    ['counts differently than its classic record', { classic: { count: 2 } }],
    ['has its directory elsewhere than its classic record says', { classic: { offset: 7 } }],
    ['has another size than its classic record says', { classic: { size: 7 } }],
    ['is in parts', { disks: 2 }],
    ['has entries on other disks', { here: 0 }],
    ['is pointed to elsewhere', { recordAt: 0 }],
    ['has a record with more in it', { recordLength: 45 }],
    ['has a directory that does not end where the record begins', { size: 3 }],
    ['has a size that no number holds', { size: 2n ** 63n }],
    ['has a field for values that are not full', { field: field(u64(4)) }],
    ['has two fields', { field: Buffer.concat([field(u64(4)), field(u64(4))]) }],
    ['has a field that is cut off', { field: Buffer.concat([u16(1), u16(8)]) }],
  ])('is refused when it %s', async (_, change) => {
    expect(await parseArchive(build(change))).toEqual({ ok: false, problem: 'archive-zip64' });
  });

  it('counts what its record counts, and no more', async () => {
    expect(await parseArchive(build({ count: 2, here: 2 }))).toEqual({ ok: false, problem: 'archive-broken' });
  });
});
