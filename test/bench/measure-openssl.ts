// How long the openssl command takes for the same messages, one process a file, as a careful person would do it today.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns milliseconds for each message, one after the other */
export const measureOpenssl = async (messages: readonly Uint8Array[], rootPem: string, at: Date): Promise<number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-bench-'));
  const root = join(folder, 'root.pem');
  await writeFile(root, rootPem);
  const options = ['-purpose', 'any', '-no-CApath', '-no-CAstore', '-CAfile', root, '-attime', String(Math.floor(at.getTime() / 1000))];
  const times: number[] = [];
  try {
    for (const [index, message] of messages.entries()) {
      const path = join(folder, `${index}.eml`);
      await writeFile(path, message);
      const started = performance.now();
      execFileSync('openssl', ['cms', '-verify', '-in', path, '-out', '/dev/null', ...options], { stdio: 'ignore' });
      times.push(performance.now() - started);
    }
    return times;
  } finally {
    await rm(folder, { recursive: true });
  }
};
