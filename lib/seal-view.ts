// The plain data that the ledger page draws about seals of the archive, and what it calls back. Types only.
import type { SealProblem } from './ledger/seal/judge-answer';
import type { SealState } from './ledger/seal/seal-due';
import type { Signatory } from './verify/signatures/signature-finding';
import type { ProblemCode } from './view';

export type SealRow = {
  id: string;
  /** `YYYY-MM-DD`, and how many files are under it; null when the seal is not what it was and proves nothing. */
  made: { date: string; count: number } | null;
  /** What its best time-stamp proves, instants in ISO 8601; null without a good one. */
  proven: { existedBefore: string; until: string; authority: string; isAddedAnchor: boolean } | null;
  isRenewed: boolean;
  answers: {
    name: string;
    status: 'proven' | 'signed' | 'unproven' | 'unverified';
    /** Of a signature that holds: who made it, by the words of their certificates. */
    signers: Signatory[];
    problem: SealProblem | null;
  }[];
};

export type SealDesk = {
  /** Newest first; null until they were read. */
  rows: SealRow[] | null;
  running: { what: 'read' | 'make' | 'answer'; done: number; total: number } | null;
  /** Name of the file that was just handed to the browser. */
  saved: string | null;
  /** A file that is no answer to the seal, and why. */
  refused: { name: string; problem: SealProblem } | null;
  problem: ProblemCode | null;
};

export type SealActions = {
  open(): void;
  close(): void;
  /** Makes one over everything that is there now, and saves its file. */
  make(): void;
  /** Saves the file of an earlier one again. */
  save(id: string): void;
  /** What came back: a time-stamp, or a signature. */
  answer(id: string, file: File): void;
};

/** By SHA-256 of a piece of evidence: it is under a good seal, and existed before. */
export type SealedProofs = { [sha256: string]: { existedBefore: string; authority: string; isAddedAnchor: boolean } };

/** The share of seals in what the ledger page draws. */
export type SealProps = {
  /** Null where there are none: the examples, and a ledger that cannot be read. */
  seal: SealState | null;
  /** Null while the dialog is closed. */
  sealDesk: SealDesk | null;
  /** Of the selected message's evidence. */
  sealed: SealedProofs;
  actions: { seal: SealActions };
};
