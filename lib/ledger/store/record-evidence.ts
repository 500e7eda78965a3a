// Writes pieces of evidence, their journal entries and the rows of their messages in one transaction: all are there, or none.
import type { CollectedEvidence } from '../collect-evidence';
import { hashText } from '../journal';
import type { Evidence } from '../ledger-message';
import { isLinkedByMessageId, linkEvidence, toLinkKey } from '../link';
import { toSameEvidence } from '../same-evidence';
import { addToSetHash } from '../set-hash';
import { draftTokens, findTokens, type TokenDraft } from './draft-tokens';
import { readState, toNextEntry } from './ledger-state';
import type { BytesRow, EvidenceRow, LedgerDatabase } from './ledger-tables';
import { lookAhead, refreshMessages } from './refresh-messages';
import { toStoredBytes } from './stored-bytes';

export const toEvidenceRow = (evidence: Evidence, identifier: string, seq: number): EvidenceRow => {
  const messageId = evidence.report.certified?.messageId;
  const row = { sha256: evidence.sha256, identifier, seq, evidence };
  if (messageId === undefined || messageId === null) return row;
  return { ...row, messageId, ...(isLinkedByMessageId(evidence) ? { orphanOf: messageId } : {}) };
};

/** What the journal says of a piece: its bytes, and the report that stands beside them. */
export const toJournalSubject = ({ sha256, report }: Evidence): string => `${sha256} ${hashText(JSON.stringify(report))}`;

/** Evidence without an identifier follows its Message-ID, and moves when a second identifier turns up under it. */
const relinkByMessageId = async (database: LedgerDatabase, messageId: string): Promise<string[]> => {
  const rows = await database.evidence.where('messageId').equals(messageId).toArray();
  const touched: string[] = [];
  for (const [identifier, group] of linkEvidence(rows.map(({ evidence }) => evidence))) {
    for (const evidence of group) {
      const row = rows.find(({ sha256 }) => sha256 === evidence.sha256);
      if (!row || row.identifier === identifier) continue;
      touched.push(row.identifier, identifier);
      await database.evidence.put(toEvidenceRow(evidence, identifier, row.seq));
    }
  }
  return touched;
};

export type Recording = { collected: CollectedEvidence /** ISO instant. */; now: string };

type Outcome = 'new' | 'known';

/** What a group of recordings makes of the rows that are there: worked out in memory, one after the other as if each were alone. */
type Draft = TokenDraft & { rows: Map<string, EvidenceRow>; outcomes: Outcome[]; touched: Set<string> };

/** One entry for a new piece and for one that is judged anew; none where nothing changed. */
const draftEntry = (draft: Draft, merged: Evidence, known: EvidenceRow | undefined, at: string): number => {
  const subject = toJournalSubject(merged);
  if (known && toJournalSubject(known.evidence) === subject) return known.seq;
  const { entry, state } = toNextEntry(draft.state, { at, event: known ? 'judged' : 'recorded', subject });
  draft.entries.push(entry);
  draft.state = known ? state : { ...state, count: state.count + 1, head: addToSetHash(state.head, merged.sha256) };
  return entry.seq;
};

const draftRow = (draft: Draft, { collected, now }: Recording): void => {
  const { evidence } = collected;
  const { rows, touched, outcomes } = draft;
  const known = rows.get(evidence.sha256);
  const merged = known ? toSameEvidence(known.evidence, evidence) : evidence;
  const seq = draftEntry(draft, merged, known, now);
  const row = toEvidenceRow(merged, toLinkKey(merged.report), draftTokens(draft, collected, now) ?? seq);
  rows.set(row.sha256, row);
  for (const identifier of [row.identifier, known?.identifier ?? row.identifier]) touched.add(identifier);
  outcomes.push(known ? 'known' : 'new');
};

/** Also of what is known: whoever reads a message again, or drops its file, mends what the disk has damaged or lost. */
const toBytesRows = (recordings: readonly Recording[], rows: Draft['rows']): BytesRow[] => {
  const once = new Map(recordings.map(({ collected: { evidence, bytes } }) => [evidence.sha256, bytes]));
  return [...once].map(([sha256, bytes]) => ({ sha256, seq: rows.get(sha256)?.seq ?? 0, bytes: toStoredBytes(bytes) }));
};

const toMessageIds = (rows: Iterable<EvidenceRow>): string[] => [
  ...new Set([...rows].flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId]))),
];

/** Message-IDs under which pieces may have to move. */
const findRelinks = async ({ evidence }: LedgerDatabase, rows: Draft['rows']): Promise<string[]> => {
  const ids = toMessageIds(rows.values());
  const orphans = await Promise.all(ids.map((messageId) => evidence.where('orphanOf').equals(messageId).count()));
  return ids.filter((_, index) => orphans[index] !== 0);
};

const putEvidence = (database: LedgerDatabase, { rows, stamped, entries, state }: Draft, recordings: readonly Recording[]) =>
  Promise.all([
    database.evidence.bulkPut([...rows.values()]),
    database.bytes.bulkPut(toBytesRows(recordings, rows)),
    ...(stamped.size === 0 ? [] : [database.tokens.bulkPut([...stamped.values()])]),
    database.journal.bulkAdd(entries),
    database.state.put(state),
  ]);

const draftAll = async (database: LedgerDatabase, recordings: readonly Recording[], hashes: readonly string[]): Promise<Draft> => {
  const [there, state, tokens] = await Promise.all([
    database.evidence.bulkGet([...hashes]),
    readState(database),
    findTokens(database, recordings),
  ]);
  const rows = new Map(there.flatMap((row) => (row ? [[row.sha256, row] as const] : [])));
  const draft: Draft = { rows, state, entries: [], tokens, stamped: new Map(), outcomes: [], touched: new Set() };
  for (const recording of recordings) draftRow(draft, recording);
  return draft;
};

/** Requests that do not need each other's answer are sent together: each round trip to the database costs as much as ten requests. */
const write = async (database: LedgerDatabase, recordings: readonly Recording[]): Promise<Outcome[]> => {
  const now = recordings.at(-1)?.now ?? '';
  const judged = recordings.map(({ collected }) => collected.evidence);
  const [draft, ahead, [anyOrphan]] = await Promise.all([
    draftAll(database, recordings, [...new Set(judged.map(({ sha256 }) => sha256))]),
    lookAhead(database, [...new Set(judged.map(({ report }) => toLinkKey(report)))]),
    database.evidence.orderBy('orphanOf').limit(1).primaryKeys(),
  ]);
  const { rows, touched, outcomes } = draft;
  const written = putEvidence(database, draft, recordings);
  // Few ledgers hold a piece that only its Message-ID can link.
  if (anyOrphan === undefined && ![...rows.values()].some(({ orphanOf }) => orphanOf !== undefined)) {
    await Promise.all([written, refreshMessages(database, touched, now, { rows, ahead })]);
    return outcomes;
  }
  await written;
  for (const messageId of await findRelinks(database, rows))
    for (const identifier of await relinkByMessageId(database, messageId)) touched.add(identifier);
  await refreshMessages(database, touched, now);
  return outcomes;
};

/** Only database promises are awaited inside: any other would let the browser commit half of it. */
export const recordEvidence = (database: LedgerDatabase, recordings: readonly Recording[]): Promise<Outcome[]> =>
  database.transaction(
    'rw',
    [
      database.evidence,
      database.bytes,
      database.tokens,
      database.messages,
      database.summaries,
      database.annotations,
      database.sendings,
      database.journal,
      database.state,
    ],
    () => write(database, recordings),
  );
