// The plain data that views draw: what a caller hands in and what a view calls back. Types only.
import type { Evidence, LedgerMessage } from './ledger/ledger-message';
import type { LedgerTab } from './ledger/search';
import type { Report } from './verify/report';

/** Everything a user can run into; each has a sentence and a way on in the locales (`problem.<code>.what`, `.next`). */
export const PROBLEM_CODES = [
  'session-expired',
  'source-unavailable',
  'message-too-large',
  'not-a-message',
  'storage-full',
  'ledger-unavailable',
  'ledger-lost',
  'private-window',
  'webmail-changed',
  'broken-file',
  'extension-updated',
  'internal-error',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The state of the message that is open in a frame. */
export type ShownMessage =
  | { status: 'none' }
  | { status: 'reading' }
  | { status: 'problem'; problem: ProblemCode }
  | {
      status: 'judged';
      report: Report;
      message: LedgerMessage | null;
      recorded: boolean;
      fidelity: 'exact' | 'reversible' | 'lossy';
      problem: ProblemCode | null;
    };

export type MessageActions = {
  openLedger(identifier: string): void;
  saveOriginal(sha256: string): void;
  exportBundle(identifier: string): void;
};

export type SiteState =
  | { status: 'not-a-webmail' }
  | { status: 'off'; host: string }
  | { status: 'on'; host: string }
  | { status: 'degraded'; host: string; detail: string };

export type PopupProps = {
  site: SiteState;
  shown: ShownMessage;
  attention: LedgerMessage[];
  /** First line when something is wrong with the ledger itself. */
  ledgerProblem: ProblemCode | null;
  /** ISO 8601, for relative times. */
  now: string;
  actions: MessageActions & {
    switchOn(): void;
    switchOff(): void;
    openLedgerPage(): void;
    verifyFiles(): void;
    openOptions(): void;
    search(text: string): void;
  };
};

export type FileOutcome = { name: string; report: Report | null; problem: ProblemCode | null };

export type LedgerPageProps = {
  messages: LedgerMessage[];
  counts: Record<LedgerTab, number>;
  tab: LedgerTab;
  query: string;
  selected: LedgerMessage | null;
  /** Full evidence of the selected message, for the timeline and its details. */
  evidence: Evidence[];
  /** What became of the files dropped last. */
  outcomes: FileOutcome[];
  /** Files done and files in all while a drop is being verified; null when idle. */
  progress: { done: number; total: number } | null;
  problem: ProblemCode | null;
  /** ISO 8601, for relative times. */
  now: string;
  actions: {
    showTab(tab: LedgerTab): void;
    search(text: string): void;
    select(identifier: string | null): void;
    addFiles(files: File[]): void;
    cancelFiles(): void;
    exportBundle(identifier: string): void;
    saveOriginal(sha256: string): void;
    tryExamples(): void;
    openOptions(): void;
  };
};

export type OptionsProps = {
  sites: string[];
  trust: {
    date: string;
    /** `validUntil` is null for an authority that is known by its key alone. */
    authorities: { name: string; source: string; fingerprint: string; validUntil: string | null }[];
    added: { name: string; fingerprint: string; validUntil: string }[];
  };
  language: 'auto' | 'it' | 'en';
  /** Set when the last PEM the user gave could not be added. */
  trustProblem: 'not-a-certificate' | 'not-an-authority' | null;
  actions: {
    removeSite(host: string): void;
    addAuthority(pem: string): void;
    removeAuthority(fingerprint: string): void;
    chooseLanguage(language: 'auto' | 'it' | 'en'): void;
  };
};
