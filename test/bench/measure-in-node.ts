// The bench on two threads of Node.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type BenchWorker, type Figures, measure, type Samples } from './bench-plan';
import type { BenchAnswer, BenchRequest } from './bench-task';
import { bundle } from './bundle';

const createWorker = (path: string): BenchWorker & { end(): Promise<number> } => {
  const worker = new Worker(path);
  return {
    ask: (request: BenchRequest) =>
      new Promise<BenchAnswer>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.postMessage(request);
      }),
    end: () => worker.terminate(),
  };
};

export const measureInNode = async (samples: Samples): Promise<Figures> => {
  const folder = await mkdtemp(join(tmpdir(), 'ceralacca-bench-'));
  const path = join(folder, 'worker.mjs');
  await writeFile(path, await bundle('node-worker', 'node'));
  const workers = [createWorker(path), createWorker(path)];
  try {
    return await measure(workers, samples);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await rm(folder, { recursive: true });
  }
};
