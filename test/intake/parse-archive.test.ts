// The zip reader: honest archives whole, hostile ones refused, damaged entries one by one.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMessages } from '../../lib/intake/find-messages';
import { parseArchive } from '../../lib/intake/parse-archive';
import { readSource } from '../../lib/intake/read-source';
import { type ArchiveFile, type ArchiveForm, buildArchive, u16, u32 } from './build-archive';

const parse = (bytes: Uint8Array<ArrayBuffer>) => parseArchive(new Blob([bytes]));
const open = (files: readonly ArchiveFile[], form?: ArchiveForm) => parse(buildArchive(files, form));

const contentsOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<[string, string | undefined][]> => {
  const blob = new Blob([bytes]);
  const archive = await parseArchive(blob);
  if (!archive.ok) throw new Error(archive.problem);
  return Promise.all(
    archive.entries.map(async (entry): Promise<[string, string | undefined]> => {
      const read = await readSource({ blob, entry });
      return [entry.name, read.ok ? Buffer.from(read.bytes).toString() : undefined];
    }),
  );
};

const MAIL = 'From: a@x.example\r\nSubject: s\r\n\r\nciao\r\n';
const mail = (name: string): ArchiveFile => ({ name, content: MAIL });
const named = (name: string): ArchiveFile => ({ name, content: 'x' });

const wholeArchive = (): Buffer<ArrayBuffer> => buildArchive([{ name: 'a.eml', content: 'content' }]);

/** Counts how often it is read. */
class CountingBlob extends Blob {
  slices = 0;
  override slice(...range: [number?, number?]): Blob {
    this.slices += 1;
    return super.slice(...range);
  }
}

describe('an honest archive', () => {
  it.each([{}, { stored: true }, { descriptor: 'signed' } as const])('has each entry read at once: %j', async (form) => {
    const blob = new CountingBlob([buildArchive([{ ...mail('a.eml'), ...form }, mail('b.eml')])]);
    const archive = await parseArchive(blob);
    const [entry] = archive.ok ? archive.entries : [];
    if (!entry) throw new Error('no entry');
    blob.slices = 0;
    const read = await readSource({ blob, entry });
    expect(read.ok && Buffer.from(read.bytes).toString()).toBe(MAIL);
    // What is handed to another thread goes with all that lies around it.
    expect(read.ok && read.bytes.buffer.byteLength).toBe(MAIL.length);
    expect(blob.slices).toBe(1);
  });

  it('gives its files, packed and stored, and no folders', async () => {
    const files = [
      { name: 'a/', content: '' },
      { name: 'a/è.eml', content: 'uno' },
      { name: 'b\\c.eml', content: 'due', stored: true },
    ];
    expect(await contentsOf(buildArchive(files))).toEqual([
      ['a/è.eml', 'uno'],
      ['b/c.eml', 'due'],
    ]);
  });

  it.each(['signed', 'bare', 'wide'] as const)('may tell sizes after the data, %s', async (descriptor) => {
    expect(await contentsOf(buildArchive([{ ...named('a.eml'), descriptor }, named('b.eml')]))).toEqual([
      ['a.eml', 'x'],
      ['b.eml', 'x'],
    ]);
  });

  it('may be empty, and may have a comment', async () => {
    expect(await contentsOf(buildArchive([]))).toEqual([]);
    expect(await contentsOf(buildArchive([named('a')], { comment: Buffer.from('dal gestore') }))).toEqual([['a', 'x']]);
  });
});

const bomb = Buffer.alloc(20 * 1024 * 1024);
/** The signature of a zip64 locator, where such an archive has it. */
const LOCATOR = Buffer.concat([u32(0x07064b50), Buffer.alloc(16)]);
const INNER_END = Buffer.concat([u32(0x06054b50), Buffer.alloc(16), u16(0)]);

const HOSTILE: [problem: string, what: string, files: ArchiveFile[], form?: ArchiveForm][] = [
  ['archive-unsafe', 'a way out of the folder', [named('../evil.eml')]],
  ['archive-unsafe', 'a way out in the middle', [named('a/../../evil.eml')]],
  ['archive-unsafe', 'a way out in the manner of Windows', [named('a\\..\\..\\evil.eml')]],
  ['archive-unsafe', 'an absolute path', [named('/etc/evil.eml')]],
  ['archive-unsafe', 'an absolute path in the manner of Windows', [named('\\evil.eml')]],
  ['archive-unsafe', 'a drive', [named('C:evil.eml')]],
  ['archive-unsafe', 'a NUL', [named('a.eml\0.txt')]],
  ['archive-unsafe', 'no name', [named('')]],
  ['archive-unsafe', 'a name without end', [named('n'.repeat(2000))]],
  ['archive-unsafe', 'the name __proto__', [named('__proto__')]],
  ['archive-unsafe', 'a folder __proto__', [named('a/__proto__/b.eml')]],
  ['archive-unsafe', 'the name constructor', [named('constructor')]],
  ['archive-unsafe', 'a folder prototype', [named('constructor/prototype/a.eml')]],
  ['archive-unsafe', 'one name twice', [named('a.eml'), named('a.eml')]],
  ['archive-unsafe', 'one name twice but for its case', [named('a.eml'), named('A.eml')]],
  ['archive-unsafe', 'one name twice but for how its accent is written', [named('\u00e8.eml'), named('e\u0300.eml')]],
  ['archive-unsafe', 'one name twice but for its slash', [named('a/b.eml'), named('a\\b.eml')]],
  ['archive-bomb', 'a compression bomb', [{ name: 'a.eml', content: bomb }]],
  [
    'archive-bomb',
    'a bomb in small pieces',
    Array.from({ length: 30 }, (_, at) => ({ name: `${at}.eml`, content: bomb.subarray(0, 1_000_000) })),
  ],
  ['archive-unsafe', 'entries that share their data', [named('a.eml'), { ...named('b.eml'), sameDataAs: 0 }]],
  [
    'archive-unsafe',
    'an entry that begins inside another',
    [
      { ...mail('a.eml'), stored: true },
      { ...named('b.eml'), shiftedBy: -20 },
    ],
  ],
  ['archive-unsafe', 'an entry that reaches into the directory', [{ ...named('b.eml'), shiftedBy: 4 }]],
  ['archive-too-many', 'more than it can hold', Array.from({ length: 20_001 }, (_, at) => ({ name: `${at}`, content: '', stored: true }))],
  ['archive-bomb', 'a claimed size beyond all limits', [{ ...named('a.eml'), claimedSize: 0xffffffff }]],
  ['archive-unsafe', 'a bomb under a name that leaves the folder', [{ name: '../a.eml', content: bomb }]],
  ['archive-unsafe', 'a second end inside its comment', [named('a.eml')], { comment: INNER_END }],
  ['archive-zip64', 'places in a zip64 record', [named('a.eml')], { beforeEnd: LOCATOR }],
  ['archive-zip64', 'a count that only zip64 knows', [named('a.eml')], { count: 0xffff }],
  ['archive-zip64', 'sizes in a zip64 field', [{ ...named('a.eml'), extra: Buffer.concat([u16(1), u16(8), Buffer.alloc(8)]) }]],
  ['archive-broken', 'something in front', [named('a.eml')], { prefix: Buffer.from('MZ, a program') }],
  ['archive-broken', 'something between directory and end', [named('a.eml')], { beforeEnd: Buffer.from('hidden') }],
  ['archive-broken', 'fewer entries than its directory', [named('a.eml'), named('b.eml')], { count: 1 }],
  ['archive-broken', 'more entries than its directory', [named('a.eml')], { count: 2 }],
  ['archive-broken', 'a directory of another size', [named('a.eml')], { directorySize: 10 }],
  ['archive-broken', 'parts on other disks', [named('a.eml')], { disk: 1 }],
];

describe('a hostile archive', () => {
  it.each(HOSTILE)('is %s for %s', async (problem, _, files, form) => {
    expect(await open(files, form)).toEqual({ ok: false, problem });
  });
});

/** Each in an archive with a good entry, which must stay readable. */
const DAMAGED: [problem: string, what: string, entry: Partial<ArchiveFile>][] = [
  ['archive-broken', 'a wrong checksum', { claimedCrc: 1 }],
  ['archive-broken', 'a size that lies upwards', { claimedSize: 5000 }],
  ['archive-broken', 'a size that lies downwards', { claimedSize: 2 }],
  ['archive-broken', 'another name in its local header', { localName: 'other.eml' }],
  ['archive-broken', 'another name of the same length', { localName: 'bae.eml' }],
  ['archive-broken', 'another size in its local header', { localSize: 3 }],
  ['archive-broken', 'a descriptor that tells another size', { descriptor: 'wrong' }],
  ['archive-broken', 'data that are no deflate stream', { packed: Buffer.from('not packed at all, but long enough') }],
  ['archive-broken', 'data that end too early', { packed: deflateRawSync(MAIL).subarray(0, 12) }],
  ['archive-broken', 'data that unpack to a gigabyte', { packed: deflateRawSync(Buffer.alloc(100_000_000)).subarray(0, 90_000) }],
  ['archive-encrypted', 'a password', { flags: 1 }],
  ['archive-encrypted', 'strong encryption', { flags: 0x41 }],
  ['archive-encrypted', 'a password in the manner of AES', { method: 99 }],
  ['archive-unsupported', 'another method', { method: 12 }],
];

describe('a damaged archive', () => {
  it.each(DAMAGED)('loses only the entry that is %s by %s', async (problem, _, damage) => {
    const bytes = buildArchive([{ ...mail('bad.eml'), ...damage }, mail('good.eml')]);
    const told: [string, string][] = [];
    for await (const found of findMessages([{ name: 'z.zip', isNamed: true, open: async () => new Blob([bytes]) }])) {
      if ('problem' in found) told.push([found.name, found.problem]);
      if (!('source' in found)) continue;
      const read = await readSource(found.source);
      told.push([found.name, read.ok ? 'read' : read.problem]);
    }
    expect(told).toEqual([
      ['z.zip/bad.eml', problem],
      ['z.zip/good.eml', 'read'],
    ]);
  });

  it('is told from an archive, whatever the bytes', async () => {
    const whole = wholeArchive();
    expect(await parse(whole.subarray(0, -5))).toEqual({ ok: false, problem: 'archive-broken' });
    expect(await parse(Buffer.from('no zip at all'))).toEqual({ ok: false, problem: 'archive-broken' });
    expect(await parse(Buffer.alloc(0))).toEqual({ ok: false, problem: 'archive-broken' });
    const flips = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(flips, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        const archive = await parse(bytes);
        const contents = archive.ok ? await contentsOf(bytes) : [];
        for (const [, content] of contents) expect([undefined, 'content']).toContain(content);
      }),
      { numRuns: 500 },
    );
  });
});
