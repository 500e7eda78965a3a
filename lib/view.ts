// The plain data that views draw: what a caller hands in and what a view calls back. Types only.
import type { Evidence, LedgerMessage } from './ledger/ledger-message';
import type { LedgerTab } from './ledger/search';
import type { SecondLayer } from './second-layer/second-layer-item';
import type { CheckResult, Kind, Report } from './verify/report';

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
  'too-many',
  'archive-broken',
  'archive-unsafe',
  'archive-nested',
  'archive-encrypted',
  'archive-zip64',
  'archive-unsupported',
  'outlook-file',
  'timestamp-alone',
  'item-crashed',
  'item-timed-out',
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

/** A file, perhaps out of a chosen folder, or a dropped folder that is still to be walked. */
export type DroppedItem = File | FileSystemDirectoryEntry;

export type FileOutcome = { name: string; report: Report | null; problem: ProblemCode | null };

/** A receipt (or envelope) beside the message that was sent; `result` is null when its bytes could not be read any more. */
export type ReceiptComparison = { sha256: string; kind: Kind; delivery: string | null; result: CheckResult | null };

/** What came of comparing the receipts of one message with a file that the user chose. */
export type SentComparison = {
  identifier: string;
  fileName: string;
  isRunning: boolean;
  problem: ProblemCode | null;
  receipts: ReceiptComparison[];
};

export type LedgerPageProps = {
  messages: LedgerMessage[];
  counts: Record<LedgerTab, number>;
  tab: LedgerTab;
  query: string;
  selected: LedgerMessage | null;
  /** Full evidence of the selected message, for the timeline and its details. */
  evidence: Evidence[];
  /** What a second system says inside its pieces of evidence. */
  secondLayer: SecondLayer;
  /** Asked for by the user and kept only as long as that message is shown. */
  comparison: SentComparison | null;
  /** What became of the files dropped last. */
  outcomes: FileOutcome[];
  /** Files of a dropped folder or archive that are no mail. */
  passedOver: number;
  /** Messages done and found so far while a drop is being verified, and the one that was done last; null when idle. */
  progress: { done: number; total: number; name: string } | null;
  problem: ProblemCode | null;
  /** ISO 8601, for relative times. */
  now: string;
  actions: {
    showTab(tab: LedgerTab): void;
    search(text: string): void;
    select(identifier: string | null): void;
    addFiles(items: DroppedItem[]): void;
    cancelFiles(): void;
    exportBundle(identifier: string): void;
    saveOriginal(sha256: string): void;
    /** Compares the receipts of the selected message with a copy of what was sent. */
    compareSent(file: File): void;
    tryExamples(): void;
    openOptions(): void;
  };
};

/** What an added authority may vouch for: PEC providers (and time-stamps), or time-stamps only. */
export type AuthorityUse = 'pec' | 'timestamp';

export type OptionsProps = {
  sites: string[];
  trust: {
    date: string;
    /** `validUntil` is null for an authority that is known by its key alone. */
    authorities: { name: string; source: string; fingerprint: string; validUntil: string | null }[];
    added: { name: string; fingerprint: string; validUntil: string }[];
    /** Authorities for time-stamps only. */
    addedForTimestamps: { name: string; fingerprint: string; validUntil: string }[];
  };
  revocation: {
    /** What the user gave or had fetched: `kind` says whether it is a list or an OCSP answer; dates are ISO 8601. */
    lists: { id: string; source: string; kind: 'crl' | 'ocsp'; issuer: string; thisUpdate: string; nextUpdate: string | null }[];
    sources: { authority: string; url: string }[];
    problem: 'not-a-list' | 'too-large' | 'not-fetched' | 'not-allowed' | null;
  };
  /** What Ceralacca itself asked of the network, newest first. */
  requests: { at: string; url: string; outcome: 'received' | 'refused' | 'failed' }[];
  language: 'auto' | 'it' | 'en';
  /** Set when the last PEM the user gave could not be added. */
  trustProblem: { use: AuthorityUse; code: 'not-a-certificate' | 'not-an-authority' } | null;
  actions: {
    removeSite(host: string): void;
    addAuthority(pem: string, use: AuthorityUse): void;
    removeAuthority(fingerprint: string, use: AuthorityUse): void;
    /** Asks for access to the host first; must run inside the click. */
    fetchRevocation(url: string): void;
    addRevocationFiles(files: File[]): void;
    removeRevocation(id: string): void;
    chooseLanguage(language: 'auto' | 'it' | 'en'): void;
  };
};
