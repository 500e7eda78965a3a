// The ledger as its users see it: records judged messages, answers questions about them, survives a closed database.
import type { Annotation } from './annotation';
import { toCurrent } from './attention';
import { type CollectedEvidence, collectEvidence, type JudgedMessage } from './collect-evidence';
import type { JournalEntry } from './journal';
import type { Evidence, LedgerMessage } from './ledger-message';
import { toNoticedSending } from './match-sending';
import type { Seal, SealAnswer } from './seal/seal';
import type { SealedList } from './seal/sealed-list';
import type { Sending } from './sending';
import { annotateMessage } from './store/annotate-message';
import { checkLedger, type LedgerCheck } from './store/check-ledger';
import { tokensOf } from './store/draft-tokens';
import { createGroupCommit } from './store/group-commit';
import { type Connection, createConnection, type LedgerOptions } from './store/ledger-database';
import { readState, writeEntry } from './store/ledger-state';
import { noteSending } from './store/note-sending';
import { type AttentionFound, readAttention, readSummaries } from './store/read-summaries';
import { type Recording, recordEvidence } from './store/record-evidence';
import { answerSeal, findUncovered, makeSeal, restoreSeal } from './store/seal-ledger';
import { dropSending, findSettled } from './store/settle-sending';
import { StorageFull } from './store/storage-full';
import { findBytes } from './store/stored-bytes';
import { refreshDue, sweepMessages } from './store/sweep-messages';
import { type Census, countLedger, readCensus } from './store/take-census';
import type { LedgerSummary } from './summary';
import type { SweepResult } from './sweep-result';

export type { Census } from './store/take-census';

export type Recorded = {
  /** `nothing`: neither the message nor anything in it is PEC, so it was not kept. */
  outcome: 'new' | 'known' | 'nothing';
  message: LedgerMessage | null;
};

/** Every method may throw StorageFull, LedgerTooNew or LedgerUnavailable; `now` is an ISO instant. */
export type Ledger = {
  /** @param now when it is recorded, if that is not when the message was judged */
  record(judged: JudgedMessage, now?: string): Promise<Recorded>;
  /** As `record`, for many in a row: it does not look up what became of the message. */
  keep(judged: JudgedMessage, now?: string): Promise<Recorded['outcome']>;
  /** All of them, newest first, in batches. */
  summaries(now: string, each: (batch: LedgerSummary[]) => void): Promise<void>;
  messages(now: string): Promise<LedgerMessage[]>;
  message(identifier: string, now: string): Promise<LedgerMessage | undefined>;
  /** The message that a piece of evidence belongs to. */
  messageOf(sha256: string, now: string): Promise<LedgerMessage | undefined>;
  /** The message that a noticed sending has become, which has no row of its own any more. */
  messageSent(noticed: LedgerMessage, now: string): Promise<LedgerMessage | undefined>;
  /** The worst first, and how many there are. */
  attention(now: string, limit: number): Promise<AttentionFound>;
  /** Looks again at what has grown old; whoever calls it tells the user of what entered. */
  sweep(now: string): Promise<SweepResult>;
  evidenceOf(identifier: string): Promise<Evidence[]>;
  evidence(sha256: string): Promise<Evidence | undefined>;
  bytesOf(sha256: string): Promise<Uint8Array | undefined>;
  /** The time-stamp files that lay beside that piece, in the order of `stampsOf`. */
  tokensOf(sha256: string): Promise<Uint8Array[]>;
  /** Their hashes. */
  stampsOf(sha256: string): Promise<string[]>;
  /** By hash, after `after` (null for the first). */
  listHashes(after: string | null, limit: number): Promise<string[]>;
  annotation(identifier: string): Promise<Annotation | undefined>;
  annotate(identifier: string, annotation: Pick<Annotation, 'tags' | 'note'>, now: string): Promise<void>;
  annotations(): Promise<{ identifier: string; annotation: Annotation }[]>;
  /** Noticed in a webmail, and not confirmed yet. */
  sendings(): Promise<Sending[]>;
  /** Entries with a number above `after`. */
  journal(after: number, limit: number): Promise<JournalEntry[]>;
  /** A copy that holds everything up to that entry of the journal was finished. */
  markBackedUp(seq: number, at: string): Promise<void>;
  /** The last copy, and whether something came after it. */
  backup(): Promise<{ last: { seq: number; at: string } | null; isBehind: boolean }>;
  /** When the copy was made that holds this piece; null when none does. */
  backedUpAtOf(sha256: string): Promise<string | null>;
  /** What it says it holds; costs the same however much that is. */
  census(): Promise<Census>;
  /** The same, with every row counted. */
  count(): Promise<Census>;
  check(signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<LedgerCheck>;
  /** False when it was not kept: its sender is not known to send PEC. */
  noteSending(sending: Sending): Promise<boolean>;
  /** The user does not wait for its receipt any more. */
  dropSending(id: string): Promise<void>;
  /** The user goes on without what was lost: what is counted now is what there is. */
  acceptLoss(now: string): Promise<void>;
  /** Over everything that is there now; null for a ledger that holds nothing. The same again when nothing came since and the day is the same. */
  makeSeal(now: string): Promise<Seal | null>;
  /** Keeps what came back, unjudged. */
  answerSeal(id: string, answer: SealAnswer): Promise<void>;
  /** Out of a copy; false when it is no seal, or its list does not lead to its root. */
  restoreSeal(seal: Seal, list: SealedList, now: string): Promise<boolean>;
  seals(): Promise<Seal[]>;
  sealListOf(id: string): Promise<SealedList | undefined>;
  /** The first day from `from` to `to` on which a certificate ends behind a message of which a piece is not covered; null when there is none. */
  findUncovered(from: string, to: string, isCovered: (sha256: string) => boolean): Promise<string | null>;
  close(): void;
};

const findMessage = async (connection: Connection, identifier: string, now: string): Promise<LedgerMessage | undefined> => {
  const row = await connection.run((database) => database.messages.get(identifier));
  return row && toCurrent(row.message, now);
};

const findMessageOf = async (connection: Connection, sha256: string, now: string): Promise<LedgerMessage | undefined> => {
  const row = await connection.run((database) => database.evidence.get(sha256));
  return row && findMessage(connection, row.identifier, now);
};

type Commit = (recording: Recording) => Promise<'new' | 'known'>;

const keep = async (commit: Commit, collected: readonly CollectedEvidence[], now: string): Promise<Recorded['outcome']> => {
  const outcomes = await Promise.all(collected.map((item) => commit({ collected: item, now })));
  if (outcomes.length === 0) return 'nothing';
  return outcomes.includes('new') ? 'new' : 'known';
};

const record = async (connection: Connection, commit: Commit, judged: JudgedMessage, now: string): Promise<Recorded> => {
  const collected = await collectEvidence(judged);
  const outcome = await keep(commit, collected, now);
  const [first] = collected;
  const message = first && (await findMessageOf(connection, first.evidence.sha256, now));
  return { outcome, message: message ?? null };
};

const findBackup = async ({ run }: Connection, sha256: string): Promise<string | null> => {
  const [row, { backup }] = await run((database) => Promise.all([database.evidence.get(sha256), readState(database)]));
  return row !== undefined && backup !== null && row.seq <= backup.seq ? backup.at : null;
};

/** Where there is no room, rows that grew old are better than none. */
const refresh = async ({ write }: Connection, now: string): Promise<void> => {
  try {
    await write((database) => refreshDue(database, now));
  } catch (error) {
    if (!(error instanceof StorageFull)) throw error;
  }
};

type Keeping = Pick<Ledger, 'record' | 'keep' | 'annotate' | 'noteSending' | 'dropSending' | 'markBackedUp' | 'acceptLoss'>;
type Sealing = Pick<Ledger, 'makeSeal' | 'answerSeal' | 'restoreSeal' | 'seals' | 'sealListOf' | 'findUncovered'>;

const createSealing = ({ run, write }: Connection): Sealing => ({
  makeSeal: (now) => write((database) => makeSeal(database, now)),
  answerSeal: (id, answer) => write((database) => answerSeal(database, id, answer)),
  restoreSeal: (seal, list, now) => write((database) => restoreSeal(database, seal, list, now)),
  seals: () => run((database) => database.seals.toArray()),
  sealListOf: async (id) => (await run((database) => database.sealLists.get(id)))?.list,
  findUncovered: (from, to, isCovered) => run((database) => findUncovered(database, from, to, isCovered)),
});

const countOctets = (recordings: readonly Recording[]): number =>
  recordings
    .flatMap(({ collected: { bytes, tokens } }) => [bytes, ...tokens.map((token) => token.bytes)])
    .reduce((sum, { length }) => sum + length, 0);

const createCommit = ({ write }: Connection): Commit =>
  createGroupCommit((recordings) => write((database) => recordEvidence(database, recordings), countOctets(recordings)));

const createWriter = (connection: Connection, commit = createCommit(connection)): Keeping => ({
  record: (judged, now = judged.recordedAt) => record(connection, commit, judged, now),
  keep: async (judged, now = judged.recordedAt) => keep(commit, await collectEvidence(judged), now),
  annotate: (identifier, annotation, now) => connection.write((database) => annotateMessage(database, identifier, annotation, now)),
  noteSending: (sending) => connection.write((database) => noteSending(database, sending)),
  dropSending: (id) =>
    connection.write((database) =>
      database.transaction('rw', [database.sendings, database.messages, database.summaries], () => dropSending(database, id)),
    ),
  markBackedUp: async (seq, at) => {
    await connection.write((database) => writeEntry(database, { at, event: 'backed-up', subject: String(seq) }, { backup: { seq, at } }));
  },
  acceptLoss: async (now) => {
    const { count, stamps } = await connection.run(countLedger);
    await connection.write((database) =>
      writeEntry(database, { at: now, event: 'loss-accepted', subject: String(count) }, { count, stamps }),
    );
  },
});

export const openLedger = (options: LedgerOptions = {}): Ledger => {
  const connection = createConnection(options);
  const { run, write } = connection;
  return {
    ...createWriter(connection),
    ...createSealing(connection),
    summaries: async (now, each) => {
      await refresh(connection, now);
      await run((database) => readSummaries(database, each));
    },
    messages: async (now) => (await run((database) => database.messages.toArray())).map(({ message }) => toCurrent(message, now)),
    message: (identifier, now) => findMessage(connection, identifier, now),
    messageOf: (sha256, now) => findMessageOf(connection, sha256, now),
    messageSent: async (noticed, now) => {
      const message = await run((database) => findSettled(database, toNoticedSending(noticed)));
      return message && toCurrent(message, now);
    },
    attention: async (now, limit) => {
      await refresh(connection, now);
      return run((database) => readAttention(database, limit));
    },
    sweep: (now) => write((database) => sweepMessages(database, now)),
    evidenceOf: async (identifier) =>
      (await run((database) => database.evidence.where('identifier').equals(identifier).toArray())).map(({ evidence }) => evidence),
    evidence: async (sha256) => (await run((database) => database.evidence.get(sha256)))?.evidence,
    bytesOf: (sha256) => run((database) => findBytes(database, sha256)),
    tokensOf: async (sha256) => (await run((database) => tokensOf(database, sha256).toArray())).map(({ bytes }) => bytes),
    stampsOf: (sha256) => run((database) => tokensOf(database, sha256).primaryKeys()),
    listHashes: (after, limit) =>
      run((database) =>
        database.evidence
          .where('sha256')
          .above(after ?? '')
          .limit(limit)
          .primaryKeys(),
      ),
    annotation: async (identifier) => (await run((database) => database.annotations.get(identifier)))?.annotation,
    annotations: () => run((database) => database.annotations.toArray()),
    sendings: () => run((database) => database.sendings.toArray()),
    journal: (after, limit) => run((database) => database.journal.where('seq').above(after).limit(limit).toArray()),
    backup: async () => {
      const { backup, seq } = await run(readState);
      // The entry that tells of the copy itself comes after what it holds.
      return { last: backup, isBehind: backup === null ? seq > 0 : seq > backup.seq + 1 };
    },
    backedUpAtOf: (sha256) => findBackup(connection, sha256),
    census: () => run(readCensus),
    count: () => run(countLedger),
    check: (signal, onProgress) => checkLedger({ connection, findings: [], signal, onProgress }),
    close: () => connection.close(),
  };
};
