// The plain data that the dialog about proof bundles draws, and what it calls back. Types only.

import type { Pack } from './bundle/bundle-source';
import type { Credentials } from './bundle/timestamp-service';
import type { DroppedBundle } from './bundle-view';
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

/** `elsewhere`: the user takes what is to be stamped to a tool of their own, and brings the token back. */
export const STAMP_WAYS = ['none', 'service', 'elsewhere'] as const;
export type StampWay = (typeof STAMP_WAYS)[number];

/** Why, as a sentence: most of it may be what the service says of itself. */
export type StampFailure = { status: 'failed'; reason: string };

export type StampOutcome =
  /** ISO 8601. */
  | { status: 'proven'; existedBefore: string; authority: string }
  /** The token is in the bundle; nothing is concluded from it here. */
  | { status: 'unknown-authority'; issuer: string }
  | StampFailure;

export type ExportStamp = {
  way: StampWay;
  /** As typed: the address of the service and the OID of its policy; '' for none. */
  url: string;
  policy: string;
  /** Whoever is on the way can read what is sent there. */
  isInClear: boolean;
  /** The administration of the machine switched the network off: no service can be asked. */
  isNetworkOff: boolean;
  /** Name of a bundle made earlier that the user chose, to add a token to. */
  earlier: string | null;
  outcome: StampOutcome | null;
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
  stamp: ExportStamp;
  running: { what: 'judge' | 'write' | 'stamp'; done: number; total: number } | null;
  /** The bundle that was handed to the browser; `sha256` in lowercase hex, `size` in octets; `isComplete` is null where that was not judged. */
  made: { name: string; size: number; sha256: string; isComplete: boolean | null; isStamped: boolean } | null;
  problem: ProblemCode | null;
};

/** For the service alone. */
export type StampLogin = Credentials;

export type ExportActions = {
  /** Looks at the proofs of these messages; nothing is written. */
  open(identifiers: readonly string[], subject: string | null): void;
  /** What is running is cancelled, and nothing of it is left. */
  close(): void;
  choosePack(pack: Pack): void;
  chooseLanguage(language: Locale): void;
  /** Copies of the sent messages, which are compared with what the receipts enclose and go into the bundle. */
  addCopies(files: readonly File[]): void;
  /** Must be called inside the click, because the service may have to be allowed; nothing of `login` is kept. */
  make(login: StampLogin | null): void;
  describeStamp(change: Partial<Pick<ExportStamp, 'way' | 'url' | 'policy'>>): void;
  /** Asks the service for the bundle that was made; inside the click, as `make`. */
  askStamp(login: StampLogin | null): void;
  /** What is to be stamped elsewhere: the manifest itself, or a request (`.tsq`) with its digest. */
  saveForStamp(what: 'manifest' | 'request'): void;
  /** A token from elsewhere, for the bundle that was chosen or made. */
  addToken(file: File): void;
  chooseEarlier(file: File): void;
  /** Hands out the same file again. */
  save(): void;
};

/** The share of bundles in what the ledger page draws. */
export type ExportProps = {
  /** Null while the dialog is closed. */
  exporting: ExportDesk | null;
  /** In the order in which they were given. */
  bundles: readonly DroppedBundle[];
  actions: { exporting: ExportActions };
};
