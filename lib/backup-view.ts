// The plain data that the dialog about copies of the ledger draws, and what it calls back. Types only.
import type { BackupReport } from './backup/backup-report';
import type { BackupRefusal } from './backup/read-backup';
import type { ProblemCode } from './view';

/** What is done with copies of the ledger while their dialog is open. */
export type BackupDesk = {
  running: { what: 'write' | 'trial' | 'restore'; done: number; total: number } | null;
  /** The copy that was just handed to the browser; `lacking` is what the ledger could not give back whole. */
  written: { name: string; count: number; lacking: string[] } | null;
  /** The copy that the user chose: why it cannot be read, or what is in it. */
  chosen: { name: string; refusal: BackupRefusal | null; report: BackupReport | null } | null;
  problem: ProblemCode | null;
};

export type BackupActions = {
  open(): void;
  /** What is running is cancelled; what was restored until then stays. */
  close(): void;
  /** @param passphrase null for a copy that anybody can read */
  write(passphrase: string | null): void;
  /** Looks what is in it; nothing is written. */
  choose(file: File): void;
  unlock(passphrase: string): void;
  restore(): void;
};
