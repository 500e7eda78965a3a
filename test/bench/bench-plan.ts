// What is measured, on any pair of workers: receipts a second, and the cost of size and of parts.
import type { BenchAnswer, BenchRequest } from './bench-task';

export type BenchWorker = { ask(request: BenchRequest): Promise<BenchAnswer> };

export type Samples = {
  anchor: Uint8Array;
  now: string;
  receipts: Uint8Array[];
  /** By row of the table. */
  single: { name: string; message: Uint8Array }[];
};

export type Figures = {
  receiptsPerSecond: number;
  /** Milliseconds and the bare SHA-256 of the same octets, by row. */
  single: Record<string, { verifyMs: number; judgeMs: number; hashMs: number; bytes: number }>;
};

/** A drop of thousands: after the first hundreds the engine has compiled what it runs. */
const ROUNDS = 25;
const WARM_UP = 12;
const IN_FLIGHT = 6;

const measureReceipts = async (workers: readonly BenchWorker[], { anchor, now, receipts }: Samples): Promise<number> => {
  const half = Math.ceil(receipts.length / workers.length);
  const shares = workers.map((_, index) => receipts.slice(index * half, (index + 1) * half));
  const run = (rounds: number): Promise<BenchAnswer[]> =>
    Promise.all(
      workers.map((worker, index) => worker.ask({ type: 'many', anchor, now, messages: shares[index] ?? [], rounds, inFlight: IN_FLIGHT })),
    );
  await run(WARM_UP);
  const started = performance.now();
  const answers = await run(ROUNDS);
  const seconds = (performance.now() - started) / 1000;
  const judged = answers.reduce((sum, answer) => sum + (answer.type === 'many' ? answer.judged : 0), 0);
  const verified = answers.reduce((sum, answer) => sum + (answer.type === 'many' ? answer.verified : 0), 0);
  if (verified !== judged) throw new Error(`${judged - verified} of ${judged} receipts were not verified`);
  return judged / seconds;
};

const measureSingle = async (worker: BenchWorker, { anchor, now, single }: Samples): Promise<Figures['single']> => {
  const figures: Figures['single'] = {};
  for (const { name, message } of single) {
    const answer = await worker.ask({ type: 'one', anchor, now, message, runs: 5 });
    if (answer.type !== 'one' || answer.verdict !== 'verified') throw new Error(`${name} was not verified`);
    figures[name] = { verifyMs: answer.verifyMs, judgeMs: answer.judgeMs, hashMs: answer.hashMs, bytes: message.length };
  }
  return figures;
};

export const measure = async (workers: readonly BenchWorker[], samples: Samples): Promise<Figures> => {
  const [first] = workers;
  if (!first) throw new Error('no worker');
  return { receiptsPerSecond: await measureReceipts(workers, samples), single: await measureSingle(first, samples) };
};
