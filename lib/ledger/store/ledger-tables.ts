// The rows of the ledger's tables and their indexes, version by version; the migration of each stands beside it.
import type { Dexie, Table } from 'dexie';
import type { Annotation } from '../annotation';
import type { JournalEntry } from '../journal';
import type { Evidence, LedgerMessage } from '../ledger-message';
import type { Seal } from '../seal/seal';
import type { SealedList } from '../seal/sealed-list';
import type { Sending } from '../sending';
import type { LedgerSummary } from '../summary';

export type EvidenceRow = {
  sha256: string;
  /** Key of the message it belongs to. */
  identifier: string;
  /** Absent values are not indexed. */
  messageId?: string;
  /** Its Message-ID, when nothing else can link it. */
  orphanOf?: string;
  /** Entry of the journal that last spoke of it. */
  seq: number;
  evidence: Evidence;
};

/** A file where they are many; a version before the fifth knew none. */
export type StoredBytes = Blob | Uint8Array;

export type BytesRow = {
  sha256: string /** Indexed, so that rows are counted without reading gigabytes. */;
  seq: number;
  bytes: StoredBytes;
};

/** A time-stamp file; its bytes once, however many pieces of evidence it lay beside. */
export type TokenRow = {
  sha256: string;
  /** Those pieces, by hash; each is counted by the index. */
  of: string[];
  seq: number;
  bytes: Uint8Array;
};

export type MessageRow = { identifier: string; message: LedgerMessage };

export type SummaryRow = {
  identifier: string;
  /** Newest first: [-moment, identifier]. */
  order: [number, string];
  /** Worst reason first: [severity, -moment, identifier]; absent when nothing needs an eye. */
  eye?: [number, number, string];
  /** When the reasons must be looked at again, in milliseconds; absent when time changes nothing. */
  recheckAt?: number;
  /** Address that has sent PEC, lowercase; absent where nothing was accepted. */
  own?: string;
  /** 1 until somebody was told of a new reason. */
  entered?: 1;
  summary: LedgerSummary;
};

export type AnnotationRow = { identifier: string; annotation: Annotation };

/** One row: what the ledger holds, without counting. */
export type StateRow = {
  name: 'ledger';
  count: number;
  /** Of the set of evidence. */
  head: string;
  /** Time-stamp files beside pieces of evidence: each pair counts. */
  stamps: number;
  /** Last entry of the journal. */
  seq: number;
  chain: string;
  backup: { seq: number; at: string } | null;
};

/** Apart from the seals, because a large archive has lists of megabytes. */
export type SealListRow = { id: string; list: SealedList };

export type LedgerDatabase = Dexie & {
  evidence: Table<EvidenceRow, string>;
  bytes: Table<BytesRow, string>;
  tokens: Table<TokenRow, string>;
  messages: Table<MessageRow, string>;
  summaries: Table<SummaryRow, string>;
  annotations: Table<AnnotationRow, string>;
  sendings: Table<Sending, string>;
  journal: Table<JournalEntry, number>;
  state: Table<StateRow, string>;
  seals: Table<Seal, string>;
  sealLists: Table<SealListRow, string>;
};

/** Of the newest schema below. */
export const LEDGER_VERSION = 7;

export const TABLES_OF_VERSION = {
  1: { evidence: 'sha256, identifier, messageId, orphanOf', bytes: 'sha256', messages: 'identifier, moment' },
  2: {
    evidence: 'sha256, identifier, messageId, orphanOf, seq',
    bytes: 'sha256, seq',
    messages: 'identifier',
    summaries: 'identifier, order, eye, recheckAt, entered, own',
    annotations: 'identifier',
    sendings: 'id',
    journal: 'seq',
    state: 'name',
  },
  3: { tokens: 'sha256, seq, *of' },
  // The day until which the certificates behind a message last is in every small row already: the browser makes the index by itself.
  4: {
    summaries: 'identifier, order, eye, recheckAt, entered, own, summary.provenUntil',
    seals: 'id',
    sealLists: 'id',
  },
  // Many bytes are a file from here on; those that are there stay as they are, for a copy of gigabytes could fail for want of room.
  5: {},
  // Who was warned and has no outcome is looked at again after a day: an earlier version would have come back in years.
  6: {},
  // Small rows of old know where the addresses of the recipients begin: the board, filtered by recipient, looked into all else of them too.
  7: {},
} as const;
