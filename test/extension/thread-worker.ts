// Runs the verification worker in threads of Node, as a page runs it in workers of the browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import { build } from 'esbuild';
import type { PoolWorker } from '../../lib/extension/judging/verify-pool';

export type Threads = {
  createWorker(): PoolWorker;
  /** How many were started so far, and how many still run. */
  count(): { started: number; running: number };
  remove(): void;
};

const start = (script: string, onExit: () => void): PoolWorker => {
  const thread = new Thread(script, { resourceLimits: { maxOldGenerationSizeMb: 128 } });
  const worker: PoolWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (message: unknown, transfer?: unknown) => thread.postMessage(message, transfer as ArrayBuffer[] | undefined),
    terminate: () => void thread.terminate(),
  };
  const call = (handler: unknown, event: object): void => (handler as ((event: object) => void) | null)?.(event);
  thread.on('message', (data) => call(worker.onmessage, { data }));
  thread.on('error', () => call(worker.onerror, { preventDefault: () => undefined }));
  thread.on('exit', onExit);
  return worker;
};

export const buildThreads = async (): Promise<Threads> => {
  const folder = mkdtempSync(join(tmpdir(), 'ceralacca-threads-'));
  const script = join(folder, 'worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./poisoned-worker.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  let [started, running] = [0, 0];
  return {
    createWorker: () => {
      started += 1;
      running += 1;
      return start(script, () => {
        running -= 1;
      });
    },
    count: () => ({ started, running }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
