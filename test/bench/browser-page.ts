// The page of the bench in a browser: fetches the samples, measures on two workers, leaves the figures where the driver reads them.
import { type BenchWorker, measure, type Samples } from './bench-plan';
import type { BenchAnswer, BenchRequest } from './bench-task';
import { unpackSamples } from './pack-samples';

const createWorker = (): BenchWorker => {
  const worker = new Worker('/worker.js', { type: 'module' });
  return {
    ask: (request: BenchRequest) =>
      new Promise<BenchAnswer>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<BenchAnswer>) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(request);
      }),
  };
};

const run = async (): Promise<unknown> => {
  const samples: Samples = unpackSamples(new Uint8Array(await (await fetch('/samples')).arrayBuffer()));
  return measure([createWorker(), createWorker()], samples);
};

run().then(
  (figures) => {
    document.title = 'done';
    document.body.textContent = JSON.stringify(figures);
  },
  (error: unknown) => {
    document.title = 'failed';
    document.body.textContent = String(error);
  },
);
