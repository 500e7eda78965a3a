// The desk at which copies of the ledger are made, looked into and taken back; one job at a time.
import { toBackupReadme } from '../../backup/readme';
import type { BackupActions, BackupDesk } from '../../backup-view';
import type { Ledger } from '../../ledger/store';
import type { VerifyContext } from '../../verify/verify-message';
import type { ProblemCode } from '../../view';
import { createDesk, type Job, toProblem } from '../desk';
import type { PoolWorker } from '../judging/verify-pool';
import { type LedgerKind, writeLedger } from '../recording/with-ledger';
import { saveFile } from '../save-file';
import { readWording } from '../settings/with-wording';
import { takeBackup } from './take-backup';
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

type Held = BackupDeskOptions & { file: File | null; passphrase: string | null };

const EMPTY: BackupDesk = { running: null, written: null, chosen: null, problem: null };

/** What was not done for lack of room. */
const NO_ROOM = { write: 'backup-no-room', restore: 'restore-no-room', trial: 'trial-no-room' } as const satisfies Record<
  What,
  ProblemCode
>;

const toBackupProblem = (error: unknown, what: What): ProblemCode => {
  const problem = toProblem(error);
  return problem === 'ledger-full' ? NO_ROOM[what] : problem;
};

const write = ({ kind }: Held, passphrase: string | null): Job<BackupDesk> => {
  return async (signal, onProgress) => {
    const wording = await readWording();
    const madeAt = new Date().toISOString();
    const readme = toBackupReadme(wording, passphrase !== null);
    const { file, result: written } = await writeBackupFile({ kind, passphrase, readme, madeAt, signal, onProgress });
    signal.throwIfAborted();
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
const take = (held: Held, file: File, isTrial: boolean): Job<BackupDesk> => {
  return async (signal, onProgress) => {
    const { kind, createWorker, passphrase } = held;
    const context = await held.readContext();
    const taken = await takeBackup({ kind, file, passphrase, isTrial, createWorker, context, signal, onProgress });
    if (!taken.ok) return { chosen: { name: file.name, refusal: taken.refusal, report: null } };
    const { report } = taken;
    const { coveredSeq, madeAt } = report;
    if (coveredSeq !== null && madeAt !== null) await writeLedger((ledger) => markCovered(ledger, coveredSeq, madeAt), kind);
    if (!isTrial || coveredSeq !== null) await held.refresh();
    return { chosen: { name: file.name, refusal: null, report } };
  };
};

export const createBackupDesk = (options: BackupDeskOptions): BackupActions => {
  const held: Held = { ...options, file: null, passphrase: null };
  const desk = createDesk<BackupDesk, What>(EMPTY, options.show, toBackupProblem);
  const open = (what: What, isTrial: boolean): void => {
    const { file } = held;
    if (file !== null) void desk.run(what, take(held, file, isTrial));
  };
  return {
    open: () => desk.put({}),
    close() {
      [held.file, held.passphrase] = [null, null];
      desk.close();
    },
    write: (passphrase) => void desk.run('write', write(held, passphrase)),
    choose(file) {
      [held.file, held.passphrase] = [file, null];
      desk.put({ chosen: null });
      open('trial', true);
    },
    unlock(passphrase) {
      held.passphrase = passphrase;
      open('trial', true);
    },
    restore: () => open('restore', false),
  };
};
