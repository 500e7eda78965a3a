// Works through dropped files one by one and lets the page breathe in between; more can be dropped or all cancelled meanwhile.
import type { FileOutcome, LedgerPageProps } from '../view';

export type FileProgress = Pick<LedgerPageProps, 'outcomes' | 'progress'>;

export type FileQueue = { add(files: readonly File[]): Promise<void>; cancel(): void };

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export const createFileQueue = (judge: (file: File) => Promise<FileOutcome>, show: (progress: FileProgress) => void): FileQueue => {
  let waiting: File[] = [];
  let outcomes: FileOutcome[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      outcomes = [...outcomes, await judge(file)];
      show({ outcomes, progress: { done: outcomes.length, total: outcomes.length + waiting.length } });
      await breathe();
    }
  };
  return {
    async add(files) {
      waiting.push(...files);
      // The run that is under way takes them too.
      if (isRunning || waiting.length === 0) return;
      isRunning = true;
      outcomes = [];
      show({ outcomes, progress: { done: 0, total: waiting.length } });
      try {
        await run();
      } finally {
        isRunning = false;
        show({ outcomes, progress: null });
      }
    },
    cancel() {
      waiting = [];
    },
  };
};
