// Takes a bundle apart with tools that are not ours, and checks its hashes with `sha256sum`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Unzipped = {
  files: ReadonlyMap<string, Uint8Array>;
  /** What `sha256sum -c` said, one line a file; it throws when a hash is wrong. */
  checked: string[];
};

/** Python comes with Roundcube's and Dovecot's Debian as with every other. */
export const unzip = (path: string): Unzipped => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-bundle-'));
  try {
    execFileSync('python3', ['-m', 'zipfile', '-e', path, folder]);
    const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    const files = names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))] as const);
    return { files: new Map(files), checked: checked.trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
