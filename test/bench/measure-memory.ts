// Peak memory of one verification in a process of its own: what the process grew by while it judged a message that it already held.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle';

/** @returns octets beyond the message itself, at the peak */
export const measureMemory = async (message: Uint8Array, anchor: Uint8Array, now: string): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-bench-'));
  const paths = { script: join(folder, 'memory.mjs'), message: join(folder, 'message.eml'), anchor: join(folder, 'anchor.der') };
  try {
    await writeFile(paths.script, await bundle('memory-process', 'node'));
    await writeFile(paths.message, message);
    await writeFile(paths.anchor, anchor);
    const words = ['--expose-gc', paths.script, paths.message, paths.anchor, now];
    return Number(execFileSync(process.execPath, words, { encoding: 'utf8' }));
  } finally {
    await rm(folder, { recursive: true });
  }
};
