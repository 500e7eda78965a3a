// Checks a bundle as its LEGGIMI.txt tells anybody to: its lines are typed as they stand, beside its files.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @throws when a line of it fails */
export const followInstructions = async (files: ReadonlyMap<string, Uint8Array>): Promise<{ lines: string[]; output: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-bundle-'));
  try {
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const readme = Buffer.from(files.get('LEGGIMI.txt') ?? []).toString();
    const lines = readme.split('\n').filter((line) => line.startsWith('    '));
    const { stdout, stderr } = await run('sh', ['-e', '-c', lines.join('\n')], { cwd: folder });
    return { lines, output: stdout + stderr };
  } finally {
    await rm(folder, { recursive: true });
  }
};
