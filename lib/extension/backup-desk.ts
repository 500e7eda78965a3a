// The desk at which copies of the ledger are made, looked into and taken back; one job at a time.
import { toBackupReadme } from '../backup/readme';
import type { BackupActions, BackupDesk } from '../backup-view';
import type { Ledger } from '../ledger/store';
import type { VerifyContext } from '../verify/verify-message';
import type { ProblemCode } from '../view';
import { saveFile } from './save-file';
import { takeBackup } from './take-backup';
import type { PoolWorker } from './verify-pool';
import { type LedgerKind, toLedgerProblem, writeLedger } from './with-ledger';
import { readWording } from './with-wording';
import { writeBackupFile } from './write-backup-file';

export type BackupDeskOptions = {
  kind: LedgerKind;
  readContext(): Promise<VerifyContext>;
  createWorker(): PoolWorker;
  show(desk: BackupDesk | null): void;
  /** After something was written to the ledger. */
  refresh(): Promise<void>;
};

type What = NonNullable<BackupDesk['running']>['what'];
type Progress = (done: number, total: number) => void;
type Job = (signal: AbortSignal, onProgress: Progress) => Promise<Partial<BackupDesk>>;

type Desk = BackupDeskOptions & {
  state: BackupDesk | null;
  controller: AbortController | null;
  file: File | null;
  passphrase: string | null;
};

const EMPTY: BackupDesk = { running: null, written: null, chosen: null, problem: null };

/** Told so often at most, in milliseconds. */
const PAUSE = 100;

const put = (desk: Desk, change: Partial<BackupDesk> | null): void => {
  desk.state = change === null ? null : { ...(desk.state ?? EMPTY), ...change };
  desk.show(desk.state);
};

const createProgress = (desk: Desk, what: What, { signal }: AbortController): Progress => {
  let next = 0;
  return (done, total) => {
    if (signal.aborted || (performance.now() < next && done < total)) return;
    next = performance.now() + PAUSE;
    put(desk, { running: { what, done, total } });
  };
};

/** The disk's own complaints, and the ledger's. */
const toProblem = (error: unknown): ProblemCode => {
  if (!(error instanceof DOMException)) return toLedgerProblem(error);
  return error.name === 'QuotaExceededError' ? 'storage-full' : 'broken-file';
};

/** What was cancelled, or belongs to a dialog that was closed meanwhile, is not told any more. */
const run = async (desk: Desk, what: What, job: Job): Promise<void> => {
  if (desk.controller !== null) return;
  const controller = new AbortController();
  desk.controller = controller;
  put(desk, { running: { what, done: 0, total: 0 }, problem: null });
  try {
    const change = await job(controller.signal, createProgress(desk, what, controller));
    if (!controller.signal.aborted) put(desk, { ...change, running: null });
  } catch (error) {
    if (!controller.signal.aborted) put(desk, { running: null, problem: toProblem(error) });
  } finally {
    if (desk.controller === controller) desk.controller = null;
  }
};

const write = (desk: Desk, passphrase: string | null): Job => {
  return async (signal, onProgress) => {
    const wording = await readWording();
    const madeAt = new Date().toISOString();
    const readme = toBackupReadme(wording, passphrase !== null);
    const { file, written } = await writeBackupFile({ kind: desk.kind, passphrase, readme, madeAt, signal, onProgress });
    const name = `ceralacca-${madeAt.slice(0, 19).replaceAll(':', '')}.tar`;
    saveFile(file, name);
    return { written: { name, count: written.count, lacking: written.lacking } };
  };
};

/** An older copy takes nothing from what a newer one holds. */
const markCovered = async (ledger: Ledger, seq: number, madeAt: string): Promise<void> => {
  const { last } = await ledger.backup();
  if (last === null || last.seq < seq) await ledger.markBackedUp(seq, madeAt);
};

/** A copy that was read back whole, and holds what the ledger holds, is what makes its proofs count as copied. */
const take = (desk: Desk, file: File, isTrial: boolean): Job => {
  return async (signal, onProgress) => {
    const { kind, createWorker, passphrase } = desk;
    const context = await desk.readContext();
    const taken = await takeBackup({ kind, file, passphrase, isTrial, createWorker, context, signal, onProgress });
    if (!taken.ok) return { chosen: { name: file.name, refusal: taken.refusal, report: null } };
    const { report } = taken;
    const { coveredSeq, madeAt } = report;
    if (coveredSeq !== null && madeAt !== null) await writeLedger((ledger) => markCovered(ledger, coveredSeq, madeAt), kind);
    if (!isTrial || coveredSeq !== null) await desk.refresh();
    return { chosen: { name: file.name, refusal: null, report } };
  };
};

export const createBackupDesk = (options: BackupDeskOptions): BackupActions => {
  const desk: Desk = { ...options, state: null, controller: null, file: null, passphrase: null };
  const open = (what: What, isTrial: boolean): void => {
    const { file } = desk;
    if (file !== null) void run(desk, what, take(desk, file, isTrial));
  };
  return {
    open: () => put(desk, {}),
    close() {
      desk.controller?.abort();
      [desk.controller, desk.file, desk.passphrase] = [null, null, null];
      put(desk, null);
    },
    write: (passphrase) => void run(desk, 'write', write(desk, passphrase)),
    choose(file) {
      [desk.file, desk.passphrase] = [file, null];
      put(desk, { chosen: null });
      open('trial', true);
    },
    unlock(passphrase) {
      desk.passphrase = passphrase;
      open('trial', true);
    },
    restore: () => open('restore', false),
  };
};
