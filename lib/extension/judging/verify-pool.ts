// Workers that verify messages: several at a time, each with a time limit; a worker that dies or hangs is replaced.
import type { FoundMessage } from '../../intake/found';
import { takeSource } from '../../intake/read-source';
import { toIntakeProblem } from '../dropped/to-intake-problem';
import type { ContextData } from './context-data';
import type { JudgedSource, VerifyAnswer, VerifyOrder } from './verify-order';

/** A Worker, as far as it is used. */
export type PoolWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export type PoolOptions = {
  createWorker(): PoolWorker;
  context: ContextData;
  workers: number;
  /** For one message, from reading it to the answer. */
  timeLimitMs?: number;
};

export type Job = Pick<FoundMessage, 'source' | 'timestamps'>;

/** For bytes that are in memory already. */
export const toJob = (bytes: Uint8Array, timestamps: readonly Uint8Array[]): Job => {
  const toSource = (octets: Uint8Array): FoundMessage['source'] => ({ blob: new Blob([octets as Uint8Array<ArrayBuffer>]) });
  return { source: toSource(bytes), timestamps: timestamps.map(toSource) };
};

/** `verify` never rejects; null is what was not verified yet when the pool was closed. */
export type VerifyPool = { verify(job: Job): Promise<JudgedSource | null>; close(): void };

/** While one is read from the disk, others are judged. */
export const JOBS_PER_WORKER = 3;

const TIME_LIMIT_MS = 30_000;

export const countWorkers = (): number => Math.min(4, navigator.hardwareConcurrency || 2);

type Task = {
  id: number;
  job: Job;
  /** It was in a worker that died: tried once more, with nothing beside it, so that only the guilty one is named. */
  isSuspect: boolean;
  settle(judged: JudgedSource | null): void;
  timer?: ReturnType<typeof setTimeout>;
};

type Slot = { worker: PoolWorker | null; running: Map<number, Task> };

type Pool = PoolOptions & { slots: Slot[]; waiting: Task[]; suspects: Task[] };

const findNext = ({ waiting, suspects }: Pool, { running }: Slot): Task | undefined => {
  if (running.size === 0 && suspects.length > 0) return suspects.shift();
  const isAlone = [...running.values()].some(({ isSuspect }) => isSuspect);
  return isAlone || running.size >= JOBS_PER_WORKER ? undefined : waiting.shift();
};

const finish = (pool: Pool, slot: Slot, { id, judged }: VerifyAnswer): void => {
  const task = slot.running.get(id);
  if (task === undefined) return;
  clearTimeout(task.timer);
  slot.running.delete(id);
  task.settle(judged);
  pump(pool);
};

/** Whatever ran in it is tried again alone; what fails alone is the culprit, and is left out by name. */
const replace = (pool: Pool, slot: Slot, problem: 'item-crashed' | 'item-timed-out'): void => {
  slot.worker?.terminate();
  slot.worker = null;
  const tasks = [...slot.running.values()];
  slot.running.clear();
  for (const task of tasks) {
    clearTimeout(task.timer);
    if (task.isSuspect) task.settle({ ok: false, problem });
    else pool.suspects.push({ ...task, isSuspect: true });
  }
  pump(pool);
};

const startWorker = (pool: Pool, slot: Slot): PoolWorker => {
  const worker = pool.createWorker();
  const setting: VerifyOrder = { context: pool.context };
  worker.onmessage = ({ data }: MessageEvent<VerifyAnswer>) => finish(pool, slot, data);
  worker.onerror = (event) => {
    event.preventDefault();
    if (slot.worker === worker) replace(pool, slot, 'item-crashed');
  };
  worker.postMessage(setting);
  slot.worker = worker;
  return worker;
};

/** Read here, because a worker that was handed the file itself would cost more than what is in it. */
const handOver = async (pool: Pool, slot: Slot, task: Task, worker: PoolWorker): Promise<void> => {
  const { id, job } = task;
  const [source, ...beside] = await Promise.all([job.source, ...job.timestamps].map(takeSource));
  // Its time may be over, or the worker gone.
  if (slot.running.get(id) !== task || source === undefined) return;
  if (!source.ok) return finish(pool, slot, { id, judged: { ok: false, problem: toIntakeProblem(source.problem) } });
  const order = { id, source, timestamps: beside.filter((stamp) => stamp.ok) } satisfies VerifyOrder;
  worker.postMessage(
    order,
    [source, ...order.timestamps].map(({ bytes }) => bytes.buffer),
  );
};

const start = (pool: Pool, slot: Slot, task: Task): void => {
  const worker = slot.worker ?? startWorker(pool, slot);
  slot.running.set(task.id, task);
  task.timer = setTimeout(() => replace(pool, slot, 'item-timed-out'), pool.timeLimitMs ?? TIME_LIMIT_MS);
  void handOver(pool, slot, task, worker);
};

/** One each in turn, so that few messages are spread over all workers. */
const pump = (pool: Pool): void => {
  let isBusy = true;
  while (isBusy) {
    isBusy = false;
    for (const slot of pool.slots) {
      const task = findNext(pool, slot);
      if (task === undefined) continue;
      start(pool, slot, task);
      isBusy = true;
    }
  }
};

const close = (pool: Pool): void => {
  const running = pool.slots.flatMap((slot) => [...slot.running.values()]);
  for (const { worker } of pool.slots) worker?.terminate();
  for (const { timer } of running) clearTimeout(timer);
  for (const { settle } of [...running, ...pool.suspects, ...pool.waiting]) settle(null);
  pool.slots = [];
};

export const createVerifyPool = (options: PoolOptions): VerifyPool => {
  const slots = Array.from({ length: Math.max(1, options.workers) }, (): Slot => ({ worker: null, running: new Map() }));
  const pool: Pool = { ...options, slots, waiting: [], suspects: [] };
  let lastId = 0;
  return {
    verify: (job) =>
      new Promise((settle) => {
        if (pool.slots.length === 0) return settle(null);
        lastId += 1;
        pool.waiting.push({ id: lastId, job, isSuspect: false, settle });
        pump(pool);
      }),
    close: () => close(pool),
  };
};
