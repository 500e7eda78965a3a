// The plain data that the dialog about proof bundles draws, and what it calls back. Types only.
import type { Pack } from './bundle/bundle-source';
import type { ReadinessItem } from './ledger/readiness';
import type { ProblemCode } from './view';
import type { Locale } from './wording';

/** What a bundle of these messages will say of itself, known before it is made. */
export type ExportOutlook = {
  /** How many messages lack nothing. */
  complete: number;
  /** What the others lack; a message that came to us lacks its envelope, and has no items. */
  lacking: { identifier: string; subject: string | null; items: readonly ReadinessItem[] }[];
};

export type ExportDesk = {
  /** How many messages go in; the subject where it is one. */
  count: number;
  subject: string | null;
  pack: Pack;
  language: Locale;
  /** Names of the user's own copies of what was sent. */
  copies: readonly string[];
  outlook: ExportOutlook | null;
  running: { what: 'judge' | 'write'; done: number; total: number } | null;
  /** The bundle that was handed to the browser; `sha256` in lowercase hex, `size` in octets. */
  made: { name: string; size: number; sha256: string; isComplete: boolean } | null;
  problem: ProblemCode | null;
};

export type ExportActions = {
  /** Looks at the proofs of these messages; nothing is written. */
  open(identifiers: readonly string[], subject: string | null): void;
  /** What is running is cancelled, and nothing of it is left. */
  close(): void;
  choosePack(pack: Pack): void;
  chooseLanguage(language: Locale): void;
  /** Copies of the sent messages, which are compared with what the receipts enclose and go into the bundle. */
  addCopies(files: readonly File[]): void;
  make(): void;
  /** Hands out the same file again. */
  save(): void;
};
