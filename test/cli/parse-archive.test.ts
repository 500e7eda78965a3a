// The zip reader: honest archives whole, hostile ones refused, damaged entries one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArchive } from '../../lib/cli/parse-archive';
import { type ArchiveFile, buildArchive } from './build-archive';

const open = (...files: ArchiveFile[]) => parseArchive(buildArchive(files));

const contentsOf = (...files: ArchiveFile[]): [string, string | undefined][] => {
  const archive = open(...files);
  if (!archive.ok) throw new Error(archive.problem);
  return archive.entries.map(({ name, read }) => {
    const content = read();
    return [name, content && Buffer.from(content).toString()];
  });
};

describe('an honest archive', () => {
  it('gives its files, packed and stored, and no folders', () => {
    expect(
      contentsOf({ name: 'a/', content: '' }, { name: 'a/è.eml', content: 'uno' }, { name: 'b\\c.eml', content: 'due', stored: true }),
    ).toEqual([
      ['a/è.eml', 'uno'],
      ['b/c.eml', 'due'],
    ]);
  });

  it('may be empty', () => {
    expect(contentsOf()).toEqual([]);
  });
});

describe('a hostile archive', () => {
  const bomb = Buffer.alloc(20 * 1024 * 1024);
  it.each<[string, ArchiveFile[]]>([
    ['a way out of the folder', [{ name: '../evil.eml', content: 'x' }]],
    ['a way out in the middle', [{ name: 'a/../../evil.eml', content: 'x' }]],
    ['a way out in the manner of Windows', [{ name: 'a\\..\\..\\evil.eml', content: 'x' }]],
    ['an absolute path', [{ name: '/etc/evil.eml', content: 'x' }]],
    ['a drive', [{ name: 'C:evil.eml', content: 'x' }]],
    ['a NUL', [{ name: 'a.eml\0.txt', content: 'x' }]],
    [
      'one name twice',
      [
        { name: 'a.eml', content: 'x' },
        { name: 'a.eml', content: 'y' },
      ],
    ],
    [
      'one name twice but for its case',
      [
        { name: 'a.eml', content: 'x' },
        { name: 'A.eml', content: 'y' },
      ],
    ],
    ['a compression bomb', [{ name: 'a.eml', content: bomb }]],
    [
      'entries that share their data',
      [
        { name: 'a.eml', content: 'x' },
        { name: 'b.eml', content: 'x', sameDataAs: 0 },
      ],
    ],
    ['more than it can hold', Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}`, content: '', stored: true }))],
    ['a claimed size beyond all limits', [{ name: 'a.eml', content: 'x', claimedSize: 0xffffffff }]],
  ])('with %s is refused', (_, files) => {
    expect(open(...files)).toEqual({ ok: false, problem: 'archive-unsafe' });
  });

  it('keeps a file named like a prototype an ordinary file', () => {
    expect(contentsOf({ name: '__proto__', content: 'x' }, { name: 'constructor', content: 'y' })).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

describe('a damaged archive', () => {
  it.each([
    ['a wrong checksum', { claimedCrc: 1 }],
    ['a size that lies upwards', { claimedSize: 5000 }],
    ['a size that lies downwards', { claimedSize: 2 }],
    ['a password', { flags: 1 }],
  ])('loses only the entry with %s', (_, damage) => {
    expect(contentsOf({ name: 'bad.eml', content: 'content', ...damage }, { name: 'good.eml', content: 'good' })).toEqual([
      ['bad.eml', undefined],
      ['good.eml', 'good'],
    ]);
  });

  it('is told from an archive, whatever the bytes', () => {
    const whole = buildArchive([{ name: 'a.eml', content: 'content' }]);
    expect(parseArchive(whole.subarray(0, -5))).toEqual({ ok: false, problem: 'archive-broken' });
    expect(parseArchive(Buffer.from('no zip at all'))).toEqual({ ok: false, problem: 'archive-broken' });
    const flips = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(flips, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, mask] of changes) bytes[at] = (bytes[at] ?? 0) ^ mask;
        const archive = parseArchive(bytes);
        const contents = archive.ok ? archive.entries.map(({ read }) => read()) : [];
        for (const content of contents) expect(content === undefined || content.length <= 7).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
