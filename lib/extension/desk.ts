// What a dialog with long work behind it needs: its state, one job at a time, progress that is not told too often, and an end at once.
import type { ProblemCode } from '../view';
import { toLedgerProblem } from './recording/with-ledger';

export type Progress = (done: number, total: number) => void;

type Working<What extends string> = {
  running: { what: What; done: number; total: number } | null;
  problem: ProblemCode | null;
};

export type Job<State> = (signal: AbortSignal, onProgress: Progress) => Promise<Partial<State>>;

export type Desk<State, What extends string> = {
  /** Null while the dialog is closed. */
  state(): State | null;
  put(change: Partial<State>): void;
  /** Nothing happens while another job runs. What was cancelled, or belongs to a dialog that was closed meanwhile, is not told any more. */
  run(what: What, job: Job<State>): Promise<void>;
  /** What runs is cancelled. */
  close(): void;
};

/** Told so often at most, in milliseconds. */
const PAUSE = 100;

/** The disk's own complaints, and the ledger's. */
export const toProblem = (error: unknown): ProblemCode => {
  if (!(error instanceof DOMException)) return toLedgerProblem(error);
  return error.name === 'QuotaExceededError' ? 'ledger-full' : 'broken-file';
};

export const createDesk = <State extends Working<What>, What extends string>(
  empty: State,
  show: (state: State | null) => void,
  toOwnProblem: (error: unknown, what: What) => ProblemCode = toProblem,
): Desk<State, What> => {
  let state: State | null = null;
  let controller: AbortController | null = null;
  const change = (next: State | null): void => {
    state = next;
    show(next);
  };
  const put = (part: Partial<State>): void => change({ ...(state ?? empty), ...part });
  /** `running` and `problem` are what every state has; TypeScript cannot see that of a part of a generic one. */
  const tell = (part: Partial<Working<What>>): void => put(part as Partial<State>);
  const createProgress = (what: What, signal: AbortSignal): Progress => {
    let next = 0;
    return (done, total) => {
      if (signal.aborted || (performance.now() < next && done < total)) return;
      next = performance.now() + PAUSE;
      tell({ running: { what, done, total } });
    };
  };
  return {
    state: () => state,
    put,
    async run(what, job) {
      if (controller !== null) return;
      const own = new AbortController();
      controller = own;
      tell({ running: { what, done: 0, total: 0 }, problem: null });
      try {
        const found = await job(own.signal, createProgress(what, own.signal));
        if (!own.signal.aborted) put({ ...found, running: null });
      } catch (error) {
        if (!own.signal.aborted) tell({ running: null, problem: toOwnProblem(error, what) });
      } finally {
        if (controller === own) controller = null;
      }
    },
    close() {
      controller?.abort();
      controller = null;
      change(null);
    },
  };
};
