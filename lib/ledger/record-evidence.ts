// Writes one piece of evidence and the row of its message in one transaction: both are there, or neither.
import type { CollectedEvidence } from './collect-evidence';
import type { EvidenceRow, LedgerDatabase, MessageRow } from './ledger-database';
import type { Evidence } from './ledger-message';
import { isLinkedByMessageId, linkEvidence, toLinkKey } from './link';
import { toLedgerMessage } from './message-state';
import { toSameEvidence } from './same-evidence';

const toRow = (evidence: Evidence, identifier: string): EvidenceRow => {
  const messageId = evidence.report.certified?.messageId;
  const row = { sha256: evidence.sha256, identifier, evidence };
  if (messageId === undefined || messageId === null) return row;
  return { ...row, messageId, ...(isLinkedByMessageId(evidence) ? { orphanOf: messageId } : {}) };
};

const toMessageRow = (identifier: string, rows: readonly EvidenceRow[], now: string): MessageRow => {
  const message = toLedgerMessage(
    rows.map(({ evidence }) => evidence),
    now,
  );
  const certified = message.evidence.map(({ at }) => Date.parse(at ?? '')).filter((instant) => !Number.isNaN(instant));
  const recorded = rows.map(({ evidence }) => Date.parse(evidence.recordedAt));
  return { identifier, moment: Math.max(...(certified.length > 0 ? certified : recorded)), message };
};

/** Evidence without an identifier follows its Message-ID, and moves when a second identifier turns up under it. */
const relinkByMessageId = async (database: LedgerDatabase, messageId: string): Promise<string[]> => {
  const rows = await database.evidence.where('messageId').equals(messageId).toArray();
  const touched: string[] = [];
  for (const [identifier, group] of linkEvidence(rows.map(({ evidence }) => evidence))) {
    for (const evidence of group) {
      const row = rows.find(({ sha256 }) => sha256 === evidence.sha256);
      if (!row || row.identifier === identifier) continue;
      touched.push(row.identifier, identifier);
      await database.evidence.put(toRow(evidence, identifier));
    }
  }
  return touched;
};

const refreshMessages = async (database: LedgerDatabase, identifiers: ReadonlySet<string>, now: string): Promise<void> => {
  for (const identifier of identifiers) {
    const rows = await database.evidence.where('identifier').equals(identifier).toArray();
    if (rows.length === 0) await database.messages.delete(identifier);
    else await database.messages.put(toMessageRow(identifier, rows, now));
  }
};

/** Requests that do not need each other's answer are sent together: each round trip to the database costs as much as ten requests. */
const write = async (database: LedgerDatabase, { evidence, bytes }: CollectedEvidence, now: string): Promise<'new' | 'known'> => {
  const { sha256 } = evidence;
  const [known, kept] = await Promise.all([database.evidence.get(sha256), database.bytes.where('sha256').equals(sha256).count()]);
  const merged = known ? toSameEvidence(known.evidence, evidence) : evidence;
  const row = toRow(merged, toLinkKey(merged.report));
  const { messageId } = row;
  const [orphans] = await Promise.all([
    messageId === undefined ? 0 : database.evidence.where('orphanOf').equals(messageId).count(),
    database.evidence.put(row),
    // A copy: a view would drag its whole underlying buffer into the database.
    kept > 0 ? undefined : database.bytes.add({ sha256, bytes: bytes.slice() }),
  ]);
  const touched = new Set([row.identifier, known?.identifier ?? row.identifier]);
  if (messageId !== undefined && (orphans > 0 || row.orphanOf !== undefined))
    for (const identifier of await relinkByMessageId(database, messageId)) touched.add(identifier);
  await refreshMessages(database, touched, now);
  return known ? 'known' : 'new';
};

/** Only database promises are awaited inside: any other would let the browser commit half of it. */
export const recordEvidence = (database: LedgerDatabase, collected: CollectedEvidence, now: string): Promise<'new' | 'known'> =>
  database.transaction('rw', [database.evidence, database.bytes, database.messages], () => write(database, collected, now));
