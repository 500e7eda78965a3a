// A small disk for a browser's profile, in memory, which a test fills to the last octet and empties again. Linux, and only for root.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  /** A new folder on it. */
  makeFolder(name: string): string;
  /** Octets that are left. */
  room(): number;
  /** To the last octet, as fast as a copy onto a real disk does it: one that fills within an instant, amid a write, costs Chromium its database whatever we do. */
  fill(): Promise<void>;
  empty(): void;
  remove(): void;
};

const PIECES = [1024 * 1024, 4096, 1];

/** One megabyte each: less than 200 MB a second. */
const PAUSE_MS = 5;

const fillFile = async (path: string): Promise<void> => {
  const file = openSync(path, 'a');
  try {
    for (const size of PIECES) {
      const piece = Buffer.alloc(size);
      try {
        while (writeSync(file, piece) === size) if (size === PIECES[0]) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
};

/** Null where no disk can be had. */
export const mountSmallDisk = (megabytes: number): SmallDisk | null => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-disk-'));
  const filler = join(folder, 'filler');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'ceralacca', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    makeFolder(name) {
      mkdirSync(join(folder, name));
      return join(folder, name);
    },
    room() {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    fill: () => fillFile(filler),
    empty: () => rmSync(filler, { force: true }),
    remove() {
      // What a dying browser still holds open does not keep it in the tree.
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
