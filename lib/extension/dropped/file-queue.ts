// Works through what was dropped: finds the messages in it, has several judged at once and tells how far it is; more can be dropped, or all cancelled.
import { findMessages } from '../../intake/find-messages';
import type { Found, FoundMessage, GivenFile } from '../../intake/found';
import type { DroppedItem, FileOutcome, LedgerPageProps } from '../../view';
import { createPainter, type Painter } from '../painter';
import { toLedgerProblem } from '../recording/with-ledger';
import { createGate, type Gate, type GateLimits, MESSAGES_IN_FLIGHT } from '../sources/gate';
import type { Judge } from './judge-file';
import { listGiven } from './list-given';
import { toIntakeProblem } from './to-intake-problem';

export type FileProgress = Pick<LedgerPageProps, 'outcomes' | 'passedOver' | 'progress'>;

export type FileQueue = { add(items: readonly DroppedItem[]): Promise<void>; cancel(): void };

export type FileQueueOptions = {
  /** Called once for each run; its workers live as long as the run. */
  openJudge(): Promise<Judge>;
  show(progress: FileProgress): void;
  inFlight?: GateLimits;
};

/** How far the search runs ahead of the verification, so that the total is known early. Nothing of these is in memory … */
const AHEAD = 20_000;
/** … except messages of a mailbox that had to be unpacked. */
const AHEAD_HELD = 16;
/** An archive's list is in memory: thousands of finds in a row would leave the page no time to draw. */
const BREATHE_EVERY = 200;

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Run = {
  judge: Promise<Judge>;
  controller: AbortController;
  gate: Gate;
  painter: Painter;
  waiting: (readonly DroppedItem[])[];
  outcomes: FileOutcome[];
  passedOver: number;
  /** Messages and problems that were found so far. */
  found: number;
  /** Files that were not opened yet; each counts as one until what it holds is known. */
  unopened: number;
  last: string;
};

const toProgress = ({ outcomes, passedOver, found, unopened, last }: Run): FileProgress => ({
  outcomes: [...outcomes],
  passedOver,
  progress: { done: outcomes.length, total: found + unopened, name: last },
});

const tell = (run: Run, outcome: FileOutcome): void => {
  run.outcomes.push(outcome);
  run.last = outcome.name;
  run.painter.paint();
};

/** The gate is left when the evidence is in the ledger: what waits for the disk counts as in flight. */
const judge = async (run: Run, message: FoundMessage): Promise<void> => {
  const opened = await run.judge;
  await run.gate.enter(message.size);
  try {
    const outcome = await opened.judge(message);
    if (outcome !== null) tell(run, outcome);
  } catch (error) {
    tell(run, { name: message.name, report: null, problem: toLedgerProblem(error, 'internal-error') });
  } finally {
    run.gate.leave(message.size);
  }
};

const take = (run: Run, found: Found): void => {
  if ('isPassedOver' in found) {
    run.passedOver += 1;
    return;
  }
  run.found += 1;
  if ('problem' in found) tell(run, { name: found.name, report: null, problem: toIntakeProblem(found.problem) });
  else void judge(run, found);
};

/** It is no longer one of those that are still to be opened. */
const countOpened = (run: Run, file: GivenFile): GivenFile => {
  let isOpened = false;
  const open = (): Promise<Blob> => {
    if (!isOpened) run.unopened -= 1;
    isOpened = true;
    return file.open();
  };
  return { ...file, open };
};

const takeAll = async (run: Run, items: readonly DroppedItem[]): Promise<void> => {
  const { files, problems } = await listGiven(items, run.controller.signal);
  run.found += problems.length;
  run.unopened += files.length;
  for (const problem of problems) tell(run, problem);
  run.painter.paint();
  for await (const found of findMessages(files.map((file) => countOpened(run, file)))) {
    if (run.controller.signal.aborted) return;
    take(run, found);
    if ((run.found + run.passedOver) % BREATHE_EVERY === 0) await breathe();
    await run.gate.whenWaiting('isHeld' in found && found.isHeld ? AHEAD_HELD : AHEAD);
  }
};

const work = async (run: Run): Promise<void> => {
  const { signal } = run.controller;
  const opened = await run.judge;
  try {
    for (let items = run.waiting.shift(); items !== undefined && !signal.aborted; items = run.waiting.shift()) {
      await takeAll(run, items);
      // What is dropped while the last ones are judged belongs to this run too.
      if (run.waiting.length === 0) await run.gate.whenEmpty();
    }
    await run.gate.whenEmpty();
  } finally {
    await opened.close();
  }
};

/** Ends at once for the reader; what is being written to the ledger is finished all the same. */
const stop = (run: Run): void => {
  run.controller.abort();
  run.gate.clear();
  // That it could not be opened is for whoever added the files.
  run.judge.then(
    (opened) => opened.cancel(),
    () => undefined,
  );
};

const createRun = ({ openJudge, inFlight = MESSAGES_IN_FLIGHT }: FileQueueOptions, paint: (run: Run) => void): Run => {
  const run: Run = {
    judge: openJudge(),
    controller: new AbortController(),
    gate: createGate(inFlight),
    painter: createPainter(() => paint(run)),
    waiting: [],
    outcomes: [],
    passedOver: 0,
    found: 0,
    unopened: 0,
    last: '',
  };
  return run;
};

export const createFileQueue = (options: FileQueueOptions): FileQueue => {
  /** The run that the reader sees, and whether it still takes files. */
  let [shown, current]: [Run | null, Run | null] = [null, null];
  const paint = (run: Run): void => {
    if (shown !== run) return;
    const told = toProgress(run);
    options.show(current === run ? told : { ...told, progress: null });
  };
  return {
    async add(items) {
      if (items.length === 0) return;
      if (current !== null) {
        current.waiting.push(items);
        return;
      }
      const run = createRun(options, paint);
      shown = run;
      current = run;
      run.waiting.push(items);
      run.painter.flush();
      try {
        await work(run);
      } finally {
        if (current === run) current = null;
        run.painter.flush();
      }
    },
    cancel() {
      if (current === null) return;
      const run = current;
      current = null;
      stop(run);
      run.painter.flush();
    },
  };
};
