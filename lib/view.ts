// The plain data that views draw: what a caller hands in and what a view calls back. Types only.

import type { BackupActions, BackupDesk } from './backup-view';
import type { SentComparison } from './comparison-view';
import type { ExportProps } from './export-view';
import type { Annotation } from './ledger/annotation';
import type { BackupState, RemindPeriod } from './ledger/backup-due';
import type { BoardFilter, LedgerTab } from './ledger/board';
import type { ComparedReceipts } from './ledger/compare-receipts';
import type { Evidence, LedgerMessage } from './ledger/ledger-message';
import type { Retention } from './ledger/retention';
import type { LedgerCheck } from './ledger/store/check-ledger';
import type { AttentionFound } from './ledger/store/read-summaries';
import type { LedgerSummary } from './ledger/summary';
import type { AuthorityUse, ManagedView, TrustView } from './managed-view';
import type { ProblemCode } from './problem-code';
import type { SealProps } from './seal-view';
import type { SecondLayer } from './second-layer/second-layer-item';
import type { TaughtProps, TeachOrder, TeachState } from './teach-view';
import type { Report } from './verify/report';
import type { OcspProblem } from './verify/revocation/read-ocsp-answer';
import type { FolderWalk, WalkOrder } from './walk-view';

export { PROBLEM_CODES, type ProblemCode } from './problem-code';
export { type FolderWalk, WALK_STATUSES, type WalkOrder } from './walk-view';

/** Whether a proof still hangs on the mail it came with: until it is recorded and in a backup, that mail must stay. */
export type Keep = {
  recorded: boolean;
  /** When a backup last took it in, ISO 8601; null when none did. */
  backedUpAt: string | null;
};

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
      keep: Keep;
    };

export type MessageActions = {
  openLedger(identifier: string): void;
  saveOriginal(sha256: string): void;
  exportBundle(identifier: string): void;
};

export type SiteState =
  | { status: 'not-a-webmail' }
  | { status: 'off'; host: string }
  /** The administration of the machine lets only others be switched on. */
  | { status: 'not-allowed'; host: string }
  /** `adapter` is null on a webmail that none of ours knows; `isProven` is false on one that Ceralacca knows from documentation only. */
  | { status: 'on'; host: string; adapter: string | null; isProven: boolean }
  /** `report` is for whoever mends the adapter: nothing of a mail is in it. */
  | { status: 'degraded'; host: string; isProven: boolean; report: string };

/** What the page looks like that is open, before anything of it was verified. */
export type PageHint = { webmail: string | null; looksLikePec: boolean };

export type PopupProps = {
  site: SiteState;
  shown: ShownMessage;
  /** True when what is shown was asked for by the user, and is not what an adapter says is open. */
  isAsked: boolean;
  /** True when the page hides or covers the card that says the same. */
  isCardHidden: boolean;
  hint: PageHint | null;
  /** What the user dropped or pasted here. */
  given: ShownMessage;
  /** The worst first, and how many there are. */
  attention: AttentionFound;
  /** Null where no folder is listed, or on a webmail whose folders Ceralacca cannot walk. */
  walk: FolderWalk | null;
  teach: TeachState;
  /** First line when something is wrong with the ledger itself. */
  ledgerProblem: ProblemCode | null;
  /** ISO 8601, for relative times. */
  now: string;
  actions: MessageActions & {
    switchOn(): void;
    switchOff(): void;
    verifyOpen(): void;
    copyText(text: string): Promise<boolean>;
    give(items: DroppedItem[] | string): void;
    openLedgerPage(): void;
    verifyFiles(): void;
    openOptions(): void;
    /** Null in the side panel itself. */
    openSide: (() => void) | null;
    search(text: string): void;
    walk(order: WalkOrder): void;
    teach(order: TeachOrder): void;
  };
};

/** A file, perhaps out of a chosen folder, or a dropped folder that is still to be walked. */
export type DroppedItem = File | FileSystemDirectoryEntry;

export type FileOutcome = { name: string; report: Report | null; problem: ProblemCode | null };

export type { ReceiptComparison, SentComparison } from './comparison-view';

type Shares = SealProps & ExportProps;

export type LedgerPageProps = Shares & {
  /** What tab, search and filters leave, in the order that was chosen. */
  messages: LedgerSummary[];
  counts: Record<LedgerTab, number>;
  tab: LedgerTab;
  query: string;
  filter: BoardFilter;
  mailboxes: string[];
  /** Identifier of the selected row; what it stands for is read a moment later. */
  selectedRow: string | null;
  selected: LedgerMessage | null;
  /** Full evidence of the selected message, for the timeline and its details. */
  evidence: Evidence[];
  /** What the user wrote beside the selected message. */
  annotation: Annotation | null;
  /** What a second system says inside its pieces of evidence. */
  secondLayer: SecondLayer;
  /** Asked for by the user and kept only as long as that message is shown. */
  comparison: SentComparison | null;
  /** What came of comparing its receipts with each other; null until that is done. */
  receipts: ComparedReceipts | null;
  /** What became of the files dropped last. */
  outcomes: FileOutcome[];
  /** Files of a dropped folder or archive that are no mail. */
  passedOver: number;
  /** Messages done and found so far while a drop is being verified, and the one that was done last; null when idle. */
  progress: { done: number; total: number; name: string } | null;
  problem: ProblemCode | null;
  /** Going through the whole ledger: how far it is, or what came of it; null when nobody asked. */
  check: { done: number; total: number } | LedgerCheck | null;
  /** Of copies of this ledger; null where there are none: the examples, and a ledger that cannot be read. */
  backup: BackupState | null;
  /** Messages older than the administration wants them kept; null where it says nothing. */
  retention: (Retention & { count: number }) | null;
  /** Null while the dialog is closed. */
  desk: BackupDesk | null;
  /** ISO 8601, for relative times. */
  now: string;
  actions: {
    showTab(tab: LedgerTab): void;
    search(text: string): void;
    filter(change: Partial<BoardFilter>): void;
    annotate(identifier: string, annotation: Pick<Annotation, 'tags' | 'note'>): void;
    select(identifier: string | null): void;
    addFiles(items: DroppedItem[]): void;
    /** The source of one message, pasted. */
    addText(text: string): void;
    cancelFiles(): void;
    /** Opens the dialog for one message. */
    exportBundle(identifier: string): void;
    /** The same for all that the board shows. */
    exportShown(): void;
    saveOriginal(sha256: string): void;
    /** Compares the receipts of the selected message with a copy of what was sent. */
    compareSent(file: File): void;
    /** False when the browser did not let it. */
    copyText(text: string): Promise<boolean>;
    saveText(name: string, text: string): void;
    checkLedger(): void;
    backup: BackupActions;
    /** What the board shows, for a spreadsheet. */
    exportCsv(): void;
    /** Goes on with what is there; what was lost is not looked for any more. */
    acceptLoss(): void;
    /** A sending for which no receipt is waited for any more. */
    dropSending(identifier: string): void;
    tryExamples(): void;
    openOptions(): void;
  };
};

export type { AuthorityUse } from './managed-view';

/** Why nothing was kept of what an authority was asked. */
export type OcspFailure = `ocsp-${OcspProblem | 'unreachable' | 'no-answer' | 'no-address' | 'no-question'}`;

export type OptionsProps = {
  managed: ManagedView;
  sites: string[];
  taught: TaughtProps;
  trust: TrustView;
  revocation: {
    /** What the user gave or had fetched: `kind` says whether it is a list or an OCSP answer; dates are ISO 8601. */
    lists: { id: string; source: string; kind: 'crl' | 'ocsp'; issuer: string; thisUpdate: string; nextUpdate: string | null }[];
    sources: { authority: string; url: string }[];
    /** Certificates that an authority can be asked about: `url` is where it answers. */
    questions: { id: string; subject: string; url: string }[];
    problem: 'not-a-list' | 'too-large' | 'not-fetched' | 'not-allowed' | 'network-off' | OcspFailure | null;
  };
  /** What Ceralacca itself asked of the network, newest first. */
  requests: { at: string; url: string; outcome: 'received' | 'refused' | 'failed' }[];
  language: 'auto' | 'it' | 'en';
  /** `isRefused`: the browser was asked for the permission and did not get it. */
  notifications: { notify: 'never' | 'failures' | 'all'; showsSubjects: boolean; isRefused: boolean };
  /** `isPrivate`: the page is in a private window, which keeps no ledger. */
  storage: { isPrivate: boolean; isPersistent: boolean; usedBytes: number | null; remindBackup: RemindPeriod };
  /** Set when the last PEM the user gave could not be added. */
  trustProblem: { use: AuthorityUse; code: 'not-a-certificate' | 'not-an-authority' } | null;
  actions: {
    removeSite(host: string): void;
    /** Asks the browser for it; must run inside the click. */
    switchOn(origin: string): void;
    addAuthority(pem: string, use: AuthorityUse): void;
    removeAuthority(fingerprint: string, use: AuthorityUse): void;
    /** Asks for access to the host first; must run inside the click. */
    fetchRevocation(url: string): void;
    addRevocationFiles(files: File[]): void;
    /** Asks for access to the host first; must run inside the click. */
    askRevocation(id: string): void;
    /** Messages behind which there are certificates to ask about. */
    addRevocationQuestions(files: File[]): void;
    removeRevocation(id: string): void;
    chooseLanguage(language: 'auto' | 'it' | 'en'): void;
    /** Asks for the permission first; must run inside the click. */
    chooseNotify(notify: OptionsProps['notifications']['notify']): void;
    showSubjects(shows: boolean): void;
    chooseReminder(period: RemindPeriod): void;
  };
};
