// Writes one piece of evidence, its journal entry and the rows of its message in one transaction: all are there, or none.
import type { CollectedEvidence } from '../collect-evidence';
import { hashText } from '../journal';
import type { Evidence } from '../ledger-message';
import { isLinkedByMessageId, linkEvidence, toLinkKey } from '../link';
import { toSameEvidence } from '../same-evidence';
import { addToSetHash } from '../set-hash';
import { appendEntry, readState } from './ledger-state';
import type { BytesRow, EvidenceRow, LedgerDatabase } from './ledger-tables';
import { refreshMessages } from './refresh-messages';

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

type Known = EvidenceRow | undefined;

/** One entry for a new piece and for one that is judged anew; none where nothing changed. */
const writeJournal = async (database: LedgerDatabase, merged: Evidence, known: Known, at: string): Promise<number> => {
  const subject = toJournalSubject(merged);
  if (known && toJournalSubject(known.evidence) === subject) return known.seq;
  const state = await readState(database);
  const next = await appendEntry(database, state, { at, event: known ? 'judged' : 'recorded', subject });
  await database.state.put(known ? next : { ...next, count: next.count + 1, head: addToSetHash(next.head, merged.sha256) });
  return next.seq;
};

/** A copy: a view would drag its whole underlying buffer into the database. A backup mends what was damaged on the disk. */
const keepBytes = ({ bytes: table }: LedgerDatabase, { bytes, ...row }: BytesRow, isThere: boolean): Promise<string> => {
  const copy = { ...row, bytes: bytes.slice() };
  return isThere ? table.put(copy) : table.add(copy);
};

/** Requests that do not need each other's answer are sent together: each round trip to the database costs as much as ten requests. */
const write = async (database: LedgerDatabase, { evidence, bytes }: CollectedEvidence, now: string): Promise<'new' | 'known'> => {
  const { sha256 } = evidence;
  const [known, kept] = await Promise.all([database.evidence.get(sha256), database.bytes.where('sha256').equals(sha256).count()]);
  const merged = known ? toSameEvidence(known.evidence, evidence) : evidence;
  const seq = await writeJournal(database, merged, known, now);
  const row = toEvidenceRow(merged, toLinkKey(merged.report), seq);
  const { messageId } = row;
  const [orphans] = await Promise.all([
    messageId === undefined ? 0 : database.evidence.where('orphanOf').equals(messageId).count(),
    database.evidence.put(row),
    kept === 0 || evidence.origin === 'backup' ? keepBytes(database, { sha256, seq, bytes }, kept > 0) : undefined,
  ]);
  const touched = new Set([row.identifier, known?.identifier ?? row.identifier]);
  if (messageId !== undefined && (orphans > 0 || row.orphanOf !== undefined))
    for (const identifier of await relinkByMessageId(database, messageId)) touched.add(identifier);
  await refreshMessages(database, touched, now);
  return known ? 'known' : 'new';
};

/** Only database promises are awaited inside: any other would let the browser commit half of it. */
export const recordEvidence = (database: LedgerDatabase, collected: CollectedEvidence, now: string): Promise<'new' | 'known'> =>
  database.transaction(
    'rw',
    [
      database.evidence,
      database.bytes,
      database.messages,
      database.summaries,
      database.annotations,
      database.sendings,
      database.journal,
      database.state,
    ],
    () => write(database, collected, now),
  );
