// Takes a bundle apart without any code of ours, and has `sha256sum` check it as its readers would.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

export type Unzipped = {
  files: ReadonlyMap<string, Uint8Array>;
  /** What `sha256sum -c` said, one line a file; it throws when a hash is wrong. */
  checked: string[];
};

const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;

/** Follows the directory at the end, as APPNOTE 4.3.12 lays it out. */
const readEntries = (zip: Buffer): Map<string, Uint8Array> => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('no zip');
  const files = new Map<string, Uint8Array>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    files.set(name, new Uint8Array(zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
};

export const unzip = (path: string): Unzipped => {
  const files = readEntries(readFileSync(path));
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-bundle-'));
  try {
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const env = { ...process.env, LC_ALL: 'C' };
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8', env });
    return { files, checked: checked.trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
