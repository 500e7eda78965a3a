// The ledger as its users see it: records judged messages, answers questions about them, survives a closed database.
import { toSha256Hex } from '../verify/bytes';
import { findAttention, toCurrent } from './attention';
import { type CollectedEvidence, collectEvidence, type JudgedMessage } from './collect-evidence';
import { type Connection, createConnection, type LedgerOptions } from './ledger-database';
import type { Evidence, LedgerMessage } from './ledger-message';
import { recordEvidence } from './record-evidence';

export type Recorded = {
  /** `nothing`: neither the message nor anything in it is PEC, so it was not kept. */
  outcome: 'new' | 'known' | 'nothing';
  message: LedgerMessage | null;
};

/** What is kept outside the database to tell a lost ledger from an empty one. */
export type Census = { count: number; head: string };

/** Every method may throw StorageFull or LedgerUnavailable; `now` is an ISO instant. */
export type Ledger = {
  record(judged: JudgedMessage): Promise<Recorded>;
  /** As `record`, for many in a row: it does not look up what became of the message. */
  keep(judged: JudgedMessage): Promise<Recorded['outcome']>;
  /** Newest first. */
  messages(now: string): Promise<LedgerMessage[]>;
  message(identifier: string, now: string): Promise<LedgerMessage | undefined>;
  /** The message that a piece of evidence belongs to. */
  messageOf(sha256: string, now: string): Promise<LedgerMessage | undefined>;
  attention(now: string): Promise<LedgerMessage[]>;
  evidenceOf(identifier: string): Promise<Evidence[]>;
  evidence(sha256: string): Promise<Evidence | undefined>;
  bytesOf(sha256: string): Promise<Uint8Array | undefined>;
  census(): Promise<Census>;
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

const findMessages = async (connection: Connection, now: string): Promise<LedgerMessage[]> => {
  const rows = await connection.run((database) => database.messages.orderBy('moment').reverse().toArray());
  return rows.map(({ message }) => toCurrent(message, now));
};

const keep = async (connection: Connection, collected: readonly CollectedEvidence[], now: string): Promise<Recorded['outcome']> => {
  let isNew = false;
  for (const item of collected) {
    const outcome = await connection.run((database) => recordEvidence(database, item, now));
    isNew ||= outcome === 'new';
  }
  if (collected.length === 0) return 'nothing';
  return isNew ? 'new' : 'known';
};

const record = async (connection: Connection, judged: JudgedMessage): Promise<Recorded> => {
  const collected = await collectEvidence(judged);
  const outcome = await keep(connection, collected, judged.recordedAt);
  const [first] = collected;
  const message = first && (await findMessageOf(connection, first.evidence.sha256, judged.recordedAt));
  return { outcome, message: message ?? null };
};

/** Counts what is really there, evidence and bytes, so that rows lost one by one show as well. */
const takeCensus = async (connection: Connection): Promise<Census> => {
  const [evidence, bytes] = await connection.run((database) =>
    database.transaction('r', [database.evidence, database.bytes], async () => [
      await database.evidence.toCollection().primaryKeys(),
      await database.bytes.toCollection().primaryKeys(),
    ]),
  );
  const text = [...(evidence ?? []), '', ...(bytes ?? [])].join('\n');
  return { count: evidence?.length ?? 0, head: await toSha256Hex(new TextEncoder().encode(text)) };
};

export const openLedger = (options: LedgerOptions = {}): Ledger => {
  const connection = createConnection(options);
  return {
    record: (judged) => record(connection, judged),
    keep: async (judged) => keep(connection, await collectEvidence(judged), judged.recordedAt),
    messages: (now) => findMessages(connection, now),
    message: (identifier, now) => findMessage(connection, identifier, now),
    messageOf: (sha256, now) => findMessageOf(connection, sha256, now),
    attention: async (now) => findAttention(await findMessages(connection, now), now),
    evidenceOf: async (identifier) => {
      const rows = await connection.run((database) => database.evidence.where('identifier').equals(identifier).toArray());
      return rows.map(({ evidence }) => evidence);
    },
    evidence: async (sha256) => (await connection.run((database) => database.evidence.get(sha256)))?.evidence,
    bytesOf: async (sha256) => (await connection.run((database) => database.bytes.get(sha256)))?.bytes,
    census: () => takeCensus(connection),
    close: () => connection.close(),
  };
};
