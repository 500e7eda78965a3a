// The journal of the ledger: what was done, in order, each entry bound to the one before by its hash, so that a change in the middle shows.
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../verify/bytes';

/** `recorded` and `judged`: subject is `<sha256> <hash of the report>`. `stamped`: `<sha256> <sha256 of the time-stamp beside it>`. `noted`: a message's identifier. `backed-up`: the last entry in the
 * copy. `migrated`: the schema before. `loss-accepted`: what the user went on without. `sealed`: `<id of the seal> <number of files>`.
 * `seal-answered`: `<id of the seal> <sha256 of what came back>`. */
export type JournalEvent =
  | 'recorded'
  | 'judged'
  | 'stamped'
  | 'noted'
  | 'backed-up'
  | 'migrated'
  | 'loss-accepted'
  | 'sealed'
  | 'seal-answered';

export type JournalEntry = {
  /** From 1, without gaps. */
  seq: number;
  /** ISO 8601 UTC. */
  at: string;
  event: JournalEvent;
  subject: string;
  /** Hash of the entry before; '' for the first. */
  previous: string;
  /** SHA-256 of the JSON array [seq, at, event, subject, previous] in UTF-8, lowercase hex. */
  hash: string;
};

/** Synchronous, because a database transaction does not survive the wait for WebCrypto. SHA-256 in lowercase hex. */
export const hashText = (text: string): string => toHex(sha256(new TextEncoder().encode(text)));

const hashEntry = ({ seq, at, event, subject, previous }: Omit<JournalEntry, 'hash'>): string =>
  hashText(JSON.stringify([seq, at, event, subject, previous]));

/** @param last the entry before, of which only number and hash are needed */
export const toJournalEntry = (
  last: Pick<JournalEntry, 'seq' | 'hash'> | null,
  what: Pick<JournalEntry, 'at' | 'event' | 'subject'>,
): JournalEntry => {
  const entry = { seq: (last?.seq ?? 0) + 1, ...what, previous: last?.hash ?? '' };
  return { ...entry, hash: hashEntry(entry) };
};

/** The number of the first entry that does not continue the one before; null when the chain is whole.
 * @param last what `entries` must continue; null for the beginning */
export const findBreak = (entries: readonly JournalEntry[], last: Pick<JournalEntry, 'seq' | 'hash'> | null): number | null => {
  let before = last;
  for (const entry of entries) {
    const due = (before?.seq ?? 0) + 1;
    if (entry.seq !== due || entry.previous !== (before?.hash ?? '') || entry.hash !== hashEntry(entry)) return due;
    before = entry;
  }
  return null;
};
